import type { AlertRule } from '../../alerts/rules/rule.ts';
import type { Decision, Policy, Reach, Subject } from '../../domain/access.ts';
import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { Instant } from '../../domain/time.ts';
import { alertParts, type ListView } from '../alert/list.ts';
import type { Button, Card, Part } from '../kit/card.ts';
import { plainName } from '../kit/names.ts';
import { channel, code, join, type Line, mention, say, shortened } from '../kit/say.ts';
import { exampleLine, ME_TODAY, TEAM_NOW, type Usage } from '../kit/usage.ts';
import { whoamiLine } from '../people/access.ts';
import { type ListedSchedule, scheduleParts } from '../summary/list.ts';
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
  /** Every command there is. */
  readonly commands: readonly Usage[];
  readonly policy: Policy;
  readonly reachable: boolean;
  readonly questions: readonly RecentQuestion[];
  readonly schedules: readonly ListedSchedule[];
  readonly alerts: { readonly rules: readonly AlertRule[]; readonly view: ListView };
  readonly now: Instant;
}

const MOST_RECENT = 3;

/** The Home is no board: whoever wants to see everybody asks for it. */
const MOST_PARTS = 6;

/** The Home of one person. */
export function homeParts(facts: HomeFacts): readonly Part[] {
  const { asker, known, policy, reachable, questions, schedules, alerts, now } = facts;
  return [
    ...(questions.length === 0 ? welcome(facts) : []),
    ...currentParts(facts),
    { kind: 'title', title: 'My daily summaries' },
    ...scheduleParts(schedules, { now, timeZone: asker.timeZone }),
    ...(schedules.length === 0 ? [newSummary()] : []),
    { kind: 'title', title: 'My alerts' },
    ...alertParts(alerts.rules, alerts.view),
    ...(alerts.rules.length === 0 ? [newAlert()] : []),
    ...recentParts(questions, facts.commands),
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

/** What can be asked, for whoever is new: about queues that they know, each command in its turn. */
function welcome({ queues, commands }: HomeFacts): readonly Part[] {
  const abouts = queues.length === 0 ? ['team'] : queues.slice(0, 2).map((queue) => `queue "${queue}"`);
  const examples = commands.flatMap(({ welcome: of }, nth) => of(abouts[nth % abouts.length] ?? 'team'));
  const helps = commands.map(({ name }) => code(`${name} help`));
  return [
    { kind: 'title', title: 'What you can ask' },
    ...lines(
      ...examples.map(({ typed, answers }) => exampleLine({ typed: plainName(typed, 120), answers })),
      say`Answers are for you alone, until you share one. All that can be typed: ${join(helps, ', ')}.`,
    ),
  ];
}

function currentParts({ current }: HomeFacts): readonly Part[] {
  const refresh: Button = { action: 'home_refresh', label: 'Refresh', value: 'home', style: 'primary' };
  // Nobody is offered a team that they have not.
  const team = current?.whose === 'my team' ? [TEAM_NOW] : [];
  const choice: Part = { kind: 'choice', buttons: [refresh, ...team, ME_TODAY] };
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

function newAlert(): Part {
  return {
    kind: 'row',
    lines: [say`A message within seconds, when calls pile up or somebody does not respond.`],
    button: { action: 'alert_new', label: 'New alert', value: 'on' },
  };
}

function newSummary(): Part {
  return {
    kind: 'row',
    lines: [say`A post in a channel that says how it went, before anybody asks.`],
    button: { action: 'summary_new', label: 'New summary', value: 'on' },
  };
}

function recentParts(questions: readonly RecentQuestion[], commands: readonly Usage[]): readonly Part[] {
  const again = new Map(commands.map((command) => [command.name as string, command.again]));
  const parts = questions
    .slice(0, MOST_RECENT)
    .flatMap((question, nth) => recentPart(question, nth, again.get(question.command)));
  return parts.length === 0 ? [] : [{ kind: 'title', title: 'Asked lately' }, ...parts];
}

function lines(...told: readonly Line[]): readonly Part[] {
  return [{ kind: 'lines', lines: told }];
}

function recentPart({ command, text }: RecentQuestion, nth: number, action: string | undefined): readonly Part[] {
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
