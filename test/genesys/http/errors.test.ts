import { describe, expect, it } from 'vitest';
import { DIRECT } from '../../../src/domain/unreached.ts';
import { errorFromReply, errorFromThrown } from '../../../src/genesys/http/errors.ts';
import { connect, refusal } from '../scripted-server.ts';

const replyOf = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  header: (name: string) => headers[name],
});
const errorOf = (status: number, body: unknown, headers?: Readonly<Record<string, string>>) =>
  errorFromReply('conversation', replyOf(status, body, headers), 0);

describe('missing permissions', () => {
  it.each([
    [
      'all of them, in the sentence',
      {
        message:
          'Unable to perform the requested action. You are missing the following permission(s): routing:queue:view',
      },
      ['routing:queue:view'],
    ],
    [
      'any of them, in the parameters',
      {
        message: 'You must have at least one of the following permissions assigned: [a:b:view, c:d:view]',
        messageParams: { permissions: '[analytics:conversationDetail:view, analytics:agentConversationDetail:view]' },
      },
      ['analytics:conversationDetail:view', 'analytics:agentConversationDetail:view'],
    ],
    ['as a list', { messageParams: { permissions: ['a:b:view', 'c:d:*', 'a:b:view'] } }, ['a:b:view', 'c:d:*']],
    ['nowhere', { code: 'not.authorized', message: 'You are not authorized at 10:30:15.' }, []],
    ['in no JSON', '<html>403</html>', []],
    ['in parameters of another shape', { message: 'needs a:b:view', messageParams: { permissions: 7 } }, ['a:b:view']],
  ])('are read where Genesys names them: %s', (_, body, expected) => {
    expect(errorOf(403, body).missingPermissions).toEqual(expected);
  });

  it('are left out of other errors', () => {
    expect(errorOf(400, { message: 'a:b:view' }).missingPermissions).toEqual([]);
  });
});

describe('the reference of Genesys', () => {
  it.each([
    ['from the body', { contextId: 'c0ffee00-01' }, {}, 'c0ffee00-01'],
    ['else from the header', {}, { 'inin-correlation-id': 'c0ffee00-02' }, 'c0ffee00-02'],
    ['never if it is more than an id', { contextId: 'ask ana@example.com' }, {}, undefined],
    ['never if it is no text', { contextId: 7 }, {}, undefined],
  ])('is kept %s', (_, body, headers, expected) => {
    expect(errorOf(500, body, headers).correlationId).toBe(expected);
  });

  it('is kept for a successful answer that makes no sense, too', async () => {
    const { genesys } = await connect({
      '/organizations/me': [{ headers: { 'inin-correlation-id': 'c0ffee00-03' }, body: '<html>' }],
    });
    expect(await refusal(genesys.ready())).toMatchObject({ kind: 'unexpected-response', correlationId: 'c0ffee00-03' });
  });
});

describe('a request that was turned down', () => {
  it.each([
    [413, 'invalid-request', 'size'],
    [400, 'invalid-request', undefined],
    // The state of the service is in the way, and not what was asked.
    [409, 'unavailable', undefined],
  ])('with %i is %s because of %s', (status, kind, because) => {
    expect(errorOf(status, { message: 'no' })).toMatchObject({ kind, because, name: 'SourceError' });
  });
});

describe('an error of the HTTP library', () => {
  it('is unavailable when it is nothing that we know, and keeps nothing of it', () => {
    const error = errorFromThrown(
      'conversation',
      new Error('Bearer canary-token'),
      'https://api.mypurecloud.de',
      DIRECT,
    );
    expect(error.kind).toBe('unavailable');
    expect(error.cause).toBeUndefined();
    expect(error.reason).toBe(
      'api.mypurecloud.de: no answer: check that this machine reaches it (network, HTTPS_PROXY)',
    );
    expect(`${error.message}${error.stack}`).not.toContain('canary-token');
  });

  it('has nothing in it of what was sent or received', async () => {
    const { genesys, logged } = await connect({
      '/oauth/token': [{ body: { access_token: 'canary-token', token_type: 'bearer', expires_in: 3600 } }],
      '/users/search': [{ status: 500, headers: { 'x-canary': 'canary-header' }, body: { message: 'canary-body' } }],
    });
    const error = await refusal(genesys.directory.findByEmail('canary-person@example.com'));
    const told = JSON.stringify([logged, error, error.message, error.stack, Object.entries(error), error.cause]);
    expect(told).not.toMatch(/canary/);
  });
});
