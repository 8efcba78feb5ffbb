import { formatDuration, formatQuantity } from '../../domain/format.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import type { EndedAnswer, WaitingAnswer } from '../../reports/live/answer.ts';
import { fittingLines } from '../kit/lines.ts';
import type { Message } from '../kit/message.ts';
import { plainName, shownName } from '../kit/names.ts';
import { section, sections, smallPrint } from '../kit/paragraphs.ts';
import { buttons, missingLines, sharedLines } from './buttons.ts';
import { forBlocks, forText, freshness, type LiveView, type Telling } from './telling.ts';
import { filterWords, mediaWords } from './words.ts';

const MOST_LISTED = 30;

/** What somebody finished in the last hour: the one live question that Analytics answers. */
export function endedMessage(answer: EndedAnswer, view: LiveView): Message {
  const tell = (telling: Telling) => ({
    head: endedHead(answer, telling),
    lines: answer.conversations.slice(0, MOST_LISTED).map((each) => endedLine(each, telling)),
    notes: [
      ...(answer.conversations.length > MOST_LISTED
        ? [`${answer.conversations.length - MOST_LISTED} more are not listed here.`]
        : []),
      ...missingLines(answer.missing),
    ],
    source: [endedSource(answer, view, telling), ...sharedLines(view)],
  });
  const shown = tell(forBlocks(view, answer));
  const spoken = tell(forText(view, answer));
  return {
    text: fittingLines([spoken.head, ...spoken.notes, ...spoken.source, ...spoken.lines]),
    blocks: [
      section(shown.head),
      ...sections(shown.lines),
      ...smallPrint(shown.notes),
      ...smallPrint(shown.source),
      ...buttons({
        actions: ['live_refresh', 'live_stats_today', 'live_share'],
        question: answer.question,
        whose: plainName(answer.agent.name),
        view,
      }),
    ],
  };
}

function endedHead({ agent, conversations, question }: EndedAnswer, telling: Telling): string {
  const media = filterWords({ media: question.media, states: [] });
  const what = formatQuantity(conversations.length, 'conversation');
  const count = conversations.length === 0 ? 'no conversation' : what;
  return `${telling.strong(shownName(agent.name))} finished ${count}${media === undefined ? '' : ` (${media})`} in the last hour.`;
}

function endedLine(ended: EndedAnswer['conversations'][number], telling: Telling): string {
  const { queue, startedAt, endedAt, wrapUps } = ended;
  return [
    `Ended ${telling.time(endedAt)}`,
    telling.strong(mediaWords(ended)),
    ...(queue === undefined ? [] : [shownName(queue.name, 40)]),
    `lasted ${formatDuration(Math.max(0, endedAt - startedAt))}`,
    ...(wrapUps.length === 0 ? [] : [`wrap-up ${wrapUps.map((each) => shownName(each, 40)).join(', ')}`]),
  ].join(' · ');
}

function endedSource(answer: EndedAnswer, { now }: LiveView, telling: Telling): string {
  const { start, end } = answer.within;
  const asked = `${shownName(answer.agent.name)} · ${filterWords(answer.question) ?? 'closed'}`;
  return `Asked: ${asked} · Genesys Cloud Analytics (conversation details) · ${telling.time(start)} to ${telling.time(end)} · ${freshness(telling, answer, now)} · Analytics may not have the last minutes yet`;
}

/** How many wait in a queue. */
export function waitingMessage(answer: WaitingAnswer, view: LiveView): Message {
  const { queue, question } = answer;
  const tell = (telling: Telling) => ({
    head: waitingHead(answer, telling),
    source: [
      `Asked: queue ${shownName(queue.name)} · ${filterWords(question) ?? 'waiting'} · Genesys Cloud live state (queue observations) · ${freshness(telling, answer, view.now)}`,
      ...sharedLines(view),
    ],
  });
  const shown = tell(forBlocks(view, answer));
  const spoken = tell(forText(view, answer));
  return {
    text: fittingLines([spoken.head, ...spoken.source]),
    blocks: [
      section(shown.head),
      ...smallPrint(shown.source),
      ...buttons({
        actions: ['live_refresh', 'live_stats_today', 'live_share'],
        question,
        whose: `queue ${plainName(queue.name)}`,
        view,
      }),
    ],
  };
}

function waitingHead({ queue, waiting }: WaitingAnswer, telling: Telling): string {
  const where = `queue ${telling.strong(shownName(queue.name))}`;
  const some = waiting.filter(({ count }) => count > 0);
  const total = some.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return `Nobody is waiting in ${where}.`;
  const split = some.map(({ media, count }) => `${count} ${mediaLabel(media).toLowerCase()}`).join(', ');
  return `${formatQuantity(total, 'conversation')} ${total === 1 ? 'waits' : 'wait'} in ${where}: ${split}.`;
}
