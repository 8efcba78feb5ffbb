import { expect, it } from 'vitest';
import { basic, NOON, openSandbox, requestToken } from './sandbox.ts';

const ME = '/api/v2/organizations/me';

it('spoils as many of the next requests to an endpoint as it is told, and no other', async () => {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.next({ match: `GET ${ME}`, times: 2, fault: { kind: 'status', status: 503 } });
  expect((await call('GET', '/api/v2/authorization/divisions')).status).toBe(200);
  expect(await call('GET', ME)).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
  expect((await call('GET', ME)).status).toBe(503);
  expect((await call('GET', ME)).status).toBe(200);
});

it('uses up rules of the same endpoint one after the other', async () => {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.next({ match: /organizations/, fault: { kind: 'status', status: 500 } });
  sandbox.faults.next({ match: /organizations/, fault: { kind: 'status', status: 502 } });
  expect([(await call('GET', ME)).status, (await call('GET', ME)).status, (await call('GET', ME)).status]).toEqual([
    500, 502, 200,
  ]);
});

it('says when to come back in seconds or as a date', async () => {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.next({ match: ME, fault: { kind: 'status', status: 429, retryAfter: { seconds: 7, as: 'seconds' } } });
  sandbox.faults.next({ match: ME, fault: { kind: 'status', status: 429, retryAfter: { seconds: 7, as: 'date' } } });
  expect((await call('GET', ME)).headers.get('retry-after')).toBe('7');
  const date = (await call('GET', ME)).headers.get('retry-after') ?? '';
  expect(Date.parse(date)).toBe(NOON + 7000);
});

it('answers late', async () => {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.latency(60);
  const begun = performance.now();
  expect((await call('GET', ME)).status).toBe(200);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(58);
});

it('cuts the connection before an answer, or in the middle of one', async () => {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.next({ match: ME, fault: { kind: 'reset' } });
  await expect(call('GET', ME)).rejects.toThrow('fetch failed');
  sandbox.faults.next({ match: ME, fault: { kind: 'half-body' } });
  await expect(call('GET', ME)).rejects.toThrow('terminated');
  expect((await call('GET', ME)).status).toBe(200);
});

it('never answers, and can still be stopped', async () => {
  const { sandbox, token } = await openSandbox();
  sandbox.faults.next({ match: ME, fault: { kind: 'hang' } });
  const signal = AbortSignal.timeout(80);
  const headers = { authorization: `Bearer ${token}` };
  await expect(fetch(sandbox.apiUrl + ME, { headers, signal })).rejects.toThrow('timeout');
});

it('sends a page where JSON was expected', async () => {
  const { sandbox, token } = await openSandbox();
  sandbox.faults.next({ match: ME, fault: { kind: 'not-json' } });
  const response = await fetch(sandbox.apiUrl + ME, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<html>');
});

it('spoils token requests in the words of the token endpoint', async () => {
  const { sandbox } = await openSandbox();
  const request = { authorization: basic('sandbox', 'sandbox') };
  sandbox.faults.next({
    match: '/oauth/token',
    fault: { kind: 'status', status: 429, retryAfter: { seconds: 3, as: 'seconds' } },
  });
  expect(await requestToken(sandbox, request)).toMatchObject({ status: 429, body: { error: 'rate_limit_exceeded' } });
  sandbox.faults.next({
    match: '/oauth/token',
    fault: { kind: 'status', status: 400, body: { error: 'invalid_client', description: 'client not found' } },
  });
  expect(await requestToken(sandbox, request)).toMatchObject({
    status: 400,
    body: { description: 'client not found' },
  });
});

it('forgets what it was told', async () => {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.next({ match: ME, times: 100, fault: { kind: 'status', status: 500 } });
  sandbox.faults.clear();
  expect((await call('GET', ME)).status).toBe(200);
});
