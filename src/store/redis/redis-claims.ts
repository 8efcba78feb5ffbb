import type { RedisClientType } from '@redis/client';
import type { ClaimRow } from '../backend.ts';
import type { Breaker } from '../breaker.ts';
import { ABANDONED_CLAIM_KEPT_MS, type Claim, type Claims } from '../claims.ts';

/** One hash a claim: owner, until, attempt, note, done, label. Redis's own clock counts, so that processes cannot disagree. */
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
  if ARGV[4] then redis.call('HSET', KEYS[1], 'label', ARGV[4]) end
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

/** As it was elsewhere; what is left of its time is counted from now. */
const PUT = `
  local t = redis.call('TIME')
  local ends = t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[1]
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'until', string.format('%.0f', ends), unpack(ARGV, 3))
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 1`;

/** With the time that is left of it, since only Redis's own clock counts. */
const SEE = `
  local t = redis.call('TIME')
  local row = redis.call('HMGET', KEYS[1], 'until', 'owner', 'attempt', 'note', 'done', 'label')
  if not row[1] then return {} end
  row[1] = string.format('%.0f', row[1] - (t[1] * 1000 + math.floor(t[2] / 1000)))
  for i, field in ipairs({'until', 'owner', 'attempt', 'note', 'done', 'label'}) do
    row[i] = {field, row[i] or false}
  end
  return row`;

const LOOK = `${CLOCK}
  if free then return {} end
  if row[5] then return {'done', row[5]} end
  return {'taken', tostring(row[2] - now)}`;

/** Claims, and how one is moved here from elsewhere. */
export interface RedisClaims extends Claims {
  put(row: ClaimRow): Promise<void>;
  see(name: string): Promise<ClaimRow | undefined>;
}

/** Claims as scripts: Redis runs each of them alone. */
export function createRedisClaims({
  client,
  prefix,
  breaker,
}: {
  readonly client: RedisClientType;
  readonly prefix: () => string;
  readonly breaker: Breaker;
}): RedisClaims {
  const run = (script: string, key: string, args: readonly (string | number)[]): Promise<unknown> =>
    breaker('claim', async () => client.eval(script, { keys: [prefix() + key], arguments: args.map(String) }));
  return {
    put: async (row) => {
      const { name, owner, leftMs, attempt, note, done, label } = row;
      const keptMs = Math.max(1, done === undefined ? leftMs + ABANDONED_CLAIM_KEPT_MS : leftMs);
      const fields = Object.entries({ owner, attempt, note, done, label });
      const told = fields.flatMap(([field, value]) => (value === undefined ? [] : [field, value]));
      await run(PUT, name, [leftMs, keptMs, ...told]);
    },
    see: async (name) => {
      const answer = await run(SEE, name, []);
      const fields = new Map(Array.isArray(answer) ? answer.map(pair) : []);
      const [owner, leftMs] = [fields.get('owner'), fields.get('until')];
      if (owner === undefined || leftMs === undefined) return undefined;
      const attempt = Number(fields.get('attempt') ?? 1);
      const [note, done, label] = ['note', 'done', 'label'].map((field) => fields.get(field));
      return { name, owner, leftMs: Number(leftMs), attempt, note, done, label };
    },
    claim: async (key, { owner, leaseMs, label }): Promise<Claim> => {
      const args = [owner, leaseMs, ABANDONED_CLAIM_KEPT_MS, ...(label === undefined ? [] : [label])];
      const [kind, first, note] = words(await run(CLAIM, key, args));
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

function pair(answer: unknown): readonly [string, string | undefined] {
  const [field, value]: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return [String(field), typeof value === 'string' ? value : undefined];
}

function words(answer: unknown): string[] {
  return Array.isArray(answer) ? answer.map(String) : [];
}
