import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMS, isPeriodWord } from '../../../src/domain/period/forms.ts';
import { isPeriod, readPeriod } from '../../../src/domain/period/period.ts';
import { clockReading } from '../../../src/domain/period/zone.ts';

const SUNDAY = { now: Date.parse('2026-11-22T10:00+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 } as const;
const DAY_MS = 86_400_000;

const PHRASES = readFileSync(`${import.meta.dirname}/../../phrases/periods.txt`, 'utf8')
  .split('\n')
  .filter((line) => line.includes('|') && !line.startsWith('#'))
  .map((line) => {
    const at = line.lastIndexOf('|');
    return [line.slice(0, at), line.slice(at + 1)] as const;
  });

/** `2026-11-09T00:00..2026-11-16T00:00` on the clock of the zone, `x` for a refusal. */
function meant(words: string): string {
  const reading = readPeriod(words, SUNDAY);
  if (reading.kind === 'problem') return 'x';
  const { start, end } = reading.period.interval;
  const shown = (at: number) => new Date(clockReading(at, SUNDAY.timeZone)).toISOString().slice(0, 16);
  return `${shown(start)}..${shown(end)}`;
}

/** The same of what the file says: a day alone is the whole of it, and both ends are included. */
function expected(meaning: string): string {
  if (meaning === 'x') return 'x';
  const [first = '', last = first] = meaning.split('..');
  const start = first.includes('T') ? first : `${first}T00:00`;
  if (last === 'now') return `${start}..2026-11-22T10:00`;
  const end = last.includes('T') ? last : new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 16);
  return `${start}..${end}`;
}

describe('period words that people type, on Sunday 22 November 2026 at 10:00 in Madrid', () => {
  it('are many', () => {
    expect(PHRASES.length).toBeGreaterThan(300);
  });

  it.each(PHRASES)('%s: %s', (words, meanings) => {
    expect(meanings.split('/').map(expected)).toContain(meant(words));
  });
});

/** The examples of all forms that are about something that has been. */
const UNDERSTOOD = FORMS.flatMap(({ examples }) => examples).filter(
  (each) => readPeriod(each, SUNDAY).kind === 'period',
);

function periodOf(words: string, now = SUNDAY.now) {
  const reading = readPeriod(words, { ...SUNDAY, now });
  if (reading.kind === 'problem') throw new Error(`${words}: ${reading.problem.kind}`);
  return reading.period;
}

describe('every form of a period', () => {
  it.each(FORMS.flatMap(({ examples }) => examples))(
    'has an example that is read and whose words are known: %s',
    (example) => {
      expect(isPeriod(example)).toBe(true);
      expect(readPeriod(example, SUNDAY)).not.toMatchObject({ problem: { kind: 'unknown-period' } });
      expect(example.split(' ').filter((word) => !isPeriodWord(word))).toEqual([]);
    },
  );

  it.each(UNDERSTOOD)('has a label that can be typed back: %s', (example) => {
    const { label, interval } = periodOf(example);
    // Also by somebody who reads it later, but for an end that was then still moving.
    expect(periodOf(label).interval).toEqual(interval);
    expect(periodOf(label, SUNDAY.now + 2 * DAY_MS).interval.start).toBe(interval.start);
  });

  it('is read in any case, with any spaces, and with a word before it that says nothing', () => {
    for (const example of UNDERSTOOD) {
      const { interval } = periodOf(example);
      const spaced = ` ${example.replaceAll(' ', '\u00a0  ')} `;
      for (const typed of [example.toUpperCase(), spaced, `for ${example}`, `${example}.`]) {
        expect([typed, periodOf(typed).interval]).toEqual([typed, interval]);
      }
    }
  });
});
