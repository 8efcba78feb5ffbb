import type { Scope } from '../../domain/figures/figure.ts';
import type { FigureId } from '../../domain/figures/metrics.ts';
import type { StatsQuestion } from '../../domain/question.ts';
import type { Split } from '../../domain/split.ts';
import type { Provenance } from '../../reports/stats/answer.ts';
import { aboutWords } from '../kit/about.ts';
import type { Button, Buttons, Option, Part } from '../kit/card.ts';
import { plainName } from '../kit/names.ts';
import { encodeStatsQuestion, pinned } from '../kit/question.ts';
import { shareButton } from '../kit/sharing.ts';
import { namedFigures } from './definitions.ts';
import type { StatsView } from './notes.ts';

/** A day has 25 hours when the clock is set back. */
const LONGEST_DAY_MS = 25 * 3_600_000;
/** Hours of more days than these are not read. */
const MOST_DAYS_BY_HOUR = 8;
const DAY_MS = 86_400_000;

const SPLIT_LABELS: Readonly<Record<Split, string>> = {
  'half-hour': 'By half-hour',
  hour: 'By hour',
  day: 'By day',
  week: 'By week',
  month: 'By month',
  agent: 'By agent',
  queue: 'By queue',
  media: 'By media',
  wrapup: 'By wrap-up',
  direction: 'By direction',
};

/**
 * The buttons under an answer about measured history: the likeliest next questions, and the rest behind `⋯`. Each acts on
 * the question as it is shown, pinned to its period.
 *
 * @param by how the answer is split; nothing when there was nothing to split
 */
export function statsButtons(answer: Provenance, by: Split | undefined, view: StatsView): Buttons | undefined {
  const value = encodeStatsQuestion(pinned(answer.question, answer.period));
  if (value === undefined) return undefined;
  const about = plainName(aboutWords(answer.about), 40);
  const [first, second, third] = by === undefined ? [] : otherSplits(answer, by);
  const splits = [first, second].filter((split) => split !== undefined);
  const row: readonly Button[] = splits.map((split, index) => ({
    ...splitOption(split),
    about,
    value,
    ...(index === 0 && { style: 'primary' }),
  }));
  const options: readonly Option[] = [
    { label: `Previous ${unitName(answer)}`, action: 'stats_before' },
    ...(third === undefined ? [] : [splitOption(third)]),
    { label: 'Refresh', action: 'stats_refresh' },
    ...(by === undefined ? [] : [{ label: 'Details', action: 'stats_details' }]),
    ...(by !== undefined && view.files === true ? [{ label: 'CSV', action: 'stats_csv' }] : []),
  ];
  const { sharing } = view;
  const share =
    by === undefined || sharing === 'nowhere' ? [] : [shareButton('stats_share', { value, about, sharing })];
  return { row: [...row, ...share], more: { value, about, options } };
}

/** The only button of a copy in a channel: it tells nothing about anybody. */
export function definitionsOnly(figures: readonly FigureId[]): Buttons {
  return { row: [{ action: 'stats_definitions', label: 'What does this mean?', value: namedFigures(figures) }] };
}

/** A button that asks a question. */
export function questionButton(question: StatsQuestion, label: string): Part | undefined {
  const value = encodeStatsQuestion(question);
  return value === undefined
    ? undefined
    : { kind: 'choice', buttons: [{ action: 'stats_ask', label, value, about: question.period }] };
}

function splitOption(split: Split): { readonly label: string; readonly action: string } {
  return { label: SPLIT_LABELS[split], action: `stats_by:${split}` };
}

/** The splits that tell something else than the one shown, the likeliest first. */
function otherSplits(answer: Provenance, by: Split): readonly Split[] {
  return [timeSplit(answer, by), ...groupsOf(answer)].filter((split) => split !== by);
}

/** Time in a unit that is not shown yet. */
function timeSplit({ measured }: Provenance, by: Split): Split {
  const length = measured.end - measured.start;
  if (length <= LONGEST_DAY_MS) return 'hour';
  if (by !== 'day') return 'day';
  return length <= MOST_DAYS_BY_HOUR * DAY_MS ? 'hour' : 'week';
}

function groupsOf({
  scope,
  people,
}: {
  readonly scope: Scope;
  readonly people?: number | undefined;
}): readonly Split[] {
  if (scope === 'queue') return ['agent', 'media', 'wrapup'];
  return people === 1 ? ['queue', 'media', 'wrapup'] : ['agent', 'queue', 'media'];
}

function unitName({ period: { unit } }: Provenance): string {
  return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'quarter' || unit === 'year'
    ? unit
    : 'period';
}
