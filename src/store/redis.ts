import { setTimeout as pause } from 'node:timers/promises';
import { createClient, ErrorReply, type RedisClientType } from '@redis/client';
import type { Backend, Rows, StoreLog } from './backend.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createRedisClaims } from './redis-claims.ts';
import { createRedisTally } from './redis-tally.ts';
import { shortReason } from './store-error.ts';

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
    isRefusal: (error) => error instanceof ErrorReply,
    // A command that finds no connection knows nothing of why there is none.
    reasonOf: (error) => `Redis: ${(error instanceof ErrorReply ? undefined : unconnected) ?? shortReason(error)}`,
  });
  // It keeps on trying, so this ends only when Redis answers or the client is destroyed.
  client.connect().catch(() => undefined);
  await Promise.race([settled.promise, pause(CONNECT_MS, undefined, { ref: false })]);
  return {
    rows: (namespace) => createRows(client, `${PREFIX}:${namespace}::`, breaker),
    claims: createRedisClaims({ client, prefix: `${PREFIX}:claims::`, breaker }),
    tally: createRedisTally({ client, prefix: `${PREFIX}:tally::`, breaker }),
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

function createRows(client: RedisClientType, prefix: string, breaker: Breaker): Rows {
  return {
    get: (name) => breaker('get', async () => (await client.get(prefix + name)) ?? undefined),
    set: (name, text, expires) =>
      breaker('set', async () => {
        // A span, since the clocks of machines differ.
        const lives = expires === undefined ? undefined : Math.max(1, Math.ceil(expires - Date.now()));
        const kept = lives === undefined ? {} : { expiration: { type: 'PX', value: lives } as const };
        return (await client.set(prefix + name, text, kept)) === 'OK';
      }),
    delete: (name) => breaker('delete', async () => (await client.unlink(prefix + name)) > 0),
    async *pages() {
      const scan = client.scanIterator({ MATCH: `${prefix}*`, COUNT: 500 });
      for (;;) {
        const page = await breaker('list', () => scan.next());
        if (page.done) return;
        yield page.value.map((key) => key.slice(prefix.length));
      }
    },
  };
}
