import type { Instant } from '../../domain/time.ts';

const LIFETIME_MS = 3000;

export type Triggers = ReturnType<typeof createTriggers>;

/** `trigger_id`s: each opens one modal, within three seconds of what the person did. */
export function createTriggers(wallNow: () => Instant) {
  const given = new Map<string, { readonly user: string; readonly at: Instant; used: boolean }>();
  return {
    give(user: string): string {
      const id = `${given.size + 1}.${wallNow()}.trigger`;
      given.set(id, { user, at: wallNow(), used: false });
      return id;
    },
    /** The person it was given to, or Slack's word for why it opens nothing. */
    use(id: string): { readonly user: string } | { readonly refused: string } {
      const trigger = given.get(id);
      if (trigger === undefined) return { refused: 'invalid_trigger_id' };
      if (trigger.used) return { refused: 'exchanged_trigger_id' };
      if (wallNow() - trigger.at > LIFETIME_MS) return { refused: 'expired_trigger_id' };
      trigger.used = true;
      return { user: trigger.user };
    },
  };
}
