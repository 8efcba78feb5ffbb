import type { Decision, Policy, Reach, Subject } from '../../domain/access.ts';
import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Instant } from '../../domain/time.ts';
import type { Part } from '../kit/card.ts';
import { channel, code, join, type Line, mention, say, shortened } from '../kit/say.ts';
import { whoamiLine } from '../people/access.ts';
import { type ListedSchedule, noSchedules, scheduleParts } from '../summary/list.ts';
import { quickQuestions } from '../words/help.ts';
import { decoded, tokensOf } from '../words/tokens.ts';
import type { RecentQuestion } from './recent.ts';

export interface HomeFacts {
  readonly asker: Asker;
  /** Absent when Genesys Cloud did not say. */
  readonly known:
    | {
        readonly self: { readonly agent: Agent } | { readonly refused: Decision };
        readonly reach: Readonly<Record<Subject, Reach>>;
      }
    | undefined;
  readonly policy: Policy;
  readonly reachable: boolean;
  readonly questions: readonly RecentQuestion[];
  readonly schedules: readonly ListedSchedule[];
  readonly now: Instant;
}

const WELCOME: readonly Line[] = [
  say`I answer two questions about the contact centre, to you alone:`,
  say`\`/agent-live @ana\`: what is Ana doing right now?`,
  say`\`/agent-stats last week team\`: how did it go?`,
  say`Everything else is behind \`/agent-live help\` and \`/agent-stats help\`.`,
  say`What you may see follows what is said below; \`/agent-live why @ana\` explains it for one person.`,
];

/** The action that asks again, by command. */
const ASK_AGAIN: ReadonlyMap<string, string> = new Map([
  ['/agent-live', 'ask_live'],
  ['/agent-stats', 'ask_stats'],
]);
const MOST_RECENT = 3;

/** The Home of one person. */
export function homeParts(facts: HomeFacts): readonly Part[] {
  const { asker, known, policy, reachable, questions, schedules, now } = facts;
  return [
    { kind: 'title', title: 'Ask now' },
    ...(questions.length === 0 ? lines(...WELCOME) : []),
    { kind: 'choice', buttons: quickQuestions() },
    ...questions.slice(0, MOST_RECENT).flatMap(recentPart),
    { kind: 'title', title: 'My daily summaries' },
    ...(schedules.length === 0 ? lines(noSchedules()) : scheduleParts(schedules, { now, timeZone: asker.timeZone })),
    {
      kind: 'small',
      lines: [
        known === undefined
          ? say`Genesys Cloud did not say who you are there. Open this page again in a minute.`
          : whoamiLine({ asker, ...known, policy }),
        health(reachable),
      ],
    },
  ];
}

function lines(...told: readonly Line[]): readonly Part[] {
  return [{ kind: 'lines', lines: told }];
}

function recentPart({ command, text }: RecentQuestion, nth: number): readonly Part[] {
  const action = ASK_AGAIN.get(command);
  if (action === undefined) return [];
  return [
    {
      kind: 'row',
      lines: [say`${code(command)} ${shortened(asTyped(text), 300)}`],
      button: {
        action: `${action}:${nth}`,
        label: 'Ask again',
        about: `${command} ${text}`,
        value: text === '' ? 'help' : text,
      },
    },
  ];
}

/** As it was typed, and whoever was picked from a menu as a mention again. */
function asTyped(text: string): Line {
  return join(
    text.split(/(<[^<>]*>)/).map((piece) => {
      const [token] = piece.startsWith('<') ? tokensOf(piece) : [];
      if (token?.kind === 'user') return mention(token.userId);
      return token?.kind === 'channel' ? channel(token.channelId) : decoded(piece);
    }),
  );
}

function health(reachable: boolean): Line {
  return reachable
    ? say`Connected to Genesys Cloud.`
    : say`Genesys Cloud does not answer at the moment; questions may fail.`;
}
