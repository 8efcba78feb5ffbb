import type { Decision, Policy, Reach, Subject } from '../../domain/access.ts';
import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Instant } from '../../domain/time.ts';
import type { Button, Card, Part } from '../kit/card.ts';
import { plainName } from '../kit/names.ts';
import { channel, code, join, type Line, mention, say, shortened } from '../kit/say.ts';
import { whoamiLine } from '../people/access.ts';
import { type ListedSchedule, scheduleParts } from '../summary/list.ts';
import { ME_TODAY, TEAM_NOW } from '../words/help.ts';
import { decoded, tokensOf } from '../words/tokens.ts';
import type { RecentQuestion } from './recent.ts';

/** What an answer says of the moment, as part of the Home. */
export interface GoingOn {
  readonly whose: 'me' | 'my team';
  readonly card: Card;
}

export interface HomeFacts {
  readonly asker: Asker;
  /** Absent when Genesys Cloud did not say. */
  readonly known:
    | {
        readonly self: { readonly agent: Agent } | { readonly refused: Decision };
        readonly reach: Readonly<Record<Subject, Reach>>;
      }
    | undefined;
  /** What goes on now; absent when there is nobody to look at, or Genesys Cloud did not say. */
  readonly current: GoingOn | undefined;
  /** Names of queues that the asker may see, for examples. */
  readonly queues: readonly string[];
  readonly policy: Policy;
  readonly reachable: boolean;
  readonly questions: readonly RecentQuestion[];
  readonly schedules: readonly ListedSchedule[];
  readonly now: Instant;
}

/** The action that asks again, by command. */
const ASK_AGAIN: ReadonlyMap<string, string> = new Map([
  ['/agent-live', 'ask_live'],
  ['/agent-stats', 'ask_stats'],
]);
const MOST_RECENT = 3;

/** The Home is no board: whoever wants to see everybody asks for it. */
const MOST_PARTS = 6;

/** The Home of one person. */
export function homeParts(facts: HomeFacts): readonly Part[] {
  const { asker, known, policy, reachable, questions, schedules, now } = facts;
  return [
    ...(questions.length === 0 ? welcome(facts) : []),
    ...currentParts(facts),
    { kind: 'title', title: 'My daily summaries' },
    ...scheduleParts(schedules, { now, timeZone: asker.timeZone }),
    ...(schedules.length === 0 ? [newSummary()] : []),
    ...recentParts(questions),
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

/** Five lines for whoever is new, with queues that they know. */
function welcome({ queues }: HomeFacts): readonly Part[] {
  const [first, second] = queues.map((queue) => `queue "${queue}"`);
  const about = first ?? 'team';
  return [
    { kind: 'title', title: 'What you can ask' },
    ...lines(
      say`${typedQuestion('/agent-live @ana')}: what is Ana doing right now?`,
      say`${typedQuestion(`/agent-live ${about}`)}: who is free there, and who needs a look?`,
      say`${typedQuestion(`/agent-stats last week ${second ?? about}`)}: how did it go?`,
      say`${typedQuestion(`/agent-summary on #floor 08:30 weekdays ${about}`)}: the same in a channel, every working morning`,
      say`Answers are for you alone, until you share one. ${code('/agent-live help')} and ${code('/agent-stats help')} show the rest.`,
    ),
  ];
}

function typedQuestion(text: string): Line {
  return code(plainName(text, 120));
}

function currentParts({ current }: HomeFacts): readonly Part[] {
  const refresh: Button = { action: 'home_refresh', label: 'Refresh', value: 'home', style: 'primary' };
  const choice: Part = { kind: 'choice', buttons: [refresh, TEAM_NOW, ME_TODAY] };
  if (current === undefined) return [choice];
  const { whose, card } = current;
  return [
    { kind: 'title', title: whose === 'me' ? 'Me now' : 'My team now' },
    ...lines(...card.head),
    ...(card.body ?? []).slice(0, MOST_PARTS),
    { kind: 'small', lines: card.notes ?? [] },
    choice,
  ];
}

function newSummary(): Part {
  return {
    kind: 'row',
    lines: [say`A post in a channel that says how it went, before anybody asks.`],
    button: { action: 'summary_new', label: 'New summary', value: 'on' },
  };
}

function recentParts(questions: readonly RecentQuestion[]): readonly Part[] {
  const parts = questions.slice(0, MOST_RECENT).flatMap(recentPart);
  return parts.length === 0 ? [] : [{ kind: 'title', title: 'Asked lately' }, ...parts];
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
