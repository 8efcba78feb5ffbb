import { formatQuantity } from '../../domain/format.ts';
import type {
  LargeQuestion,
  NothingMeasured,
  StatsAnswer,
  StatsReport,
  TooLargeQuestion,
} from '../../reports/stats/answer.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { code, join, type Line, name, say, strong } from '../kit/say.ts';
import { questionButton, statsButtons } from './buttons.ts';
import { type StatsView, sharedLines, sourceLine, titleOf } from './notes.ts';
import { askedWords } from './verdict.ts';

const MOST_NAMES = 10;

/** Nothing was measured: said in words, with what may be the reason. */
export function nothingMessage(answer: NothingMeasured, view: StatsView): Message {
  return render({
    head: [say`${strong(titleOf(answer))}, ${askedWords(answer)}: ${strong('no conversations')}.`],
    body: [{ kind: 'lines', lines: answer.justBegun ? [say`This period has only just begun.`] : reasonsOf(answer) }],
    notes: [...(answer.justBegun ? [] : [sourceLine(answer, view)]), ...sharedLines(view)],
    ...(view.sharedBy === undefined && { buttons: statsButtons(answer, undefined, view) }),
  });
}

/** Questions that words, a setting or their size keep from being answered. */
export function statsProblemMessage(
  answer: Extract<StatsAnswer, { kind: 'unknown-zone' | 'no-such-skill' | 'several-skills' | 'too-large' }>,
): Message {
  switch (answer.kind) {
    case 'unknown-zone':
      return sentence(
        say`“${name(answer.asked)}” is no time zone that I know. Write it as a region and a city: ${code('tz:Europe/Madrid')}.`,
      );
    case 'no-such-skill':
      return sentence(
        say`There is no routing skill “${name(answer.asked)}” in Genesys Cloud. Write its name as it stands there: ${code('skill "Spanish (spoken)"')}.`,
      );
    case 'several-skills':
      return sentence(
        say`“${name(answer.asked)}” fits several routing skills: ${nameList(answer.candidates)}. Ask again with one of them in quotes.`,
      );
    case 'too-large':
      return tooLargeMessage(answer);
    default:
      return answer satisfies never;
  }
}

/** Said at once, where the question was asked. */
export function largeMessage({ plannedRequests }: LargeQuestion): Message {
  return sentence(
    say`This takes ${requests(plannedRequests)} to Genesys Cloud, so it needs a while: the answer comes as a direct message.`,
  );
}

/** Said in the direct messages, just above the files. */
export function filesMessage(report: StatsReport, files: number): Message {
  const what = files === 1 ? 'The whole answer' : 'The whole answer, and by agent and day';
  return sentence(
    say`${what}: ${strong(titleOf(report))}, ${askedWords(report)}. Times in seconds, rates as parts of 1.`,
  );
}

export function filesSentMessage(): Message {
  return sentence(say`The CSV is in your direct messages with Floorwalker.`);
}

export function noFilesMessage(): Message {
  return sentence(
    say`Floorwalker may not upload files here. Your administrator can give it the scope ${code('files:write')}.`,
  );
}

/** Behind an answer from memory. */
export function notRefreshedMessage(): Message {
  return sentence(say`Genesys Cloud did not give fresher figures: those above are the latest that there are.`);
}

/** The direct message while its answer is being fetched. */
export function progressMessage(done: number, planned: number): Message {
  return sentence(say`Asking Genesys Cloud: ${done} of ${requests(planned)} answered.`);
}

function tooLargeMessage({ plannedRequests, mostRequests, narrower }: TooLargeQuestion): Message {
  const refusal = say`This would take ${requests(plannedRequests)} to Genesys Cloud; more than ${mostRequests} at once would starve everything else that uses its API. Ask about fewer people or a shorter period.`;
  if (narrower === undefined) return sentence(refusal);
  const button = questionButton(narrower, `Ask for ${narrower.period}`);
  return render({
    head: [say`${refusal} The same for ${narrower.period} can be answered.`],
    body: button === undefined ? [] : [button],
  });
}

function reasonsOf({ question, skill, filling }: NothingMeasured): readonly Line[] {
  const filtered = question.media.length > 0 || question.direction !== undefined || skill !== undefined;
  return [
    say`Nothing was finished in this time, or the app’s roles in Genesys Cloud do not cover the division it belongs to.`,
    ...(filtered ? [say`Without the filter there may be some.`] : []),
    ...(filling ? [say`A conversation counts when its after-call work ends.`] : []),
  ];
}

function nameList(names: readonly string[]): Line {
  const shown = join(
    names.slice(0, MOST_NAMES).map((each) => name(each)),
    ', ',
  );
  return names.length > MOST_NAMES ? say`${shown} and ${names.length - MOST_NAMES} more` : shown;
}

function sentence(line: Line): Message {
  return render({ head: [line] });
}

function requests(count: number): string {
  return formatQuantity(count, 'request');
}
