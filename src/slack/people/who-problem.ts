import type { Subject } from '../../domain/access.ts';
import type { PlaceKind } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { KnownName, Target } from '../../domain/question.ts';
import type { Candidate, WhoProblem } from '../../reports/people/who.ts';
import type { Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render, sentence } from '../kit/render.ts';
import { code, join, type Line, mention, name, quoted, say } from '../kit/say.ts';
import { refusalMessage } from './access.ts';

export interface WhoProblemView {
  readonly asker: Pick<Asker, 'kind'>;
  readonly about: Subject;
  /** What it was typed behind, where that is none of the two questions. */
  readonly command?: string | undefined;
  /** The button that asks again about the one who was chosen; without it a list is only read. */
  readonly pick?: ((target: Target) => PickButton | undefined) | undefined;
}

export interface PickButton {
  /** Each button of a list adds its number behind a colon. */
  readonly actionId: string;
  readonly value: string;
}

/** The targets of a question with the one that was chosen in the place of the words that fit several; the others stay. */
export function chosen(who: readonly Target[], problem: WhoProblem, target: Target): readonly Target[] {
  if (!('words' in problem)) return who;
  const isMeant = (asked: Target) => {
    if ('place' in problem && asked.kind !== problem.place) return false;
    return ('name' in asked ? asked.name : asked.kind === 'email' ? asked.email : undefined) === problem.words;
  };
  return who.map((asked) => (isMeant(asked) ? target : asked));
}

const COMMANDS = { live: '/agent-live', stats: '/agent-stats' } as const satisfies Record<Subject, string>;

/** Why a question is about nobody, and what to type instead. */
export function whoProblemMessage(problem: WhoProblem, view: WhoProblemView): Message {
  const command = view.command ?? COMMANDS[view.about];
  switch (problem.kind) {
    case 'nobody-named':
      return sentence(
        say`Say whom you mean: \`${command} @ana\`, \`${command} team\` or \`${command} queue Billing\`.`,
      );
    case 'too-many-named':
      return sentence(
        say`A question names at most ${String(problem.most)}, and this one names ${String(problem.named)}. Ask about a team, a queue or a group: \`${command} team "Sales"\`.`,
      );
    case 'no-such-agent':
      return misspelt(
        say`Nobody whom you may see is called ${quoted(problem.words)} in Genesys Cloud.`,
        problem.near,
        say`Check the spelling, or pick the person from the menu that opens when you type @.`,
        view,
      );
    case 'several-agents':
      return agentsToPick(problem, view);
    case 'not-in-genesys':
      return sentence(
        say`Nobody in Genesys Cloud has the email address of ${mention(problem.slackUserId)}. If theirs is another one there, ask by name: \`${command} "Ana López"\`. Your administrator can link them (\`IDENTITY_LINKS\`).`,
      );
    case 'inactive':
      return sentence(inactive(problem, view.about));
    case 'not-allowed': {
      const whom = problem.slackUserId === undefined ? undefined : mention(problem.slackUserId);
      return refusalMessage(problem.decision, { asker: view.asker, about: view.about, whom });
    }
    case 'agent-gone':
      return sentence(
        say`This person is no longer in Genesys Cloud, or you may no longer see them. Ask again by name: \`${command} "Ana López"\`.`,
      );
    case 'no-such-place':
      return misspelt(
        say`There is no ${problem.place} called ${quoted(problem.words)} of which I may tell you anything.`,
        problem.near,
        say`Check the spelling; for a longer name use quotes: ${code(`${command} ${EXAMPLES[problem.place]}`)}.`,
        view,
      );
    case 'several-places':
      return placesToPick(problem, view);
    case 'nobody-there':
      return sentence(nobodyThere(problem.place, problem.name, command));
    default:
      return problem satisfies never;
  }
}

const EXAMPLES: Readonly<Record<PlaceKind, string>> = {
  queue: 'queue "Billing EU"',
  team: 'team "Sales"',
  group: 'group "Tier 2"',
};

/** Names that were probably meant to choose from; without any, what else to do. */
function misspelt(what: Line, near: readonly KnownName[] = [], otherwise: Line, view: WhoProblemView): Message {
  if (near.length === 0) return sentence(join([what, otherwise], ' '));
  const choices = near.map(
    ({ kind, id, name: called }): Choice => ({
      called,
      line: name(called),
      target: kind === 'agent' ? { kind, agentId: id } : { kind, name: called, id },
    }),
  );
  return pickList(say`${what} Did you mean ${near.length === 1 ? 'this one' : 'one of these'}?`, choices, 0, view);
}

function inactive(who: Extract<WhoProblem, { kind: 'inactive' }>, about: Subject): Line {
  const what = about === 'live' ? 'so there is no live status' : 'so their statistics are not shown';
  return say`${name(who.name)} is ${who.state} in Genesys Cloud, ${what}. If they work there, ask your Genesys administrator to activate them.`;
}

function nobodyThere(place: PlaceKind | 'my-team', called: string | undefined, command: string): Line {
  return place === 'my-team'
    ? say`Nobody whom you may see reports to you in Genesys Cloud. If somebody should, ask your Genesys administrator to set their manager. You can ask about yourself (\`${command} me\`), a team (\`${command} team "Sales"\`) or a queue (\`${command} queue Billing\`).`
    : say`There is nobody in the ${place} ${name(called ?? '')} whom you may see.`;
}

interface Choice {
  /** Tells it apart from the others. */
  readonly line: Line;
  readonly called: string;
  readonly target: Target;
}

function agentsToPick(problem: Extract<WhoProblem, { kind: 'several-agents' }>, view: WhoProblemView): Message {
  const choices = problem.candidates.map(
    ({ id, name: called, title, division }: Candidate): Choice => ({
      called,
      line: join([name(called), ...[title ?? [], division?.name ?? []].flat().map((each) => name(each, 40))], ' · '),
      target: { kind: 'agent', agentId: id },
    }),
  );
  const asked = problem.slackUserId === undefined ? quoted(problem.words) : mention(problem.slackUserId);
  return pickList(say`${asked} fits several people. Whom do you mean?`, choices, problem.more, view);
}

function placesToPick(problem: Extract<WhoProblem, { kind: 'several-places' }>, view: WhoProblemView): Message {
  const choices = problem.candidates.map(
    ({ id, name: called }): Choice => ({
      called,
      line: name(called),
      target: { kind: problem.place, name: called, id },
    }),
  );
  const question = say`${quoted(problem.words)} fits several ${problem.place}s. Which one do you mean?`;
  return pickList(question, choices, problem.more, view);
}

function pickList(question: Line, choices: readonly Choice[], more: number, { pick }: WhoProblemView): Message {
  return render({
    head: [question],
    body: choices.map(({ line, called, target }, nth): Part => {
      const picked = pick?.(target);
      if (picked === undefined) return { kind: 'lines', lines: [line] };
      const { actionId, value } = picked;
      return {
        kind: 'row',
        lines: [line],
        button: { action: `${actionId}:${nth}`, label: 'Choose', about: called, value },
      };
    }),
    ...(more > 0 && { notes: [say`${more} more fit: type more of the name.`] }),
  });
}
