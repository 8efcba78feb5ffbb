import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@redis/client';
import { type RedisServer, startRedis } from '../store/redis-server.ts';

/** A store that can be broken and mended, on a real disk or a real Redis. */
export interface Place {
  readonly url: string;
  begin(): Promise<void>;
  end(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreFault {
  readonly name: string;
  readonly open: () => Promise<Place>;
  /** Whether what is kept before can be kept again when it is over. */
  readonly heals: boolean;
  /** What a start into it is: goes on without, or refuses with these words. */
  readonly start: 'goes on' | RegExp;
  /** Whether nothing can be written meanwhile, which `/readyz` tells. */
  readonly unwritable: boolean;
  /** Cannot begin under a process that has the file open. */
  readonly onlyAtStart?: boolean;
}

/** Disks of their own take the right to mount one, which a container may not have. */
export const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

interface Folder {
  readonly folder: string;
  readonly file: string;
}

function onDisk(work: {
  readonly begin: (at: Folder) => void;
  readonly end?: (at: Folder) => void;
  readonly disk?: 'own';
}): () => Promise<Place> {
  return async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'floorwalker-store-')), 'data');
    mkdirSync(folder);
    if (work.disk === 'own') execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
    const at = { folder, file: join(folder, 'floorwalker.db') };
    return {
      url: `sqlite:${at.file}`,
      begin: async () => work.begin(at),
      end: async () => work.end?.(at),
      close: async () => {
        if (work.disk === 'own') execFileSync('umount', ['-l', folder]);
        rmSync(join(folder, '..'), { recursive: true, force: true });
      },
    };
  };
}

function locked(): StoreFault {
  let other: DatabaseSync | undefined;
  return {
    name: 'the file is locked by another process',
    open: onDisk({
      begin: ({ file }) => {
        other = new DatabaseSync(file);
        other.exec('CREATE TABLE IF NOT EXISTS other (x)');
        other.exec('BEGIN EXCLUSIVE');
      },
      end: () => other?.close(),
    }),
    heals: true,
    start: /locked by another process/,
    unwritable: true,
  };
}

const ON_DISK: readonly StoreFault[] = [
  locked(),
  {
    name: 'the folder is gone',
    open: onDisk({ begin: ({ folder }) => rmSync(folder, { recursive: true }) }),
    heals: false,
    start: 'goes on',
    unwritable: true,
  },
  {
    name: 'the file is damaged',
    open: onDisk({
      begin: ({ file }) => {
        writeFileSync(file, '', { flag: 'a' });
        const handle = openSync(file, 'r+');
        writeSync(handle, Buffer.alloc(8192, 'x'), 0, 8192, 0);
        closeSync(handle);
      },
    }),
    heals: false,
    start: /the file is (damaged|no database)/,
    // What SQLite has read it still knows.
    unwritable: false,
  },
];

const ON_A_DISK_OF_ITS_OWN: readonly StoreFault[] = [
  {
    name: 'the disk is full',
    open: onDisk({
      disk: 'own',
      begin: ({ folder }) => {
        const handle = openSync(join(folder, 'filler'), 'w');
        try {
          for (;;) writeSync(handle, Buffer.alloc(4096));
        } catch {
          closeSync(handle);
        }
      },
      end: ({ folder }) => rmSync(join(folder, 'filler')),
    }),
    heals: true,
    start: /the disk is full|the disk does not work|the file cannot be opened/,
    unwritable: true,
  },
  {
    name: 'the disk is read-only',
    open: onDisk({
      disk: 'own',
      begin: ({ folder }) => void execFileSync('mount', ['-o', 'remount,ro', folder]),
      end: ({ folder }) => void execFileSync('mount', ['-o', 'remount,rw', folder]),
    }),
    heals: true,
    start: /read-only|cannot be opened|EROFS/,
    unwritable: true,
    onlyAtStart: true,
  },
];

/** Tells Redis something, as its operator would. */
async function tell(url: string, password: string | undefined, ...commands: readonly (readonly string[])[]) {
  const client = await createClient({ url, ...(password === undefined ? {} : { password }) }).connect();
  try {
    for (const command of commands) await client.sendCommand([...command]);
  } finally {
    client.destroy();
  }
}

function onRedis(work: {
  readonly begin: (server: RedisServer) => Promise<unknown>;
  readonly end: (server: RedisServer, again: () => Promise<void>) => Promise<unknown>;
}): () => Promise<Place> {
  return async () => {
    const dir = mkdtempSync(join(tmpdir(), 'floorwalker-redis-'));
    let server = await startRedis({ dir });
    const port = Number(new URL(server.url).port);
    const again = async () => {
      server = await startRedis({ dir, port });
    };
    return {
      url: server.url,
      begin: async () => void (await work.begin(server)),
      end: async () => void (await work.end(server, again)),
      close: async () => {
        await server.stop();
        rmSync(dir, { recursive: true, force: true });
      },
    };
  };
}

const IN_REDIS: readonly StoreFault[] = (
  [
    {
      name: 'Redis is not there',
      open: onRedis({ begin: (server) => server.signal('SIGKILL'), end: (_server, again) => again() }),
    },
    {
      name: 'Redis hangs',
      open: onRedis({ begin: (server) => server.signal('SIGSTOP'), end: (server) => server.signal('SIGCONT') }),
    },
    {
      name: 'Redis only reads',
      open: onRedis({
        begin: ({ url }) => tell(url, undefined, ['REPLICAOF', '127.0.0.1', '1']),
        end: ({ url }) => tell(url, undefined, ['REPLICAOF', 'NO', 'ONE']),
      }),
    },
    {
      name: 'Redis has no memory left',
      open: onRedis({
        begin: ({ url }) => tell(url, undefined, ['CONFIG', 'SET', 'maxmemory', '1']),
        end: ({ url }) => tell(url, undefined, ['CONFIG', 'SET', 'maxmemory', '0']),
      }),
    },
    {
      name: 'Redis has another password',
      open: onRedis({
        begin: ({ url }) =>
          tell(url, undefined, ['CONFIG', 'SET', 'requirepass', 'other'], ['CLIENT', 'KILL', 'TYPE', 'normal']),
        end: ({ url }) => tell(url, 'other', ['CONFIG', 'SET', 'requirepass', '']),
      }),
    },
  ] as const
).map((of) => ({ ...of, heals: true, start: 'goes on', unwritable: true }));

export const DISK_FAULTS: readonly StoreFault[] = canMount ? [...ON_DISK, ...ON_A_DISK_OF_ITS_OWN] : ON_DISK;
export const REDIS_FAULTS: readonly StoreFault[] = IN_REDIS;
