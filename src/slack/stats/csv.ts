import { type MediaSums, mediaIn } from '../../domain/figures/agent-stats.ts';
import { numberOf } from '../../domain/figures/comparison.ts';
import { mediaRuleOf, type Scope, unitOf } from '../../domain/figures/figure.ts';
import { measure } from '../../domain/figures/measured.ts';
import { FIGURES, type FigureId, figuresOfPart } from '../../domain/figures/metrics.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { Split } from '../../domain/split.ts';
import type { AgentDay, StatsReport } from '../../reports/stats/answer.ts';
import type { NamedFile } from '../files.ts';
import { aboutWords } from '../kit/about.ts';
import { partName } from './table.ts';

/** So that spreadsheets read names with accents. */
const BYTE_ORDER_MARK = '\uFEFF';

const UNITS = { count: 'count', duration: 'seconds', rate: 'share of 1' } as const;

/** The whole answer as files: as it is split, and day by day for each agent where there are several. */
export function csvFiles(report: StatsReport, days: readonly AgentDay[]): readonly NamedFile[] {
  const { split, scope, period } = report;
  const named = (by: string) => `${fileName(`${aboutWords(report.about)} ${period.label}`)}-by-${by}.csv`;
  const parts = split.parts.map((part) => ({ names: [partName(part)], byMedia: part.byMedia }));
  const each = days.map(({ day, agent, byMedia }) => ({ names: [day, agent], byMedia }));
  return [
    { name: named(split.by), content: csv([split.by], figuresFor(scope, split.by), parts) },
    ...(each.length === 0
      ? []
      : [{ name: named('agent-and-day'), content: csv(['day', 'agent'], figuresFor('agents', 'agent'), each) }]),
  ];
}

interface Row {
  readonly names: readonly string[];
  readonly byMedia: MediaSums;
}

/** A row for each medium of each part: no number in it is a blend. */
function csv(heads: readonly string[], figures: readonly FigureId[], rows: readonly Row[]): string {
  const head = [
    ...heads,
    'medium',
    ...figures.map((id) => `${FIGURES[id].label} (${UNITS[unitOf(FIGURES[id].computation)]})`),
  ];
  const lines = rows.flatMap(({ names, byMedia }) => {
    const media = mediaIn(byMedia);
    if (media.length === 0) return [[...names, '', ...figures.map(() => '')]];
    return media.map((medium) => [
      ...names,
      mediaLabel(medium),
      ...figures.map((id) => {
        const { value } = measure(id, { sums: { [medium]: byMedia[medium] } }, medium);
        if (value.kind === 'none') return '';
        return String(unitOf(FIGURES[id].computation) === 'duration' ? numberOf(value) / 1000 : numberOf(value));
      }),
    ]);
  });
  return `${BYTE_ORDER_MARK}${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function figuresFor(scope: Scope, by: Split): readonly FigureId[] {
  return figuresOfPart(scope, by).filter((id) => mediaRuleOf(FIGURES[id].computation) !== 'people');
}

/** What a spreadsheet would take for a formula is made words; quotes and commas stay inside their cell. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** @example fileName('queue Billing EU last week · 9–15 Nov 2026') //=> 'queue-billing-eu-last-week-9-15-nov-2026' */
function fileName(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-+|-+$/g, '').slice(0, 80) || 'answer';
}
