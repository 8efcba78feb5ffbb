import { type AlertRule, MUTE_MS } from '../../alerts/rules/rule.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { Asked, Clicked, Outcome } from '../feature.ts';
import { oldButtonMessage } from '../kit/failure.ts';
import { render, sentence } from '../kit/render.ts';
import { type Line, mention, moment, say } from '../kit/say.ts';
import { liveMessage } from '../live/message.ts';
import { askedCondition } from '../rules/condition.ts';
import type { AskedAlert } from '../rules/typed.ts';
import type { AlertVerb } from '../rules/words.ts';
import { type AlertParts, gone, viewFor } from './choice.ts';
import { type Found, openForm, unwatchable } from './editing.ts';
import { askMessage, changedMessage } from './list.ts';
import { alertMessage } from './message.ts';
import { administeredMessage } from './owner.ts';

/** Something that can be done with an alert that is there. */
interface Act {
  /** An administrator keeps order among the alerts of others, and does not look through their eyes. */
  readonly by: 'its owner' | 'administrators too';
  readonly work: (parts: AlertParts, rule: AlertRule, asked: Asked) => Promise<Outcome>;
}

const ACTS: Readonly<Record<AlertVerb, Act>> = {
  test: { by: 'its owner', work: test },
  edit: { by: 'its owner', work: (parts, rule, asked) => openForm(parts, asked, askedOf(rule), rule) },
  resume: { by: 'its owner', work: resume },
  mute: { by: 'administrators too', work: (parts, rule, asked) => muteFor(parts, rule, asked, MUTE_MS) },
  pause: { by: 'administrators too', work: pause },
  off: { by: 'administrators too', work: remove },
};

export async function act(parts: AlertParts, verb: AlertVerb, rule: AlertRule, asked: Asked): Promise<Outcome> {
  return mayNot(ACTS[verb], rule, asked) ?? ACTS[verb].work(parts, rule, asked);
}

/** Before what cannot be undone. */
export function askFirst(rule: AlertRule, asked: Asked): Outcome {
  return mayNot(ACTS.off, rule, asked) ?? { outcome: 'asked-again', message: askMessage(rule) };
}

/** Why this asker may not do it with this alert, or nothing. */
export function mayNot({ by }: Pick<Act, 'by'>, { owner }: AlertRule, { asker }: Asked): Outcome | undefined {
  if (by === 'administrators too' || owner.slackUserId === asker.slackUserId) return undefined;
  return {
    outcome: 'not-the-owner',
    message: sentence(
      say`This alert tells what its owner ${mention(owner.slackUserId)} may see, so only they can test, change or resume it. You can pause, delete or hand it over.`,
    ),
  };
}

/** What the form begins with when a rule is changed. */
function askedOf({ to, target, condition, forMs, when, zone, mention: calls }: AlertRule): AskedAlert {
  return {
    ...askedCondition(condition),
    to,
    who: [target],
    forMs,
    when,
    timeZone: zone,
    ...(calls === 'none' ? {} : { mention: calls }),
  };
}

/** As it would look at this moment, to the asker alone. */
async function test(parts: AlertParts, rule: AlertRule, asked: Asked): Promise<Outcome> {
  const checked = await parts.alerts.check(rule, asked.asker);
  return checked.kind === 'alert' ? tested(parts, checked) : unwatchable(checked, asked.asker);
}

export function tested({ mentions }: Pick<AlertParts, 'mentions'>, { alert, holds }: Found): Outcome {
  const head = holds
    ? say`A test: this is true at the moment, so it would be told. For you alone:`
    : say`A test: this is not true at the moment, so nothing would be told. For you alone, how it would look:`;
  const { card } = alertMessage(alert, { mentions, test: true });
  return { outcome: 'tested', message: render({ ...card, head: [head, ...card.head] }) };
}

function resume(parts: AlertParts, { id }: AlertRule, asked: Asked): Promise<Outcome> {
  const change = parts.alerts.resume(id, asked.asker);
  return changed(parts, asked, { outcome: 'resumed', what: say`Resumed.`, change });
}

async function pause(parts: AlertParts, rule: AlertRule, asked: Asked): Promise<Outcome> {
  const change = parts.alerts.pause(rule.id, asked.asker);
  const what = say`Paused. It tells nothing until its owner resumes it.`;
  const outcome = await changed(parts, asked, { outcome: 'paused', what, change });
  return outcome.outcome === 'paused' ? tellingOwner(parts, rule, asked, say`paused`, outcome) : outcome;
}

async function remove(parts: AlertParts, rule: AlertRule, asked: Asked): Promise<Outcome> {
  if (!(await parts.alerts.delete(rule.id, asked.asker))) return gone();
  const message = sentence(say`Deleted. It tells nothing more.`);
  return tellingOwner(parts, rule, asked, say`deleted`, { outcome: 'deleted', message });
}

/** What was done, and how the alert stands now. */
export async function changed(
  parts: AlertParts,
  asked: Asked,
  made: { readonly outcome: string; readonly what: Line; readonly change: Promise<AlertRule | undefined> },
  notes: readonly Line[] = [],
): Promise<Outcome> {
  const rule = await made.change;
  if (rule === undefined) return gone();
  const told = [...notes, ...(await readersNote(parts, rule))];
  return { outcome: made.outcome, message: changedMessage(made.what, rule, await viewFor(parts, asked), told) };
}

/** Whoever owned it learns what somebody else did with it. That they could not be reached undoes nothing. */
async function tellingOwner(
  { outbox }: Pick<AlertParts, 'outbox'>,
  rule: AlertRule,
  { asker }: Asked,
  what: Line,
  outcome: Outcome,
): Promise<Outcome> {
  const { slackUserId } = rule.owner;
  if (slackUserId !== asker.slackUserId) {
    await outbox.direct(slackUserId, administeredMessage(rule, asker.slackUserId, what)).catch(() => undefined);
  }
  return outcome;
}

async function readersNote({ audience }: AlertParts, { to, condition }: AlertRule): Promise<readonly Line[]> {
  if (to.kind === 'owner' || condition.kind === 'queue') return [];
  switch (await audience(to.id)) {
    case 'members-only':
      return [];
    case 'others-too':
      return [
        say`Guests or people of other organisations read this channel, so the alert counts people and names nobody.`,
      ];
    case 'unknown':
      return [
        say`I cannot read who is in this channel, so the alert counts people and names nobody. Invite me with \`/invite @floorwalker\` if it is private.`,
      ];
    case 'not-now':
      return [
        say`Slack did not say who reads this channel at the moment. Each alert asks again before it names anybody.`,
      ];
  }
}

/**
 * Gives an alert to somebody else. It is paused until they resume it: what they may see is not lent to a channel that
 * they have not agreed to.
 */
export async function handOver(parts: AlertParts, rule: AlertRule, to: string, asked: Asked): Promise<Outcome> {
  const heir = await parts.people.asker({ userId: to, teamIds: [] });
  if (heir.kind !== 'member') {
    const message = sentence(
      say`${mention(to)} is no full member of this workspace, so they cannot own an alert. Choose somebody else.`,
    );
    return { outcome: 'not-a-member', message };
  }
  const owner = { slackUserId: to, slackTeamId: heir.slackTeamId };
  await parts.alerts.pause(rule.id, asked.asker);
  const outcome = await changed(parts, asked, {
    outcome: 'handed-over',
    what: say`Handed over to ${mention(to)}. It is paused until they resume it, and then tells what they may see.`,
    change: parts.alerts.change(rule.id, { owner }, asked.asker),
  });
  if (outcome.outcome !== 'handed-over') return outcome;
  const view = await viewFor(parts, { asker: heir });
  const own = await parts.alerts.byId(rule.id);
  if (own !== undefined && to !== asked.asker.slackUserId) {
    const from = say`${mention(asked.asker.slackUserId)} handed this alert over to you. It is paused: resume it if you agree that it tells there what you may see.`;
    await parts.outbox.direct(to, changedMessage(from, own, view));
  }
  return tellingOwner(parts, rule, asked, say`handed over to ${mention(to)}`, outcome);
}

/** "I'm on it": shown to everybody who reads the message. */
export async function take(parts: AlertParts, clicked: Clicked): Promise<Outcome> {
  const rule = await ruleUnder(parts, clicked, (of) => of.episodeId === clicked.value);
  if (rule === undefined) return overAlready();
  const alert = await parts.alerts.taken(clicked.value, clicked.asker);
  return alert === undefined ? overAlready() : { outcome: 'taken', acted: true };
}

function overAlready(): Outcome {
  return { outcome: 'over-already', message: sentence(say`This is over already, or its alert was deleted.`) };
}

export async function mute(parts: AlertParts, clicked: Clicked): Promise<Outcome> {
  const rule = await ruleUnder(parts, clicked, (of) => of.ruleId === clicked.value);
  if (rule === undefined) return overAlready();
  return muteFor(parts, rule, clicked, MUTE_MS);
}

export async function muteFor(parts: AlertParts, rule: AlertRule, { asker }: Asked, forMs: number): Promise<Outcome> {
  const until = parts.now() + forMs;
  const muted = await parts.alerts.mute(rule.id, until, asker);
  if (muted === undefined) return gone();
  const when = moment(until, asker.timeZone);
  return { outcome: 'muted', acted: true, message: sentence(say`Muted: this alert tells nothing new before ${when}.`) };
}

/** The board of what it watches, by the rights of whoever presses. */
export async function live(parts: AlertParts, clicked: Clicked): Promise<Outcome> {
  const rule = await ruleUnder(parts, clicked, (of) => of.ruleId === clicked.value);
  if (rule === undefined) return overAlready();
  const { asker } = clicked;
  if (rule.target.kind === 'my-team' && rule.owner.slackUserId !== asker.slackUserId) {
    return {
      outcome: 'not-your-team',
      message: sentence(
        say`This alert watches the team of ${mention(rule.owner.slackUserId)}. Ask about people of it: \`/agent-live @ana\`.`,
      ),
    };
  }
  const question: LiveQuestion = { kind: 'live', who: [rule.target], media: [], states: [] };
  const answer = await parts.live.answer(question, asker);
  const { now, appUrl } = parts;
  const view = { now: now(), timeZone: asker.timeZone, appUrl, asker, sharing: clicked.sharing };
  return { outcome: answer.kind === 'problem' ? answer.problem.kind : 'answered', message: liveMessage(answer, view) };
}

/**
 * The alert of a message that was pressed. Anybody can write the value of a button: it counts only where the message
 * of that alert stands, or for its owner and those who administer the app.
 */
async function ruleUnder(
  { alerts, admins }: AlertParts,
  { asker, channelId }: Clicked,
  isIt: (of: { readonly ruleId: string; readonly episodeId?: string | undefined }) => boolean,
): Promise<AlertRule | undefined> {
  const [rules, status] = await Promise.all([alerts.all(), alerts.status()]);
  const rule = rules.find(({ id }) => isIt({ ruleId: id, episodeId: status.get(id)?.episode?.id }));
  if (rule === undefined) return undefined;
  const { slackUserId } = asker;
  const isTheirs = rule.owner.slackUserId === slackUserId || admins.includes(slackUserId);
  const isThere = rule.to.kind === 'channel' && rule.to.id === channelId;
  return isTheirs || isThere ? rule : undefined;
}

export function oldButton(): Outcome {
  return { outcome: 'old-button', message: oldButtonMessage() };
}
