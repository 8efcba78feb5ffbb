import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/domain/period/zone.ts';
import { createOrganisation } from '../../src/sandbox/genesys/centre/staff.ts';
import { type Days, type GoldenCentre, openGoldenCentre } from './golden-centre.ts';
import { everybodysQuestion, type GoldenQuestion, goldenQuestions } from './golden-questions.ts';
import { expectedOf, toldBy } from './golden-told.ts';
import { type Fact, factsOf } from './stats-oracle.ts';

const HOUR = 3_600_000;
const AGENTS = 60;
const utc = (month: number, day: number, hour = 0) => Date.UTC(2026, month - 1, day, hour);

/** Media, endings and parts of conversations. */
const EASILY_MISCOUNTED =
  'callback chat email message voice transfer consult-transfer no-answer abandoned hold dialing wrapup parked monitoring';

interface Season {
  readonly name: string;
  readonly days: Days;
  readonly dense: readonly Days[];
  readonly now: number;
  readonly periods: readonly [string, ...string[]];
  readonly questions: number;
  readonly weeks: readonly (readonly [period: string, timeZone: string, hours: number])[];
}

/** Both changes of the clock in Madrid, and the one of autumn in New York. */
const SEASONS: readonly Season[] = [
  {
    name: 'autumn',
    days: { start: utc(10, 18), end: utc(11, 4, 12) },
    dense: [
      { start: utc(10, 24, 20), end: utc(10, 25, 20) },
      { start: utc(10, 31, 20), end: utc(11, 1, 20) },
    ],
    now: utc(11, 4, 11) + 12_345,
    periods: [
      'today',
      'yesterday',
      'this week',
      'last week',
      'last 7 days',
      'past 36 hours',
      'monday',
      '2026-10-25',
      '2026-11-01',
      '2026-10-24..2026-10-26',
      '2026-10-31..2026-11-02',
      '2026-10-19..2026-10-25',
      '2026-10-26..2026-11-01',
    ],
    questions: 140,
    weeks: [
      ['2026-10-19..2026-10-25', 'Europe/Madrid', 169],
      ['2026-10-26..2026-11-01', 'Europe/Madrid', 168],
      ['2026-10-26..2026-11-01', 'America/New_York', 169],
    ],
  },
  {
    name: 'spring',
    days: { start: utc(3, 21), end: utc(4, 1, 10) },
    dense: [{ start: utc(3, 27, 20), end: utc(3, 29, 22) }],
    now: utc(4, 1, 9),
    periods: ['yesterday', 'last week', '2026-03-29', '2026-03-28..2026-03-30', 'last 3 days', 'past 90 hours'],
    questions: 60,
    weeks: [['2026-03-23..2026-03-29', 'Europe/Madrid', 167]],
  },
];

describe.each(SEASONS)('in $name', (season) => {
  let centre: GoldenCentre;
  let facts: readonly Fact[];
  beforeAll(async () => {
    centre = await openGoldenCentre(AGENTS, season);
    facts = factsOf(centre.conversations);
  }, 60_000);
  afterAll(() => centre.stop());

  it('the golden set is large, and has some of each kind that is easily miscounted', () => {
    const { conversations } = centre;
    const legs = conversations.flatMap((one) => one.legs);
    expect(conversations.length).toBeGreaterThan(2000);
    const kinds = new Set(
      legs.flatMap(({ media, ending, segments }) => [media, ending, ...segments.map(({ type }) => type)]),
    );
    for (const kind of EASILY_MISCOUNTED.split(' ')) expect(kinds).toContain(kind);
    const twiceHeld = legs.filter(({ segments }) => segments.filter(({ type }) => type === 'hold').length > 1);
    const overMidnight = conversations.filter(
      ({ start, end, orphan }) => orphan !== true && madridDay(start) !== madridDay(end),
    );
    expect(Math.min(twiceHeld.length, overMidnight.length)).toBeGreaterThan(30);
  });

  const questions = goldenQuestions(createOrganisation(AGENTS), season.periods, season.questions, season.name);
  it.each(questions.map((golden) => [titleOf(golden), golden] as const))('%s', async (_, golden) => {
    const answer = await centre.stats.answer(golden.question, golden.asker);
    expect(toldBy(answer)).toEqual(expectedOf(answer, golden, facts, centre));
  });

  it.each(season.weeks)('everybody’s week %s in %s has %d hours', async (period, timeZone, hours) => {
    const golden = everybodysQuestion(centre.organisation, period, timeZone);
    const answer = await centre.stats.answer(golden.question, golden.asker);
    if (answer.kind !== 'report') throw new Error(`no figures but ${answer.kind}`);
    expect(answer.measured.end - answer.measured.start).toBe(hours * HOUR);
    expect(toldBy(answer)).toEqual(expectedOf(answer, golden, facts, centre));
  });
});

function madridDay(at: number): string {
  return localDate(at, 'Europe/Madrid');
}

/** The question as somebody would type it. */
function titleOf({ question, asker, people }: GoldenQuestion): string {
  const { who, period, media, by, direction, skill, timeZone } = question;
  const names = who.map((target, index) => {
    if ('name' in target) return `${target.kind} ${target.name}`;
    return target.kind === 'agent' ? people[index]?.name : target.kind;
  });
  const zone = timeZone === undefined ? `from ${asker.timeZone}` : `tz:${timeZone}`;
  const words = [period, ...names, ...media, direction, skill, by && `by ${by}`, zone];
  return words.filter((word) => word !== undefined).join(' ');
}
