import { describe, expect, it } from 'vitest';
import { connect, refusal, TOKEN } from '../scripted-server.ts';

const HOUR_MS = 3_600_000;
const STATUS = '/analytics/agents/ana/status';
const token = (accessToken: string, seconds = 86_400) => ({
  body: { access_token: accessToken, token_type: 'bearer', expires_in: seconds },
});
/** Knows only one token; any other is refused. */
const only =
  (good: string) =>
  ({ headers }: { readonly headers: { readonly authorization?: string | undefined } }) =>
    headers.authorization === `Bearer ${good}` ? { body: {} } : { status: 401, body: { code: 'bad.credentials' } };

describe('the access token', () => {
  it('is asked for with Basic authentication and a form, as Genesys documents it', async () => {
    const { genesys, server } = await connect({ [STATUS]: [{}] });
    await genesys.live.agentStatus('ana');
    const [request] = server.seenAt('/oauth/token');
    expect(request).toMatchObject({
      method: 'POST',
      text: 'grant_type=client_credentials',
      headers: {
        authorization: `Basic ${Buffer.from('client:canary-secret').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(server.seenAt(`/api/v2${STATUS}`)[0]?.headers.authorization).toBe('Bearer T1');
  });

  it('is asked for once by a hundred callers at the same time', async () => {
    const { genesys, server } = await connect({ [STATUS]: [{}] });
    await Promise.all(Array.from({ length: 100 }, () => genesys.live.agentStatus('ana')));
    expect(server.seenAt('/oauth/token')).toHaveLength(1);
    expect(server.seenAt(`/api/v2${STATUS}`)).toHaveLength(100);
  });

  it('is used until a minute before it ends, then a new one is asked for', async () => {
    const { genesys, server, clock } = await connect({
      '/oauth/token': [token('T1', 3600), token('T2')],
      [STATUS]: [{}],
    });
    await genesys.live.agentStatus('ana');
    clock.now += HOUR_MS - 60_001;
    await genesys.live.agentStatus('ana');
    expect(server.seenAt('/oauth/token')).toHaveLength(1);
    clock.now += 1;
    await genesys.live.agentStatus('ana');
    expect(server.seenAt('/oauth/token')).toHaveLength(2);
    expect(server.seenAt(`/api/v2${STATUS}`).map((request) => request.headers.authorization)).toEqual([
      'Bearer T1',
      'Bearer T1',
      'Bearer T2',
    ]);
  });

  it('outlives the process in the store, for as long as it is good, under its login address and client', async () => {
    const lifetimes: number[] = [];
    const kept = new Map<string, unknown>();
    const store = {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: unknown, ttlMs: number) => {
        lifetimes.push(ttlMs);
        kept.set(key, value);
      },
    };
    const first = await connect({ '/oauth/token': [token('T1', 3600)], [STATUS]: [{}] }, { store });
    await first.genesys.live.agentStatus('ana');
    expect(lifetimes).toEqual([HOUR_MS - 60_000]);
    expect([...kept.keys()]).toEqual([`${first.server.url} client`]);

    const loginUrl = first.server.url;
    const second = await connect({ [STATUS]: [{}] }, { store, loginUrl });
    await second.genesys.live.agentStatus('ana');
    expect(first.server.seenAt('/oauth/token')).toHaveLength(1);
    expect(second.server.seenAt(`/api/v2${STATUS}`)[0]?.headers.authorization).toBe('Bearer T1');

    const other = await connect(
      { '/oauth/token': [token('T9')], [STATUS]: [{}] },
      { store, loginUrl, clientId: 'other' },
    );
    await other.genesys.live.agentStatus('ana');
    expect(first.server.seenAt('/oauth/token')).toHaveLength(2);
  });

  it.each([
    ['cannot be read', { get: async () => Promise.reject(new Error('disk')), set: async () => undefined }],
    ['cannot be written', { get: async () => undefined, set: async () => Promise.reject(new Error('disk')) }],
    ['holds something else', { get: async () => ({ token: 7 }), set: async () => undefined }],
  ])('is asked for as usual when the store %s', async (_, store) => {
    const { genesys, server } = await connect({ [STATUS]: [{}] }, { store });
    await genesys.live.agentStatus('ana');
    await genesys.live.agentStatus('ana');
    expect(server.seenAt('/oauth/token')).toHaveLength(1);
  });

  it('is renewed once when the API refuses it, whoever of many callers finds out', async () => {
    const { genesys, server, outcomes } = await connect({
      '/oauth/token': [token('T1'), token('T2')],
      [STATUS]: only('T2'),
    });
    await Promise.all(Array.from({ length: 20 }, () => genesys.live.agentStatus('ana')));
    expect(server.seenAt('/oauth/token')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'agent-status ok')).toHaveLength(20);
  });

  it('is taken from the store when another process has renewed it meanwhile', async () => {
    let good = 'T1';
    const kept = new Map<string, unknown>();
    const store = {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: unknown) => kept.set(key, value),
    };
    const ours = await connect(
      { '/oauth/token': [token('T1'), token('T2'), token('T3')], [STATUS]: (request) => only(good)(request) },
      { store },
    );
    const { url: apiUrl, url: loginUrl } = ours.server;
    const theirs = await connect({}, { store, apiUrl, loginUrl });
    await ours.genesys.live.agentStatus('ana');
    await theirs.genesys.live.agentStatus('ana');
    good = 'T2';
    await ours.genesys.live.agentStatus('ana');
    await theirs.genesys.live.agentStatus('ana');
    expect(ours.server.seenAt('/oauth/token')).toHaveLength(2);
  });

  it('may be the very same again: what Genesys has just given out is good', async () => {
    const { genesys, server } = await connect({ [STATUS]: [{ status: 401 }, {}] });
    await genesys.live.agentStatus('ana');
    await genesys.live.agentStatus('ana');
    expect(server.seenAt('/oauth/token')).toHaveLength(2);
  });

  it('is not renewed a second time: a client that the API never accepts is unauthorised', async () => {
    const { genesys, server } = await connect({ [STATUS]: only('never') });
    const error = await refusal(genesys.live.agentStatus('ana'));
    expect(error).toMatchObject({ kind: 'unauthorised', endpoint: 'agent-status', status: 401 });
    expect(server.seenAt('/oauth/token')).toHaveLength(2);
    expect(server.seenAt(`/api/v2${STATUS}`)).toHaveLength(2);
  });
});

describe('a token request that is refused', () => {
  const badClient = { error: 'invalid_client', description: 'authentication failed' };
  it.each([
    ['a wrong secret, said with 400', { status: 400, body: badClient }, 'unauthorised'],
    ['a wrong secret, said with 401', { status: 401, body: badClient }, 'unauthorised'],
    ['a rate limit', { status: 429, headers: { 'retry-after': '7' } }, 'rate-limited'],
    ['another complaint', { status: 400, body: { error: 'invalid_request' } }, 'unexpected-response'],
    ['a page instead of a token', { body: '<html>Welcome</html>' }, 'unexpected-response'],
    ['a token without a lifetime', { body: { access_token: 'T1' }, strange: /is missing/ }, 'unexpected-response'],
    ['a client of another kind', { status: 400, body: { error: 'unauthorized_client' } }, 'unauthorised'],
  ] as const)('with %s is told apart and not insisted on', async (_, answer, kind) => {
    const { genesys, server, outcomes } = await connect({ '/oauth/token': [answer], [STATUS]: [{}] });
    const error = await refusal(genesys.live.agentStatus('ana'));
    expect(error).toMatchObject({ kind, endpoint: 'token' });
    expect(server.seenAt('/oauth/token')).toHaveLength(1);
    expect(server.seenAt(`/api/v2${STATUS}`)).toHaveLength(0);
    expect(outcomes).toEqual([`token ${kind}`]);
  });

  it.each([
    ['trouble of its own', { status: 503 }],
    ['a cut connection', 'reset'],
  ] as const)('with %s is asked for again, three times in all', async (_, trouble) => {
    const passing = await connect({ '/oauth/token': [trouble, trouble, TOKEN], [STATUS]: [{}] });
    expect(await passing.genesys.live.agentStatus('ana')).toMatchObject({ agentId: 'ana' });
    expect(passing.clock.slept).toEqual([500, 1000]);
    const lasting = await connect({ '/oauth/token': [trouble], [STATUS]: [{}] });
    expect(await refusal(lasting.genesys.live.agentStatus('ana'))).toMatchObject({ kind: 'unavailable' });
    expect(lasting.server.seenAt('/oauth/token')).toHaveLength(3);
  });

  it('says when to try again after a rate limit', async () => {
    const { genesys } = await connect({ '/oauth/token': [{ status: 429, headers: { 'retry-after': '7' } }] });
    expect(await refusal(genesys.ready())).toMatchObject({ retryAfterMs: 7000 });
  });

  it('is no refusal for ever: the next question asks again', async () => {
    const { genesys } = await connect({ '/oauth/token': [{ status: 429 }, TOKEN], [STATUS]: [{}] });
    await refusal(genesys.live.agentStatus('ana'));
    expect(await genesys.live.agentStatus('ana')).toMatchObject({ agentId: 'ana' });
  });

  it('shows neither the secret nor the token in any error or log line', async () => {
    const { genesys, logged } = await connect({
      '/oauth/token': [{ status: 400, body: { error: 'invalid_client', description: 'client:canary-secret' } }],
    });
    const error = await refusal(genesys.ready());
    const everything = JSON.stringify([logged, error, error.message, error.stack, Object.entries(error)]);
    expect(everything).not.toContain('canary-secret');
    expect(everything).not.toContain(Buffer.from('client:canary-secret').toString('base64'));
  });
});
