import type { Subject } from '../../domain/access.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Target } from '../../domain/question.ts';
import type { Candidate, Place, WhoProblem } from '../../reports/people/who.ts';
import { sentenceMessage } from '../kit/failure.ts';
import { fittingLines } from '../kit/lines.ts';
import { type Block, clip, escapeText, LIMITS, type Message } from '../kit/message.ts';
import { shownName } from '../kit/names.ts';
import { smallPrint } from '../kit/paragraphs.ts';
import { refusalMessage } from './access.ts';

export interface WhoProblemView {
  readonly asker: Pick<Asker, 'kind'>;
  readonly about: Subject;
  /** The button that asks again about the one who was chosen; without it a list is only read. */
  readonly pick?: ((target: Target) => PickButton | undefined) | undefined;
}

export interface PickButton {
  /** Each button of a list adds its number behind a colon. */
  readonly actionId: string;
  readonly value: string;
}

const COMMANDS = { live: '/agent-live', stats: '/agent-stats' } as const satisfies Record<Subject, string>;

/** Why a question is about nobody, and what to type instead. */
export function whoProblemMessage(problem: WhoProblem, view: WhoProblemView): Message {
  const command = COMMANDS[view.about];
  switch (problem.kind) {
    case 'nobody-named':
      return sentenceMessage(
        `Say whom you mean: \`${command} @ana\`, \`${command} team\` or \`${command} queue Billing\`.`,
      );
    case 'no-such-agent':
      return sentenceMessage(
        `Nobody whom you may see is called ${quoted(problem.words)} in Genesys Cloud. Check the spelling, or pick the person from the menu that opens when you type @.`,
      );
    case 'several-agents':
      return agentsToPick(problem, view);
    case 'not-in-genesys':
      return sentenceMessage(
        `Nobody in Genesys Cloud has the email address of ${mention(problem.slackUserId)}. If theirs is another one there, ask by name: \`${command} "Ana López"\`. Your administrator can link them (\`IDENTITY_LINKS\`).`,
      );
    case 'inactive':
      return sentenceMessage(inactive(problem, view.about));
    case 'not-allowed': {
      const whom = problem.slackUserId === undefined ? undefined : mention(problem.slackUserId);
      return refusalMessage(problem.decision, { asker: view.asker, about: view.about, whom });
    }
    case 'agent-gone':
      return sentenceMessage(
        `This person is no longer in Genesys Cloud, or you may no longer see them. Ask again by name: \`${command} "Ana López"\`.`,
      );
    case 'no-such-place':
      return sentenceMessage(
        `There is no ${problem.place} called ${quoted(problem.words)} in Genesys Cloud that this app can see. Check the spelling; for a longer name use quotes: \`${command} ${problem.place} "Billing EU"\`.`,
      );
    case 'several-places':
      return placesToPick(problem, view);
    case 'nobody-there':
      return sentenceMessage(nobodyThere(problem.place, problem.name));
    default:
      return problem satisfies never;
  }
}

function inactive(
  { name, state }: { readonly name: string; readonly state: 'inactive' | 'deleted' },
  about: Subject,
): string {
  const what = about === 'live' ? 'so there is no live status' : 'so their statistics are not shown';
  return `${shownName(name)} is ${state} in Genesys Cloud, ${what}. If they work there, ask your Genesys administrator to activate them.`;
}

function nobodyThere(place: Place | 'my-team', name: string | undefined): string {
  return place === 'my-team'
    ? 'Nobody whom you may see reports to you in Genesys Cloud. If somebody should, ask your Genesys administrator to set their manager.'
    : `There is nobody in the ${place} ${shownName(name ?? '')} whom you may see.`;
}

/** The person by their name in Slack; a message that only the asker sees does not notify them. */
function mention(slackUserId: string): string {
  return `<@${escapeText(slackUserId)}>`;
}

function quoted(words: string): string {
  return `“${shownName(words, 80)}”`;
}

interface Choice {
  readonly title: string;
  readonly details: readonly string[];
  readonly target: Target;
}

function agentsToPick(problem: Extract<WhoProblem, { kind: 'several-agents' }>, view: WhoProblemView): Message {
  const choices = problem.candidates.map(
    ({ id, name, title, division }: Candidate): Choice => ({
      title: name,
      details: [title ?? [], division?.name ?? []].flat(),
      target: { kind: 'agent', agentId: id },
    }),
  );
  const asked = problem.slackUserId === undefined ? quoted(problem.words) : mention(problem.slackUserId);
  return pickList(`${asked} fits several people. Whom do you mean?`, choices, problem.more, view);
}

function placesToPick(problem: Extract<WhoProblem, { kind: 'several-places' }>, view: WhoProblemView): Message {
  const choices = problem.candidates.map(
    ({ name }): Choice => ({ title: name, details: [], target: { kind: problem.place, name } }),
  );
  return pickList(
    `${quoted(problem.words)} fits several ${problem.place}s. Which one do you mean?`,
    choices,
    problem.more,
    view,
  );
}

function pickList(question: string, choices: readonly Choice[], more: number, { pick }: WhoProblemView): Message {
  const lines = choices.map(({ title, details }) =>
    [shownName(title), ...details.map((each) => shownName(each, 40))].join(' · '),
  );
  const rest = more > 0 ? [`${more} more fit: type more of the name.`] : [];
  return {
    text: fittingLines([question, ...rest, ...lines]),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: question, verbatim: true } },
      ...choices.map((choice, nth) => choiceBlock(choice, lines[nth] ?? '', nth, pick?.(choice.target))),
      ...smallPrint(rest),
    ],
  };
}

function choiceBlock({ title }: Choice, line: string, nth: number, picked: PickButton | undefined): Block {
  const text = { type: 'mrkdwn', text: line, verbatim: true } as const;
  if (picked === undefined) return { type: 'section', text };
  return {
    type: 'section',
    text,
    accessory: {
      type: 'button',
      action_id: `${picked.actionId}:${nth}`,
      text: { type: 'plain_text', text: 'Choose' },
      accessibility_label: clip(`Choose ${title}`, LIMITS.buttonText),
      value: picked.value,
    },
  };
}
