import type { KnownName } from '../../src/domain/question.ts';
import { readLive, readStats } from '../../src/slack/words/words.ts';
import { madeTexts } from '../slack/words/made-texts.ts';
import { median, printTable, verdict } from './table.ts';

const LENGTH = 2000;
const MOST_MS = 20;
const NAMES: readonly KnownName[] = [
  { kind: 'agent', id: 'ana', name: 'Ana López' },
  { kind: 'team', id: 'may', name: 'May' },
  ...Array.from(
    { length: 200 },
    (_, nth): KnownName => ({ kind: 'queue', id: `q${nth}`, name: `Queue of the ${nth}` }),
  ),
];

/** What makes the reader look again and again, each repeated until it fills a question. */
const UNITS =
  'last week |monday |a |queue |by by |"a" |1 nov |1..|last |x|and |vs |madrid time |top 5 |<@U0ANA> |\'|3 |to |team May, |lopz |octber |queue Ana Lo and |who is free in the billing eu queue last week by day '.split(
    '|',
  );

/** The longest question that is read, in the worst ways that are known and in forty that are made of everything. */
export function benchReading(): boolean {
  const made = [...madeTexts(3000, 5)].join(' ');
  const texts = [
    ...UNITS.map((unit) => unit.repeat(LENGTH).slice(0, LENGTH)),
    ...Array.from({ length: 40 }, (_, nth) => made.slice(nth * LENGTH, (nth + 1) * LENGTH)),
  ];
  for (const text of texts) timesOf(text);
  const times = texts.map((text) => Math.min(...Array.from({ length: 3 }, () => timesOf(text))));
  return printTable(
    'Reading a question of 2,000 characters with 202 names in sight, ms',
    ['', 'median', 'worst'],
    [[`${texts.length} texts`, median(times).toFixed(1), verdict(Math.max(...times), MOST_MS)]],
  );
}

function timesOf(text: string): number {
  const [first, second] = [readStats, readLive].map((read) => {
    const begun = performance.now();
    read(text, NAMES);
    return performance.now() - begun;
  });
  return Math.max(first ?? 0, second ?? 0);
}
