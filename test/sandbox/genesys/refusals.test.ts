import { describe, expect, it } from 'vitest';
import { personNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { ask, basic, NOON, openSandbox, requestToken, shareSandbox, tokenOf } from './sandbox.ts';

const organisation = createOrganisation();
const ana = personNamed(organisation, 'Ana López');
const shared = shareSandbox();

describe('the token endpoint', () => {
  it('gives a token for the right id and secret', async () => {
    const answer = await requestToken(shared().sandbox, { authorization: basic('sandbox', 'sandbox') });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 86_400 } });
  });

  it.each([
    [
      'a wrong secret',
      { authorization: basic('sandbox', 'nope') },
      401,
      { error: 'invalid_client', description: 'authentication failed' },
    ],
    [
      'an unknown id',
      { authorization: basic('nobody', 'sandbox') },
      400,
      { error: 'invalid_client', description: 'client not found' },
    ],
    ['no credentials', {}, 400, { error: 'invalid_request' }],
    [
      'credentials in the form',
      { form: 'grant_type=client_credentials&client_id=sandbox&client_secret=sandbox' },
      400,
      { error: 'invalid_request' },
    ],
    [
      'another grant',
      { authorization: basic('sandbox', 'sandbox'), form: 'grant_type=password' },
      400,
      { error: 'unsupported_grant_type' },
    ],
    [
      'a JSON body',
      { authorization: basic('sandbox', 'sandbox'), type: 'application/json' },
      400,
      { error: 'invalid_request' },
    ],
  ])('refuses %s in its own words', async (_, request, status, body) => {
    expect(await requestToken(shared().sandbox, request)).toMatchObject({ status, body });
  });

  it('refuses more token requests than it likes, and says when to come back', async () => {
    const { sandbox } = await openSandbox({ tokensPerMinute: 2 });
    const request = { authorization: basic('sandbox', 'sandbox') };
    expect((await requestToken(sandbox, request)).status).toBe(200);
    const refused = await requestToken(sandbox, request);
    expect(refused).toMatchObject({ status: 429, body: { error: 'rate_limit_exceeded' } });
    expect(refused.headers.get('retry-after')).toBe('60');
  });
});

describe('a token', () => {
  const me = '/api/v2/organizations/me';

  it('is needed', async () => {
    const { sandbox } = shared();
    const response = await fetch(sandbox.apiUrl + me);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'authentication.required' });
    expect(await ask(sandbox, 'made-up', 'GET', me)).toMatchObject({ status: 401, body: { code: 'bad.credentials' } });
  });

  it('ends with its lifetime', async () => {
    const { clock, call } = await openSandbox({
      clients: [{ id: 'brief', secret: 's', permissions: 'all', expiresInSeconds: 300 }],
    });
    clock.now += 299_999;
    expect((await call('GET', me)).status).toBe(200);
    clock.now += 1;
    expect(await call('GET', me)).toMatchObject({ status: 401, body: { code: 'bad.credentials' } });
  });

  it('can be revoked', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.revokeTokens();
    expect((await call('GET', me)).status).toBe(401);
  });
});

describe('every refusal', () => {
  it('carries its correlation id in the body and in the header', async () => {
    const answer = await shared().call('GET', '/api/v2/nonsense');
    expect(answer).toMatchObject({ status: 404, body: { status: 404, code: 'not.found', details: [], errors: [] } });
    expect(answer.body['contextId']).toBe(answer.headers.get('inin-correlation-id'));
  });

  it.each([
    ['a path that does not exist', 'GET', '/api/v2/conversation', undefined, 404],
    ['a verb that the path does not know', 'DELETE', `/api/v2/users/${ana.id}`, undefined, 405],
    ['a user who does not exist', 'GET', '/api/v2/users/11111111-aaaa-4bbb-8ccc-00000000ffff', undefined, 404],
    ['a status of nobody', 'GET', '/api/v2/analytics/agents/nobody/status', undefined, 404],
    [
      'a conversation that never was',
      'GET',
      '/api/v2/conversations/11111111-aaaa-4bbb-8ccc-000000000001',
      undefined,
      404,
    ],
    ['a query parameter that the endpoint does not know', 'GET', '/api/v2/users?email=ana', undefined, 400],
    ['an expansion that does not exist', 'GET', `/api/v2/users/${ana.id}?expand=mood`, undefined, 400],
    ['a page that is too large', 'GET', '/api/v2/users?pageSize=501', undefined, 400],
    ['page zero', 'GET', '/api/v2/users?pageNumber=0', undefined, 400],
    ['a key that a search does not know', 'POST', '/api/v2/users/search', { query: [], limit: 5 }, 400],
    ['a search without a body', 'POST', '/api/v2/users/search', undefined, 400],
    [
      'a filter of agents by something unknown',
      'POST',
      '/api/v2/analytics/agents/status/query',
      { userFilter: { type: 'and', predicates: [{ dimension: 'mood', value: 'x' }] } },
      400,
    ],
  ])('answers %s', async (_, method, path, body, status) => {
    expect((await shared().call(method, path, body)).status).toBe(status);
  });

  it.each(['', '/calls', '/chats', '/emails', '/messages', '/callbacks'])(
    'has no conversations%s of the logged-in user for a client that nobody logged in to',
    async (list) => {
      const answer = await shared().call('GET', `/api/v2/conversations${list}`);
      expect(answer).toMatchObject({ status: 403, body: { code: 'not.authorized' } });
    },
  );

  it('takes JSON only', async () => {
    const { sandbox, token } = shared();
    const post = (type: string, body: string) =>
      fetch(`${sandbox.apiUrl}/api/v2/users/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    expect((await post('text/plain', '{}')).status).toBe(415);
    expect((await post('application/json', '{"query":')).status).toBe(400);
    expect((await post('application/json', JSON.stringify({ value: 'x'.repeat(3_100_000) }))).status).toBe(413);
  });
});

describe('a client without a permission', () => {
  const poor = { id: 'poor', secret: 's', permissions: [] };

  it.each([
    [
      'GET',
      `/api/v2/analytics/agents/${ana.id}/status`,
      'missing.permissions',
      'You are missing the following permission(s): analytics:agentState:view',
    ],
    [
      'POST',
      '/api/v2/users/search',
      'missing.permissions',
      'You are missing the following permission(s): directory:user:view',
    ],
    [
      'POST',
      '/api/v2/analytics/conversations/aggregates/query',
      'missing.permissions',
      'analytics:conversationAggregate:view',
    ],
    ['POST', '/api/v2/analytics/users/aggregates/query', 'missing.permissions', 'analytics:userAggregate:view'],
    [
      'POST',
      '/api/v2/analytics/conversations/details/query',
      'missing.any.permissions',
      'You must have at least one of the following permissions assigned: [analytics:conversationDetail:view, analytics:agentConversationDetail:view]',
    ],
    [
      'GET',
      '/api/v2/conversations/20261120-0000-4000-8000-000000000001',
      'missing.permissions',
      'conversation:communication:view',
    ],
    ['GET', '/api/v2/routing/queues', 'missing.permissions', 'routing:queue:view'],
    ['GET', '/api/v2/routing/wrapupcodes', 'missing.permissions', 'routing:wrapupCode:view'],
    ['GET', '/api/v2/presence/definitions', 'missing.permissions', 'presence:presenceDefinition:view'],
    ['GET', '/api/v2/teams', 'missing.permissions', 'groups:team:view'],
    ['GET', `/api/v2/authorization/subjects/${ana.id}`, 'missing.permissions', 'authorization:grant:view'],
    ['POST', '/api/v2/analytics/queues/observations/query', 'missing.permissions', 'analytics:queueObservation:view'],
  ])('is told by %s %s which one', async (method, path, code, words) => {
    const { call } = await openSandbox({ clients: [poor] });
    const answer = await call(method, path, method === 'POST' ? {} : undefined);
    expect(answer).toMatchObject({ status: 403, body: { code, message: expect.stringContaining(words) } });
  });

  it.each([
    `/api/v2/users/${ana.id}`,
    '/api/v2/users',
    '/api/v2/organizations/me',
    '/api/v2/authorization/divisions',
    '/api/v2/presencedefinitions?deleted=ALL',
    '/api/v2/groups',
    '/api/v2/organizations/limits/namespaces/platform.api',
  ])('may still ask %s', async (path) => {
    const { call } = await openSandbox({ clients: [poor] });
    expect((await call('GET', path)).status).toBe(200);
  });

  it('sees statuses without ids and names when it may not see who it is', async () => {
    const { call } = await openSandbox({ clients: [{ ...poor, permissions: ['analytics:agentState:view'] }] });
    const { body } = await call('GET', `/api/v2/analytics/agents/${ana.id}/status`);
    expect(body).toHaveProperty('routingStatus');
    expect(body).not.toHaveProperty('userName');
    expect(body).not.toHaveProperty('userId');
  });
});

describe('the rate limit', () => {
  it('is per client and minute, and says when the minute ends', async () => {
    const other = { id: 'other', secret: 's', permissions: 'all' as const };
    const { sandbox, clock, call } = await openSandbox({
      requestsPerMinute: 3,
      clients: [{ id: 'sandbox', secret: 'sandbox', permissions: 'all' }, other],
    });
    const me = '/api/v2/organizations/me';
    for (let count = 0; count < 3; count += 1) expect((await call('GET', me)).status).toBe(200);
    clock.now += 18_000;
    const refused = await call('GET', me);
    expect(refused).toMatchObject({
      status: 429,
      body: {
        code: 'too.many.requests.retry.after',
        message: 'Rate limit exceeded the maximum. Retry the request in [42] seconds',
      },
    });
    expect(refused.headers.get('retry-after')).toBe('42');
    expect((await ask(sandbox, await tokenOf(sandbox, 'other', 's'), 'GET', me)).status).toBe(200);
    clock.now += 42_000;
    expect((await call('GET', me)).status).toBe(200);
  });
});

it('keeps a log of who asked what, and how much it cost', async () => {
  const { sandbox, call } = await openSandbox();
  await call('POST', '/api/v2/users/search', { pageSize: 1, query: [] });
  expect(sandbox.requests.at(-1)).toMatchObject({
    at: NOON,
    method: 'POST',
    path: '/api/v2/users/search',
    status: 200,
    clientId: 'sandbox',
    body: '{"pageSize":1,"query":[]}',
    requestBytes: 25,
  });
  expect(sandbox.requests.at(-1)?.responseBytes).toBeGreaterThan(100);
});
