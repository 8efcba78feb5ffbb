import type { types } from '@slack/bolt';
import type { Scope } from '../../domain/figures/figure.ts';
import { previousPeriod } from '../../domain/period/compared-period.ts';
import { periodWords } from '../../domain/period/period.ts';
import type { Split, StatsQuestion } from '../../domain/question.ts';
import type { Provenance } from '../../reports/stats/answer.ts';
import { type Block, clip, LIMITS } from '../kit/message.ts';
import { plainName } from '../kit/names.ts';
import { encodeStatsQuestion, pinned } from '../kit/stats-question.ts';

type Button = types.Button;

/** More than these, and the other buttons are out of sight on a phone. */
const MOST_SPLITS = 3;
/** A day has 25 hours when the clock is set back. */
const LONGEST_DAY_MS = 25 * 3_600_000;

const SPLIT_LABELS: Readonly<Record<Split, string>> = {
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
 * The buttons under an answer about measured history. Each carries the question that it asks, pinned to the period
 * that is shown.
 *
 * @param by how the answer is split; nothing when there was nothing to split
 */
export function statsButtons(answer: Provenance, by: Split | undefined): readonly Block[] {
  const question = pinned(answer.question, answer.period);
  const about = plainName(answer.about, 40);
  const before = { ...question, period: periodWords(previousPeriod(answer.period)) };
  const elements = [
    button('stats_previous', 'Previous period', before, about),
    ...(by === undefined ? [] : otherSplits(answer, by)).map((split) =>
      button(`stats_by:${split}`, SPLIT_LABELS[split], { ...question, by: split }, about),
    ),
    button('stats_refresh', 'Refresh', question, about),
    ...(by === undefined ? [] : [shareButton(question, about), definitionsButton(answer.scope)]),
  ].filter((element) => element !== undefined);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** The only button of a copy in a channel: it tells nothing about anybody. */
export function definitionsOnly(scope: Scope): readonly Block[] {
  return [{ type: 'actions', elements: [definitionsButton(scope)] }];
}

/** A button that asks a question. */
export function questionButton(question: StatsQuestion, label: string): readonly Block[] {
  const element = button('stats_ask', label, question, question.period);
  return element === undefined ? [] : [{ type: 'actions', elements: [element] }];
}

/** The splits that tell something else than the one shown. */
function otherSplits({ scope, people, measured }: Provenance, by: Split): readonly Split[] {
  const time: Split = measured.end - measured.start > LONGEST_DAY_MS ? 'day' : 'hour';
  return [time, ...groupsOf(scope, people)].filter((split) => split !== by).slice(0, MOST_SPLITS);
}

function groupsOf(scope: Scope, people: number | undefined): readonly Split[] {
  if (scope === 'queue') return ['agent', 'media', 'wrapup'];
  return people === 1 ? ['queue', 'media', 'wrapup'] : ['agent', 'queue', 'media'];
}

function button(actionId: string, label: string, question: StatsQuestion, about: string): Button | undefined {
  const value = encodeStatsQuestion(question);
  if (value === undefined) return undefined;
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label },
    accessibility_label: clip(`${label}: ${about}`, LIMITS.buttonText),
    value,
  };
}

function shareButton(question: StatsQuestion, about: string): Button | undefined {
  const share = button('stats_share', 'Share to channel', question, about);
  if (share === undefined) return undefined;
  return {
    ...share,
    confirm: {
      title: { type: 'plain_text', text: 'Share to channel?' },
      text: {
        type: 'plain_text',
        text: `Everybody in this channel will see these figures about ${about}, and your name.`,
      },
      confirm: { type: 'plain_text', text: 'Share' },
      deny: { type: 'plain_text', text: 'Cancel' },
    },
  };
}

function definitionsButton(scope: Scope): Button {
  return {
    type: 'button',
    action_id: 'stats_definitions',
    text: { type: 'plain_text', text: 'What does this mean?' },
    value: scope,
  };
}
