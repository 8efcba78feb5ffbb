import { setTimeout as pause } from 'node:timers/promises';
import KeyvRedis, { createClient, type RedisClientType } from '@keyv/redis';
import type { Backend, Rows, StoreLog } from './backend.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createRedisClaims } from './redis-claims.ts';

const CONNECT_MS = 1000;
const RECONNECT_AT_MOST_MS = 1000;
const PREFIX = 'floorwalker';

/**
 * The shared store of several processes. It never waits for a Redis that is down: the first question after its death
 * fails within a second, later ones at once, and it is found again when it is back.
 */
export async function openRedis({
  url,
  now,
  log,
}: {
  readonly url: string;
  readonly now: () => number;
  readonly log: StoreLog;
}): Promise<Backend> {
  const breaker = createBreaker({ now, log });
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: CONNECT_MS },
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (attempts) => Math.min(50 * 2 ** Math.min(attempts, 10), RECONNECT_AT_MOST_MS),
    },
  });
  // Without a listener an error of the connection would end the process; what it means is told by the breaker.
  client.on('error', () => undefined);
  client.setMaxListeners(0);
  // It keeps on trying, so this settles only when Redis answers or the client is destroyed.
  const connected = client.connect().then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([connected, pause(CONNECT_MS, undefined, { ref: false })]);
  return {
    rows: (namespace) => createRows(client, namespace, breaker),
    claims: createRedisClaims({ client, prefix: `${PREFIX}:claims::`, breaker }),
    redis: client,
    ready: async () => {
      try {
        return (await breaker('get', () => client.ping())) === 'PONG';
      } catch {
        return false;
      }
    },
    close: async () => {
      if (client.isOpen) client.destroy();
    },
  };
}

function createRows(client: RedisClientType, namespace: string, breaker: Breaker): Rows {
  const adapter = new KeyvRedis<string>(client, {
    namespace: `${PREFIX}:${namespace}`,
    throwOnErrors: true,
    throwOnConnectError: false,
  });
  const pattern = adapter.createKeyPrefix('*', adapter.namespace);
  return {
    get: (name) => breaker('get', () => adapter.get(name)),
    set: (name, text, expires) => breaker('set', () => adapter.set(name, text, expires)),
    delete: (name) => breaker('delete', () => adapter.delete(name)),
    async *pages() {
      const scan = client.scanIterator({ MATCH: pattern, COUNT: 500 });
      for (;;) {
        const page = await breaker('list', () => scan.next());
        if (page.done) return;
        yield page.value.map((key) => adapter.getKeyWithoutPrefix(key, adapter.namespace));
      }
    },
  };
}
