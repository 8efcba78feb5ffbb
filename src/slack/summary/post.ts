import { type ComparedFigure, changeInWords } from '../../domain/figures/comparison.ts';
import { figureInCell, figureName, targetOf } from '../../domain/figures/figure-text.ts';
import type { Headline } from '../../domain/figures/headline.ts';
import type { TracedChange } from '../../domain/figures/ranking.ts';
import { capital } from '../../domain/format.ts';
import { WEEKDAYS, weekdayOf } from '../../domain/period/calendar.ts';
import { daysLabel, zoneWords } from '../../domain/period/date-label.ts';
import type { StatsReport } from '../../reports/stats/answer.ts';
import type { DailySummary } from '../../summaries/daily-summary.ts';
import type { Postable } from '../../summaries/ports.ts';
import type { Run } from '../../summaries/run.ts';
import type { Buttons, CardFigure } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { encodeStatsQuestion, pinned } from '../kit/question.ts';
import { render } from '../kit/render.ts';
import { type Line, moment, plainText, say, strong } from '../kit/say.ts';
import { definitionsOnly } from '../stats/buttons.ts';
import { statsCharts } from '../stats/charts.ts';
import { cardFigure, shownFigures } from '../stats/message.ts';
import { notesOf, watchLine } from '../stats/notes.ts';
import { partsTable } from '../stats/table.ts';
import { scopeLabel } from './scope.ts';

/** What is read aloud in place of the blocks. */
const MOST_ALOUD = 600;

/** What a post has to say of itself. */
export interface PostMarks {
  /** It is made so late that its time is named. */
  readonly late: boolean;
  /** It was brought up to date when its figures had settled. */
  readonly edited?: boolean | undefined;
}

type PostedRun = Pick<Run, 'schedule' | 'coverage'>;

/** The message that everybody reads: at most six lines, the most important first. */
export function headlineMessage({ schedule, coverage }: PostedRun, summary: Postable, marks: PostMarks): Message {
  const { report } = summary;
  const title = strong(say`${scopeLabel(schedule, summary)} · ${spelled(daysLabel(coverage.days))}`);
  const notes = marksOf(report.filling, marks, schedule.time);
  const more = notes.length === 0 ? '' : ` · ${notes.join(' · ')}`;
  const asOf = moment(report.asOf, schedule.timeZone, 'day-and-time');
  const source = say`${comparedWith(summary)}${zoneWords(schedule.timeZone)} · as of ${asOf} · Genesys Analytics`;
  if (summary.kind === 'quiet') return render({ head: [say`${title}: no conversations.${more}`], notes: [source] });
  const { headline } = summary;
  const head = say`${title}: ${verdictWords(headline)}${more}`;
  const figures = headline.figures.map((figure) => toldFigure(figure, summary.changes));
  const lines = changeLines(summary, coverage);
  const watch = summary.report.watch === undefined ? [] : [watchLine(summary.report.watch, schedule.timeZone)];
  const spoken = figures.map(
    ({ value, name, change }) => `${value} ${name}${change === undefined ? '' : ` (${change})`}`,
  );
  return render({
    head: [head],
    figures,
    body: lines.length === 0 ? [] : [{ kind: 'lines', lines }],
    notes: [...watch, source],
    buttons: moreOf(summary),
    aloud: {
      most: MOST_ALOUD,
      lines: [head, ...(spoken.length === 0 ? [] : [say`${spoken.join(' · ')}`]), ...lines, ...watch, source],
    },
  });
}

/** What stands in the thread of the headline: every agent or queue. Names are no chart. */
export function detailsMessage({ schedule }: PostedRun, summary: Extract<DailySummary, { kind: 'summary' }>): Message {
  const { report, named } = summary;
  // Whoever reads a post reads it later: how old it was when it was made tells them nothing.
  const posted: StatsReport = { ...report, cached: false, stale: false };
  const view = { now: report.asOf, timeZone: schedule.timeZone };
  return render({
    head: [strong(`By ${report.split.by}`)],
    charts: statsCharts(posted),
    table: partsTable(posted, [], plainText(scopeLabel(schedule, summary))),
    notes: [...notesOf(posted, 'aht', view), ...(named ? [] : [unnamedNote(schedule.names)])],
    buttons: definitionsOnly(shownFigures(posted)),
  });
}

/** What makes this post different from one in time and settled. */
function marksOf(filling: boolean, { late, edited }: PostMarks, time: string): readonly string[] {
  return [
    ...(late ? [`due ${time}`] : []),
    ...(filling ? ['partial: what is still open is not in it'] : []),
    ...(edited ? ['updated when the figures had settled'] : []),
  ];
}

/** `service level voice *46.6 %*, target 80 %` */
function verdictWords({ verdict }: Headline): Line {
  const target = targetOf(verdict.value);
  const value = strong(figureInCell(verdict.value));
  const told =
    verdict.value.kind === 'count' ? say`${value} ${figureName(verdict)}` : say`${figureName(verdict)} ${value}`;
  return target === undefined ? told : say`${told}, target ${target}`;
}

/** A figure says how it changed only where that mattered. */
function toldFigure(figure: ComparedFigure, changes: readonly TracedChange[]): CardFigure {
  const told = changes.some((change) => isSame(change, figure));
  return cardFigure(told ? figure : { ...figure, change: undefined });
}

/** The changes that stand beside no figure; a day without any is ordinary, and that is worth a line too. */
function changeLines(
  { headline, changes, report }: Extract<Postable, { kind: 'summary' }>,
  { days }: PostedRun['coverage'],
): readonly Line[] {
  if (report.before === undefined) return [];
  if (changes.length === 0)
    return [days.first === days.last ? say`An ordinary ${weekday(days.first)}.` : say`Ordinary days.`];
  return changes
    .filter((change) => !headline.figures.some((figure) => isSame(change, figure)))
    .map((change) => {
      const [now, before] = [change.now, change.before].map(figureInCell);
      return say`${capital(figureName(change))} ${changeInWords(change)}: ${now ?? ''}, was ${before ?? ''}`;
    });
}

function isSame(
  one: Pick<TracedChange, 'figure' | 'medium'>,
  other: Pick<ComparedFigure, 'figure' | 'medium'>,
): boolean {
  return one.figure === other.figure && one.medium === other.medium;
}

function weekday(day: number): string {
  return capital(WEEKDAYS[weekdayOf(day)] ?? 'day');
}

function comparedWith({ kind, report }: Postable): string {
  const before = kind === 'summary' ? report.before : undefined;
  return before === undefined ? '' : `Compared with ${spelled(before.period.label)} · `;
}

/**
 * A day as it is said; its year is that of the post.
 *
 * @example spelled('Tue 24 Nov 2026') //=> 'Tuesday 24 Nov'
 */
function spelled(label: string): string {
  const years = label.match(/ \d{4}/g) ?? [];
  const words = years.length === 1 ? label.replace(/ \d{4}$/, '') : label;
  const day = WEEKDAYS.find((each) => words.toLowerCase().startsWith(`${each.slice(0, 3)} `));
  return day === undefined ? words : `${capital(day)}${words.slice(3)}`;
}

/**
 * The rows of the post and what it rests on, with the rights of whoever presses it. Not where "my team" or nobody would be
 * somebody else's, nor where a button would carry who is meant to people who may not be told.
 */
function moreOf({ report }: Extract<Postable, { kind: 'summary' }>): Buttons | undefined {
  const { question, period, split } = report;
  const isPlace = question.who.every(({ kind }) => kind === 'queue' || kind === 'team' || kind === 'group');
  if (!isPlace || question.who.length === 0) return undefined;
  const asked = pinned(question, period);
  const [rows, details] = [{ ...asked, by: split.by }, asked].map(encodeStatsQuestion);
  if (rows === undefined || details === undefined) return undefined;
  return {
    row: [
      { action: 'stats_ask', label: 'Full table', value: rows },
      { action: 'stats_details', label: 'Details', value: details },
    ],
  };
}

function unnamedNote(names: 'members-only' | 'always'): Line {
  return names === 'always'
    ? say`By queue.`
    : say`Without names: this channel has guests or people of other organisations, or I cannot read who is in it.`;
}
