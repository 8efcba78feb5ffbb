import type { Alert } from '../../alerts/ports.ts';
import type { Affected, Ending, Episode, Moment } from '../../alerts/rules/episode.ts';
import type { AlertRule, Condition } from '../../alerts/rules/rule.ts';
import { capital, formatCount, formatPercent, formatSpan, NOT_COMPUTABLE } from '../../domain/format.ts';
import type { Instant } from '../../domain/time.ts';
import { aboutTitle, aboutWords } from '../kit/about.ts';
import type { Button, Card, Part } from '../kit/card.ts';
import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { everybodyIn, join, type Line, lineOf, mention, moment, name, say, strong } from '../kit/say.ts';
import { countOf } from '../live/words.ts';
import { NOBODY_IN, type Reader, STATES, several, share, shortTime } from '../rules/in-words.ts';
import { thresholdTyped } from '../rules/typed.ts';

/** More names than this are counted. */
const MOST_NAMED = 8;

export interface AlertView {
  /** Whom a rule may call: `ALERT_MENTIONS`. */
  readonly mentions: 'none' | 'here' | 'channel';
  /** As it would look, for the asker alone: it has no buttons. */
  readonly test?: boolean | undefined;
}

/** The one message of an episode: as it begins, while it lasts, and when it is over. */
export function alertMessage(alert: Alert, view: AlertView): Message {
  return render(alertCard(alert, view));
}

function alertCard(alert: Alert, view: AlertView): Card {
  const { rule, episode } = alert;
  const { ended } = episode;
  const calls = calling(rule, view);
  const head = ended === undefined ? begunHead(alert) : endedHead(alert, ended);
  return {
    head: [calls === undefined ? head : say`${calls} ${head}`],
    body: [...affectedPart(alert), ...worstPart(alert), ...takenPart(alert)],
    notes: notesOf(alert),
    buttons: view.test === true ? undefined : { row: buttonsOf(alert) },
  };
}

/** Whoever is called is called once: an edit notifies nobody. */
function calling({ to, mention: asked }: AlertRule, { mentions, test }: AlertView): Line | undefined {
  if (to.kind === 'owner' || asked === 'none' || mentions === 'none' || test === true) return undefined;
  return everybodyIn(mentions === 'channel' ? asked : 'here');
}

/** `*Billing EU: 8 calls waiting, longest 5m 2s* · rule: > 5 for 2m · since 11:02` */
function begunHead(alert: Alert): Line {
  const { rule, episode } = alert;
  const title = strong(say`${titleOf(alert)}${verdictLine(alert)}`);
  return join([title, say`rule: ${ruleShort(rule)}`, say`since ${at(alert, episode.since)}`], ' · ');
}

function endedHead(alert: Alert, { at: endedAt, why }: NonNullable<Episode['ended']>): Line {
  const { rule, episode } = alert;
  const lasted = formatSpan(Math.max(0, endedAt - episode.since));
  const title = strong(say`${titleOf(alert)}${endingWords(alert, why)}`);
  const times = say`${at(alert, episode.since)} to ${at(alert, endedAt)}, ${lasted}`;
  return join([title, times, say`rule: ${ruleShort(rule)}`], ' · ');
}

function endingWords(alert: Alert, why: Ending): string {
  switch (why) {
    case 'back':
      return `over, ${verdictWords(alert, alert.episode.now)}`;
    case 'outside-hours':
      return 'no longer watched, its hours are over';
    case 'changed':
      return 'no longer watched, its rule was changed';
    case 'paused':
      return 'no longer watched, its rule was paused';
    case 'deleted':
      return 'no longer watched, its rule was deleted';
    case 'out-of-sight':
      return 'no longer watched, its owner may not see it any more';
    case 'owner-left':
      return 'no longer watched, its owner has left';
    default:
      return why satisfies never;
  }
}

/** Whom it is about, before the colon; somebody who may not be named here is one person. */
function titleOf(alert: Alert): Line {
  const { about } = alert.rule;
  const reader = readerOf(alert.rule);
  if (about.kind === 'person') return alert.named ? say`${name(about.name)}: ` : say`One person: `;
  return say`${name('name' in about ? aboutTitle(about) : capital(aboutWords(about, reader)), 120)}: `;
}

export function readerOf({ to }: Pick<AlertRule, 'to'>): Reader {
  return to.kind === 'owner' ? 'asker' : 'others';
}

/** What was measured last, in a few words. */
export function verdictLine(alert: Alert): Line {
  return lineOf(verdictWords(alert, alert.episode.now));
}

/** @example '8 calls waiting, longest 5m 2s', 'nobody free, 6 on queue', 'service level of calls 62.3 % (96/154)' */
function verdictWords({ rule: { condition } }: Pick<Alert, 'rule'>, { at: then, measured, amount }: Moment): string {
  switch (measured.kind) {
    case 'waiting': {
      const { count, longestSince } = measured;
      const longest = longestSince === undefined ? '' : `, longest ${formatSpan(Math.max(0, then - longestSince))}`;
      return `${count === 0 ? `no ${several(mediumOf(condition))}` : countOf(mediumOf(condition), count)} waiting${longest}`;
    }
    case 'free': {
      const { free, onQueue, inPart } = measured;
      const of = inPart ? ', of the people its owner may see' : '';
      return `${free === 0 ? 'nobody' : formatCount(free)} free, ${formatCount(onQueue)} on queue${of}`;
    }
    case 'rate': {
      const { share: part, numerator, denominator } = measured;
      const counts = numerator === undefined || denominator === undefined ? '' : ` (${numerator}/${denominator})`;
      const percent = part === undefined ? NOT_COMPUTABLE : formatPercent(part, 1);
      const of = several(mediumOf(condition));
      return isAbandoned(condition)
        ? `${percent} of ${of} abandoned today${counts}`
        : `service level of ${of} today ${percent}${counts}`;
    }
    case 'people':
      return peopleWords(condition, measured.affected, amount);
    default:
      return measured satisfies never;
  }
}

function peopleWords(condition: Condition, affected: readonly Affected[], amount: number): string {
  if (condition.kind !== 'people') return '';
  if (affected.length === 0) return NOBODY_IN[condition.measure];
  const state = STATES[condition.measure];
  const longest = formatSpan(amount);
  return affected.length === 1 ? `${state}, ${longest}` : `${affected.length} people ${state}, longest ${longest}`;
}

function mediumOf(condition: Condition) {
  return condition.kind === 'queue' ? condition.medium : 'unknown';
}

function isAbandoned(condition: Condition): boolean {
  return condition.kind === 'queue' && condition.measure === 'abandoned';
}

/** @example '> 5 for 2m', 'e-mail > 1h for 1m' */
export function ruleShort({ condition, forMs }: Pick<AlertRule, 'condition' | 'forMs'>): string {
  const medium = condition.kind === 'queue' && condition.medium !== 'voice' ? `${several(condition.medium)} ` : '';
  const lasts = forMs === 0 ? '' : ` for ${shortTime(forMs)}`;
  const threshold =
    condition.kind === 'queue' && (condition.measure === 'service-level' || condition.measure === 'abandoned')
      ? `${condition.compare} ${share(condition.threshold)}`
      : thresholdTyped(condition);
  return `${medium}${threshold}${lasts}`;
}

/** By name only where all who read it may know them; one is in the title already. */
function affectedPart({ rule, episode, named }: Alert): readonly Part[] {
  const { measured } = episode.now;
  if (episode.ended !== undefined || measured.kind !== 'people' || measured.affected.length === 0) return [];
  const { affected } = measured;
  if (!named || (rule.about.kind === 'person' && affected.length === 1)) return [];
  const left = affected.length - MOST_NAMED;
  const lines = affected
    .slice(0, MOST_NAMED)
    .map(({ name: who, since }) => say`${strong(name(who))} since ${moment(since, rule.zone)}`);
  return [{ kind: 'lines', lines: [...lines, ...(left > 0 ? [say`and ${left} more`] : [])] }];
}

function worstPart(alert: Alert): readonly Part[] {
  const { now, worst, ended } = alert.episode;
  const words = verdictWords(alert, worst);
  if (ended === undefined && (worst.at === now.at || words === verdictWords(alert, now))) return [];
  return [
    {
      kind: 'lines',
      lines: [say`${ended === undefined ? 'Worst so far' : 'Worst'}: ${words}, at ${at(alert, worst.at)}`],
    },
  ];
}

function takenPart(alert: Alert): readonly Part[] {
  const { taken, ended } = alert.episode;
  if (taken === undefined) return [];
  const is = ended === undefined ? 'is' : 'was';
  return [{ kind: 'lines', lines: [say`${mention(taken.by)} ${is} on it, since ${at(alert, taken.at)}`] }];
}

function notesOf(alert: Alert): readonly Line[] {
  const { rule, episode, mutedUntil, everyMs } = alert;
  const api = isRate(rule.condition) ? 'Genesys Analytics' : 'Genesys live state';
  const marks = [
    ...(mutedUntil === undefined ? [] : [say`muted until ${at(alert, mutedUntil)}`]),
    ...(everyMs === undefined || episode.ended !== undefined
      ? []
      : [say`looks every ${shortTime(everyMs)} at the moment`]),
    say`as of ${moment(episode.now.at, rule.zone)}`,
    lineOf(api),
    say`alert of ${mention(rule.owner.slackUserId)}`,
  ];
  return [join(marks, ' · ')];
}

function isRate(condition: Condition): boolean {
  return condition.kind === 'queue' && (condition.measure === 'service-level' || condition.measure === 'abandoned');
}

/** The ids alone: who is meant is looked up, with the rights of whoever presses. */
function buttonsOf({ rule, episode }: Alert): readonly Button[] {
  const live: Button = { action: 'alert_live', label: 'Live', value: rule.id };
  const mute: Button = { action: 'alert_mute', label: 'Mute 1 h', value: rule.id };
  if (episode.ended !== undefined) return [live];
  if (episode.taken !== undefined) return [{ ...live, style: 'primary' }, mute];
  return [{ action: 'alert_taken', label: "I'm on it", value: episode.id, style: 'primary' }, mute, live];
}

function at({ rule }: Alert, instant: Instant): Line {
  return moment(instant, rule.zone);
}
