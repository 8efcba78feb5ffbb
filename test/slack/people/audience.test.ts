/** Who reads a channel, before anybody is named in it. */
import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { createChannels } from '../../../src/slack/people/audience.ts';
import { createPeople } from '../../../src/slack/people/people.ts';
import { remembering } from '../../reports/remembering.ts';
import { manifestWith } from '../../sandbox/slack/manifests.ts';

let slack: Slack;
afterEach(() => slack.stop());

async function audience(manifestPath = manifestWith()) {
  slack = await startSlack({ now: Date.now, manifestPath, enforceRates: false });
  const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  return channelsOf(client).audience;
}

function channelsOf(client: webApi.WebClient, troubles: unknown[] = []) {
  const remember = remembering();
  const people = createPeople({
    client,
    workspace: { teamId: slack.teamId },
    weekStart: 'monday',
    identityLinks: new Map(),
    trustedDomains: [],
    remember,
  });
  const { kindOfListed: kindOf, kindOf: kindOfId } = people;
  return createChannels({ client, remember, kindOf, kindOfId, onTrouble: (error) => troubles.push(error) });
}

describe('a channel is read by', () => {
  test.each([
    ['members only', 'C0FLOOR', 'members-only'],
    ['members only, though it is private', 'C0LEADS', 'members-only'],
    ['guests too', 'C0GUESTS', 'others-too'],
    ['people of another organisation too', 'C0SHARED', 'others-too'],
    ['nobody knows whom, when the app cannot see it', 'C0SECRET', 'unknown'],
    ['nobody knows whom, when it is gone', 'C0VANISHED', 'unknown'],
  ])('%s', async (_, channel, expected) => {
    expect(await (await audience())(channel)).toBe(expected);
  });

  test('nobody knows whom, without the scope', async () => {
    const read = await audience(manifestWith({ without: ['channels:read', 'groups:read'] }));
    expect(await read('C0FLOOR')).toBe('unknown');
  });

  test.each(['conversations.info', 'conversations.members', 'users.list'])(
    'somebody, only Slack does not say who at this moment: %s',
    async (method) => {
      const read = await audience();
      for (const fault of [
        { kind: 'status', status: 500 },
        { kind: 'rate-limited', retryAfterSeconds: 1 },
        { kind: 'cut' },
        { kind: 'error', error: 'internal_error' },
        { kind: 'error', error: 'never_heard_of' },
      ] as const) {
        slack.faults.next(method, fault);
        expect(await read('C0FLOOR')).toBe('not-now');
      }
      expect(await read('C0FLOOR')).toBe('members-only');
    },
  );

  test('members only, one of whom came after everybody was listed', async () => {
    const read = await audience();
    expect(await read('C0FLOOR')).toBe('members-only');
    slack.addPerson({ id: 'U0NEW', handle: 'new', name: 'New', kind: 'member', timeZone: 'UTC', locale: 'en-GB' });
    slack.changeChannel('C0LEADS', { members: ['U0FLOOR', 'U0OMAR', 'U0NEW'] });
    expect(await read('C0LEADS')).toBe('members-only');
    slack.addPerson({ id: 'U0NEWER', handle: 'newer', name: 'Newer', kind: 'guest', timeZone: 'UTC', locale: 'en-GB' });
    slack.changeChannel('C0GENERAL', { members: ['U0FLOOR', 'U0OMAR', 'U0NEWER'] });
    expect(await read('C0GENERAL')).toBe('others-too');
  });

  test.each([
    ['somebody who has left, and reads nothing any more', { kind: 'deactivated' }, 'members-only'],
    ['a guest of this one channel', { kind: 'single-channel-guest' }, 'others-too'],
    ['somebody of another organisation whom Slack does not call a stranger', { teamId: 'T0OTHER' }, 'others-too'],
  ] as const)('%s beside members', async (_who, change, expected) => {
    const read = await audience();
    slack.changePerson('U0NORA', change);
    slack.changeChannel('C0LEADS', { members: ['U0FLOOR', 'U0OMAR', 'U0NORA'] });
    expect(await read('C0LEADS')).toBe(expected);
  });

  test('others too, once another organisation is invited', async () => {
    const read = await audience();
    slack.changeChannel('C0LEADS', { pendingShared: true });
    expect(await read('C0LEADS')).toBe('others-too');
  });

  test('members only, also over several pages', async () => {
    const people = Array.from({ length: 1500 }, (_, i) => ({
      id: `U0P${i}`,
      handle: `p${i}`,
      name: `P ${i}`,
      kind: 'member' as const,
      timeZone: 'UTC',
      locale: 'en-GB',
    }));
    const channel = { id: 'C0BIG', name: 'big', kind: 'public' as const, members: people.map(({ id }) => id) };
    slack = await startSlack({
      now: Date.now,
      manifestPath: manifestWith(),
      people,
      channels: [channel],
      enforceRates: false,
    });
    const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
    const read = channelsOf(client).audience;
    expect(await read('C0BIG')).toBe('members-only');
  });
});
