import type { Weekday } from './time.ts';

/** The person in Slack who asks, as far as the answer depends on them. */
export interface Asker {
  readonly slackUserId: string;
  readonly slackTeamId: string;
  /** Only a `member` is ever answered: guests, people of other organisations, bots and leavers see nothing. */
  readonly kind: 'member' | 'guest' | 'stranger' | 'bot' | 'deactivated';
  /** Only when Slack has confirmed it. */
  readonly email?: string | undefined;
  readonly name: string;
  /** IANA zone of their Slack profile. */
  readonly timeZone: string;
  readonly weekStart: Weekday;
}
