import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../../src/domain/period/period.ts';
import type { KnownName } from '../../../src/domain/question.ts';
import { type Command, problemMessage } from '../../../src/slack/words/problem.ts';
import { decoded } from '../../../src/slack/words/tokens.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';
import { phrasesIn, SUNDAY } from './phrases.ts';

const NAMES: readonly KnownName[] = [
  { kind: 'queue', id: '1', name: 'Billing EU' },
  { kind: 'queue', id: '2', name: 'Sales EU' },
  { kind: 'team', id: '3', name: 'Sales EU' },
  { kind: 'agent', id: '4', name: 'Ana López' },
  { kind: 'queue', id: '6', name: 'Chat' },
  { kind: 'queue', id: '7', name: 'October' },
  { kind: 'team', id: '8', name: 'Today' },
];

/** What is said when words are not understood, by the reader of questions or that of periods. */
function refusal(text: string, command: Command): string | undefined {
  const read = command === '/agent-live' ? readLive(text, NAMES) : readStats(text, NAMES);
  if (read.kind === 'problem') return problemMessage(read.problem, command).text;
  if (read.kind !== 'stats') return undefined;
  const periods = [read.period, ...(read.compared === undefined || read.compared === 'before' ? [] : [read.compared])];
  for (const words of periods) {
    const reading = readPeriod(words, SUNDAY);
    if (reading.kind === 'problem') return problemMessage(reading.problem, command).text;
  }
  return undefined;
}

/** The questions that a sentence offers; its Ana is picked from the menu. */
function offersIn(sentence: string): readonly (readonly [Command, string])[] {
  return [...sentence.matchAll(/`(\/agent-(?:live|stats)) ([^`]*)`/g)].map(([, command, text = '']) => [
    command === '/agent-live' ? '/agent-live' : '/agent-stats',
    decoded(text).replaceAll(/@ana\b/g, '<@U0ANA>'),
  ]);
}

const SLIPS = `callz|yesturdy by agnt|quue billing|ana lopes|tim today|last monht|oktber|group|skill|by dayy|by|
direction sidewys|direction|9 to 12|since 9|3m|01/11/2026|15.11 - 12.11|q5|2026-02-30|until friday|last 0 days|tz:EST|tz:|
"open|queue "Bill|monday and friday|1 nov, 3 nov|fy26|in 3 days|tomorrow by day|last 40 months|from 2010 to 2026|
monday 17 november|csat|why|why @ana|why <@U0ANA> <@U0OMAR>|@ana|<#C1>|<!here>|by 15 minutes|today on hold|team last week|
me by day|chat|chat yesterday|october|october by day|today|sales eu yesterday by week|sales eu on hold|sales eu by day|
who is not free|who isn’t on queue|last week by skill|monday tuesday|by day by queue|inbound direction outbound`
  .split('|')
  .map((each) => each.trim());

const REFUSED = [...['sentences.txt', 'live.txt', 'periods.txt'].flatMap(phrasesIn).map(([words]) => words), ...SLIPS]
  .flatMap((words) => (['/agent-live', '/agent-stats'] as const).map((command) => [words, command] as const))
  .flatMap(([words, command]) => {
    const sentence = refusal(words, command);
    return sentence === undefined ? [] : [{ words, command, sentence }];
  });

describe('a refusal', () => {
  it('there are hundreds of them here, and each offers something', () => {
    expect(REFUSED.length).toBeGreaterThan(500);
    expect(REFUSED.filter(({ sentence }) => !/`\/agent-/.test(sentence))).toEqual([]);
  });

  it('offers only questions that are answered as they stand', () => {
    const offers = REFUSED.flatMap(({ words, command, sentence }) =>
      offersIn(sentence).map(([at, text]) => ({ words, command, offers: `${at} ${text}`, refused: refusal(text, at) })),
    );
    expect(offers.length).toBeGreaterThan(500);
    expect(offers.filter(({ refused }) => refused !== undefined)).toEqual([]);
  });
});
