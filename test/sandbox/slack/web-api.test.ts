import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { call } from './api.ts';
import { manifestWith } from './manifests.ts';

let slack: Slack;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9);
  slack = await startSlack({ now: () => now, manifestPath: manifestWith() });
});
afterEach(() => slack.stop());

describe('a token', () => {
  it.each([
    ['is missing', null, 'not_authed'],
    ['is somebody else’s', 'xoxb-other', 'invalid_auth'],
    ['is the app-level one', 'xapp-sandbox-app', 'not_allowed_token_type'],
  ])('that %s is refused', async (_, token, error) => {
    expect((await call(slack, 'auth.test', {}, token)).body).toMatchObject({ ok: false, error });
  });

  it('may come as JSON or as a form', async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: 'C0FLOOR', text: 'Good morning' }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: 'C0FLOOR' });
  });

  it('opens nothing that does not exist', async () => {
    expect((await call(slack, 'chat.shout')).body).toMatchObject({ error: 'unknown_method', req_method: 'chat.shout' });
  });
});

describe('a scope that the manifest does not ask for', () => {
  it.each([
    ['chat.postMessage', { channel: 'C0FLOOR', text: 'Hi' }, 'chat:write'],
    ['users.info', { user: 'U0ANA' }, 'users:read'],
    ['users.lookupByEmail', { email: 'ana.lopez@example.com' }, 'users:read.email'],
    ['usergroups.users.list', { usergroup: 'S0LEADS' }, 'usergroups:read'],
    ['conversations.info', { channel: 'C0FLOOR' }, 'channels:read'],
    ['conversations.info', { channel: 'C0LEADS' }, 'groups:read'],
    ['conversations.history', { channel: 'C0FLOOR' }, 'channels:history'],
  ])('is missed by %s %o', async (method, args, scope) => {
    expect((await call(slack, method, args)).body).toMatchObject({ ok: true });
    const poor = await startSlack({ now: () => now, manifestPath: manifestWith({ without: [scope] }) });
    const { body } = await call(poor, method, args);
    await poor.stop();
    expect(body).toMatchObject({ ok: false, error: 'missing_scope', needed: expect.stringContaining(scope) });
    expect(String(body['provided']).split(',')).not.toContain(scope);
  });

  it('hides emails in a profile that is otherwise shown', async () => {
    const poor = await startSlack({ now: () => now, manifestPath: manifestWith({ without: ['users:read.email'] }) });
    const { body } = await call(poor, 'users.info', { user: 'U0ANA' });
    await poor.stop();
    expect(body).toMatchObject({ ok: true, user: { real_name: 'Ana López' } });
    expect(JSON.stringify(body)).not.toContain('@example.com');
  });
});

describe('a limit', () => {
  const message = { channel: 'C0FLOOR', text: 'Hi' };

  it('of 50 edits a minute holds for the whole app, and says when to come back', async () => {
    const { ts } = (await call(slack, 'chat.postMessage', message)).body;
    for (let edit = 0; edit < 50; edit += 1) {
      now += 500;
      expect((await call(slack, 'chat.update', { ...message, ts })).status).toBe(200);
    }
    const refused = await call(slack, 'chat.update', { ...message, ts });
    expect(refused).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(refused.headers.get('retry-after')).toBe('36');
    now += 36_000;
    expect((await call(slack, 'chat.update', { ...message, ts })).status).toBe(200);
  });

  it('of one message a second and channel lets a short burst through', async () => {
    const statuses = [];
    for (let post = 0; post < 4; post += 1) statuses.push((await call(slack, 'chat.postMessage', message)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await call(slack, 'chat.postMessage', { ...message, channel: 'C0LEADS' })).status).toBe(200);
    now += 3000;
    expect((await call(slack, 'chat.postMessage', message)).status).toBe(200);
  });

  it('can be switched off for a test that is about something else', async () => {
    const patient = await startSlack({ now: () => now, manifestPath: manifestWith(), enforceRates: false });
    for (let post = 0; post < 5; post += 1) expect((await call(patient, 'chat.postMessage', message)).status).toBe(200);
    await patient.stop();
  });
});

describe('a message', () => {
  const text = 'Hi';

  it.each([
    ['a channel that is not there', { channel: 'C0NONE' }, 'channel_not_found'],
    ['a private channel without the app', { channel: 'C0SECRET' }, 'channel_not_found'],
    ['a public channel without the app', { channel: 'C0GENERAL' }, 'not_in_channel'],
    ['an archived channel', { channel: 'C0OLD' }, 'is_archived'],
    ['a channel where only some may post', { channel: 'C0NEWS' }, 'restricted_action'],
  ])('to %s is refused', async (_, args, error) => {
    expect((await call(slack, 'chat.postMessage', { text, ...args })).body).toMatchObject({ ok: false, error });
    expect(slack.messages()).toEqual([]);
  });

  it('to a thread that is not there lands at the root of its channel, as in Slack', async () => {
    const sent = await call(slack, 'chat.postMessage', { text, channel: 'C0FLOOR', thread_ts: '1.2' });
    expect(sent.body).toMatchObject({ ok: true });
    expect(slack.messages().map(({ threadTs }) => threadTs)).toEqual([undefined]);
  });

  it('reaches an unjoined public channel with chat:write.public', async () => {
    const manifestPath = manifestWith({ and: ['chat:write.public'] });
    const bold = await startSlack({ now: () => now, manifestPath });
    expect((await call(bold, 'chat.postMessage', { channel: 'C0GENERAL', text })).body['ok']).toBe(true);
    await bold.stop();
  });

  it('to a person opens direct messages that only they see', async () => {
    const { body } = await call(slack, 'chat.postMessage', { channel: 'U0ANA', text });
    expect(body['channel']).toBe('D0ANA');
    expect(slack.messages({ user: 'U0ANA' })).toHaveLength(1);
    expect(slack.messages({ user: 'U0OMAR' })).toHaveLength(0);
  });

  it('in a public channel is seen by members everywhere, and by guests where they were asked in', async () => {
    await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: 'For us' });
    await call(slack, 'chat.postMessage', { channel: 'C0GUESTS', text: 'For all' });
    const seen = (user: string) => slack.messages({ user }).map((message) => message.text);
    expect(seen('U0GRACE')).toEqual(['For us', 'For all']);
    expect(seen('U0GUEST')).toEqual(['For all']);
    expect(seen('U0STRANGER')).toEqual([]);
  });

  it('with a block that Slack does not know is refused and noted', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text, colour: 'red' } }];
    const { body } = await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text, blocks });
    expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(slack.violations).toMatchObject([{ where: 'chat.postMessage', what: expect.stringContaining('colour') }]);
  });

  it('that wakes everybody up is accepted and noted', async () => {
    await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: 'Queue <!channel> is full' });
    expect(slack.violations).toMatchObject([{ what: expect.stringContaining('mentions @channel') }]);
  });

  it.each([
    ['4,001 characters', 'msg_too_long', 4001],
    ['4,000 characters', undefined, 4000],
  ])('changed into one of %s answers %s', async (_, error, length) => {
    const { ts } = (await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text })).body;
    const { body } = await call(slack, 'chat.update', { channel: 'C0FLOOR', ts, text: 'x'.repeat(length) });
    expect(body['error']).toBe(error);
  });

  it('keeps what it said before, and what it is about only for who asks for that', async () => {
    const metadata = { event_type: 'summary', event_payload: { schedule: 's1' } };
    const { ts } = (await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: 'Partial', metadata })).body;
    await call(slack, 'chat.update', { channel: 'C0FLOOR', ts, text: 'Final' });
    expect(slack.messages({ channel: 'C0FLOOR' })).toMatchObject([{ text: 'Final', earlier: [{ text: 'Partial' }] }]);
    const plain = await call(slack, 'conversations.history', { channel: 'C0FLOOR' });
    const full = await call(slack, 'conversations.history', { channel: 'C0FLOOR', include_all_metadata: true });
    expect(plain.body).toMatchObject({ messages: [{ text: 'Final' }] });
    expect(JSON.stringify(plain.body)).not.toContain('event_type');
    expect(full.body).toMatchObject({ messages: [{ metadata }] });
  });

  it('in a thread is found there and not in the channel’s history', async () => {
    const { ts } = (await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: 'Headline' })).body;
    await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: 'Details', thread_ts: ts });
    const history = await call(slack, 'conversations.history', { channel: 'C0FLOOR' });
    const replies = await call(slack, 'conversations.replies', { channel: 'C0FLOOR', ts });
    expect(history.body).toMatchObject({ messages: [{ text: 'Headline' }] });
    expect(replies.body).toMatchObject({ messages: [{ text: 'Headline' }, { text: 'Details' }] });
  });

  it('is found between two moments, newest first, page by page', async () => {
    const stamps = [];
    for (let post = 0; post < 4; post += 1) {
      now += 2000;
      stamps.push((await call(slack, 'chat.postMessage', { channel: 'C0FLOOR', text: `Post ${post}` })).body['ts']);
    }
    const asked = { channel: 'C0FLOOR', oldest: String(stamps[0]), limit: 2 };
    const first = await call(slack, 'conversations.history', asked);
    expect(first.body).toMatchObject({ has_more: true, messages: [{ text: 'Post 3' }, { text: 'Post 2' }] });
    const cursor = JSON.parse(JSON.stringify(first.body)).response_metadata.next_cursor;
    const second = await call(slack, 'conversations.history', { ...asked, cursor });
    expect(second.body).toMatchObject({ has_more: false, messages: [{ text: 'Post 1' }] });
  });

  it('that only one person sees needs that person, and the app, in the channel', async () => {
    const said = { text, user: 'U0GUEST' };
    const ephemeral = (channel: string) => call(slack, 'chat.postEphemeral', { ...said, channel });
    expect((await ephemeral('C0FLOOR')).body['error']).toBe('user_not_in_channel');
    expect((await ephemeral('C0GUESTS')).body['ok']).toBe(true);
    expect(slack.messages({ user: 'U0ANA' })).toEqual([]);
    expect((await call(slack, 'conversations.history', { channel: 'C0GUESTS' })).body).toMatchObject({ messages: [] });
  });

  it('of a person is not the app’s to change or delete', async () => {
    const { ts } = slack.say('U0ANA', 'C0FLOOR', 'Mine');
    const args = { channel: 'C0FLOOR', ts };
    expect((await call(slack, 'chat.update', { ...args, text })).body['error']).toBe('cant_update_message');
    expect((await call(slack, 'chat.delete', args)).body['error']).toBe('cant_delete_message');
  });
});

describe('a profile', () => {
  it.each([
    ['U0ANA', { tz: 'Europe/Madrid', tz_offset: 3600, is_email_confirmed: true, is_restricted: false }],
    ['U0KIRAN', { tz: 'Asia/Kathmandu', tz_offset: 20_700 }],
    ['U0GRACE', { tz: 'America/New_York', tz_offset: -18_000, locale: 'en-US' }],
    ['U0GUEST', { is_restricted: true, is_ultra_restricted: false }],
    ['U0ULTRA', { is_restricted: true, is_ultra_restricted: true }],
    ['U0STRANGER', { is_stranger: true, team_id: 'T0OTHER' }],
    ['U0GONE', { deleted: true }],
    ['U0BOT', { is_bot: true }],
    ['U0UNSURE', { is_email_confirmed: false }],
  ])('of %s says %o', async (user, says) => {
    const { body } = await call(slack, 'users.info', { user, include_locale: true });
    expect(body).toMatchObject({ ok: true, user: says });
  });

  it('changes when somebody leaves', async () => {
    slack.changePerson('U0ANA', { kind: 'deactivated' });
    expect((await call(slack, 'users.info', { user: 'U0ANA' })).body).toMatchObject({ user: { deleted: true } });
    expect((await call(slack, 'users.lookupByEmail', { email: 'ANA.LOPEZ@example.com' })).body['error']).toBe(
      'users_not_found',
    );
  });
});

describe('a fault', () => {
  const message = { channel: 'C0FLOOR', text: 'Hi' };

  it('happens as often as asked and to the method that was named', async () => {
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'token_revoked' }, 2);
    expect((await call(slack, 'auth.test')).body['ok']).toBe(true);
    expect((await call(slack, 'chat.postMessage', message)).body['error']).toBe('token_revoked');
    expect((await call(slack, 'chat.postMessage', message)).body['error']).toBe('token_revoked');
    expect((await call(slack, 'chat.postMessage', message)).body['ok']).toBe(true);
    expect(slack.calls('chat.postMessage').map((one) => one.error)).toEqual([
      'token_revoked',
      'token_revoked',
      undefined,
    ]);
  });

  it('can let a post land and lose the answer', async () => {
    slack.faults.next('chat.postMessage', { kind: 'accept-and-cut' });
    await expect(call(slack, 'chat.postMessage', message)).rejects.toThrow('fetch failed');
    expect(slack.messages()).toHaveLength(1);
    slack.faults.next('chat.postMessage', { kind: 'cut' });
    await expect(call(slack, 'chat.postMessage', message)).rejects.toThrow('fetch failed');
    expect(slack.messages()).toHaveLength(1);
  });

  it('can be a limit with a time to wait', async () => {
    slack.faults.next('*', { kind: 'rate-limited', retryAfterSeconds: 7 });
    const { status, headers } = await call(slack, 'chat.postMessage', message);
    expect([status, headers.get('retry-after')]).toEqual([429, '7']);
  });
});
