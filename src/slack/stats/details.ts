import { mediaIn } from '../../domain/figures/agent-stats.ts';
import { type ComparedFigure, changeInWords, compare } from '../../domain/figures/comparison.ts';
import { mediaRuleOf } from '../../domain/figures/figure.ts';
import { figureInWords, targetOf } from '../../domain/figures/figure-text.ts';
import { FIGURES, FIGURES_OF, type FigureId } from '../../domain/figures/metrics.ts';
import type { Media } from '../../domain/media.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { Provenance, StatsReport } from '../../reports/stats/answer.ts';
import type { Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { clock } from '../kit/mrkdwn.ts';
import { render } from '../kit/render.ts';
import { join, type Line, moment, say, strong } from '../kit/say.ts';
import { tableLines } from '../kit/text.ts';
import { definitionParts } from './definitions.ts';
import { periodsOf, shownFigures, statsCard } from './message.ts';
import type { StatsView } from './notes.ts';

/**
 * All that an answer rests on: every figure of every medium, its rows as text, what exactly was measured and compared,
 * and what the figures that it shows mean.
 */
export function detailsMessage(report: StatsReport, view: StatsView): Message {
  const { head, table } = statsCard(report, view);
  const rows: readonly Part[] = table === undefined ? [] : [{ kind: 'lines', lines: tableLines(table) }];
  return render({
    head,
    body: [
      { kind: 'lines', lines: figureLines(report) },
      { kind: 'small', lines: provenanceLines(report, view) },
      { kind: 'title', title: 'What these figures mean' },
      ...definitionParts(shownFigures(report)),
      ...(rows.length === 0 ? [] : [{ kind: 'title', title: 'The rows' } as const, ...rows]),
    ],
  });
}

/** Every figure of the scope: counts over all media, and then medium by medium what may not be blended. */
function figureLines(report: StatsReport): readonly Line[] {
  const { now, before } = periodsOf(report);
  const isOf = (rule: 'one-medium' | 'others') => (id: FigureId) =>
    (mediaRuleOf(FIGURES[id].computation) === 'one-medium') === (rule === 'one-medium');
  const ids = FIGURES_OF[report.scope];
  const told = (figures: readonly FigureId[], medium?: Media) =>
    figures.map((id) => compare(id, now, before, medium)).filter(({ value }) => value.kind !== 'none');
  return [
    lineOf('All media', told(ids.filter(isOf('others')))),
    ...mediaIn(now.sums).map((medium) => lineOf(mediaLabel(medium), told(ids.filter(isOf('one-medium')), medium))),
  ].filter((line) => line !== undefined);
}

function lineOf(whose: string, figures: readonly ComparedFigure[]): Line | undefined {
  if (figures.length === 0) return undefined;
  return say`${strong(whose)}: ${join(figures.map(figureWords), ' · ')}`;
}

function figureWords({ figure, value, change }: ComparedFigure): string {
  const target = targetOf(value);
  const changed = change === undefined || change.direction === 'same' ? '' : `, ${changeInWords(change)}`;
  return `${FIGURES[figure].label} ${figureInWords(value)}${target === undefined ? '' : `, target ${target}`}${changed}`;
}

/** Which API said so, about which interval, compared with what, and how fresh it is. */
export function provenanceLines(
  answer: Provenance & Partial<Pick<StatsReport, 'before' | 'status'>>,
  view: StatsView,
): readonly Line[] {
  const { measured, period, asOf, cached, before, status, filling } = answer;
  const ends = [measured.start, measured.end].map((at) => clock(at, period.timeZone, 'day-and-time')).join(' – ');
  const api = status?.kind === 'known' ? 'conversation and user aggregates' : 'conversation aggregates';
  return [
    say`Measured: ${ends} (${period.timeZone}), as of ${moment(asOf, view.timeZone)}, ${cached ? 'from memory' : 'fresh'}.`,
    say`Source: Genesys Cloud Analytics (${api}).`,
    before === undefined
      ? say`Not compared: no conversations in the period before.`
      : say`Compared with ${before.period.label}.`,
    ...(filling ? [say`Still filling: a conversation counts when its after-call work ends.`] : []),
  ];
}
