import type { Posting, PostRefusal } from '../domain/posting.ts';
import type { Instant } from '../domain/time.ts';
import type { Episode } from './rules/episode.ts';
import type { AlertRule } from './rules/rule.ts';

/** Everything that one message of an alert is made of. */
export interface Alert {
  /** As it was when the episode began. */
  readonly rule: AlertRule;
  readonly episode: Episode;
  /** Whether people may be named to those who read it. */
  readonly named: boolean;
  readonly mutedUntil?: Instant | undefined;
  /** How often it is looked at the moment, when that is less often than usual; milliseconds. */
  readonly everyMs?: number | undefined;
}

/** A message of an alert, as Slack names it. */
export interface PostedAlert {
  readonly channel: string;
  readonly ts: string;
}

/** What the owner of a rule is told in a direct message, once. */
export type AlertNews =
  /** Its messages are not taken there. */
  | { readonly kind: 'post-refused'; readonly why: PostRefusal }
  /** They may not see (any more) what it watches, or that is gone. The rule is kept and does nothing. */
  | { readonly kind: 'out-of-sight' }
  /** Nobody knows whether Slack took the message of an episode, and the app may not look. It is not sent again. */
  | { readonly kind: 'in-doubt'; readonly since: Instant }
  /** Told to those who administer the app. */
  | { readonly kind: 'owner-left' };

/** How an attempt to post an alert ended. */
export type AlertPosting =
  | Exclude<Posting, { kind: 'posted' }>
  | { readonly kind: 'posted'; readonly posted: PostedAlert };

/**
 * Slack, as far as an alert needs it. None of these tries again by itself, or one message could become two. `edit` may
 * safely be made twice; it makes of the message what the alert says: still true, taken, or ended. A message that is
 * gone is `refused` with `headline-gone`, and is not posted again.
 */
export interface AlertPoster {
  begin(alert: Alert): Promise<AlertPosting>;
  edit(posted: PostedAlert, alert: Alert): Promise<AlertPosting>;
  /** Looks for the message of an episode by its metadata. `cannot-look`: no scope for history, or no access. */
  find(alert: Alert): Promise<PostedAlert | 'absent' | 'cannot-look'>;
  /** Rejects when it cannot be delivered. */
  tell(rule: AlertRule, news: AlertNews): Promise<void>;
}

export interface AlertLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What a rule is doing, for lists. */
export interface RuleStatus {
  /** The episode that lasts, or the last one for as long as it keeps the rule quiet. */
  readonly episode?: Episode | undefined;
  /** Its message, while the episode lasts. */
  readonly posted?: PostedAlert | undefined;
  /** After an episode nothing is told before this. */
  readonly quietUntil?: Instant | undefined;
}
