import type { Agent } from '../../domain/agent.ts';
import type { Instant } from '../../domain/time.ts';
import type { LiveEvent } from '../../reports/ports.ts';
import { type Delivery, type WatchState, writeWatchState } from '../record.ts';
import { cease, type Ending, type Episode, type Step, type Track } from '../rules/episode.ts';
import type { AlertRule } from '../rules/rule.ts';
import type { NoSubject, Subject } from '../rules/subject.ts';
import { USUAL_MS } from './plan.ts';

/** What a rule may watch, as its owner may see it; or that the owner has left. */
export type Found = Subject | NoSubject | { readonly kind: 'owner-left' };

/** What others may know of the watch. */
export interface Published {
  readonly tracks: ReadonlyMap<string, Track>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly ended: ReadonlyMap<string, Episode>;
  readonly everyMs: number;
}

/** Everything of the process that watches. */
export interface Holding {
  readonly tracks: Map<string, Track>;
  readonly deliveries: Map<string, Delivery>;
  /** The last episode of a rule, for as long as it is quiet after it. */
  readonly ended: Map<string, Episode>;
  readonly rules: Map<string, AlertRule>;
  readonly subjects: Map<string, Known>;
  /** When a condition will be true if nothing changes. */
  readonly trueAt: Map<string, Instant>;
  /** Of which nothing could be found out just now: not asked again before. */
  readonly retryAt: Map<string, Instant>;
  rulesReadAt: Instant;
  keptAt: Instant;
  everyMs: number;
  isLost: boolean;
}

interface Known {
  readonly found: Found;
  readonly of: AlertRule;
  readonly at: Instant;
  /** Since when there is nothing that may be watched. */
  readonly outSince?: Instant | undefined;
}

/** What the process that watched before has left. */
export function taken(left: WatchState): Holding {
  return {
    tracks: new Map(Object.entries(left.tracks)),
    deliveries: new Map(Object.entries(left.deliveries)),
    ended: new Map(),
    rules: new Map(),
    subjects: new Map(),
    trueAt: new Map(),
    retryAt: new Map(),
    rulesReadAt: 0,
    keptAt: 0,
    everyMs: USUAL_MS,
    isLost: false,
  };
}

/** As it is kept for the process that watches next. */
export function textOf({ tracks, deliveries }: Holding): string {
  return writeWatchState({ tracks: Object.fromEntries(tracks), deliveries: Object.fromEntries(deliveries) });
}

/** The same text as long as nothing happens but that it is looked. */
export function changesOf({ tracks, deliveries }: Holding): string {
  const lasting = [...tracks].map(([id, { since, quietUntil, episode }]) => [id, since, quietUntil, episode]);
  return JSON.stringify([lasting, [...deliveries]]);
}

/** A rule is one reading further. @param at now */
export function stepped(held: Holding, rule: AlertRule, { track, ended }: Step, at: Instant): void {
  held.tracks.set(rule.id, track);
  if (ended !== undefined) {
    held.ended.set(rule.id, ended);
    tell(held, ended, at);
  } else if (track.episode !== undefined) tell(held, track.episode);
}

/** A rule watches no more, whatever it was doing. */
export function ceased(held: Holding, rule: AlertRule, why: Exclude<Ending, 'back'>, at: Instant): void {
  held.trueAt.delete(rule.id);
  const track = held.tracks.get(rule.id);
  if (track !== undefined) stepped(held, rule, cease(track, why, at), at);
}

/** What a message has to say from now on. @param at when it is said, where that cannot wait for its turn */
export function tell(held: Holding, episode: Episode, at?: Instant): void {
  const delivery = held.deliveries.get(episode.id);
  if (delivery === undefined) return;
  const { progress } = delivery;
  const hurried = at !== undefined && progress.step === 'posted' ? { ...progress, notBefore: at } : progress;
  held.deliveries.set(episode.id, { ...delivery, episode, progress: hurried });
}

/** Whether a change of somebody may change what is true of them for a rule. */
export function matters(held: Holding, agentId: string, about: LiveEvent['about']): boolean {
  return [...held.rules.values()].some((rule) => {
    const found = held.subjects.get(rule.id)?.found;
    if (found?.kind !== 'subject' || !found.agents.some(({ id }: Agent) => id === agentId)) return false;
    if (rule.condition.kind !== 'people') return false;
    switch (rule.condition.measure) {
      case 'acw':
      case 'held':
        return about === 'conversation';
      case 'not-responding':
        return about === 'routing-status';
      case 'break':
        return about === 'presence';
      default:
        return rule.condition satisfies never;
    }
  });
}

/** Episodes of rules that are gone, and those that are quiet no more. */
export function forgetOld(held: Holding, at: Instant): void {
  for (const [id, track] of held.tracks) {
    const isOld = !held.rules.has(id) && track.episode === undefined;
    if (isOld) held.tracks.delete(id);
    if (held.ended.has(id) && (track.quietUntil ?? 0) < at) held.ended.delete(id);
  }
}
