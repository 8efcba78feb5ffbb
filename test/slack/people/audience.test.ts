/** Who reads a channel, before anybody is named in it. */
import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { createAudience } from '../../../src/slack/people/audience.ts';
import { remembering } from '../../reports/remembering.ts';
import { manifestWith } from '../../sandbox/slack/manifests.ts';

let slack: Slack;
afterEach(() => slack.stop());

async function audience(manifestPath = manifestWith()) {
  slack = await startSlack({ now: Date.now, manifestPath, enforceRates: false });
  const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  return createAudience({ client, remember: remembering() });
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

  test('nobody knows whom, while Slack does not answer', async () => {
    const read = await audience();
    slack.faults.next('users.list', { kind: 'status', status: 500 });
    expect(await read('C0FLOOR')).toBe('unknown');
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
    const read = createAudience({ client, remember: remembering() });
    expect(await read('C0BIG')).toBe('members-only');
  });
});
