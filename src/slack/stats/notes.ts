import { formatDuration } from '../../domain/format.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { Instant } from '../../domain/time.ts';
import type { Provenance, StatsReport, StatusPart } from '../../reports/stats/answer.ts';
import { clock, escapeText, timeToken } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';
import { isTime } from './table.ts';

/** Longer lists of who had nothing are not read. */
const MOST_SILENT = 10;

const WEEKS_NOTE = 'By week, since a table has no room for so many days: `by day` shows the latest.';

/** What the reader of a message brings along. */
export interface StatsView {
  readonly now: Instant;
  /** IANA zone of the reader, for the moment of the answer; the figures are in the zone that was asked for. */
  readonly timeZone: string;
  /** Set for a copy in a channel: who shared it. */
  readonly sharedBy?: string | undefined;
}

/** How a moment is put: a token of Slack's in blocks, words in `text`. */
export type TellTime = (at: Instant) => string;

export const inBlocks =
  ({ timeZone }: StatsView): TellTime =>
  (at) =>
    timeToken(at, timeZone);

export const inText =
  ({ timeZone }: StatsView): TellTime =>
  (at) =>
    clock(at, timeZone);

/** What the question was understood as, behind whom it is about: period, zone and filters. */
export function askedFor({ period, question, skill }: Provenance): string {
  const filters = [
    ...question.media.map(mediaLabel),
    ...(skill === undefined ? [] : [`skill ${shownName(skill.name)}`]),
    ...(question.direction === undefined ? [] : [question.direction]),
  ];
  const only = filters.length > 0 ? [`only ${filters.join(', ')}`] : [];
  return [escapeText(period.label), ...only, period.timeZone].join(' · ');
}

/** What a reader has to know to trust the figures; nothing that is as expected. */
export function notesOf(report: StatsReport, left: number): readonly string[] {
  const { before, split, status } = report;
  return [
    before === undefined
      ? 'Not compared: no conversations in the period before.'
      : `Compared with ${escapeText(before.period.label)}.`,
    fillingNote(report),
    report.question.by === undefined && split.by === 'week' ? WEEKS_NOTE : undefined,
    left === 0 ? undefined : leftNote(report, left),
    split.silent.length === 0 ? undefined : silentNote(split.silent),
    unnamedNote(split),
    statusNote(status),
  ].filter((note) => note !== undefined);
}

/** Told only while it applies: later nothing is counted into the period any more. */
export function fillingNote({ filling }: Provenance): string | undefined {
  return filling ? 'Still filling: a conversation counts when its after-call work ends.' : undefined;
}

/** Which API said so, about which interval, and how fresh that is. */
export function provenanceLine(answer: Provenance, status: StatusPart['kind'], time: TellTime, now: Instant): string {
  const { measured, period, asOf, cached, stale } = answer;
  const ends = [measured.start, measured.end].map((at) => clock(at, period.timeZone, 'day-and-time'));
  const source = status === 'known' ? 'conversation and user aggregates' : 'conversation aggregates';
  const age = `${formatDuration(Math.max(0, now - asOf))} old`;
  const freshness = stale ? `${age}, a fresh answer is on its way` : cached ? `cached, ${age}` : 'fresh';
  return `Genesys Cloud Analytics (${source}) · ${ends.join(' – ')} (${period.timeZone}) · as of ${time(asOf)} · ${freshness}`;
}

export function sharedLines({ sharedBy }: StatsView): readonly string[] {
  return sharedBy === undefined ? [] : [`Shared by <@${escapeText(sharedBy)}>`];
}

function leftNote({ split: { by } }: StatsReport, left: number): string {
  const what = {
    hour: 'hours',
    day: 'days',
    week: 'weeks',
    month: 'months',
    agent: 'agents',
    queue: 'queues',
  } as const;
  const name = by === 'media' || by === 'wrapup' || by === 'direction' ? 'rows' : what[by];
  return isTime(by)
    ? `+${left} ${name} before these are in the figures but not in the table: ask about a shorter period.`
    : `+${left} more ${name} are in the figures but not in the table.`;
}

function silentNote(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SILENT).map((name) => shownName(name, 30));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `No conversations: ${shown.join(', ')}${more}.`;
}

function unnamedNote({ by, unnamed }: StatsReport['split']): string | undefined {
  if (unnamed === undefined) return undefined;
  const what = by === 'queue' ? 'Queues' : 'Wrap-up codes';
  const permissions = unnamed.missingPermissions.map((each) => `\`${escapeText(each)}\``).join(' or ');
  const why = permissions === '' ? 'Genesys Cloud did not tell them' : `the app lacks ${permissions}`;
  return `${what} are without their names: ${why}.`;
}

function statusNote(status: StatusPart): string | undefined {
  switch (status.kind) {
    case 'known':
    case 'not-asked':
      return undefined;
    case 'forbidden': {
      const missing = status.missingPermissions.map((each) => `\`${escapeText(each)}\``).join(' or ');
      return `Without time on queue and occupancy: the app lacks ${missing === '' ? 'the permission' : missing}.`;
    }
    case 'untold':
      return 'Time on queue and occupancy are not known: Genesys Cloud gave none. Perhaps the app may not see the division.';
    case 'failed':
      return 'Without time on queue and occupancy: Genesys Cloud did not tell them.';
    default:
      return status satisfies never;
  }
}
