import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ErrorReply, type RedisClientType } from '@redis/client';
import type { Backend, Row, Rows, StoreLog } from '../backend.ts';
import { type Breaker, createBreaker } from '../breaker.ts';
import { redisReason, shortReason } from '../store-error.ts';
import { LAYOUT, META } from '../whose.ts';
import { createRedisClaims, type RedisClaims } from './redis-claims.ts';
import { createRedisTally } from './redis-tally.ts';

const CONNECT_MS = 1000;
const DEADLINE_MS = 500;
const RECONNECT_AT_MOST_MS = 1000;
/** A connection that died without a word is noticed and made anew: it is asked so often, and given up so late. */
const PING_MS = 5000;
const SILENT_MS = 15_000;
const PREFIX = 'floorwalker';

/**
 * The shared store of several processes. It never waits for a Redis that is down: the first question after its death
 * fails within half a second, later ones at once, and it is found again when it is back.
 */
export async function openRedis({ url, log }: { readonly url: string; readonly log: StoreLog }): Promise<Backend> {
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (attempts) => Math.min(50 * 2 ** Math.min(attempts, 10), RECONNECT_AT_MOST_MS),
    },
  });
  let unconnected: string | undefined;
  const settled = Promise.withResolvers<void>();
  // Without a listener an error of the connection would end the process; what it means is told by the breaker.
  client.on('error', (error) => {
    unconnected = shortReason(error);
    settled.resolve();
  });
  client.on('ready', () => {
    unconnected = undefined;
    settled.resolve();
  });
  const breaker = createBreaker({
    now: () => performance.now(),
    log,
    deadlineMs: DEADLINE_MS,
    isRefusal: (error) => error instanceof ErrorReply || error instanceof Unsettled,
    // A command that finds no connection knows nothing of why there is none.
    reasonOf: (error) =>
      error instanceof Unsettled
        ? error.message
        : redisReason((error instanceof ErrorReply ? undefined : unconnected) ?? shortReason(error)),
  });
  // It keeps on trying, so this ends only when Redis answers or the client is destroyed.
  client.connect().catch(() => undefined);
  await Promise.race([settled.promise, pause(CONNECT_MS, undefined, { ref: false })]);
  let place: string | undefined;
  let because = 'it is not known yet whose entries are meant';
  const within = (rest: string) => () => {
    if (place === undefined) throw new Unsettled(because);
    return `${PREFIX}:${place}${rest}::`;
  };
  const claims = createRedisClaims({ client, prefix: within('claims'), breaker });
  return {
    rows: (namespace) => createRows(client, within(namespace), breaker),
    claims,
    tally: createRedisTally({ client, prefix: within('tally'), breaker }),
    // Earlier releases said it beside the entries.
    about: (whose) => createRows(client, () => `${PREFIX}:${whose === '' ? META : `about:${whose}`}::`, breaker),
    settle: (of) => {
      place = of === '' ? '' : `${of}:`;
    },
    refuse: (reason) => {
      place = undefined;
      because = reason;
    },
    dump: () => dumpOf(client, within('')().slice(0, -2), claims, breaker),
    putClaim: (row) => claims.put(row),
    isShared: true,
    risk: async () => {
      const memory = await breaker('get', () => client.info('memory')).catch(() => '');
      const policy = /^maxmemory_policy:(allkeys-\S+)/m.exec(memory)?.[1];
      return policy && `Redis has the eviction policy ${policy}, which drops schedules when memory is short`;
    },
    close: async () => {
      if (client.isOpen) client.destroy();
    },
  };
}

/** Nobody's entries are looked for before it is known whose. */
class Unsettled extends Error {}

/** All that stands behind a prefix. What is written meanwhile may be missing. */
function dumpOf(
  client: RedisClientType,
  prefix: string,
  claims: RedisClaims,
  breaker: Breaker,
): ReturnType<Backend['dump']> {
  const all = async function* (kind: 'string' | 'hash', match: string): AsyncGenerator<readonly string[], void> {
    const scan = client.scanIterator({ MATCH: `${match}*`, COUNT: 500, TYPE: kind });
    for (;;) {
      const page = await breaker('list', () => scan.next());
      if (page.done) return;
      yield page.value;
    }
  };
  return {
    async *entries() {
      for await (const keys of all('string', prefix)) {
        const rows = await Promise.all(keys.map((key) => breaker('get', () => rowOf(client, key, prefix))));
        yield rows.filter((row) => row !== undefined);
      }
    },
    async *claims() {
      const start = `${prefix}claims::`;
      for await (const keys of all('hash', start)) {
        const rows = await Promise.all(keys.map((key) => claims.see(key.slice(start.length))));
        yield rows.filter((row) => row !== undefined);
      }
    },
  };
}

async function rowOf(client: RedisClientType, key: string, prefix: string): Promise<Row | undefined> {
  const [, namespace, name] = /^(.*?)::(.*)$/s.exec(key.slice(prefix.length)) ?? [];
  if (namespace === META || namespace?.startsWith(`${LAYOUT}:`) !== true || name === undefined) return undefined;
  const [text, left] = await Promise.all([client.get(key), client.pTTL(key)]);
  if (text === null || left === -2) return undefined;
  return { namespace, name, text, expires: left < 0 ? undefined : Date.now() + left };
}

function createRows(client: RedisClientType, prefix: () => string, breaker: Breaker): Rows {
  return {
    get: (name) => breaker('get', async () => (await client.get(prefix() + name)) ?? undefined),
    set: (name, text, expires) =>
      breaker('set', async () => {
        // A span, since the clocks of machines differ.
        const lives = expires === undefined ? undefined : Math.max(1, Math.ceil(expires - Date.now()));
        const kept = lives === undefined ? {} : { expiration: { type: 'PX', value: lives } as const };
        return (await client.set(prefix() + name, text, kept)) === 'OK';
      }),
    delete: (name) => breaker('delete', async () => (await client.unlink(prefix() + name)) > 0),
    async *pages() {
      const start = await breaker('list', async () => prefix());
      const scan = client.scanIterator({ MATCH: `${start}*`, COUNT: 500 });
      for (;;) {
        const page = await breaker('list', () => scan.next());
        if (page.done) return;
        yield page.value.map((key) => key.slice(start.length));
      }
    },
  };
}
