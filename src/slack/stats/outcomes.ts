import { formatQuantity } from '../../domain/format.ts';
import type { LargeQuestion, NothingMeasured, StatsAnswer, TooLargeQuestion } from '../../reports/stats/answer.ts';
import { sentenceMessage } from '../kit/failure.ts';
import { escapeText, type Message } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';
import { section, smallPrint } from '../kit/paragraphs.ts';
import { questionButton, statsButtons } from './buttons.ts';
import { askedFor, fillingNote, inBlocks, inText, provenanceLine, type StatsView, sharedLines } from './notes.ts';

/** Nothing was measured: said in words, with what may be the reason. */
export function nothingMessage(answer: NothingMeasured, view: StatsView): Message {
  const about = shownName(answer.about, 120);
  const asked = askedFor(answer);
  const reasons = answer.justBegun ? ['This period has only just begun.'] : reasonsOf(answer);
  const source = (time: (at: number) => string) =>
    answer.justBegun ? [] : [provenanceLine(answer, 'not-asked', time, view.now)];
  return {
    text: [`No conversations: ${about}, ${asked}`, ...reasons, ...source(inText(view)), ...sharedLines(view)].join(
      '\n',
    ),
    blocks: [
      section(`*No conversations* · ${about} · ${asked}`),
      section(reasons.join(' ')),
      ...smallPrint([...source(inBlocks(view)), ...sharedLines(view)]),
      ...(view.sharedBy === undefined ? statsButtons(answer, undefined) : []),
    ],
  };
}

/** Questions that words, a setting or their size keep from being answered. */
export function statsProblemMessage(
  answer: Extract<StatsAnswer, { kind: 'unknown-zone' | 'no-such-skill' | 'several-skills' | 'too-large' }>,
): Message {
  switch (answer.kind) {
    case 'unknown-zone':
      return sentenceMessage(
        `“${shownName(answer.asked)}” is no time zone that I know. Write it as a region and a city: \`tz:Europe/Madrid\`.`,
      );
    case 'no-such-skill':
      return sentenceMessage(
        `There is no routing skill “${shownName(answer.asked)}” in Genesys Cloud. Write its name as it stands there: \`skill "Spanish (spoken)"\`.`,
      );
    case 'several-skills':
      return sentenceMessage(
        `“${shownName(answer.asked)}” fits several routing skills: ${skillList(answer.candidates)}. Ask again with one of them in quotes.`,
      );
    case 'too-large':
      return tooLargeMessage(answer);
    default:
      return answer satisfies never;
  }
}

/** Said at once, where the question was asked. */
export function largeMessage({ plannedRequests }: LargeQuestion): Message {
  return sentenceMessage(
    `This takes ${requests(plannedRequests)} to Genesys Cloud, so it needs a while: the answer comes as a direct message.`,
  );
}

/** Behind an answer from memory. */
export function notRefreshedMessage(): Message {
  return sentenceMessage('Genesys Cloud did not give fresher figures: those above are the latest that there are.');
}

/** The direct message while its answer is being fetched. */
export function progressMessage(done: number, planned: number): Message {
  return sentenceMessage(`Asking Genesys Cloud: ${done} of ${requests(planned)} answered.`);
}

function tooLargeMessage({ plannedRequests, mostRequests, narrower }: TooLargeQuestion): Message {
  const sentence = `This would take ${requests(plannedRequests)} to Genesys Cloud; more than ${mostRequests} at once would starve everything else that uses its API. Ask about fewer people or a shorter period.`;
  if (narrower === undefined) return sentenceMessage(sentence);
  const proposal = `${sentence} The same for ${escapeText(narrower.period)} can be answered.`;
  return { text: proposal, blocks: [section(proposal), ...questionButton(narrower, `Ask for ${narrower.period}`)] };
}

function reasonsOf(answer: NothingMeasured): readonly string[] {
  const { question, skill } = answer;
  const filtered = question.media.length > 0 || question.direction !== undefined || skill !== undefined;
  const filling = fillingNote(answer);
  return [
    'Nothing was finished in this time, or the app’s roles in Genesys Cloud do not cover the division it belongs to.',
    ...(filtered ? ['Without the filter there may be some.'] : []),
    ...(filling === undefined ? [] : [filling]),
  ];
}

function skillList(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => shownName(name));
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

function requests(count: number): string {
  return formatQuantity(count, 'request');
}
