/** Alerts posted in a Slack that refuses, limits and loses answers as the real one does. */
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '../../../src/alerts/ports.ts';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { createAlertPoster } from '../../../src/slack/alert/poster.ts';
import { createOutbox } from '../../../src/slack/outbox.ts';
import { manifestWith } from '../../sandbox/slack/manifests.ts';
import { alertOf, MINUTE, rule, SINCE, waiting } from './episodes.ts';

const quietLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};

let slack: Slack;
let kind: 'member' | 'deactivated' = 'member';
const NOW = SINCE + 2 * MINUTE;

async function start(manifestPath = manifestWith()) {
  slack = await startSlack({ now: () => NOW, manifestPath, enforceRates: false });
  const client = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    timeout: 2000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger,
  });
  const outbox = createOutbox({
    client,
    onceClient: client,
    apiUrl: slack.apiUrl,
    now: Date.now,
    sleep: async () => {},
    onFallback: () => {},
  });
  return createAlertPoster({ outbox, client, kindOf: async () => kind, admins: ['U0GRACE'], mentions: 'none' });
}

let poster: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  kind = 'member';
  poster = await start();
});
afterEach(() => slack.stop());

const messages = (channel = 'C0FLOOR') => slack.messages({ channel });

async function begun(alert: Alert = alertOf()) {
  const made = await poster.begin(alert);
  if (made.kind !== 'posted') throw new Error(made.kind);
  return made.posted;
}

describe('an alert', () => {
  test('is one message that edits itself, and is found again by its episode', async () => {
    expect(await poster.find(alertOf())).toBe('absent');
    const posted = await begun();
    expect(await poster.find(alertOf())).toEqual(posted);
    expect(await poster.find(alertOf({ id: 'another' }))).toBe('absent');
    await poster.edit(posted, alertOf({ now: waiting(4, 11) }));
    expect(messages().map(({ text }) => text)).toEqual([expect.stringContaining('11 calls waiting')]);
    expect(messages()[0]?.metadata).toEqual({ event_type: 'floorwalker_alert', event_payload: { episode: 'e1' } });
    expect(slack.violations).toEqual([]);
  });

  test('for oneself is a direct message', async () => {
    await begun(alertOf({}, { to: { kind: 'owner' } }));
    expect(messages('D0OMAR').map(({ text }) => text)).toEqual([expect.stringContaining('8 calls waiting')]);
  });

  test('whose message is gone is not posted again', async () => {
    const posted = await begun();
    expect(await poster.edit({ ...posted, ts: '1.000001' }, alertOf())).toEqual({
      kind: 'refused',
      why: 'headline-gone',
    });
    expect(messages()).toHaveLength(1);
  });

  test.each([
    ['C0VANISHED', 'channel-gone'],
    ['C0OLD', 'channel-archived'],
  ])('for %s is refused for good', async (id, why) => {
    expect(await poster.begin(alertOf({}, { to: { kind: 'channel', id } }))).toEqual({ kind: 'refused', why });
  });

  test('cannot be looked for without the scope for history', async () => {
    await slack.stop();
    poster = await start(manifestWith({ without: ['channels:history', 'groups:history'] }));
    expect(await poster.find(alertOf())).toBe('cannot-look');
  });
});

describe('its owner', () => {
  const direct = (whom: string) => messages(`D0${whom}`).map(({ text }) => text);

  test('is told with the remedy when Slack does not take it', async () => {
    await poster.tell(rule, { kind: 'post-refused', why: 'channel-archived' });
    expect(direct('OMAR').join()).toContain('/agent-alert edit');
  });

  test('is told when it went out of their sight', async () => {
    await poster.tell(rule, { kind: 'out-of-sight' });
    expect(direct('OMAR').join()).toContain('tells nothing any more');
  });

  test('who has left is told nothing: those who administer the app may take it over', async () => {
    kind = 'deactivated';
    await poster.tell(rule, { kind: 'owner-left' });
    expect(direct('OMAR')).toEqual([]);
    expect(direct('GRACE').join()).toContain('rests: its owner');
    expect(JSON.stringify(messages('D0GRACE'))).toContain('alert_take_over');
  });
});
