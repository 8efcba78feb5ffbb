import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/slack/faults.ts';
import { type House, openHouse } from '../e2e/house.ts';
import { leaks, secretsOf } from './secrets.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ patienceMs: 60_000 });
});
afterEach(async () => {
  const leaked = leaks(JSON.stringify(house.log), secretsOf(house));
  await house.stop();
  if (leaked.length > 0) throw new Error(`the log tells ${leaked.join(', ')}`);
});

const EXPIRED: Fault = { kind: 'error', error: 'expired_url' };
const UNUSABLE: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'has expired', fault: EXPIRED },
  { name: 'is used up', fault: { kind: 'error', error: 'used_url' } },
  { name: 'answers 500', fault: { kind: 'status', status: 500 } },
  { name: 'is too busy', fault: { kind: 'rate-limited', retryAfterSeconds: 30 } },
  { name: 'breaks the connection', fault: { kind: 'cut' } },
];

describe('the answer to a command', () => {
  it.each(UNUSABLE)('arrives once when the address to answer to $name', async ({ fault }) => {
    house.slack.faults.next('response_url', fault);
    const messages = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    expect(messages).toMatchObject([{ onlyFor: 'U0OMAR', channel: 'C0FLOOR', via: 'chat.postEphemeral' }]);
    expect(messages[0]?.text).toMatch(/^Ana López/);
  });

  it('arrives as a direct message when the channel takes none either', async () => {
    house.slack.faults.next('response_url', EXPIRED);
    await house.slack.command({ user: 'U0OMAR', channel: 'C0SECRET', command: '/agent-live', text: '<@U0ANA>' });
    await house.app.idle();
    expect(house.slack.messages({ user: 'U0OMAR' })).toMatchObject([{ channel: 'D0OMAR', via: 'chat.postMessage' }]);
  });

  it('arrives without its chart, and with the same numbers, where Slack refuses charts', async () => {
    const whole = await house.ask('U0OMAR', '/agent-stats', 'last week <@U0ANA>');
    house.slack.faults.next('response_url', { kind: 'error', error: 'invalid_blocks' });
    const plain = await house.ask('U0OMAR', '/agent-stats', 'last week <@U0ANA>');
    const kinds = (messages: typeof plain) => messages.flatMap(({ blocks }) => blocks.map((block) => block['type']));
    expect(kinds(whole)).toContain('data_visualization');
    expect(kinds(plain)).toEqual(kinds(whole).filter((kind) => kind !== 'data_visualization'));
    expect(plain[0]?.text.split('\n')[0]).toBe(whole[0]?.text.split('\n')[0]);
  });

  it('that nobody takes leaves a line for the operator, and the next one arrives', async () => {
    house.slack.faults.next('response_url', EXPIRED);
    house.slack.faults.next('chat.postEphemeral', { kind: 'error', error: 'channel_not_found' });
    house.slack.faults.next('chat.postMessage', { kind: 'error', error: 'cannot_dm_bot' });
    expect(await house.ask('U0OMAR', '/agent-live', '<@U0ANA>')).toEqual([]);
    expect(house.log).toContainEqual(expect.objectContaining({ msg: 'failed' }));
    expect(house.log).toContainEqual(expect.objectContaining({ msg: 'answered', outcome: 'undelivered' }));
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
  });
});

describe('when Slack does not say who somebody is', () => {
  it.each<{ readonly name: string; readonly fault: Fault }>([
    { name: 'an error', fault: { kind: 'error', error: 'internal_error' } },
    { name: 'too many questions', fault: { kind: 'rate-limited', retryAfterSeconds: 20 } },
    { name: 'a missing scope', fault: { kind: 'error', error: 'missing_scope' } },
  ])('because of $name, the asker gets a sentence and a reference that the log has', async ({ fault }) => {
    const asked = house.genesys.requests.length;
    house.slack.faults.next('users.info', fault);
    const text = await house.answer('U0OMAR', '/agent-live', '<@U0ANA>');
    const reference = /^Slack did not do what Floorwalker asked it for\. .* \(reference (\w{8})\)$/.exec(text)?.[1];
    expect(house.log).toContainEqual(expect.objectContaining({ msg: 'failed', reference }));
    expect(house.genesys.requests.slice(asked)).toEqual([]);
  });

  it('for a moment, nobody notices', async () => {
    house.slack.faults.next('users.info', { kind: 'status', status: 503 });
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
  });
});
