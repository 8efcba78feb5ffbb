/** Whatever happens to people whom an owner may not see changes nothing in what the owner's alerts say. */
import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { PEOPLE_MEASURES, QUEUE_MEASURES, type RuleDraft } from '../../src/alerts/rules/rule.ts';
import type { AgentStatus } from '../../src/domain/live/status.ts';
import type { Target } from '../../src/domain/question.ts';
import { ANA, ANA_LYON, BILLING, GRACE, LYON_ONLY, MADRID, SALES } from '../reports/small-centre.ts';
import { createWorld, MINUTE, SECOND, START, waiting } from './small-world.ts';

const SEEN = [ANA, GRACE] as const;
const UNSEEN = ANA_LYON;
const LONG = 20 * MINUTE;

const target = fc.constantFrom<Target>(
  { kind: 'queue', name: BILLING.name, id: BILLING.id },
  { kind: 'queue', name: LYON_ONLY.name, id: LYON_ONLY.id },
  { kind: 'team', name: SALES.name, id: SALES.id },
  { kind: 'agent', agentId: ANA.id },
  { kind: 'agent', agentId: UNSEEN.id },
);

const queueRule = fc.record({
  measure: fc.constantFrom(...QUEUE_MEASURES),
  compare: fc.constantFrom('>' as const, '<' as const),
});
const condition = fc.oneof(
  queueRule.map((of) => waiting({ ...of, threshold: of.measure === 'free' ? 2 : 0 })),
  fc
    .constantFrom(...PEOPLE_MEASURES)
    .map((measure) => ({ kind: 'people', measure, longerThanMs: 30 * SECOND }) as const),
);

const DOINGS = ['free', 'not-responding', 'acw', 'held', 'break', 'off', 'gone'] as const;
type Doing = (typeof DOINGS)[number];
const doing = fc.constantFrom(...DOINGS);
const day = fc.array(doing, { minLength: 6, maxLength: 6 });

interface Story {
  readonly rule: Partial<RuleDraft>;
  readonly seen: readonly (readonly Doing[])[];
}

/** Everything that the owner's alerts say, when these things happen, one after the other every two minutes. */
async function saidIn({ rule, seen }: Story, unseen: readonly Doing[]): Promise<readonly unknown[]> {
  const world = await createWorld();
  world.centre.sees = ({ division }) => division?.id === MADRID.id;
  await world.make(rule);
  await world.startProcess();
  for (let nth = 0; nth < unseen.length; nth += 1) {
    const since = world.now();
    for (const [who, person] of SEEN.entries()) world.centre.be(person.id, statusOf(seen[who]?.[nth] ?? 'off', since));
    const hers = unseen[nth] ?? 'off';
    if (hers === 'gone') world.centre.statuses.delete(UNSEEN.id);
    else world.centre.be(UNSEEN.id, statusOf(hers, since));
    // The totals of both queues are hers, too: she is in them.
    const share = DOINGS.indexOf(hers);
    world.centre.waiting = [BILLING, LYON_ONLY].map(({ id }) => ({
      queueId: id,
      media: 'voice',
      count: share + 1,
      longestSince: START,
    }));
    world.centre.rows = [BILLING, LYON_ONLY].map(({ id }) => ({
      group: { queueId: id, mediaType: 'voice' },
      start: START,
      end: world.now(),
      metrics: {
        nOffered: { count: 100, sumMs: 0 },
        tAbandon: { count: share * 10, sumMs: 0 },
        oServiceLevel: { count: 0, sumMs: 0, numerator: 100 - share * 10, denominator: 100 },
      },
    }));
    await world.pass(2 * MINUTE);
  }
  await world.pass(LONG);
  return [...world.messages(), ...world.channel.told];
}

function statusOf(what: Doing, since: number): Partial<AgentStatus> {
  const session = (state: 'after-call-work' | 'held') => ({
    routing: { status: 'interacting', since } as const,
    sessions: [
      { conversationId: 'c', sessionId: 's', media: 'voice' as const, state, stateSince: since, queueId: BILLING.id },
    ],
  });
  switch (what) {
    case 'free':
      return { routing: { status: 'idle', since }, presence: { system: 'on-queue', since } };
    case 'not-responding':
      return { routing: { status: 'not-responding', since }, presence: { system: 'on-queue', since } };
    case 'acw':
      return session('after-call-work');
    case 'held':
      return session('held');
    case 'break':
      return { routing: { status: 'off-queue', since }, presence: { system: 'break', since } };
    case 'off':
    case 'gone':
      return { routing: { status: 'off-queue', since }, presence: { system: 'offline', since } };
    default:
      return what satisfies never;
  }
}

const story = fc.record({
  rule: fc.record({ target, condition, forMs: fc.constantFrom(0, 30 * SECOND) }),
  seen: fc.tuple(day, day),
});

it('says the same, whatever they do', { timeout: 60_000 }, async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(story, day, day, async (of, one, other) => {
      const said = await saidIn(of, one);
      told += said.length;
      expect(await saidIn(of, other)).toEqual(said);
    }),
    { numRuns: 150, seed: 20_261_126 },
  );
  expect(told).toBeGreaterThan(30);
});
