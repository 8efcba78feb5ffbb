import type { RedisClientType } from '@redis/client';
import type { Tally } from '../backend.ts';
import type { Breaker } from '../breaker.ts';

/** What is given back may be of a window that is over: a count never falls below nothing. */
const TAKE = `
  local used = tonumber(redis.call('GET', KEYS[1]) or '0')
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then
    used = 0
    left = tonumber(ARGV[3])
  end
  local after = math.max(0, used + tonumber(ARGV[1]))
  if tonumber(ARGV[1]) > 0 and after > tonumber(ARGV[2]) then return {0, left} end
  redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', left)
  return {1, left}`;

/** Counts that all processes share. Redis's own clock opens and closes the windows. */
export function createRedisTally({
  client,
  prefix,
  breaker,
}: {
  readonly client: RedisClientType;
  readonly prefix: () => string;
  readonly breaker: Breaker;
}): Tally {
  return {
    take: async (name, { amount, most, windowMs }) => {
      const args = [amount, most, windowMs].map(String);
      const answer: unknown = await breaker('count', async () =>
        client.eval(TAKE, { keys: [prefix() + name], arguments: args }),
      );
      const [taken, leftMs] = Array.isArray(answer) ? answer.map(Number) : [];
      return { taken: taken === 1, leftMs: leftMs ?? windowMs };
    },
  };
}
