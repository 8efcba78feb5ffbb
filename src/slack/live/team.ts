import { formatCount, formatQuantity, NOT_COMPUTABLE } from '../../domain/format.ts';
import { type BoardCounts, type BoardRow, ROW_GROUPS, type RowGroup, rowGroup } from '../../domain/live/board.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { BoardAnswer } from '../../reports/live/answer.ts';
import { fittingLines } from '../kit/lines.ts';
import { LIMITS, type Message } from '../kit/message.ts';
import { plainName, shownName } from '../kit/names.ts';
import { section, sections, smallPrint } from '../kit/paragraphs.ts';
import { buttons, missingLines, sharedLines } from './buttons.ts';
import { forBlocks, forText, freshness, type LiveView, lasting, type Telling } from './telling.ts';
import { filterWords, restingWords, stateWords } from './words.ts';

/** A team: counts in the first lines, then a line each, those who need attention first. */
export function teamMessage(answer: BoardAnswer, view: LiveView): Message {
  const shown = tellTeam(answer, view, forBlocks(view, answer), rowText);
  return {
    text: fittingLines(spokenLines(answer, view)),
    blocks: [
      section(shown.head.join('\n')),
      ...shown.groups.flatMap(sections),
      ...smallPrint(shown.notes),
      ...smallPrint([...shown.source, ...sharedLines(view)]),
      ...buttons({
        actions: ['live_refresh', 'live_stats_today', 'live_share'],
        question: answer.question,
        whose: plainName(answer.label),
        view,
      }),
    ],
  };
}

/** Everybody by name and with what they do: in full when there is room for it, and else in a few words each. */
function spokenLines(answer: BoardAnswer, view: LiveView): readonly string[] {
  const lines = (textOf: typeof rowText) => {
    const { head, notes, source, groups } = tellTeam(answer, view, forText(view, answer), textOf);
    return [...head, ...notes, ...source, ...sharedLines(view), ...groups.flat()];
  };
  const full = lines(rowText);
  return full.join('\n').length <= LIMITS.text ? full : lines(briefRowText);
}

interface Told {
  readonly head: readonly string[];
  readonly groups: readonly (readonly string[])[];
  readonly notes: readonly string[];
  readonly source: readonly string[];
}

function tellTeam(answer: BoardAnswer, view: LiveView, telling: Telling, textOf: typeof rowText): Told {
  const { counts, question, rows, label } = answer;
  const asked = [shownName(label), filterWords(question) ?? []].flat().join(' · ');
  return {
    head: [
      `${telling.strong(shownName(label))}: ${formatQuantity(counts.people, 'person', 'people')}`,
      countWords(counts),
      ...(rows.length === 0 ? [nobody(filterWords(question))] : []),
    ],
    groups: ROW_GROUPS.flatMap((group) => {
      const inGroup = rows.filter((row) => rowGroup(row) === group);
      if (inGroup.length === 0) return [];
      const title = telling.strong(`${GROUP_TITLES[group]} (${inGroup.length})`);
      return [[title, ...inGroup.map((row) => textOf(row, telling))]];
    }),
    notes: notes(answer),
    source: [`Asked: ${asked} · Genesys Cloud live state (agent status) · ${freshness(telling, answer, view.now)}`],
  };
}

function nobody(fits: string | undefined): string {
  return fits === undefined ? 'There is nobody to show.' : `Nobody has a conversation now that fits ${fits}.`;
}

/** @example '12 on queue · 4 talking · 2 after-call · 1 on hold · 1 not responding' */
function countWords({ people, unknown, onQueue, talking, afterCall, onHold, notResponding }: BoardCounts): string {
  const number = (count: number) => (unknown < people || people === 0 ? formatCount(count) : NOT_COMPUTABLE);
  const atLeast = (of: BoardCounts['onHold']) => `${number(of.count)}${of.atLeast ? ' or more' : ''}`;
  return [
    `${number(onQueue)} on queue`,
    `${number(talking.count)} ${talking.withAfterCall ? 'talking or in after-call work' : 'talking'}`,
    `${atLeast(afterCall)} after-call`,
    `${atLeast(onHold)} on hold`,
    `${number(notResponding)} not responding`,
  ].join(' · ');
}

const GROUP_TITLES = {
  attention: 'Needs attention',
  working: 'In conversations',
  free: 'On queue, free',
  away: 'Away from the queue',
  offline: 'Offline',
  unknown: 'Not visible to this app',
} as const satisfies Record<RowGroup, string>;

function rowText(row: BoardRow, telling: Telling): string {
  const name = telling.strong(shownName(row.agent.name));
  const parts = [...rowParts(row, telling), ...(row.outOfOffice ? ['out of office'] : [])];
  return [name, ...parts].join(' · ');
}

/** Short enough for 50 of them to fit into a text. */
function briefRowText(row: BoardRow, telling: Telling): string {
  return [shownName(row.agent.name, 30), ...rowParts(row, telling).slice(0, 1)].join(' · ');
}

function rowParts(row: BoardRow, telling: Telling): readonly string[] {
  if (!row.known) return [];
  const talk = talkParts(row, telling);
  if (row.attention?.kind === 'not-responding')
    return [`not responding${lasting(telling, row.attention.since)}`, ...talk];
  const works = row.attention?.kind !== 'break' && ['attention', 'working'].includes(rowGroup(row));
  return works ? talk : [atRest(row, telling), ...talk];
}

function atRest({ routing, presence }: BoardRow, telling: Telling): string {
  if (routing?.status === 'idle') return `free${lasting(telling, routing.since)}`;
  if (routing?.status === 'communicating') return `on a call outside the queues${lasting(telling, routing.since)}`;
  if (presence === undefined) return 'presence unknown';
  return `${restingWords(presence, presence.label)}${lasting(telling, presence.since)}`;
}

/** The conversation to look at, and how many more there are. */
function talkParts({ attention, conversations }: BoardRow, telling: Telling): readonly string[] {
  const reason = attention === undefined ? undefined : REASONS[attention.kind];
  const first =
    conversations.find((each) => each.state === reason && each.stateSince === attention?.since) ?? conversations.at(0);
  if (first === undefined) return [];
  return [
    `${stateWords(first)}${lasting(telling, first.stateSince)}`,
    mediaLabel(first.media).toLowerCase(),
    ...(first.queue === undefined ? [] : [shownName(first.queue.name, 40)]),
    ...(conversations.length > 1 ? [`and ${conversations.length - 1} more`] : []),
  ];
}

const REASONS = {
  'not-responding': 'alerting',
  'after-call-work': 'after-call-work',
  hold: 'held',
  break: undefined,
} as const;

function notes({ counts, rows, onlyFirst, notCounted, missing }: BoardAnswer): readonly string[] {
  return [
    ...(onlyFirst
      ? [
          `First ${rows.length} of ${formatCount(counts.people)}: Genesys Cloud lists 50 at a time. Everybody is in the counts, and whoever needs attention is at the top.`,
        ]
      : []),
    ...(notCounted > 0
      ? [
          `${formatQuantity(notCounted, 'more person', 'more people')} not asked about: 100 by name is the most. Ask about a team or a queue.`,
        ]
      : []),
    ...missingLines(missing),
  ];
}
