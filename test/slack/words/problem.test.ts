import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../../src/domain/period/period.ts';
import { type Command, problemMessage } from '../../../src/slack/words/problem.ts';
import type { Problem } from '../../../src/slack/words/word-problem.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';

const SUNDAY = { now: Date.parse('2026-11-22T10:00+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 } as const;

/** What an asker is told who typed this. */
function told(command: Command, text: string): string {
  const read = command === '/agent-live' ? readLive(text) : readStats(text);
  if (read.kind === 'problem') return problemMessage(read.problem, command).text;
  const period = read.kind === 'stats' ? readPeriod(read.period, SUNDAY) : undefined;
  if (period?.kind !== 'problem') throw new Error(`${text} is understood`);
  return problemMessage(period.problem, command).text;
}

describe('what is wrong with the words, and what to do', () => {
  it.each<[Command, string, string]>([
    [
      '/agent-live',
      'callz',
      'I do not know “callz”: it is no word of mine, and no name that you may see. Did you mean `/agent-live calls`?',
    ],
    [
      '/agent-live',
      'ana',
      'I do not know “ana”: it is no word of mine, and no name that you may see. `/agent-live help` shows what I know.',
    ],
    ['/agent-live', '@ana', 'Pick the person from the @ menu that opens when you type @, so that I get their ID'],
    ['/agent-live', '<#C0FLOOR>', 'A channel cannot be asked about. Name a person, your team or a queue'],
    ['/agent-live', 'queue', 'Which queue? Write its name behind the word, in quotes when'],
    ['/agent-live', '"Ana', 'The quotes before “Ana” are not closed.'],
    ['/agent-live', 'team last week', '“last week” asks for history, and `/agent-live` shows what is going on now.'],
    ['/agent-live', 'why', 'Whose? Pick the person from the @ menu: `/agent-live why @ana`.'],
    ['/agent-live', 'why me "Ana"', 'I can explain the decision about one person at a time'],
    ['/agent-live', 'x'.repeat(3000), 'That is 3000 characters, and a question has at most 2000.'],
    [
      '/agent-stats',
      'today on hold',
      '“on hold” asks for what is going on now, and `/agent-stats` counts what is over.',
    ],
    [
      '/agent-stats',
      'by dya',
      'I cannot split by “dya”. Did you mean “by day”? I know half hour, hour, day, week, month, agent, queue,',
    ],
    ['/agent-stats', 'by', 'Behind “by” stands what to split by: half hour, hour, day, week,'],
    [
      '/agent-stats',
      'by day by queue',
      'You said both “by day” and “by queue”, and one answer has room for one of them.',
    ],
    ['/agent-stats', 'direction up', '“up” is no direction. It is inbound or outbound'],
    ['/agent-stats', 'direction', 'Behind “direction” stands inbound or outbound'],
    ['/agent-stats', 'skill', 'Which skill? Write its name behind the word'],
    ['/agent-stats', 'tz', 'Which time zone? Write a region and a city: `/agent-stats today tz:Europe/Madrid`.'],
    ['/agent-stats', 'tomorrow', '“tomorrow” is in the future: it begins on Mon 23 Nov 2026.'],
    ['/agent-stats', 'next week', '“next week” is in the future. Statistics are about what has happened'],
    ['/agent-stats', '2026-02-30', 'The calendar of this time zone has no “2026-02-30”.'],
    ['/agent-stats', '01/11/2026', '“01/11/2026” may be Sun 1 Nov 2026 or Sun 11 Jan 2026.'],
    ['/agent-stats', '01/11/2026', '`/agent-stats 2026-11-01` or `/agent-stats 2026-01-11`.'],
    ['/agent-stats', 'last 0 days', '“last 0 days” is no time at all. Ask for at least 1'],
    [
      '/agent-stats',
      'since 2020-01-01',
      '“since 2020-01-01” is longer than 13 months, the most that one question covers.',
    ],
    ['/agent-stats', '2026-11-15..2026-11-01', 'would end on 2026-11-01, before it begins on 2026-11-15.'],
    ['/agent-stats', 'last 7 monday', '“last” makes no period with the words around it.'],
    ['/agent-stats', 'since lunch', '“since” makes no period with the words around it. Write `/agent-stats last week`'],
    ['/agent-stats', 'me vs last month', '“vs” needs two to compare: two periods, people or queues.'],
    ['/agent-stats', 'me on break yesterday', 'Ask `/agent-live` instead: `/agent-live team on break`.'],
    ['/agent-stats', 'break time by agent yesterday', 'I do not measure “break time”'],
    ['/agent-stats', 'monday tuesday', 'You said both “monday” and “tuesday”'],
    ['/agent-stats', 'monday 17 nov', '“monday 17 nov” does not exist: that day is Tue 17 Nov 2026.'],
    ['/agent-stats', '3m', '“3m” may be minutes or months.'],
    ['/agent-stats', 'Q3 FY26', '“Q3 FY26” depends on when your organisation’s books begin'],
    ['/agent-stats', 'until friday', '“until friday” says when to stop and not where to begin.'],
    ['/agent-stats', 'mon and wed', '“mon and wed” has other days in between'],
    ['/agent-stats', 'today tz:BST', '“BST” is what clocks are called in more than one part of the world.'],
  ])('%s %.30s', (command, text, sentence) => {
    expect(told(command, text)).toContain(sentence);
  });

  it('a period with a mistyped word is told with the whole question that was meant', () => {
    const problem: Problem = { kind: 'unknown-period', asked: 'lst week', word: 'lst', nearest: 'last week' };
    expect(problemMessage(problem, '/agent-stats').text).toContain(
      '“lst week” is no period that I know, because of “lst”. Did you mean `/agent-stats last week`?',
    );
  });
});

const PROBLEMS: readonly Problem[] = [
  { kind: 'unknown-word', word: 'x', offer: 'team' },
  { kind: 'several-names', words: 'x', meant: [{ what: 'queue', name: 'x', text: 'queue "x"' }] },
  { kind: 'zone-abbreviation', word: 'EST' },
  { kind: 'other-weekday', asked: 'x', is: 'Tue 17 Nov 2026', date: '2026-11-17' },
  { kind: 'minutes-or-months', asked: 'x', count: 3 },
  { kind: 'fiscal-year', asked: 'x' },
  { kind: 'no-beginning', asked: 'x' },
  { kind: 'not-one-stretch', asked: 'x' },
  { kind: 'unknown-word', word: 'x' },
  { kind: 'plain-mention', text: '@x' },
  { kind: 'not-a-person', what: 'user group' },
  ...(['queue', 'team', 'group', 'skill', 'tz', 'why'] as const).map(
    (after) => ({ kind: 'missing-name', after }) as const,
  ),
  { kind: 'open-quote', rest: 'x' },
  { kind: 'unknown-split', word: 'x', nearest: 'day' },
  { kind: 'unknown-split' },
  { kind: 'unknown-direction', word: 'x' },
  { kind: 'unknown-direction' },
  { kind: 'said-twice', first: 'x', second: 'y' },
  { kind: 'only-stats', words: 'x' },
  { kind: 'only-live', words: 'x' },
  { kind: 'one-at-a-time' },
  { kind: 'text-too-long', length: 3000, most: 2000 },
  { kind: 'future-period', asked: 'x', begins: 'Mon 23 Nov 2026' },
  { kind: 'no-such-day', asked: 'x' },
  { kind: 'ambiguous-date', asked: 'x', readings: ['2026-11-01', '2026-01-11'] },
  { kind: 'at-least-one', asked: 'x' },
  { kind: 'period-too-long', asked: 'x', maxMonths: 13 },
  { kind: 'end-before-start', asked: 'x', start: '2026-11-15', end: '2026-11-01' },
  { kind: 'unknown-period', asked: 'x', word: 'x', nearest: 'last week' },
  { kind: 'unknown-period', asked: 'x' },
];

/** The commands in backticks, with the mention that a person picks in place of the one that a sentence shows. */
function examples(text: string): readonly string[] {
  return [...text.matchAll(/`(\/agent-[^`]*)`/g)].map(([, example = '']) => example.replace('@ana', '<@U0ANA>'));
}

function isUnderstood(example: string): boolean {
  const [command = '', ...words] = example.split(' ');
  if (command === '/agent-live') return readLive(words.join(' ')).kind !== 'problem';
  const read = readStats(words.join(' '));
  if (read.kind !== 'stats') return read.kind === 'help';
  return readPeriod(read.period, SUNDAY).kind === 'period';
}

describe('every problem', () => {
  it.each(PROBLEMS)('$kind shows an example, and all its examples work', (problem) => {
    for (const command of ['/agent-live', '/agent-stats'] as const) {
      const shown = examples(problemMessage(problem, command).text);
      // A command alone is only its name.
      expect(shown.filter((example) => example.includes(' '))).not.toEqual([]);
      expect(shown.filter((example) => !isUnderstood(example))).toEqual([]);
    }
  });

  it('what was typed can neither ping nor break anything, and is clipped', () => {
    const typed = `<!channel> & <@U1> \u202e${'long '.repeat(100)}`;
    for (const problem of [
      { kind: 'unknown-word', word: typed },
      { kind: 'unknown-period', asked: typed },
    ] as const) {
      const { text, blocks } = problemMessage(problem, '/agent-stats');
      expect(text).toContain('“&lt;!channel&gt; &amp; &lt;@U1&gt; ');
      expect(text).not.toMatch(/[<>\u202e]/);
      expect(text.length).toBeLessThan(500);
      expect(blocks).toEqual([{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }]);
    }
  });
});
