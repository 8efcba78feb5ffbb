import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { DIRECT } from '../../../src/domain/unreached.ts';
import { type Call, createClient } from '../../../src/genesys/http/client.ts';
import { createTransport, type Transport, USER_AGENT } from '../../../src/genesys/http/transport.ts';
import { type Answer, connect, refusal, scriptedServer } from '../scripted-server.ts';

const STATUS = '/analytics/agents/ana/status';
const ok: Answer = { body: { userName: 'Ana López' } };
const limited = (retryAfter?: string): Answer => ({
  status: 429,
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  body: { code: 'too.many.requests.retry.after', message: 'Rate limit exceeded the maximum.' },
});

/** Agent status asked against these answers, one after the other. */
async function askedAgainst(...answers: readonly Answer[]) {
  const connected = await connect({ [STATUS]: answers });
  return {
    ...connected,
    asked: connected.genesys.live.agentStatus('ana'),
    times: () => connected.server.seenAt(`/api/v2${STATUS}`).length,
  };
}

describe('a request to Genesys', () => {
  it('names the app and its version', async () => {
    const { server, asked } = await askedAgainst(ok);
    await asked;
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(USER_AGENT).toBe(`floorwalker/${version}`);
    expect(server.seenAt(`/api/v2${STATUS}`)[0]?.headers['user-agent']).toBe(USER_AGENT);
  });

  it('cannot leave its path, whatever an id is made of', async () => {
    const { genesys, server } = await connect({});
    await refusal(genesys.live.agentStatus('../../oauth/token?x=#'));
    expect(server.seen.at(-1)?.path).toBe('/api/v2/analytics/agents/..%2F..%2Foauth%2Ftoken%3Fx%3D%23/status');
  });

  it('to this very machine goes past the proxy of the environment', async () => {
    for (const name of ['http_proxy', 'HTTP_PROXY', 'all_proxy']) vi.stubEnv(name, 'http://127.0.0.1:9');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { asked } = await askedAgainst(ok);
    expect(await asked).toMatchObject({ agentName: 'Ana López' });
  });

  it('does not follow a redirect with its token', async () => {
    const elsewhere = await scriptedServer({ '/': [{}] });
    const { asked } = await askedAgainst({ status: 302, headers: { location: elsewhere.url } });
    expect(await refusal(asked)).toMatchObject({ kind: 'unexpected-response', status: 302 });
    expect(elsewhere.seen).toHaveLength(0);
  });
});

describe('an answer that is compressed', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('is read: %s', async (encoding, compress) => {
    const body = compress(JSON.stringify({ userName: 'Ana López' }));
    const { asked } = await askedAgainst({ headers: { 'content-encoding': encoding }, body });
    expect(await asked).toMatchObject({ agentName: 'Ana López' });
  });
});

describe('a request that is turned away for its rate', () => {
  it('is repeated after the seconds that Genesys names', async () => {
    const { asked, clock, times } = await askedAgainst(limited('4'), ok);
    expect(await asked).toMatchObject({ agentName: 'Ana López' });
    expect(clock.slept).toEqual([4000]);
    expect(times()).toBe(2);
  });

  it('is repeated after the date that Genesys names', async () => {
    const { asked, clock } = await askedAgainst(limited('Sun, 22 Nov 2026 10:00:09 GMT'), ok);
    await asked;
    expect(clock.slept).toEqual([9000]);
  });

  it('is repeated after the seconds in the sentence when there is no header', async () => {
    const { asked, clock } = await askedAgainst(
      { status: 429, body: { message: 'Rate limit exceeded the maximum. Retry the request in [3] seconds' } },
      ok,
    );
    await asked;
    expect(clock.slept).toEqual([3000]);
  });

  it('is repeated after half a second and a second when Genesys names no time', async () => {
    const { asked, clock, times } = await askedAgainst(limited(), limited('later'), ok);
    await asked;
    expect(clock.slept).toEqual([500, 1000]);
    expect(times()).toBe(3);
  });

  it('says when to try again rather than make somebody wait longer than 20 seconds in all', async () => {
    const { asked, clock, times } = await askedAgainst(limited('20'), ok);
    expect(await refusal(asked)).toMatchObject({ kind: 'rate-limited', status: 429, retryAfterMs: 20_000 });
    expect(clock.slept).toEqual([]);
    expect(times()).toBe(1);
  });

  it('counts earlier pauses into those 20 seconds', async () => {
    const { asked, clock } = await askedAgainst(limited('12'), limited('12'), ok);
    expect(await refusal(asked)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 12_000 });
    expect(clock.slept).toEqual([12_000]);
  });

  it('is given up after three attempts', async () => {
    const { asked, times } = await askedAgainst(limited('1'));
    expect(await refusal(asked)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 1000 });
    expect(times()).toBe(3);
  });
});

describe('trouble at Genesys or on the line', () => {
  it.each([
    ['500', { status: 500 }, 'unavailable'],
    ['502 with a page', { status: 502, body: '<html>Bad gateway</html>' }, 'unavailable'],
    ['503', { status: 503 }, 'unavailable'],
    ['504', { status: 504 }, 'timeout'],
    ['408', { status: 408 }, 'timeout'],
    ['a cut connection', 'reset', 'unavailable'],
  ] as const)('%s: a query is repeated, and told as it was when that does not help', async (_, answer, kind) => {
    const passing = await askedAgainst(answer, ok);
    expect(await passing.asked).toMatchObject({ agentName: 'Ana López' });
    expect(passing.clock.slept).toEqual([500]);

    const lasting = await askedAgainst(answer);
    expect(await refusal(lasting.asked)).toMatchObject({ kind, endpoint: 'agent-status' });
    expect(lasting.times()).toBe(3);
    expect(lasting.outcomes).toEqual(['token ok', ...Array.from({ length: 3 }, () => `agent-status ${kind}`)]);
  });

  it('is told as unavailable when nobody listens there at all', async () => {
    const { asked } = await askedAgainst(ok);
    await asked;
    const { genesys } = await connect({}, { apiUrl: 'http://127.0.0.1:9' });
    expect(await refusal(genesys.ready())).toMatchObject({ kind: 'unavailable', endpoint: 'organization' });
  });

  it.each([
    ['400', { status: 400, body: { code: 'bad.request', message: 'no' } }, 'invalid-request'],
    ['403', { status: 403 }, 'forbidden'],
    ['404', { status: 404 }, 'not-found'],
    ['413', { status: 413 }, 'invalid-request'],
    ['415', { status: 415 }, 'invalid-request'],
    ['a page with status 200', { body: '<html>Sign in</html>' }, 'unexpected-response'],
    ['half an answer', { body: '{"userName": "A' }, 'unexpected-response'],
    ['no answer at all', { body: '' }, 'unexpected-response'],
    ...(['gzip', 'deflate', 'br', 'zstd'] as const).map(
      (encoding) =>
        [
          `what ${encoding} cannot decompress`,
          { headers: { 'content-encoding': encoding }, body: new Uint8Array([0xff, 0, 0x37, 1, 2, 3]) },
          'unexpected-response',
        ] as const,
    ),
    ...([gzipSync, brotliCompressSync, zstdCompressSync] as const).map((compress, which) => {
      const whole = compress(JSON.stringify({ userName: 'Ana López'.repeat(99) }));
      const encoding = ['gzip', 'br', 'zstd'][which] ?? '';
      const headers = { 'content-encoding': encoding };
      const cut = whole.subarray(0, whole.length / 2);
      return [`${encoding} that was cut short`, { headers, body: cut }, 'unexpected-response'] as const;
    }),
    ['an answer of another shape', { body: { sessions: 'none' }, strange: /no list/ }, 'unexpected-response'],
    ['a list', { body: [], strange: /answer is no/ }, 'unexpected-response'],
  ] as const)('%s is not repeated: it would be the same again', async (_, answer, kind) => {
    const { asked, times } = await askedAgainst(answer, ok);
    expect(await refusal(asked)).toMatchObject({ kind, endpoint: 'agent-status' });
    expect(times()).toBe(1);
  });
});

/** What `createClient` is given where nothing goes wrong. */
const calm = {
  tokens: { current: async () => 'T1', renew: async () => 'T2' },
  budget: { take: async (_endpoint: string, deadline: number) => deadline },
  now: () => 0,
  sleep: async () => {},
  random: () => 0,
  log: { debug: () => {}, warn: () => {} },
  onRequest: () => {},
};
const anything = {
  endpoint: 'x',
  method: 'POST',
  path: '/notifications/channels',
  repeatable: true,
  schema: z.unknown(),
} as const;

describe('the one request path', () => {
  /** The client alone, impatient, so that a silent server costs no time. */
  async function impatient(call: Partial<Call<unknown>>, ...answers: readonly Answer[]) {
    const server = await scriptedServer({ '/api/v2/notifications/channels': answers });
    const transport = createTransport(DIRECT);
    const client = createClient({ ...calm, apiUrl: `${server.url}/`, transport, attemptMs: 50 });
    const asked = client.request({ ...anything, ...call });
    const done = asked.catch((error: unknown) => error).finally(() => transport.close());
    return { outcome: await done, times: server.seen.length };
  }

  it('gives up an attempt that gets no answer in time, and repeats a query', async () => {
    const { outcome, times } = await impatient({}, 'silence', { body: { id: 'ch1' } });
    expect(outcome).toEqual({ id: 'ch1' });
    expect(times).toBe(2);
  });

  it.each(['silence', 'reset', { status: 503 }] as const)(
    'does not repeat what may have been done: %j',
    async (answer) => {
      const { outcome, times } = await impatient({ repeatable: false }, answer);
      expect(outcome).toMatchObject({ kind: answer === 'silence' ? 'timeout' : 'unavailable' });
      expect(times).toBe(1);
    },
  );

  it('repeats even that when it was turned away for its rate', async () => {
    const { outcome, times } = await impatient({ repeatable: false }, { status: 429 }, { body: 1 });
    expect(outcome).toBe(1);
    expect(times).toBe(2);
  });

  it('keeps to ten of an endpoint on their way at the same time, and sends the next when one has come back', async () => {
    const onTheirWay: (() => void)[] = [];
    let sent = 0;
    const transport: Transport = {
      send: () =>
        new Promise((resolve) => {
          sent += 1;
          onTheirWay.push(() => resolve({ status: 200, text: '1', header: () => undefined }));
        }),
      close: () => {},
    };
    const client = createClient({ ...calm, apiUrl: 'https://api.example', transport });
    const all = Promise.all(Array.from({ length: 12 }, () => client.request(anything)));
    await setImmediate();
    expect(sent).toBe(10);
    // Another endpoint does not wait for one that hangs.
    const other = client.request({ ...anything, endpoint: 'y' });
    await setImmediate();
    expect(sent).toBe(11);
    onTheirWay.pop()?.();
    await other;
    onTheirWay.shift()?.();
    await setImmediate();
    expect(sent).toBe(12);
    for (const comeBack of onTheirWay) comeBack();
    await setImmediate();
    onTheirWay.at(-1)?.();
    expect(await all).toHaveLength(12);
  });

  it('takes an answer without a body where that is what is agreed', async () => {
    expect(await impatient({ schema: z.undefined() }, { status: 204, body: '' })).toMatchObject({ outcome: undefined });
  });
});
