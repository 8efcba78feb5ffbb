import { readPeriod } from '../../../src/domain/period/period.ts';
import type { KnownName } from '../../../src/domain/question.ts';
import { either } from '../../../src/slack/words/either.ts';
import { saidText } from '../../../src/slack/words/said-text.ts';
import { VOCABULARY } from '../../../src/slack/words/vocabulary.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';
import { randomOf } from './made-questions.ts';

const NAMES: readonly KnownName[] = [
  { kind: 'agent', id: 'ana', name: 'Ana López' },
  { kind: 'queue', id: '1', name: 'Billing EU' },
  { kind: 'queue', id: '2', name: 'Sales Outbound' },
  { kind: 'team', id: '3', name: 'May' },
];

const PERIOD_PIECES =
  'last,this,past,week,weeks,day,days,month,quarter,year,hour,hours,min,3,9,12,15,0,-1,2026,26,99,1999,31,30th,2nd,nov,oct,feb,monday,fri,today,yesterday,now,since,from,to,until,between,and,of,the,.., - ,–,/,am,pm,9am,17:30,24:00,noon,midnight,q3,h1,w46,kw,ago,before,first,half,weekend,morning,night,2026-11-03,2026-02-30,03.11.,1/2,13/11/2026,fy26,next,in,mtd,ytd,including,2th,working,business,semana,pasada,letzte,每,昨日,a,couple,fortnight,dozen,each'.split(
    ',',
  );
const SIGNS = [
  '"',
  '“',
  "'",
  '’s',
  '<',
  '>',
  '<@U0ANA>',
  '<@U',
  '<#C1|x>',
  '<!here>',
  '<mailto:a@b.co|a@b.co>',
  '&amp;',
  '&lt;',
  ':',
  ';',
  ',',
  '(',
  ')',
  '@ana',
  '@',
  '#',
  '*',
  '_',
  '~',
  '`',
  '\u200b',
  '\u00a0',
  '\n',
  '🔥',
  'é',
  'ß',
  'Ⅳ',
  '٣',
  '\ud800',
  '%',
  '?',
  '!',
  '.',
  '…',
  '-',
  '—',
  '/agent-stats',
];

/** Texts of words of ours, pieces of periods, names, signs and noise, in any order; the same for the same seed. */
export function* madeTexts(count: number, seed: number): Generator<string> {
  const random = randomOf(seed);
  const words = [...VOCABULARY.keys()];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const noise = () => String.fromCodePoint(32 + Math.floor(random() * (random() < 0.8 ? 95 : 0x2_ff00)));
  const piece = () => {
    const kind = random();
    if (kind < 0.45) return pick(PERIOD_PIECES);
    if (kind < 0.7) return pick(words);
    if (kind < 0.8) return pick(NAMES.map(({ name }) => name));
    return kind < 0.93 ? pick(SIGNS) : noise();
  };
  for (let nth = 0; nth < count; nth++) {
    const length = 1 + Math.floor(random() * (random() < 0.9 ? 9 : 30));
    let text = '';
    for (let at = 0; at < length; at++) text += (random() < 0.85 ? ' ' : '') + piece();
    yield random() < 0.1 ? text.toUpperCase() : text;
  }
}

/** Moments and zones in which a text is read: about a change of the clock, a leap day, a new year. */
const WHEN = [
  { now: Date.parse('2026-11-22T10:00+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 },
  { now: Date.parse('2026-10-25T03:30+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 },
  { now: Date.parse('2028-02-29T23:59:59.999-05:00'), timeZone: 'America/New_York', weekStart: 0 },
  { now: Date.parse('2027-01-01T00:00+05:45'), timeZone: 'Asia/Kathmandu', weekStart: 6 },
  { now: Date.parse('2026-12-31T12:00+13:00'), timeZone: 'Pacific/Apia', weekStart: 1 },
] as const;

/** What is wrong with how these texts are read: an exception, an interval that ends before it begins, a label that means something else. */
export function wrongWith(texts: Iterable<string>): { readonly wrong: readonly string[]; readonly periods: number } {
  const wrong: string[] = [];
  let [periods, nth] = [0, 0];
  for (const text of texts) {
    const when = WHEN[nth++ % WHEN.length] ?? WHEN[0];
    try {
      const live = readLive(text, NAMES);
      const stats = readStats(text, NAMES);
      either(saidText(text, 'U0FLOOR'), { live: NAMES, stats: NAMES });
      if (live.kind === 'problem' && stats.kind === 'problem') continue;
      const words = stats.kind === 'stats' ? [stats.period, stats.compared ?? ''] : [text];
      for (const each of [...words, text]) {
        const problem = wrongWithPeriod(each, when);
        if (problem === 'none') periods += 1;
        else if (problem !== undefined) wrong.push(`${JSON.stringify(text)} (${each}): ${problem}`);
      }
    } catch (error) {
      wrong.push(`${JSON.stringify(text)}: ${String(error)}`);
    }
  }
  return { wrong, periods };
}

/** `none`: it is a period, and all is well. */
function wrongWithPeriod(words: string, when: (typeof WHEN)[number]): string | undefined {
  const reading = readPeriod(words, when);
  if (reading.kind === 'problem') return undefined;
  const { interval, label, running } = reading.period;
  // What has begun this very moment is empty, and is told as that.
  if (!(interval.start < interval.end || (running && interval.start === interval.end)))
    return `not an interval: ${label}`;
  const back = readPeriod(label, when);
  if (back.kind === 'problem') return `its label ${label} is refused: ${back.problem.kind}`;
  const same = back.period.interval.start === interval.start && back.period.interval.end === interval.end;
  return same ? 'none' : `its label ${label} means something else`;
}
