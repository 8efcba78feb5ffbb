import { expect, it } from 'vitest';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { DAY, localInstant } from '../../../src/sandbox/genesys/days/calendar.ts';
import { REACH, type SiteDay, simulateDay } from '../../../src/sandbox/genesys/days/day.ts';
import { createHistory } from '../../../src/sandbox/genesys/days/history.ts';
import { type Conversation, type Leg, legEnd, legStart } from '../../../src/sandbox/genesys/days/timeline.ts';
import { NOON } from './sandbox.ts';

const organisation = createOrganisation();
const history = createHistory(organisation, 'floor', NOON);
const dayOf = (utc: number): number => utc / DAY;
/** Two weeks with the end of summer time in Europe and in America, every site. */
const days: readonly (SiteDay & { readonly midnight: number })[] = Array.from({ length: 14 }, (_, offset) =>
  organisation.sites.map((site) => {
    const day = dayOf(Date.UTC(2026, 9, 20)) + offset;
    return { ...simulateDay(organisation, site, day, 'floor'), midnight: localInstant(day, 0, site.timeZone) };
  }),
).flat();
const conversations = days.flatMap((day) => day.conversations);
const has = (test: (conversation: Conversation) => boolean): boolean => conversations.some(test);
const agentLegs = (conversation: Conversation): readonly Leg[] =>
  conversation.legs.filter((leg) => leg.purpose === 'agent' && leg.monitors === undefined);

it('is the same past for the same seed, and another one for another', () => {
  const [site] = organisation.sites;
  if (site === undefined) throw new Error('no site');
  const again = simulateDay(createOrganisation(), site, 20_770, 'floor');
  expect(again).toEqual(simulateDay(organisation, site, 20_770, 'floor'));
  expect(again.conversations).not.toEqual(simulateDay(organisation, site, 20_770, 'other').conversations);
});

it('lays the segments of a part end to end, inside their conversation', () => {
  const crooked = conversations.filter(
    ({ start, end, legs: parts }) =>
      !parts.every(
        (leg) =>
          legStart(leg) >= start &&
          legEnd(leg) <= end &&
          leg.segments.every(
            (segment, index) =>
              segment.end > segment.start && (leg.segments[index + 1]?.start ?? segment.end) === segment.end,
          ),
      ),
  );
  expect(crooked).toEqual([]);
});

it('never puts somebody on two calls at once, or on a call while they are away', () => {
  const voice = conversations
    .filter((conversation) => !conversation.orphan)
    .flatMap(agentLegs)
    .filter(({ media }) => media === 'voice')
    .sort((a, b) => legStart(a) - legStart(b));
  const lastEnd = new Map<string, number>();
  const impossible = voice.filter((leg) => {
    const person = organisation.personById.get(leg.userId ?? '');
    const busyUntil = lastEnd.get(leg.userId ?? '') ?? 0;
    lastEnd.set(leg.userId ?? '', legEnd(leg));
    if (person === undefined || legStart(leg) < busyUntil) return true;
    const presences = history.presencesOf(person, { start: legStart(leg), end: legEnd(leg) });
    return presences.some(({ presence }) => presence.systemPresence !== 'OnQueue');
  });
  expect(voice.length).toBeGreaterThan(5000);
  expect(impossible).toEqual([]);
});

it('reaches no further than its day is looked for', () => {
  const far = days.flatMap(({ conversations: made, midnight }) =>
    made.filter(
      ({ start, end, orphan }) => start < midnight - REACH.beforeMs || (!orphan && end > midnight + REACH.afterMs),
    ),
  );
  expect(far).toEqual([]);
});

it.each<[string, (conversation: Conversation) => boolean]>([
  ['a blind transfer', ({ legs: all }) => all.some(({ ending }) => ending === 'transfer' && all.length > 4)],
  ['a consult transfer', ({ legs: all }) => all.some(({ consultOf }) => consultOf !== undefined)],
  ['somebody who did not answer', (one) => agentLegs(one).some(({ ending }) => ending === 'no-answer')],
  ['somebody who gave up', ({ legs: all }) => all.some(({ ending }) => ending === 'abandoned')],
  ['an outbound call that dialled', (one) => one.originatingDirection === 'outbound'],
  ['a callback', ({ legs: all }) => all.some(({ media }) => media === 'callback')],
  ['an email put aside until the next day', ({ end, start, orphan }) => !orphan && end - start > 18 * 3_600_000],
  ['a call that goes over midnight in Madrid', (one) => spans(one, Date.UTC(2026, 9, 24, 22))],
  ['a call over the end of summer time in Madrid', (one) => spans(one, Date.UTC(2026, 9, 25, 1))],
  ['a call with two holds', (one) => one.legs.some((leg) => holds(leg) === 2)],
  ['a call without a hold', (one) => one.legs.some((leg) => leg.purpose === 'agent' && holds(leg) === 0)],
  ['a supervisor who listens', ({ legs: all }) => all.some(({ monitors }) => monitors !== undefined)],
  ['a private call', ({ legs: all }) => all.some(({ purpose }) => purpose === 'user')],
  ['a conversation that lost its end', ({ orphan }) => orphan === true],
])('has %s', (_, test) => {
  expect(has(test)).toBe(true);
});

function spans({ legs: all }: Conversation, at: number): boolean {
  return all.some((leg) => leg.purpose === 'agent' && legStart(leg) < at && legEnd(leg) > at);
}

function holds(leg: Leg): number {
  return leg.segments.filter(({ type }) => type === 'hold').length;
}

it('has 20 to 40 conversations for each agent and working day', () => {
  const worked = days.reduce((sum, { workdays }) => sum + [...workdays.keys()].filter(isAgent).length, 0);
  const perDay = conversations.length / worked;
  expect(perDay).toBeGreaterThan(20);
  expect(perDay).toBeLessThan(40);
});

function isAgent(id: string): boolean {
  return organisation.personById.get(id)?.handles === true;
}

it('finds a conversation by its id alone', () => {
  const one = conversations[1234];
  expect(history.conversation(one?.id ?? '')).toEqual(one);
});

it.each([
  'nonsense',
  '20261120-0001-4000-8000-00000000ffff',
  '20261120-00ff-4000-8000-000000000001',
  '99999999-0001-4000-8000-000000000001',
])('knows no conversation %s', (id) => {
  expect(history.conversation(id)).toBeUndefined();
});

it('gives what an interval touches, wherever it began', () => {
  const at = Date.UTC(2026, 9, 28, 14);
  const found = new Set([...history.during({ start: at, end: at + 1 })].map(({ id }) => id));
  const expected = conversations
    .filter(({ start, end, orphan }) => !orphan && start <= at && end >= at)
    .map(({ id }) => id);
  expect(expected.length).toBeGreaterThan(10);
  for (const id of expected) expect(found).toContain(id);
});

it('remembers thirteen months and nothing before', () => {
  const year = 365 * DAY;
  expect([...history.during({ start: NOON - year - 30 * DAY, end: NOON - year - 29 * DAY })].length).toBeGreaterThan(
    50,
  );
  expect([...history.during({ start: NOON - 410 * DAY, end: NOON - 405 * DAY })]).toEqual([]);
});

it('has somebody on queue at every hour of the week', () => {
  const hours = Array.from({ length: 7 * 24 }, (_, hour) => Date.UTC(2026, 9, 26, hour, 30));
  const onQueueAt = (at: number): boolean =>
    organisation.people.some(
      (person) =>
        person.handles &&
        history.presencesOf(person, { start: at, end: at + 1 })[0]?.presence.systemPresence === 'OnQueue',
    );
  expect(hours.filter((at) => !onQueueAt(at)).map((at) => new Date(at).toISOString())).toEqual([]);
});
