/** Posts in a Slack that refuses, limits, cuts and loses answers as the real one does. */
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sandbox/slack/faults.ts';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';
import { createOutbox } from '../../../src/slack/outbox.ts';
import { createSummaryPoster } from '../../../src/slack/summary/poster.ts';
import { manifestWith } from '../../sandbox/slack/manifests.ts';
import { report } from '../stats/report.ts';
import { mondayRun, quiet, summaryOf } from './runs.ts';

const DUE = Date.UTC(2026, 10, 23, 7, 30);
let slack: Slack;

async function start(manifestPath = manifestWith()) {
  slack = await startSlack({ now: () => DUE + 1000, manifestPath, enforceRates: false });
  const client = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    timeout: 1000,
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
  return createSummaryPoster({ outbox, client, kindOf: async () => 'member', admins: [] });
}

const quietLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};

let poster: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  poster = await start();
});
afterEach(() => slack.stop());

describe('a summary', () => {
  test('is a headline in the channel and details in its thread, and both are found again', async () => {
    const [run, summary] = [mondayRun(), await summaryOf(report())];
    expect(await poster.find(run)).toBe('absent');
    const headline = await poster.headline(run, summary, { late: false });
    if (headline.kind !== 'posted') throw new Error(headline.kind);
    expect(await poster.find(run)).toEqual({ ts: headline.ts, detailsTs: undefined });
    const details = await poster.details(run, summary, headline.ts);
    if (details.kind !== 'posted') throw new Error(details.kind);
    expect(await poster.find(run)).toEqual({ ts: headline.ts, detailsTs: details.ts });
    expect(slack.messages({ channel: 'C0FLOOR', thread: headline.ts })).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  test('of another day or another schedule is not taken for this one', async () => {
    const summary = await summaryOf(report());
    await poster.headline(mondayRun({ id: 'another' }), summary, { late: false });
    await poster.headline({ ...mondayRun(), name: 'mhx3k2ab/2026-11-20' }, summary, { late: false });
    expect(await poster.find(mondayRun())).toBe('absent');
  });

  test('is found under 250 other messages', async () => {
    const [run, summary] = [mondayRun(), await summaryOf(report())];
    const headline = await poster.headline(run, summary, { late: false });
    for (let i = 0; i < 250; i++) await poster.headline({ ...run, name: `other/${i}` }, summary, { late: false });
    expect(await poster.find(run)).toMatchObject({ ts: headline.kind === 'posted' ? headline.ts : '' });
  });

  test('carries nothing about people in its metadata', async () => {
    await poster.headline(mondayRun(), await summaryOf(report()), { late: false });
    const [message] = slack.messages({ channel: 'C0FLOOR' });
    expect(message?.metadata).toEqual({
      event_type: 'floorwalker_summary',
      event_payload: { run: 'mhx3k2ab/2026-11-23', part: 'headline' },
    });
  });

  test('is edited in both places', async () => {
    const [run, summary] = [mondayRun(), await summaryOf(report())];
    const headline = await poster.headline(run, summary, { late: false });
    const ts = headline.kind === 'posted' ? headline.ts : '';
    const details = await poster.details(run, summary, ts);
    await poster.edit(run, summary, { ts, detailsTs: details.kind === 'posted' ? details.ts : '' });
    expect(slack.messages({ channel: 'C0FLOOR' }).map(({ earlier }) => earlier.length)).toEqual([1, 1]);
    expect(slack.messages({ channel: 'C0FLOOR' })[0]?.text).toContain('updated when the figures had settled');
  });

  test('of quiet days has no details', async () => {
    const headline = await poster.headline(mondayRun(), quiet, { late: false });
    await poster.details(mondayRun(), quiet, headline.kind === 'posted' ? headline.ts : '');
    expect(slack.messages({ channel: 'C0FLOOR' })).toHaveLength(1);
  });
});

describe('Slack', () => {
  const post = async (channel = 'C0FLOOR') =>
    poster.headline(mondayRun({ channel }), await summaryOf(report()), { late: false });

  test.each([
    ['a channel that is gone', 'C0VANISHED', 'channel-gone'],
    ['an archived channel', 'C0OLD', 'channel-archived'],
    ['a private channel that the app has not joined', 'C0SECRET', 'channel-gone'],
    ['a channel in which only some may post', 'C0NEWS', 'posting-restricted'],
  ])('refuses %s', async (_, channel, why) => {
    expect(await post(channel)).toEqual({ kind: 'refused', why });
  });

  test.each<[string, Fault, object, number]>([
    ['says to wait', { kind: 'rate-limited', retryAfterSeconds: 7 }, { kind: 'later', afterMs: 7000 }, 0],
    ...(
      [
        ['token_revoked', 'token-refused'],
        ['account_inactive', 'token-refused'],
        ['missing_scope', 'scope-missing'],
        ['is_inactive', 'channel-inactive'],
        ['restricted_action_thread_only_channel', 'posting-restricted'],
        ['restricted_action_of_next_year', 'posting-restricted'],
      ] as const
    ).map(
      ([error, why]) =>
        [`says ${error}`, { kind: 'error', error }, { kind: 'refused', why }, 0] as [string, Fault, object, number],
    ),
    ['says what nobody has heard of', { kind: 'error', error: 'new_error' }, { kind: 'later', afterMs: 60_000 }, 0],
    [
      'says that the app is not in the channel',
      { kind: 'error', error: 'not_in_channel' },
      { kind: 'refused', why: 'not-in-channel' },
      0,
    ],
    ['fails inside', { kind: 'error', error: 'internal_error' }, { kind: 'unknown' }, 0],
    ['fails with a status', { kind: 'status', status: 503 }, { kind: 'unknown' }, 0],
    ['breaks the connection first', { kind: 'cut' }, { kind: 'unknown' }, 0],
    ['accepts and breaks the connection', { kind: 'accept-and-cut' }, { kind: 'unknown' }, 1],
    ['accepts and answers too late', { kind: 'accept-late', ms: 1500 }, { kind: 'unknown' }, 1],
  ])('%s: the post is told apart, and never sent twice', async (_, fault, outcome, accepted) => {
    slack.faults.next('chat.postMessage', fault);
    expect(await post()).toEqual(outcome);
    expect(slack.messages({ channel: 'C0FLOOR' })).toHaveLength(accepted);
    await expect.poll(() => slack.calls('chat.postMessage').length).toBe(1);
  });

  test('that is not there at all has accepted nothing', async () => {
    await slack.stop();
    expect(await post()).toEqual({ kind: 'later', afterMs: 60_000 });
  });

  test.each([
    ['channels:history', 'C0FLOOR'],
    ['groups:history', 'C0LEADS'],
  ])('without %s does not let the app look', async (scope, channel) => {
    await slack.stop();
    poster = await start(manifestWith({ without: [scope] }));
    expect(await poster.find(mondayRun({ channel }))).toBe('cannot-look');
  });

  test('that fails while the app looks is no reason to believe that nothing is there', async () => {
    slack.faults.next('conversations.history', { kind: 'status', status: 500 });
    await expect(poster.find(mondayRun())).rejects.toThrow('500');
  });
});

test('the owner is told in a direct message', async () => {
  await poster.tell(mondayRun().schedule, { kind: 'post-refused', why: 'channel-archived' });
  expect(slack.messages({ user: 'U0OMAR' }).map(({ text }) => text)).toEqual([
    expect.stringContaining('could not be posted: the channel is archived'),
  ]);
});
