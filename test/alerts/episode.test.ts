import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  cease,
  type Episode,
  GAP_MS,
  type Reading,
  step,
  type Track,
  take,
  type Watched,
} from '../../src/alerts/rules/episode.ts';
import { usualFor } from '../../src/alerts/rules/rule.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = Date.UTC(2026, 10, 23, 9);

const rule = (changes: Partial<Watched> = {}): Watched => ({
  id: 'r1',
  condition: { kind: 'queue', measure: 'waiting', medium: 'voice', compare: '>', threshold: 5 },
  forMs: 2 * MINUTE,
  ...changes,
});

const known = (count: number, of = 5, since?: number): Reading => ({
  kind: 'known',
  holds: count > of,
  since,
  amount: count,
  measured: { kind: 'waiting', count },
});

interface Seen {
  readonly at: number;
  readonly reading: Reading;
}

interface Told {
  readonly since: number;
  readonly begunAt: number;
  readonly worst: number;
  /** When the condition was not true any more, and when that was certain. */
  readonly end?: { readonly at: number; readonly toldAt: number } | undefined;
}

/** What the machine tells of a history. */
function told(history: readonly Seen[], of: Watched, takenAt: readonly number[] = []): readonly Told[] {
  let track: Track = {};
  const episodes: Told[] = [];
  for (const { at, reading } of history) {
    if (takenAt.includes(at)) track = take(track, 'U0ANA', at);
    const next = step(track, of, reading, at);
    if (next.begun !== undefined) episodes.push(asTold(next.begun));
    if (track.episode !== undefined) {
      const { ended } = next;
      const latest = ended ?? next.track.episode;
      if (latest === undefined) throw new Error('an episode went without an end');
      const end = ended?.ended === undefined ? undefined : { at: ended.ended.at, toldAt: at };
      episodes[episodes.length - 1] = { ...asTold(latest), end };
    }
    track = next.track;
  }
  return episodes;
}

function asTold({ since, begunAt, worst }: Episode): Told {
  return { since, begunAt, worst: worst.amount, end: undefined };
}

/**
 * The rules once more, as statements about a whole history, without a state that is carried along.
 *
 * A *stretch* of readings is one in which every reading that says something says the same, and no two neighbours that
 * say something are further apart than the gap. An episode begins at the first reading of a true stretch that is at
 * least `for` after the stretch's beginning, not before the end of the mute and of the quiet time. It ends at the first
 * reading after that which is false and lies at least the hysteresis after the first of its own false stretch.
 */
function stated(history: readonly Seen[], of: Watched, takenAt: readonly number[] = []): readonly Told[] {
  const said = history.filter(
    (each): each is Seen & { reading: Extract<Reading, { kind: 'known' }> } => each.reading.kind === 'known',
  );
  const hysteresis = Math.min(of.forMs, 2 * MINUTE);
  /** The index of the first reading of the stretch in which a reading lies, looked at from `from` on. */
  const stretch = (index: number, from: number): number => {
    let first = index;
    while (first > from) {
      const [before, here] = [said[first - 1], said[first]];
      if (before === undefined || here === undefined) break;
      if (before.reading.holds !== here.reading.holds || here.at - before.at > GAP_MS) break;
      first -= 1;
    }
    return first;
  };
  const episodes: Told[] = [];
  let quietUntil = Number.NEGATIVE_INFINITY;
  let from = 0;
  for (;;) {
    const begin = said.findIndex(({ at, reading }, index) => {
      if (index < from || !reading.holds) return false;
      return at - sinceOf(index) >= of.forMs && at >= quietUntil && at >= (of.mutedUntil ?? 0);
    });
    const begun = said[begin];
    if (begun === undefined) return episodes;
    const end = said.findIndex(
      ({ at, reading }, index) =>
        index > begin && !reading.holds && at - (said[stretch(index, begin)]?.at ?? at) >= hysteresis,
    );
    const during = said.slice(begin, end === -1 ? undefined : end).filter(({ reading }) => reading.holds);
    const worst = Math.max(...during.map(({ reading }) => reading.amount));
    const [last, first] = [said[end], said[stretch(end, begin)]];
    const over = last === undefined || first === undefined ? undefined : { at: first.at, toldAt: last.at };
    episodes.push({ since: sinceOf(begin), begunAt: begun.at, worst, end: over });
    if (over === undefined) return episodes;
    const wasTaken = takenAt.some((at) => at > begun.at && at <= over.toldAt);
    quietUntil = over.toldAt + (wasTaken ? 60 : 15) * MINUTE;
    from = end + 1;
  }

  /** What the first reading of the stretch tells of its beginning, but never before it was seen to be false. */
  function sinceOf(index: number): number {
    const first = stretch(index, from);
    const { at, reading } = said[first] ?? { at: 0, reading: { since: undefined } };
    const own = Math.min(reading.since ?? at, at);
    const before = said[first - 1];
    const lastFalse =
      before !== undefined && first > 0 && !before.reading.holds && at - before.at <= GAP_MS ? before.at : own;
    return Math.max(own, lastFalse);
  }
}

const history = fc
  .array(
    fc.record({
      gap: fc.oneof(
        { weight: 12, arbitrary: fc.integer({ min: 1, max: 4 }).map((turns) => turns * 15 * SECOND) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map((minutes) => minutes * MINUTE) },
      ),
      stay: fc.integer({ min: 1, max: 14 }),
      kind: fc.constantFrom('true', 'true', 'false', 'false', 'unknown'),
      count: fc.integer({ min: 0, max: 30 }),
      since: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((runs) => {
    let at = START;
    return runs.flatMap(({ gap, stay, kind, count, since }): Seen[] =>
      Array.from({ length: stay }, (_, nth) => {
        at += nth === 0 ? gap : 15 * SECOND;
        if (kind === 'unknown') return { at, reading: { kind: 'unknown' } as const };
        const amount = kind === 'true' ? 6 + count : Math.min(count, 5);
        return {
          at,
          reading: known(amount, 5, since === undefined || kind === 'false' ? undefined : at - since * SECOND),
        };
      }),
    );
  });

describe('an episode', () => {
  it('begins and ends as the rules say it of the whole history', () => {
    const forMs = fc.constantFrom(0, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE);
    const muted = fc.option(
      fc.integer({ min: 0, max: 60 }).map((minutes) => START + minutes * MINUTE),
      { nil: undefined },
    );
    fc.assert(
      fc.property(history, forMs, muted, fc.array(fc.nat()), (readings, lasting, mutedUntil, taken) => {
        const of = rule({ forMs: lasting, mutedUntil });
        const takenAt = readings.length === 0 ? [] : taken.map((nth) => readings[nth % readings.length]?.at ?? 0);
        expect(told(readings, of, takenAt)).toEqual(stated(readings, of, takenAt));
      }),
      { numRuns: 1000 },
    );
  });

  const every15s = (...counts: readonly (number | undefined)[]) =>
    counts.map(
      (count, nth): Seen => ({
        at: START + nth * 15 * SECOND,
        reading: count === undefined ? { kind: 'unknown' } : known(count),
      }),
    );
  const at = (seconds: number) => START + seconds * SECOND;

  it.each<[string, readonly Seen[], number, readonly Partial<Told>[]]>([
    ['of one reading is none', every15s(6, 5, 6, 5, 6), 30 * SECOND, []],
    [
      'begins when it has been true for so long',
      every15s(6, 7, 6, 7),
      30 * SECOND,
      [{ since: at(0), begunAt: at(30) }],
    ],
    ['does not begin with exactly as many', every15s(5, 5, 5, 5), 30 * SECOND, []],
    [
      'ends when it has been over for as long, at the time at which it was over',
      every15s(6, 6, 6, 9, 5, 5, 5),
      30 * SECOND,
      [{ worst: 9, end: { at: at(60), toldAt: at(90) } }],
    ],
    ['does not end when it comes back', every15s(6, 6, 6, 5, 6, 5, 6, 5), 30 * SECOND, [{ end: undefined }]],
    [
      'is not changed by what nobody could read',
      every15s(6, undefined, 6, undefined, undefined),
      30 * SECOND,
      [{ begunAt: at(30), end: undefined }],
    ],
    [
      'with no time of its own begins at once',
      every15s(6, 5),
      0,
      [{ begunAt: at(0), end: { at: at(15), toldAt: at(15) } }],
    ],
  ])('%s', (_what, readings, forMs, expected) => {
    expect(told(readings, rule({ forMs }))).toMatchObject(expected);
  });

  it('ends after two minutes at the latest, however long it had to be true', () => {
    const readings = every15s(...Array.from({ length: 41 }, () => 6), ...Array.from({ length: 9 }, () => 0));
    const [episode] = told(readings, rule({ forMs: 10 * MINUTE }));
    expect(episode?.end).toEqual({ at: at(615), toldAt: at(735) });
  });

  it('is not repeated for 15 minutes, and for an hour when somebody was on it', () => {
    const flapping = every15s(...Array.from({ length: 400 }, (_, nth) => (Math.floor(nth / 3) % 2 === 0 ? 6 : 0)));
    const begins = (takenAt: readonly number[]) =>
      told(flapping, rule({ forMs: 0 }), takenAt).map(({ begunAt }) => (begunAt - START) / MINUTE);
    expect(begins([])).toEqual([0, 16.5, 33, 49.5, 66, 82.5, 99].slice(0, begins([]).length));
    expect(begins([]).length).toBeGreaterThan(5);
    expect(begins([at(15)])[1]).toBeGreaterThanOrEqual(60);
  });

  it('is worst with the least, where the condition asks for less', () => {
    const of = rule({
      condition: { kind: 'queue', measure: 'free', medium: 'voice', compare: '<', threshold: 2 },
      forMs: 0,
    });
    const free = (count: number): Reading => ({ ...known(count), holds: count < 2 }) as Reading;
    const readings = [1, 0, 1].map((count, nth) => ({ at: at(nth * 15), reading: free(count) }));
    expect(told(readings, of)).toMatchObject([{ worst: 0 }]);
  });

  it('ends for another reason when nobody watches any more, and keeps nobody quiet for it', () => {
    const { track } = step({}, rule({ forMs: 0 }), known(6), START);
    const { ended, track: after } = cease(track, 'paused', at(60));
    expect(ended?.ended).toEqual({ at: at(60), why: 'paused' });
    expect(step(after, rule({ forMs: 0 }), known(6), at(75)).begun?.begunAt).toBe(at(75));
  });
});

describe('how long a condition has to be true when nobody says so', () => {
  it.each([
    ['what waits', { kind: 'queue', measure: 'waiting', medium: 'voice', compare: '>', threshold: 5 }, 30],
    ['the longest wait', { kind: 'queue', measure: 'longest-wait', medium: 'voice', compare: '>', threshold: 1 }, 30],
    ['a rate of today', { kind: 'queue', measure: 'abandoned', medium: 'voice', compare: '>', threshold: 0.1 }, 60],
    ['people, whose threshold is a time already', { kind: 'people', measure: 'acw', longerThanMs: 1 }, 0],
  ] as const)('%s', (_what, condition, seconds) => {
    expect(usualFor(condition)).toBe(seconds * SECOND);
  });
});
