import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../src/sandbox/slack/slack.ts';
import { render, sentence } from '../../src/slack/kit/render.ts';
import { say } from '../../src/slack/kit/say.ts';
import { createOutbox } from '../../src/slack/outbox.ts';

const manifestPath = `${import.meta.dirname}/../../manifest.yml`;
const MINUTE = 60_000;

let slack: Slack;
afterEach(() => slack.stop());

/** A Slack, the door to it, and an address that a real command has given. */
async function open() {
  let nowMs = Date.UTC(2026, 10, 23, 9);
  slack = await startSlack({ now: () => nowMs, manifestPath });
  const fallbacks: string[] = [];
  const client = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const outbox = createOutbox({
    client,
    onceClient: client,
    apiUrl: slack.apiUrl,
    now: () => nowMs,
    sleep: async () => {},
    onFallback: (error) => fallbacks.push(String(error)),
  });
  const responseUrl = slack.newResponseUrl({ user: 'U0OMAR', channel: 'C0FLOOR' });
  return {
    outbox,
    fallbacks,
    to: { userId: 'U0OMAR', channelId: 'C0FLOOR', responseUrl },
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

const withChart = render({
  head: [say`Answered 12.`],
  charts: [
    { title: 'Answered', type: 'bar', labels: ['Mon'], series: [{ name: 'Answered', values: [12] }], unit: 'calls' },
  ],
});

describe('an answer on its way to Slack', () => {
  it('is seen by the asker alone', async () => {
    const { outbox, to } = await open();
    await outbox.answer(to, sentence(say`Ana is free.`), false);
    expect(slack.messages({ channel: 'C0FLOOR' })).toMatchObject([
      { text: 'Ana is free.', onlyFor: 'U0OMAR', via: 'response_url' },
    ]);
  });

  it('still arrives when its address has expired', async () => {
    const { outbox, to, wait, fallbacks } = await open();
    wait(31 * MINUTE);
    await outbox.answer(to, sentence(say`Ana is free.`), false);
    expect(slack.messages({ channel: 'C0FLOOR' })).toMatchObject([
      { text: 'Ana is free.', onlyFor: 'U0OMAR', via: 'chat.postEphemeral' },
    ]);
    expect(fallbacks).toEqual([expect.stringContaining('expired_url')]);
  });

  it('still arrives when its address is used up', async () => {
    const { outbox, to, fallbacks } = await open();
    for (const count of [1, 2, 3, 4, 5, 6]) await outbox.answer(to, sentence(say`Answer ${count}.`), false);
    expect(slack.messages({ channel: 'C0FLOOR' }).at(-1)).toMatchObject({
      text: 'Answer 6.',
      via: 'chat.postEphemeral',
    });
    expect(fallbacks).toEqual([expect.stringContaining('used_url')]);
  });

  it.each([
    ['too many', { kind: 'rate-limited', retryAfterSeconds: 20 }],
    ['too many, without saying how long', { kind: 'rate-limited-untold' }],
    ['500', { kind: 'status', status: 500 }],
    ['a broken connection', { kind: 'cut' }],
  ] as const)('is tried once more where no other way is left (%s)', async (_what, fault) => {
    const { outbox, to } = await open();
    slack.faults.next('chat.postMessage', fault);
    await outbox.answer({ ...to, responseUrl: undefined, channelId: undefined }, sentence(say`Ana is free.`), false);
    expect(slack.messages({ channel: 'D0OMAR' })).toHaveLength(1);
  });

  it('goes to the direct messages when there is no channel to answer in', async () => {
    const { outbox } = await open();
    await outbox.answer(
      { userId: 'U0OMAR', channelId: undefined, responseUrl: undefined },
      sentence(say`Saved.`),
      false,
    );
    expect(slack.messages({ user: 'U0OMAR' })).toMatchObject([{ text: 'Saved.', channel: 'D0OMAR' }]);
  });

  it('goes without its chart where Slack refuses charts, and says the same', async () => {
    const { outbox, to } = await open();
    slack.faults.next('response_url', { kind: 'error', error: 'invalid_blocks' });
    await outbox.answer(to, withChart, false);
    const [message] = slack.messages({ channel: 'C0FLOOR' });
    expect(message).toMatchObject({ text: 'Answered 12.', via: 'response_url' });
    expect(message?.blocks.map((block) => block['type'])).toEqual(['section']);
  });

  it('is not sent twice when Slack refuses it for another reason', async () => {
    const { outbox } = await open();
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await expect(outbox.post('C0FLOOR', withChart)).rejects.toThrow(/is_archived/);
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
  });
});

describe('a post', () => {
  it('shows no previews and can be edited', async () => {
    const { outbox } = await open();
    const posted = await outbox.post('C0FLOOR', sentence(say`Partial.`));
    await outbox.update(posted, sentence(say`Whole.`));
    expect(slack.messages({ channel: 'C0FLOOR' })).toMatchObject([{ text: 'Whole.', earlier: [{ text: 'Partial.' }] }]);
    expect(slack.calls('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });
});
