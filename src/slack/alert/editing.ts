import { isDeepStrictEqual } from 'node:util';
import type { Checked, Fired } from '../../alerts/alerts.ts';
import type { AlertRule, RuleDraft } from '../../alerts/rules/rule.ts';
import { usualFor } from '../../alerts/rules/rule.ts';
import type { Asker } from '../../domain/asker.ts';
import { formatQuantity } from '../../domain/format.ts';
import type { Target } from '../../domain/question.ts';
import type { Asked, Outcome } from '../feature.ts';
import { sentence } from '../kit/render.ts';
import { code, join, type Line, moment, say } from '../kit/say.ts';
import { withEmails } from '../people/mentions.ts';
import { postingRefused } from '../people/where.ts';
import { chosen, whoProblemMessage } from '../people/who-problem.ts';
import { conditionOf } from '../rules/condition.ts';
import { HERE } from '../rules/sentence.ts';
import type { AskedAlert } from '../rules/typed.ts';
import { whoTyped } from '../rules/typed.ts';
import type { AlertParts } from './choice.ts';
import { alertForm } from './form.ts';
import { encodeAsked } from './kept.ts';
import { ALERT } from './usage.ts';

type Drafted = { readonly draft: RuleDraft } | { readonly refusal: Outcome };

/** Asks in a form for what words left open, or for what is to be changed of an alert. */
export async function openForm(parts: AlertParts, asked: Asked, from: AskedAlert, rule?: AlertRule): Promise<Outcome> {
  if (asked.triggerId === undefined) return { outcome: 'help', message: parts.help(ALERT) };
  const [target] = from.who;
  const named = rule?.about.kind === 'person' ? `"${rule.about.name}"` : undefined;
  const whom = named ?? (target === undefined ? '' : whoTyped(target, []));
  const to = from.to?.kind === 'channel' && from.to.id === HERE ? hereOr(asked) : from.to;
  await parts.openView(asked.triggerId, alertForm({ ...from, to }, { id: rule?.id, whom, mentions: parts.mentions }));
  return { outcome: 'form' };
}

function hereOr({ channelId }: Asked): AlertRule['to'] {
  return channelId === undefined ? { kind: 'owner' } : { kind: 'channel', id: channelId };
}

/** Whether nothing is left open that only its maker knows. */
export function isWhole(asked: AskedAlert): boolean {
  return conditionOf(asked) !== undefined && asked.who.length === 1;
}

/**
 * What words or a form say, as a rule of this owner, who is the asker when nobody is named; refused when there could be
 * nothing to tell.
 */
export async function checkedDraftOf(
  parts: AlertParts,
  asked: AskedAlert,
  by: Asked,
  rule?: AlertRule,
): Promise<(Drafted & { readonly refusal: Outcome }) | { readonly draft: RuleDraft; readonly checked: Found }> {
  const drafted = await draftOf(parts, asked, by, rule);
  if ('refusal' in drafted) return drafted;
  const { draft } = drafted;
  if (draft.to.kind === 'channel') {
    const refused = await postingRefused(parts.posting, draft.to.id, by);
    if (refused !== undefined) return { refusal: refused };
  }
  const checked = await parts.alerts.check(draft, by.asker);
  return checked.kind === 'alert' ? { draft, checked } : { refusal: unwatchable(checked, by.asker) };
}

export type Found = Extract<Checked, { readonly kind: 'alert' }>;

async function draftOf(parts: AlertParts, asked: AskedAlert, by: Asked, rule?: AlertRule): Promise<Drafted> {
  const condition = conditionOf(asked);
  if (condition === undefined) return { refusal: { outcome: 'help', message: parts.help(ALERT) } };
  const named = await withEmails(asked.who, parts.people);
  if ('refusal' in named) return named;
  const found = await parts.who.resolve(named.targets, by.asker, 'live');
  if (found.kind === 'problem') {
    const picking = (target: Target) => {
      const value = encodeAsked({ ...asked, who: chosen(named.targets, found.problem, target) });
      return value === undefined ? undefined : { actionId: 'alert_pick', value };
    };
    const message = whoProblemMessage(found.problem, {
      asker: by.asker,
      about: 'live',
      command: ALERT.name,
      pick: picking,
    });
    return { refusal: { outcome: found.problem.kind, message } };
  }
  const [target, ...others] = found.pinned;
  if (target === undefined || others.length > 0) return { refusal: oneAtATime() };
  const { to = { kind: 'owner' }, forMs = usualFor(condition), when, mention = 'none' } = asked;
  return {
    draft: {
      owner: rule?.owner ?? { slackUserId: by.asker.slackUserId, slackTeamId: by.asker.slackTeamId },
      to: to.kind === 'channel' && to.id === HERE ? hereOr(by) : to,
      target,
      about: found.about,
      condition,
      forMs,
      when,
      zone: asked.timeZone ?? rule?.zone ?? by.asker.timeZone,
      mention: to.kind === 'owner' ? 'none' : mention,
    },
  };
}

function oneAtATime(): Outcome {
  const message = sentence(say`One alert watches one queue, one person, one team or one group. Make one for each.`);
  return { outcome: 'several-targets', message };
}

/** Why nothing could ever be told. */
export function unwatchable(checked: Exclude<Checked, { readonly kind: 'alert' }>, asker: Asker): Outcome {
  switch (checked.kind) {
    case 'who-problem':
      return {
        outcome: checked.problem.kind,
        message: whoProblemMessage(checked.problem, { asker, about: 'live', command: ALERT.name }),
      };
    case 'seen-in-part':
      return refused(
        checked.kind,
        say`You see a part of this queue, and such a figure tells of everybody in it: it is for those who may see them all. Watch its people instead: ${code('/agent-alert when queue Billing not responding > 1m')}.`,
      );
    case 'not-a-queue':
      return refused(
        checked.kind,
        say`That is counted in a queue. Name one: ${code('/agent-alert when queue Billing waiting > 5')}.`,
      );
    case 'too-many-people':
      return refused(
        checked.kind,
        say`That is ${checked.people} people, and one alert watches at most ${checked.most}. Name a smaller team or group, or a queue.`,
      );
    case 'unknown':
      return refused(
        checked.kind,
        say`Genesys Cloud does not tell this app what that alert would watch, so it could never fire. Ask your administrator to run \`npm run doctor\`, or try again in a minute.`,
      );
    default:
      return checked satisfies never;
  }
}

function refused(outcome: string, why: Line): Outcome {
  return { outcome, message: sentence(why) };
}

/** Whoever asks for the same again wants one of it. */
export function isSame(rule: AlertRule, draft: RuleDraft): boolean {
  const told = ({ owner, to, target, condition, forMs, when, zone }: RuleDraft) => [
    owner.slackUserId,
    to,
    target,
    condition,
    forMs,
    when,
    zone,
  ];
  return isDeepStrictEqual(told(rule), told(draft));
}

const MOST_TIMES = 4;

/** An example of what it would have told today, where history says it. */
export function firedLine(fired: Fired | undefined, zone: string): readonly Line[] {
  if (fired === undefined) return [];
  const { times } = fired;
  if (times.length === 0) return [say`Today it would have told nothing so far.`];
  const shown = times.slice(0, MOST_TIMES).map(({ start }) => moment(start, zone));
  const left = times.length - shown.length;
  const often = times.length === 1 ? 'once' : formatQuantity(times.length, 'time');
  const more = left > 0 ? ` and ${left} more` : '';
  return [say`Today it would have told ${often}, by half hours: from ${join(shown, ', ')}${more} on.`];
}
