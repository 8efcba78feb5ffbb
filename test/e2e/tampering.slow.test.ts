import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/genesys/centre/organisation.ts';
import { seenBy } from '../domain/access-rules.ts';
import { ASKERS, type CastMember, closeCast, openWithCast, whoAsks, worldOf } from './access-cast.ts';
import { type Seated, seat } from './access-questions.ts';
import { landed, namedIn, wordsIn } from './disclosure.ts';
import type { House } from './house.ts';
import { SOMEBODY_ELSES, type Tampering, tampering } from './tamperings.ts';

/** They see nobody but themselves, at most. */
const IMPOSTORS = ASKERS.filter(({ slackId }) =>
  ['U0ANA', 'U0COND', 'U0NORA', 'U0TWIN', 'U0NOBODY', 'U0UNSURE', 'U0GUEST', 'U0STRANGER'].includes(slackId),
);

let house: House;
beforeAll(async () => {
  house = await openWithCast('genesys');
});
afterAll(() => closeCast(house));

const SEED = 20_261_123;

it('a thousand tampered buttons and commands show nobody whom the impostor may not see, and break nothing', async () => {
  const seats = await Promise.all(
    IMPOSTORS.map(async (impostor) => ({ by: await seat(house, impostor), unseen: unseenBy(house, impostor) })),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(seats.length - 1), tampering, async (nth, tampered) => {
      const impostor = seats[nth];
      if (impostor === undefined) throw new Error('an impostor without a seat');
      house.clock.now += 1000;
      const failuresBefore = failures(house).length;
      const answers = await landed(house, () => send(impostor.by, tampered));
      expect(namedIn(wordsIn(answers), impostor.unseen)).toEqual([]);
      expect(failures(house).slice(failuresBefore)).toEqual([]);
    }),
    { numRuns: 1000, seed: SEED },
  );
}, 60_000);

it('the same from somebody who may see everybody shows many, so that it would have been noticed', async () => {
  const [head] = ASKERS.filter(({ slackId }) => slackId === 'U0INGRID');
  if (head === undefined) throw new Error('the head is not in the cast');
  const by = await seat(house, head);
  const shown = new Set<string>();
  for (const tampered of fc.sample(tampering, { numRuns: 300, seed: SEED })) {
    house.clock.now += 1000;
    const answers = await landed(house, () => send(by, tampered));
    for (const name of namedIn(wordsIn(answers), house.genesys.organisation.people)) shown.add(name);
  }
  expect(shown.size).toBeGreaterThan(30);
}, 60_000);

/** The summary that the head has made: nobody else may preview, post, change or take it. */
let scheduleOfTheHead = '';
beforeAll(async () => {
  const [made] = await house.ask('U0INGRID', '/agent-summary', 'on <#C0LEADS> 23:00 daily group "Tier 2"');
  [, scheduleOfTheHead = ''] = /"action_id":"more:([^"]+)"/.exec(JSON.stringify(made)) ?? [];
});

function send({ house: { slack }, asker, help }: Seated, tampered: Tampering): Promise<unknown> {
  const user = asker.slackId;
  if (tampered.way === 'command') return slack.command({ user, ...tampered });
  const { actionId, override } = tampered;
  const value = tampered.value === SOMEBODY_ELSES ? scheduleOfTheHead : tampered.value;
  const actions = [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }];
  return slack.click({ user, message: help, actionId: 'ask_live', override: { ...override, actions } });
}

/** Errors that nobody expected. */
function failures({ log }: House): readonly unknown[] {
  return log.filter(({ msg }) => msg === 'failed' || msg === 'slack listener failed');
}

function unseenBy({ genesys }: House, asker: CastMember): readonly Person[] {
  const [world, asks] = [worldOf(genesys.organisation, 'genesys'), whoAsks(genesys.organisation, asker)];
  const seen = new Set([...seenBy(world, asks, 'live'), ...seenBy(world, asks, 'stats')]);
  return genesys.organisation.people.filter(({ id }) => !seen.has(id));
}
