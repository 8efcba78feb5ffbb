import type { FigureValue } from '../../domain/figures/agent-stats.ts';
import { type ComparedFigure, changeInWords, numberOf, weightOf } from '../../domain/figures/comparison.ts';
import { figureInCell, figureName, targetOf } from '../../domain/figures/figure-text.ts';
import type { Headline } from '../../domain/figures/headline.ts';
import { leadingMedium, measure } from '../../domain/figures/measured.ts';
import { FIGURES, type FigureId, figuresOfPart } from '../../domain/figures/metrics.ts';
import { WEEKDAYS } from '../../domain/period/calendar.ts';
import type { SplitPart, StatsReport } from '../../reports/stats/answer.ts';
import { join, type Line, name, say, strong } from '../kit/say.ts';
import { filtersOf, periodParts, titleOf } from './notes.ts';
import { isTime, partName } from './table.ts';

/** Of two rows neither is worth a name, and of a row with few conversations nothing is worth telling. */
const FEWEST_ROWS = 3;
const LEAST_WEIGHT = 5;
const MOST_NAMES = 4;

/** The first line: whoever reads nothing else knows how it went. */
export function verdictLine(report: StatsReport, { verdict }: Headline, rows: Extremes | undefined): Line {
  const people =
    report.split.by === 'agent' && report.question.who.length > 1 ? peopleLine(report, verdict) : undefined;
  if (people !== undefined) return people;
  const target = targetOf(verdict.value);
  const told = say`${valueFirst(verdict)}${target === undefined ? '' : `, target ${target}`}`;
  return say`${strong(titleOf(report))}, ${askedWords(report)}: ${strong(told)}${onBefore(report, verdict)}.${tellingRow(report, verdict.figure, rows)}`;
}

/** `17 handled`, but `service level voice 45.7 %`: as it is said. */
function valueFirst(figure: ComparedFigure): string {
  const value = figureInCell(figure.value);
  return figure.value.kind === 'count' ? `${value} ${figureName(figure)}` : `${figureName(figure)} ${value}`;
}

/** Each by name: `Ana López 17 handled · Zoë Müller none today`. */
function peopleLine(report: StatsReport, { figure, medium }: ComparedFigure): Line | undefined {
  const { parts } = report.split;
  if (parts.length < 2 || parts.length > MOST_NAMES || report.people === undefined || report.people > MOST_NAMES) {
    return undefined;
  }
  const each = parts.map((part, index) => {
    const { value } = measure(figure, { sums: part.byMedia }, medium);
    const none = value.kind === 'none' || numberOf(value) === 0;
    const told = none ? 'none' : index === 0 ? valueFirst({ figure, medium, value }) : figureInCell(value);
    return say`${name(partName(part))} ${told}`;
  });
  return say`${strong(join([join(each, ' · '), askedWords(report)], ' '))}`;
}

/** `last week`, with its filters. */
export function askedWords(report: Parameters<typeof filtersOf>[0]): string {
  const filters = filtersOf(report);
  return `${periodParts(report.period).called}${filters === '' ? '' : `, only ${filters}`}`;
}

/** `, up 1.7 points on 9–15 Nov`; of a comparison that was asked for also `(44.0 %)`. */
function onBefore({ before, period, question }: StatsReport, { change, before: value }: ComparedFigure): string {
  if (before === undefined) return '';
  const when = withoutYear(before.period.label, period.label);
  const was = question.compared === undefined || value === undefined ? undefined : figureInCell(value);
  if (change === undefined) return was === undefined ? '' : `, was ${was} ${inOrOn(when)} ${when}`;
  const told = was === undefined ? '' : ` (${was})`;
  const same = change.direction === 'same';
  return same
    ? `, as ${inOrOn(when)} ${when}`
    : `, ${changeInWords({ ...change, judgement: 'neither' })} on ${when}${told}`;
}

/** `9–15 Nov`, where the other period is of the same year. */
function withoutYear(label: string, now: string): string {
  const year = / \d{4}$/.exec(now)?.[0];
  return year !== undefined && label.endsWith(year) ? label.slice(0, -year.length) : label;
}

/** In September, on Monday. */
function inOrOn(when: string): 'in' | 'on' {
  return /^(?:\p{L}{3}|[QH]\d)(?: \d{4})?$|^\d{4}$/u.test(when) ? 'in' : 'on';
}

/** The row that a reader looks for: of a ranking its first, else the worst, or of a volume the one with most. */
function tellingRow(report: StatsReport, figure: FigureId, rows: Extremes | undefined): Line {
  if (rows === undefined) return say``;
  const isVolume = FIGURES[figure].good === 'neither';
  const { top } = report.question;
  if (top === undefined) return isVolume ? say` Most: ${rows.most}.` : say` Worst: ${rows.worst}.`;
  const first = top.most ? rows.most : rows.least;
  if (isVolume) return top.most ? say` Most: ${first}.` : say` Least: ${first}.`;
  return first === rows.best ? say` Best: ${first}.` : say` Worst: ${first}.`;
}

/** Rows as they are told: `Tuesday, 12`. */
export interface Extremes {
  readonly most: Line;
  readonly least: Line;
  readonly best: Line;
  readonly worst: Line;
}

/**
 * The best and worst row by a figure, or the one with most and least of it: of the people, queues or codes that were
 * asked for, or else of the stretches of time. None where all are alike.
 */
export function extremes(report: StatsReport, figure: FigureId): Extremes | undefined {
  const { rows, areTimes } = toldRows(report, figure);
  const medium = leadingMedium(report.scope, report.now);
  const ordered = rows
    .map((row) => ({ row, value: measure(figure, { sums: row.byMedia }, medium).value }))
    .filter(({ value }) => isHeavy(value))
    .toSorted((a, b) => numberOf(b.value) - numberOf(a.value));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const areAlike = ordered.length < FEWEST_ROWS || figureInCell(first.value) === figureInCell(last.value);
  if (areAlike && (areTimes || report.question.top === undefined)) return undefined;
  const days = areTimes && rows.length <= 7;
  const told = ({ row, value }: typeof first) => say`${name(rowName(row, days))}, ${figureInCell(value)}`;
  const [most, least] = [told(first), told(last)];
  const higher = FIGURES[figure].good === 'higher';
  return { most, least, best: higher ? most : least, worst: higher ? least : most };
}

/** Names of which some are not shown are told only by what they stand in order of. */
function toldRows(
  { split, trend, question, scope }: StatsReport,
  figure: FigureId,
): { readonly rows: readonly SplitPart[]; readonly areTimes: boolean } {
  if (isTime(split.by)) return { rows: split.parts, areTimes: true };
  const told = figuresOfPart(scope, split.by);
  const [orderedBy = 'handled'] = (question.figures ?? []).filter((id) => told.includes(id));
  const areNamed = split.by === 'agent' || split.by === 'queue' || split.by === 'wrapup';
  return areNamed && told.includes(figure) && (split.more === 0 || figure === orderedBy)
    ? { rows: split.parts.filter(({ label }) => typeof label === 'string'), areTimes: false }
    : { rows: trend?.points ?? [], areTimes: true };
}

function isHeavy(value: FigureValue): boolean {
  return value.kind === 'count' ? value.count > 0 : value.kind !== 'none' && weightOf(value) >= LEAST_WEIGHT;
}

/** Of a week its days have names that nobody has to count. */
function rowName(part: SplitPart, days: boolean): string {
  const label = partName(part);
  const day = WEEKDAYS.find((each) => label.toLowerCase().startsWith(`${each.slice(0, 3)} `));
  return days && day !== undefined && !label.includes(':') ? day.charAt(0).toUpperCase() + day.slice(1) : label;
}
