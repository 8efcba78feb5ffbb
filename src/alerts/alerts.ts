import type { Asker } from '../domain/asker.ts';
import type { Instant, Interval } from '../domain/time.ts';
import type { WhoProblem } from '../reports/people/who.ts';
import type { Episode } from './episode.ts';
import type { Alert, PostedAlert } from './ports.ts';
import type { AlertRule, RuleDraft } from './rule.ts';

/** What a rule is doing, for lists. */
export interface RuleStatus {
  /** The episode that lasts, or the last one for as long as it keeps the rule quiet. */
  readonly episode?: Episode | undefined;
  readonly posted?: PostedAlert | undefined;
  /** After an episode nothing is told before this. */
  readonly quietUntil?: Instant | undefined;
  /** When what it watches was last known. */
  readonly seenAt?: Instant | undefined;
}

/** Why nothing can be said of what a rule watches. */
export type Unwatchable =
  | { readonly kind: 'who-problem'; readonly problem: WhoProblem }
  /** A total of a queue tells of everybody in it: it is for those who may see them all. */
  | { readonly kind: 'seen-in-part' }
  /** More people than are watched by one rule. */
  | { readonly kind: 'too-many-people'; readonly people: number; readonly most: number }
  /** Genesys Cloud does not say it at the moment, or not to this app. */
  | { readonly kind: 'unknown' };

/** What was found for a rule at this moment. */
export type Checked = { readonly kind: 'alert'; readonly alert: Alert; readonly holds: boolean } | Unwatchable;

/** When a rule would have told something today: `[begin, end)`, as finely as Genesys keeps it; half hours. */
export interface Fired {
  readonly times: readonly Interval[];
}

/** Alerts, as commands, forms and buttons need them. Whoever calls has decided who may do it. */
export interface Alerts {
  /** In the order in which they were made. */
  all(): Promise<readonly AlertRule[]>;
  byId(id: string): Promise<AlertRule | undefined>;
  make(draft: RuleDraft, by: Asker): Promise<AlertRule>;
  /** Nothing: there is no such rule any more. An episode of the old one ends. */
  change(id: string, change: Partial<RuleDraft>, by: Asker): Promise<AlertRule | undefined>;
  pause(id: string, by: Asker): Promise<AlertRule | undefined>;
  resume(id: string, by: Asker): Promise<AlertRule | undefined>;
  delete(id: string, by: Asker): Promise<boolean>;
  mute(id: string, until: Instant, by: Asker): Promise<AlertRule | undefined>;
  /** "I'm on it": the first one counts. Nothing: that episode is over. */
  taken(episodeId: string, by: Asker): Promise<Alert | undefined>;
  /** By rule id. */
  status(): Promise<ReadonlyMap<string, RuleStatus>>;
  /** How often is looked at the moment, in milliseconds, and whether that is less often than usual. */
  pace(): { readonly everyMs: number; readonly slower: boolean };
  /**
   * What a rule finds now, as its owner may see it: for "test", and to refuse one that could never tell anything.
   * Rejects with SourceError when Genesys Cloud fails.
   */
  check(rule: RuleDraft & { readonly id?: string | undefined }, owner: Asker): Promise<Checked>;
  /** Nothing where history does not allow it: only rates of today are kept. */
  wouldHaveFired(rule: RuleDraft, owner: Asker): Promise<Fired | undefined>;
}
