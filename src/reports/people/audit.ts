import { z } from 'zod';
import type { Decision } from '../../domain/access.ts';
import type { Named } from '../../domain/agent.ts';
import type { Instant } from '../../domain/time.ts';

const DAY_MS = 86_400_000;

/** A decision as it happened. */
export interface Audited {
  readonly who: { readonly slackUserId: string; readonly slackTeamId: string; readonly name: string };
  /** The command, button or schedule: `/agent-live`, `live_share`. */
  readonly what: string;
  /** The people asked about, or the queue or team as a whole. */
  readonly about: readonly Named[];
  /** The Slack channel in which it was asked, or to which it was shared. */
  readonly channel?: string | undefined;
  readonly decision: Decision;
  /** The one that the asker was quoted and that the other log lines of the question carry. */
  readonly reference: string;
}

const named = z.object({ id: z.string(), name: z.string() });
const auditEntry = z
  .object({
    at: z.number(),
    who: z.object({ slackUserId: z.string(), slackTeamId: z.string(), name: z.string() }),
    what: z.string(),
    about: z.array(named).readonly(),
    channel: z.string().optional(),
    decision: z.enum(['allowed', 'refused']),
    reason: z.string(),
    division: z.string().optional(),
    role: z.string().optional(),
    reference: z.string(),
  })
  .readonly();

/** A decision as it is kept: who asked what about whom, where, when, and why it was decided so. */
export type AuditEntry = z.infer<typeof auditEntry>;

/** Where entries are kept. Rejects when the database does not answer. */
export interface AuditStore {
  set(key: string, entry: AuditEntry, lifetimeMs: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  /** In no particular order. */
  entries(): AsyncIterable<readonly [key: string, entry: unknown]>;
}

export interface AuditLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface Audit {
  /** Never rejects and stops no answer: an entry that could not be kept is an error in the log, where its line stands. */
  record(audited: Audited): Promise<void>;
  /** What is kept, oldest first; only what a person asked or was asked about when an id of theirs, or several, is given. */
  list(of?: { readonly personId?: string | readonly string[] | undefined }): Promise<readonly AuditEntry[]>;
  /**
   * Forgets a person: what they asked is deleted, and from questions about several people they are taken out.
   *
   * @param personIds their Slack id, their Genesys id, or both
   */
  purge(personIds: readonly string[]): Promise<{ readonly deleted: number; readonly shortened: number }>;
}

/**
 * The record of every decision about who may see whom, as a log line and as an entry of the store. The line has ids and
 * no names of people, because a log cannot forget.
 *
 * @param days how long an entry is kept
 */
export function createAudit({
  log,
  store,
  now,
  newId,
  days,
}: {
  readonly log: AuditLog;
  readonly store: AuditStore;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly days: number;
}): Audit {
  /** What is older than `days` is not told even while the store still has it, as after `days` was made shorter. */
  async function* kept(): AsyncGenerator<readonly [string, AuditEntry], void> {
    for await (const [key, stored] of store.entries()) {
      const entry = auditEntry.safeParse(stored);
      if (!entry.success) log.error({ log: 'audit', key }, 'an entry of the audit cannot be read');
      else if (lifetimeMs(entry.data) > 0) yield [key, entry.data];
    }
  }

  function lifetimeMs({ at }: AuditEntry): number {
    return at + days * DAY_MS - now();
  }

  return {
    async record(audited) {
      const entry = entryOf(audited, now());
      log.info({ log: 'audit', ...lineOf(entry) }, 'audit');
      try {
        await store.set(newId(), entry, lifetimeMs(entry));
      } catch (err) {
        log.error({ log: 'audit', reference: entry.reference, err }, 'an entry of the audit could not be kept');
      }
    },

    async list({ personId } = {}) {
      const personIds = personId === undefined ? undefined : [personId].flat();
      const found: AuditEntry[] = [];
      for await (const [, entry] of kept()) {
        if (personIds === undefined || isBy(personIds, entry) || isAbout(personIds, entry)) found.push(entry);
      }
      return found.toSorted((one, other) => one.at - other.at);
    },

    async purge(personIds) {
      let deleted = 0;
      let shortened = 0;
      for await (const [key, entry] of kept()) {
        const about = entry.about.filter(({ id }) => !personIds.includes(id));
        if (isBy(personIds, entry) || (isAbout(personIds, entry) && about.length === 0)) {
          await store.delete(key);
          deleted += 1;
        } else if (isAbout(personIds, entry)) {
          await store.set(key, { ...entry, about }, lifetimeMs(entry));
          shortened += 1;
        }
      }
      log.info({ log: 'audit', deleted, shortened }, 'a person was forgotten in the audit');
      return { deleted, shortened };
    },
  };
}

function entryOf({ who, what, about, channel, decision, reference }: Audited, at: Instant): AuditEntry {
  return {
    at,
    who: { slackUserId: who.slackUserId, slackTeamId: who.slackTeamId, name: who.name },
    what,
    about: about.map(({ id, name }) => ({ id, name })),
    ...(channel === undefined ? {} : { channel }),
    decision: decision.allowed ? 'allowed' : 'refused',
    reason: decision.rule,
    ...(decision.division === undefined ? {} : { division: decision.division.name }),
    ...(decision.role === undefined ? {} : { role: decision.role.name }),
    reference,
  };
}

function lineOf({ at: _inEveryLine, who, about, ...rest }: AuditEntry): object {
  return { ...rest, who: who.slackUserId, team: who.slackTeamId, about: about.map(({ id }) => id) };
}

function isBy(personIds: readonly string[], { who }: AuditEntry): boolean {
  return personIds.includes(who.slackUserId);
}

function isAbout(personIds: readonly string[], { about }: AuditEntry): boolean {
  return about.some(({ id }) => personIds.includes(id));
}
