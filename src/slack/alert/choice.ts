import type { Alerts } from '../../alerts/alerts.ts';
import type { RuleStatus } from '../../alerts/ports.ts';
import type { AlertRule } from '../../alerts/rules/rule.ts';
import type { Target } from '../../domain/question.ts';
import type { Instant } from '../../domain/time.ts';
import type { AgentLive } from '../../reports/live/agent-live.ts';
import type { Names } from '../../reports/people/names.ts';
import type { Who } from '../../reports/people/who.ts';
import type { Asked, Help, Outcome } from '../feature.ts';
import type { Form } from '../kit/form.ts';
import { sentence } from '../kit/render.ts';
import { say } from '../kit/say.ts';
import type { Outbox } from '../outbox.ts';
import type { Audience, Channels } from '../people/audience.ts';
import type { People } from '../people/people.ts';
import { HERE } from '../rules/sentence.ts';
import type { Which } from '../rules/words.ts';
import type { AskedTarget } from '../words/gathered.ts';
import type { Mentions } from './form.ts';
import { type ListView, listMessage } from './list.ts';

/** What `/agent-alert` works with. */
export interface AlertParts {
  readonly alerts: Alerts;
  readonly names: Names;
  readonly who: Who;
  readonly live: Pick<AgentLive, 'answer'>;
  readonly people: Pick<People, 'asker' | 'emailOf'>;
  readonly audience: (channelId: string) => Promise<Audience>;
  readonly posting: Channels['posting'];
  readonly outbox: Pick<Outbox, 'direct'>;
  readonly openView: (triggerId: string, form: Form) => Promise<void>;
  readonly help: Help;
  /** Slack ids of those who may see and change everybody's alerts. */
  readonly admins: readonly string[];
  /** Whom alerts may call at all. */
  readonly mentions: Mentions;
  /** Where the people of this region open Genesys Cloud. */
  readonly appUrl: string;
  readonly now: () => Instant;
}

/** Those that the asker may change: their own; an administrator's are all. */
async function manageable({ alerts, admins }: AlertParts, { asker }: Asked): Promise<readonly AlertRule[]> {
  const all = await alerts.all();
  if (admins.includes(asker.slackUserId)) return all;
  return all.filter(({ owner }) => owner.slackUserId === asker.slackUserId);
}

export async function listAll(parts: AlertParts, asked: Asked): Promise<Outcome> {
  const view = await viewFor(parts, asked);
  return { outcome: 'answered', message: listMessage(await manageable(parts, asked), view, 'Alerts') };
}

/** Does it with the one that is meant; of several, shows them with what can be done with each. */
export async function withTheOne(
  parts: AlertParts,
  asked: Asked,
  which: Which,
  work: (rule: AlertRule) => Promise<Outcome>,
): Promise<Outcome> {
  const fitting = (await manageable(parts, asked)).filter((rule) => isMeant(rule, which, asked));
  const [rule, ...others] = fitting;
  if (rule === undefined) return gone();
  if (others.length === 0) return work(rule);
  const message = listMessage(fitting, await viewFor(parts, asked), 'Several fit. Which one do you mean?');
  return { outcome: 'several-alerts', message };
}

/** Everything that was said of it must be true of it. */
function isMeant(rule: AlertRule, { id, asked }: Which, { channelId }: Asked): boolean {
  const { to, who, measure } = asked;
  if (id !== undefined && rule.id !== id) return false;
  if (measure !== undefined && rule.condition.measure !== measure) return false;
  if (to !== undefined && !isSamePlace(rule.to, to, channelId)) return false;
  return who.every((target) => isSameTarget(rule.target, target));
}

function isSamePlace(of: AlertRule['to'], asked: AlertRule['to'], channelId: string | undefined): boolean {
  if (of.kind === 'owner' || asked.kind === 'owner') return of.kind === asked.kind;
  return of.id === (asked.id === HERE ? channelId : asked.id);
}

function isSameTarget(of: Target, asked: AskedTarget): boolean {
  if (asked.kind === 'slack-user') return 'slackUserId' in of && of.slackUserId === asked.slackUserId;
  if (of.kind !== asked.kind) return false;
  if (of.kind === 'agent') return asked.kind === 'agent' && of.agentId === asked.agentId;
  if ('name' in of && 'name' in asked) {
    const ids = ['id' in of ? of.id : undefined, 'id' in asked ? asked.id : undefined];
    return ids.every((each) => each !== undefined)
      ? ids[0] === ids[1]
      : of.name.toLowerCase() === asked.name.toLowerCase();
  }
  return true;
}

/** One that is not theirs is told apart from one that does not exist by nothing. */
export function gone(): Outcome {
  return {
    outcome: 'no-such-alert',
    message: sentence(say`There is no such alert of yours. \`/agent-alert list\` shows those there are.`),
  };
}

export async function viewFor(
  { alerts, now }: { readonly alerts: Pick<Alerts, 'status' | 'pace'>; readonly now: () => Instant },
  { asker }: Pick<Asked, 'asker'>,
): Promise<ListView> {
  const [status, pace] = await Promise.all([alerts.status(), alerts.pace()]);
  const statusOf = (rule: AlertRule): RuleStatus => status.get(rule.id) ?? {};
  return {
    statusOf,
    timeZone: asker.timeZone,
    now: now(),
    reader: asker.slackUserId,
    everyMs: pace.slower ? pace.everyMs : undefined,
  };
}
