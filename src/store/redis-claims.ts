import type { RedisClientType } from '@redis/client';
import type { Breaker } from './breaker.ts';
import { ABANDONED_CLAIM_KEPT_MS, type Claim, type Claims } from './claims.ts';

/** One hash a claim: owner, until, attempt, note, done. Redis's own clock counts, so that processes cannot disagree. */
const CLOCK = `
  local t = redis.call('TIME')
  local now = t[1] * 1000 + math.floor(t[2] / 1000)
  local row = redis.call('HMGET', KEYS[1], 'owner', 'until', 'attempt', 'note', 'done')
  local free = not row[2] or tonumber(row[2]) <= now
  local ours = row[1] == ARGV[1] and not row[5]`;

const CLAIM = `${CLOCK}
  if not free then
    if row[5] then return {'done', row[5]} end
    return {'taken', tostring(row[2] - now)}
  end
  local attempt = 1
  if row[3] and not row[5] then attempt = tonumber(row[3]) + 1 else redis.call('DEL', KEYS[1]) end
  redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'until', string.format('%.0f', now + ARGV[2]), 'attempt', attempt)
  redis.call('PEXPIRE', KEYS[1], ARGV[2] + ARGV[3])
  return {'won', tostring(attempt), row[5] and '' or row[4] or ''}`;

const RENEW = `${CLOCK}
  if not ours then return 0 end
  redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + ARGV[2]))
  if ARGV[4] then redis.call('HSET', KEYS[1], 'note', ARGV[4]) end
  redis.call('PEXPIRE', KEYS[1], ARGV[2] + ARGV[3])
  return 1`;

const DONE = `${CLOCK}
  if not ours then return 0 end
  redis.call('HDEL', KEYS[1], 'note')
  redis.call('HSET', KEYS[1], 'done', ARGV[3], 'until', string.format('%.0f', now + ARGV[2]))
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 1`;

const RELEASE = `${CLOCK}
  if not ours then return 0 end
  return redis.call('DEL', KEYS[1])`;

const LOOK = `${CLOCK}
  if free then return {} end
  if row[5] then return {'done', row[5]} end
  return {'taken', tostring(row[2] - now)}`;

/** Claims as scripts: Redis runs each of them alone. */
export function createRedisClaims({
  client,
  prefix,
  breaker,
}: {
  readonly client: RedisClientType;
  readonly prefix: string;
  readonly breaker: Breaker;
}): Claims {
  const run = (script: string, key: string, args: readonly (string | number)[]): Promise<unknown> =>
    breaker('claim', () => client.eval(script, { keys: [prefix + key], arguments: args.map(String) }));
  return {
    claim: async (key, { owner, leaseMs }): Promise<Claim> => {
      const [kind, first, note] = words(await run(CLAIM, key, [owner, leaseMs, ABANDONED_CLAIM_KEPT_MS]));
      if (kind === 'won') return { kind, attempt: Number(first), ...(note !== '' && { note }) };
      return held(kind, first) ?? { kind: 'taken', leftMs: 0 };
    },
    renew: async (key, { owner, leaseMs, note }) =>
      (await run(RENEW, key, [owner, leaseMs, ABANDONED_CLAIM_KEPT_MS, ...(note === undefined ? [] : [note])])) === 1,
    done: async (key, { owner, value, keepMs }) => (await run(DONE, key, [owner, keepMs, value])) === 1,
    release: async (key, owner) => (await run(RELEASE, key, [owner])) === 1,
    look: async (key) => held(...words(await run(LOOK, key, ['']))),
  };
}

function held(kind?: string, first = ''): Exclude<Claim, { kind: 'won' }> | undefined {
  if (kind === 'done') return { kind, value: first };
  return kind === 'taken' ? { kind, leftMs: Number(first) } : undefined;
}

function words(answer: unknown): string[] {
  return Array.isArray(answer) ? answer.map(String) : [];
}
