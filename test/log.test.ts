import { AxiosError, AxiosHeaders } from 'axios';
import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';
import { SourceError } from '../src/reports/ports.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, secrets: readonly string[] = []): string {
  let lines = '';
  write(createLog({ level: 'trace', secrets, destination: { write: (line) => (lines += line) } }));
  return lines;
}

describe('the log', () => {
  it('writes one JSON object a line with a level in words and a time with its zone', () => {
    const line = JSON.parse(logged((log) => log.info({ reference: 'r1' }, 'answered')));
    expect(line).toEqual({ level: 'info', time: expect.stringMatching(/Z$/), reference: 'r1', msg: 'answered' });
  });

  it('keeps the headers and body of an HTTP error out', () => {
    const config = {
      headers: new AxiosHeaders({ authorization: 'Bearer canary-token' }),
      data: 'canary-body',
      url: '/x',
    };
    const error = new AxiosError('Request failed', 'ERR_BAD_REQUEST', config, {}, undefined);
    const text = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).toContain('Request failed');
    expect(text).not.toContain('canary');
  });

  it('keeps a body out that Slack’s client took for a word', () => {
    const text = logged((log) => {
      log.error({ err: new Error('An API error occurred: {"ok":true,"message":{"text":"canary\n    at"') }, 'failed');
      log.error({ err: new Error('An API error occurred: <html>\ncanary') }, 'failed');
      log.error({ err: new Error('An API error occurred: not_in_channel') }, 'failed');
    });
    expect(text).not.toContain('canary');
    expect(text).toContain('An API error occurred: not_in_channel');
  });

  it('keeps what an operator needs of a source error', () => {
    const err = new SourceError({
      kind: 'forbidden',
      endpoint: 'agent-status',
      status: 403,
      correlationId: 'c-1',
      missingPermissions: ['a:b:view'],
    });
    expect(JSON.parse(logged((log) => log.warn({ err }, 'refused'))).err).toMatchObject({
      kind: 'forbidden',
      endpoint: 'agent-status',
      status: 403,
      correlationId: 'c-1',
      missingPermissions: ['a:b:view'],
    });
  });

  it.each([
    ['a configured secret', 'the secret is canary-secret!'],
    ['a bot token', 'xoxb-111-canary-AAA'],
    ['an app-level token', 'xapp-1-canary'],
    ['a bearer header', 'Authorization: Bearer canary.abc/=='],
    ['a basic header', 'Authorization: Basic Y2FuYXJ5canary=='],
    ['an email address', "told canary.o'neill@example.com"],
    ['a response url', 'posting to https://hooks.slack.com/commands/T1/canary/x'],
  ])('scrubs %s wherever it stands', (_what, text) => {
    const line = logged((log) => log.info({ deep: { er: [text] } }, text), ['canary-secret']);
    expect(line).not.toContain('canary');
    expect(() => JSON.parse(line)).not.toThrow();
  });
});
