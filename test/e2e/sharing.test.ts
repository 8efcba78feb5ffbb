/** What stands in a channel stays there: whoever reads along decides whether an answer that names people is shared. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ slack: { enforceRates: false } });
});
afterAll(() => house.stop());

async function shared(channel: string, command: string, text: string, share: string) {
  const posts = () => house.slack.messages({ channel }).filter(({ via }) => via === 'chat.postMessage');
  const [before, known] = [posts().length, new Set(house.slack.messages({ user: 'U0OMAR' }))];
  await house.slack.command({ user: 'U0OMAR', channel, command, text });
  await house.app.idle();
  const answer = house.slack.messages({ user: 'U0OMAR' }).find((message) => !known.has(message));
  if (answer === undefined) throw new Error('no answer to share');
  house.clock.now += 60_000;
  const said = await house.press('U0OMAR', answer, share);
  return { posted: posts().slice(before), said: said.map((message) => message.text).join('\n') };
}

const REFUSALS = [
  ['where guests read', 'C0GUESTS', 'Guests or people of other organisations read this channel'],
  ['that is shared with another organisation', 'C0SHARED', 'Guests or people of other organisations read this channel'],
  ['whose readers the app cannot see', 'C0SECRET', 'I cannot read who is in this channel'],
] as const;

const NAMING = [
  ['somebody’s figures', '/agent-stats', 'last week <@U0ANA>', 'stats_share'],
  ['a queue by agent', '/agent-stats', 'yesterday by agent queue "Billing EU"', 'stats_share'],
  ['a board', '/agent-live', 'team', 'live_share'],
] as const;

describe.each(NAMING)('%s', (_what, command, text, share) => {
  it.each(REFUSALS)('is not shared in a channel %s', async (_where, channel, because) => {
    const { posted, said } = await shared(channel, command, text, share);
    expect(posted).toEqual([]);
    expect(said).toContain(because);
  });

  it('is shared where members alone read', async () => {
    const { posted } = await shared('C0FLOOR', command, text, share);
    expect(posted).toHaveLength(1);
  });
});

it('the figures of a queue, which name nobody, are shared where guests read', async () => {
  const { posted } = await shared('C0GUESTS', '/agent-stats', 'last week queue "Billing EU"', 'stats_share');
  expect(posted).toHaveLength(1);
});
