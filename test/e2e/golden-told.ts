import { type FigureValue, type MediaSums, mediaIn, type StatusSums } from '../../src/domain/figures/agent-stats.ts';
import { mediaRuleOf, type Scope } from '../../src/domain/figures/figure.ts';
import { measure } from '../../src/domain/figures/measured.ts';
import { FIGURES, FIGURES_OF, type FigureId, figuresOfPart } from '../../src/domain/figures/metrics.ts';
import type { Media } from '../../src/domain/media.ts';
import { comparisonPeriod } from '../../src/domain/period/compared-period.ts';
import type { Split } from '../../src/domain/split.ts';
import type { Interval } from '../../src/domain/time.ts';
import type { StatsAnswer, StatsReport } from '../../src/reports/stats/answer.ts';
import { partName } from '../../src/slack/stats/table.ts';
import type { GoldenCentre } from './golden-centre.ts';
import type { GoldenQuestion } from './golden-questions.ts';
import { comparableLabel, oracleParts } from './oracle-parts.ts';
import { type Fact, figureOf, type StatusTimes, statusTimesOf } from './stats-oracle.ts';

type Figures = Readonly<Record<string, FigureValue>>;

/** All that an answer says in numbers. */
export interface Told {
  readonly scope: Scope;
  readonly figures: Figures;
  /** Nothing where nothing was measured. */
  readonly before: Figures | undefined;
  /** Those that have any figure; in order where they are parts of time. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly label: string;
  readonly figures: Figures;
}

/** @throws Error for an answer that is neither figures nor "no conversations" */
export function toldBy(answer: StatsAnswer): Told | 'no conversations' {
  if (answer.kind === 'nothing') return 'no conversations';
  if (answer.kind !== 'report') throw new Error(`Not answered: ${answer.kind}`);
  return toldByReport(answer);
}

function toldByReport(report: StatsReport): Told {
  const { scope, now, before, split, status } = report;
  const known = status.kind === 'known' ? status : undefined;
  const tell = (ids: readonly FigureId[], sums: MediaSums, status?: StatusSums): Figures =>
    figures(ids, mediaIn(sums), (id, medium) => measure(id, { sums, status }, medium).value);
  return {
    scope,
    figures: tell(FIGURES_OF[scope], now, known?.now),
    before: before && tell(FIGURES_OF[scope], before.sums, known?.before),
    parts: comparable(
      split.by,
      split.parts.map((part) => ({
        label: partName(part),
        figures: tell(figuresOfPart(scope, split.by), part.byMedia),
      })),
    ),
  };
}

/** The same from what happened. Of the answer only its period is taken, and how many of its parts are shown. */
export function expectedOf(
  answer: StatsAnswer,
  golden: GoldenQuestion,
  facts: readonly Fact[],
  { clock, history, organisation }: Pick<GoldenCentre, 'clock' | 'history' | 'organisation'>,
): Told | 'no conversations' | 'some conversations' {
  if (answer.kind !== 'report' && answer.kind !== 'nothing') throw new Error(`Not answered: ${answer.kind}`);
  const { measured, period } = answer;
  const { scope } = golden;
  const tell = (ids: readonly FigureId[], about: readonly Fact[], times?: StatusTimes): Figures =>
    figures(ids, new Set(about.map(({ leg }) => leg.media)), (id, medium) =>
      figureOf(id, medium === undefined ? about : about.filter(({ leg }) => leg.media === medium), times),
    );
  const timesIn = (interval: Interval) =>
    golden.wholePeople ? statusTimesOf(history, golden.people, interval) : undefined;
  const earlier = comparisonPeriod(period).interval;
  const [now, before] = [measured, earlier].map((interval) => factsIn(facts, golden, interval, clock.now));
  if (now === undefined || before === undefined) throw new Error('There are two periods');
  if (now.length === 0) return 'no conversations';
  if (answer.kind === 'nothing') return 'some conversations';
  const { split } = answer;
  const parts = comparable(
    split.by,
    oracleParts(now, split.by, period.timeZone, organisation).map((part) => ({
      label: part.label,
      figures: tell(figuresOfPart(scope, split.by), part.facts),
    })),
  );
  return {
    scope,
    figures: tell(FIGURES_OF[scope], now, timesIn(measured)),
    before: before.length === 0 ? undefined : tell(FIGURES_OF[scope], before, timesIn(earlier)),
    parts: split.more === 0 ? parts : latest(parts, toldByReport(answer).parts.length),
  };
}

/** What counts in an interval, as far as it has happened. */
function factsIn(
  facts: readonly Fact[],
  { isAbout }: GoldenQuestion,
  { start, end }: Interval,
  now: number,
): readonly Fact[] {
  return facts.filter((fact) => fact.at >= start && fact.at < end && fact.at <= now && isAbout(fact));
}

/** Counts over all media, times and rates of each: `aht voice`. What has no value is told by nobody. */
function figures(
  ids: readonly FigureId[],
  media: Iterable<Media>,
  toldFor: (id: FigureId, medium?: Media) => FigureValue,
): Figures {
  const told = ids.flatMap((id) => {
    const apart = mediaRuleOf(FIGURES[id].computation) === 'one-medium';
    const one = (medium?: Media): readonly [string, FigureValue] => [`${id} ${medium ?? ''}`, toldFor(id, medium)];
    return apart ? [...media].map(one) : [one()];
  });
  return Object.fromEntries(told.filter(([, value]) => value.kind !== 'none'));
}

/** Hours, days and weeks in their order, other parts by name: two people may share one, so by their figures as well. */
function comparable(by: Split, parts: readonly Part[]): readonly Part[] {
  const shown = parts
    .map((part) => ({ ...part, label: comparableLabel(by, part.label) }))
    .filter(({ figures: own }) => Object.values(own).some(isSomething));
  const isTime = by === 'hour' || by === 'day' || by === 'week' || by === 'month';
  return isTime ? shown : shown.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function isSomething(value: FigureValue): boolean {
  return value.kind !== 'none' && (value.kind !== 'count' || value.count > 0);
}

function latest(parts: readonly Part[], count: number): readonly Part[] {
  return parts.slice(Math.max(0, parts.length - count));
}
