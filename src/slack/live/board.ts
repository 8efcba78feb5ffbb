import { capital, formatCount, formatQuantity } from '../../domain/format.ts';
import { type BoardCounts, type BoardRow, type RowGroup, rowGroup } from '../../domain/live/board.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { BoardAnswer } from '../../reports/live/answer.ts';
import { aboutWords } from '../kit/about.ts';
import type { Card, Part } from '../kit/card.ts';
import { join, type Line, lineOf, name, say, strong } from '../kit/say.ts';
import { attentionLine, rowItem } from './board-row.ts';
import { buttons, followButton } from './buttons.ts';
import { missingLines } from './missing.ts';
import { type LiveView, sourceLine, type Times, timesOf } from './times.ts';
import { firstWait, furtherWaits } from './waiting.ts';
import { boardFilterWords } from './words.ts';

export const BOARD_API = 'Genesys live state';

/** Who needs attention has a line and a button of their own; of the others there is one each. */
const MOST_ATTENTION = 8;
/** A group is one paragraph, which a block holds whole. */
const MOST_SHOWN_LETTERS = 2600;
const MOST_SPOKEN_LETTERS = 1500;

/** A queue, a team or several people: the verdict, who needs attention, then everybody in a few words. */
export function boardCard(answer: BoardAnswer, view: LiveView): Card {
  const times = timesOf(answer, view);
  const head = [strong(verdict(answer, times)), ...furtherLines(answer, times)];
  const attention = inGroup(answer, 'attention');
  const notes = boardNotes(answer);
  const source = sourceLine(BOARD_API, answer, view);
  const spoken = [...head, ...attention.slice(0, MOST_ATTENTION).map((row) => attentionLine(row, times)), ...notes];
  return {
    head,
    body: [
      ...attention.slice(0, MOST_ATTENTION).map((row, nth) => attentionPart(row, nth, times, view)),
      paragraph(groupLines(answer, view, times, MOST_SHOWN_LETTERS)),
    ],
    notes: [...notes, source],
    buttons: boardButtons(answer, view),
    aloud: {
      lines: [...spoken, ...groupLines(answer, view, times, roomBeside([...spoken, source])), source],
      most: MOST_SPOKEN_LETTERS,
    },
  };
}

/** How many letters each of the groups may have, so that all of them are spoken of. */
function roomBeside(lines: readonly Line[]): number {
  const taken = lines.reduce((sum, { spoken }) => sum + spoken.length + 1, 0);
  return Math.max(60, Math.floor((MOST_SPOKEN_LETTERS - taken - 40) / 4));
}

/** The first line: what waits, who is free, or who needs a look. */
function verdict(answer: BoardAnswer, times: Times): Line {
  const { queue, question, rows, counts } = answer;
  const fits = fitsOf(question);
  const who = queue === undefined ? capital(aboutWords(answer.about)) : queue.name;
  if (fits !== undefined && isAboutPeople(question)) return say`${name(who)}: ${fitting(rows.length, counts, fits)}`;
  const waits = queue === undefined ? undefined : firstWait(queue, times);
  const also = fits === undefined || rows.length === 0 ? [] : [fitting(rows.length, counts, fits)];
  return say`${name(who)}: ${join([waits ?? needWords(answer), freeWords(counts), ...also], ' · ')}`;
}

function fitsOf(question: LiveQuestion): string | undefined {
  return question.states.includes('queued') ? undefined : boardFilterWords(question);
}

/** Then the first line is of them, and not of what waits. */
function isAboutPeople(question: LiveQuestion): boolean {
  return fitsOf(question) !== undefined && (question.states.length > 0 || question.are !== undefined);
}

function fitting(count: number, { people }: BoardCounts, fits: string): string {
  return count === 0
    ? `nobody of ${formatCount(people)} is ${fits}`
    : `${formatCount(count)} of ${formatCount(people)} ${fits}`;
}

/** Nothing is said of attention where nobody is seen, or where everybody has gone home. */
function needWords(answer: BoardAnswer): string {
  const { counts } = answer;
  const attention = inGroup(answer, 'attention').length;
  if (attention > 0) return `${attention} ${attention === 1 ? 'needs' : 'need'} attention`;
  if (counts.unknown === counts.people) return formatQuantity(counts.people, 'person', 'people');
  return counts.busy > 0 ? `${formatCount(counts.busy)} busy` : 'nobody busy';
}

/** @example '3 free', 'nobody free', 'nobody on queue', '– free' of people who are not seen */
function freeWords({ people, unknown, onQueue, free }: BoardCounts): string {
  if (people === 0) return 'nobody in it';
  if (unknown === people) return '– free';
  if (free > 0) return `${formatCount(free)} free`;
  return onQueue === 0 && unknown === 0 ? 'nobody on queue' : 'nobody free';
}

function furtherLines(answer: BoardAnswer, times: Times): readonly Line[] {
  const { queue, onlyFirst, counts, question } = answer;
  return [
    ...(queue === undefined ? [] : furtherWaits(queue, answer, times, isAboutPeople(question) ? 0 : 1)),
    ...(onlyFirst ? [lineOf(countWords(counts))] : []),
  ];
}

/** What the groups below do not count, as they show only some. Zeros are not said. */
function countWords({ onQueue, busy, afterCall, onHold, notResponding, people }: BoardCounts): string {
  const some = (count: number, words: string, more = '') =>
    count === 0 ? [] : [`${formatCount(count)}${more} ${words}`];
  return [
    `${formatCount(onQueue)} of ${formatCount(people)} on queue`,
    ...some(busy, 'in conversations or after-call work'),
    ...some(afterCall.count, 'in after-call work', afterCall.atLeast ? ' or more' : ''),
    ...some(onHold.count, 'on hold', onHold.atLeast ? ' or more' : ''),
    ...some(notResponding, 'not responding'),
  ].join(' · ');
}

function inGroup({ rows }: BoardAnswer, group: RowGroup): readonly BoardRow[] {
  return rows.filter((row) => rowGroup(row) === group);
}

function attentionPart(row: BoardRow, nth: number, times: Times, { sharedBy }: LiveView): Part {
  const lines = [attentionLine(row, times)];
  return sharedBy === undefined
    ? { kind: 'row', lines, button: followButton(row.agent, nth) }
    : { kind: 'lines', lines };
}

const TITLES = {
  attention: 'Also',
  busy: 'Busy',
  free: 'Free',
  away: 'Away',
  offline: 'Offline',
  unknown: 'Not visible to this app',
} as const satisfies Record<RowGroup, string>;

/** A paragraph a group. Who is merely off is counted, and named when asked for. */
function groupLines(answer: BoardAnswer, view: LiveView, times: Times, most: number): readonly Line[] {
  const line = (group: RowGroup) => groupLine(answer, group, times, most);
  const offline = inGroup(answer, 'offline').length;
  const isNamed = view.offline === true || answer.byName || offline === answer.rows.length;
  const away = [...line('away'), ...(isNamed || offline === 0 ? [] : [`${offline} offline`])];
  return [
    ...line('attention'),
    ...line('busy'),
    ...line('free'),
    ...(away.length === 0 ? [] : [join(away, ' · ')]),
    ...(isNamed ? line('offline') : []),
    ...line('unknown'),
  ];
}

function groupLine(answer: BoardAnswer, group: RowGroup, times: Times, most: number): readonly Line[] {
  const inIt = inGroup(answer, group);
  const rows = group === 'attention' ? inIt.slice(MOST_ATTENTION) : inIt;
  if (rows.length === 0) return [];
  const isCounted = !answer.onlyFirst && group !== 'attention';
  const title = strong(isCounted ? `${TITLES[group]} (${rows.length})` : TITLES[group]);
  return [
    say`${title} ${within(
      rows.map((row) => rowItem(row, group, times)),
      most,
    )}`,
  ];
}

/** As many as there is room for, and how many there are beyond. */
function within(items: readonly Line[], most: number): Line {
  const kept: Line[] = [];
  let room = most;
  for (const item of items) {
    room -= Math.max(item.shown.length, item.spoken.length) + 3;
    if (room < 0) break;
    kept.push(item);
  }
  const left = items.length - kept.length;
  return join([...kept, ...(left > 0 ? [`${left} more`] : [])], ' · ');
}

function paragraph(lines: readonly Line[]): Part {
  return { kind: 'lines', lines };
}

/** What an answer does without, and what it leaves out. */
export function boardNotes({ counts, rows, onlyFirst, notCounted, missing, queue }: BoardAnswer): readonly Line[] {
  return [
    ...(queue?.inPart === true
      ? [say`You see a part of this queue: who waits is told to those who may see everybody in it.`]
      : []),
    ...(onlyFirst
      ? [
          say`Shown are ${rows.length} of ${formatCount(counts.people)}: Genesys Cloud lists 50 at a time. Everybody is in the counts, and whoever needs attention is at the top.`,
        ]
      : []),
    ...(notCounted > 0
      ? [
          say`${formatQuantity(notCounted, 'more person', 'more people')} not asked about: 100 by name is the most. Ask about a team or a queue.`,
        ]
      : []),
    ...missingLines(missing),
  ];
}

function boardButtons({ question, queue, about, rows, byName }: BoardAnswer, view: LiveView): Card['buttons'] {
  const hasOffline = !byName && rows.some((row) => rowGroup(row) === 'offline');
  // An alert watches one queue, or one team.
  const isOne = question.who.length === 1;
  const offline = view.offline === true ? (['live_refresh'] as const) : (['live_offline'] as const);
  return buttons(
    {
      row: [view.offline === true ? 'live_offline' : 'live_refresh', 'live_stats_today', 'live_share'],
      more: [...(hasOffline ? offline : []), ...(isOne ? (['alert_me'] as const) : []), 'live_details'],
      question,
      whose: queue?.name ?? aboutWords(about),
      labels: view.offline === true ? { live_offline: 'Refresh', live_refresh: 'Hide offline' } : {},
    },
    view,
  );
}
