import type { FigureValue } from '../../domain/figures/agent-stats.ts';
import { type ComparedFigure, changeInWords, numberOf, weightOf } from '../../domain/figures/comparison.ts';
import { figureInCell, figureName, targetOf } from '../../domain/figures/figure-text.ts';
import type { Headline } from '../../domain/figures/headline.ts';
import { leadingMedium, measure } from '../../domain/figures/measured.ts';
import { FIGURES, type FigureId } from '../../domain/figures/metrics.ts';
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
export function verdictLine(report: StatsReport, { verdict }: Headline): Line {
  const people =
    report.split.by === 'agent' && report.question.who.length > 1 ? peopleLine(report, verdict) : undefined;
  if (people !== undefined) return people;
  const target = targetOf(verdict.value);
  const told = say`${valueFirst(verdict)}${target === undefined ? '' : `, target ${target}`}`;
  return say`${strong(titleOf(report))}, ${askedWords(report)}: ${strong(told)}${onBefore(report, verdict)}.${worstRow(report, verdict.figure)}`;
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

/** `, up 1.7 points on 9–15 Nov`. */
function onBefore({ before, period }: StatsReport, { change }: ComparedFigure): string {
  if (before === undefined || change === undefined) return '';
  const year = / \d{4}$/.exec(period.label)?.[0];
  const { label } = before.period;
  const when = year !== undefined && label.endsWith(year) ? label.slice(0, -year.length) : label;
  return change.direction === 'same'
    ? `, as ${/^(?:\p{L}{3}|[QH]\d)(?: \d{4})?$|^\d{4}$/u.test(when) ? 'in' : 'on'} ${when}`
    : `, ${changeInWords({ ...change, judgement: 'neither' })} on ${when}`;
}

function worstRow(report: StatsReport, figure: FigureId): string {
  const rows = extremes(report, figure);
  if (rows === undefined) return '';
  return FIGURES[figure].good === 'neither' ? ` Most: ${rows.most}.` : ` Worst: ${rows.worst}.`;
}

/** The best and worst stretch of time by a figure, or the one with most and least of it. */
export function extremes(
  report: StatsReport,
  figure: FigureId,
): { readonly most: string; readonly least: string; readonly best: string; readonly worst: string } | undefined {
  const { split, trend, scope, now } = report;
  const rows = isTime(split.by) ? split.parts : (trend?.points ?? []);
  const medium = leadingMedium(scope, now);
  const ranked = rows
    .map((row) => ({ row, value: measure(figure, { sums: row.byMedia }, medium).value }))
    .filter(({ value }) => isHeavy(value))
    .toSorted((a, b) => numberOf(b.value) - numberOf(a.value));
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (first === undefined || last === undefined || ranked.length < FEWEST_ROWS) return undefined;
  const days = rows.length <= 7;
  const [most, least] = [first, last].map(({ row, value }) => `${rowName(row, days)}, ${figureInCell(value)}`) as [
    string,
    string,
  ];
  const higher = FIGURES[figure].good === 'higher';
  return { most, least, best: higher ? most : least, worst: higher ? least : most };
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
