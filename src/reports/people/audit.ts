import { z } from 'zod';
import type { Decision, Rule } from '../../domain/access.ts';
import type { Named } from '../../domain/agent.ts';
import type { Instant } from '../../domain/time.ts';

const DAY_MS = 86_400_000;
/** So many people stand in an entry by name; of more the count, so that no question fills the store. */
const MOST_NAMED = 50;

/** What was decided about a question, or that somebody did something to what is theirs, or an administrator to what is not. */
export type AuditedDecision = Omit<Decision, 'rule'> & { readonly rule: Rule | 'administrator' | 'owner' };

/** A decision as it happened. */
export interface Audited {
  readonly who: { readonly slackUserId: string; readonly slackTeamId: string; readonly name: string };
  /** The command, button or schedule: `/agent-live`, `live_share`. */
  readonly what: string;
  /** The people asked about, or what an administrator changed. */
  readonly about: readonly Named[];
  /** The queue, team or group as which they were asked about. */
  readonly scope?: Named | undefined;
  /** The Slack channel in which it was asked, or to which it was shared. */
  readonly channel?: string | undefined;
  readonly decision: AuditedDecision;
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
    /** How many they are, where not all stand in `about`. */
    count: z.number().optional(),
    scope: named.optional(),
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
  get(key: string): Promise<unknown>;
  /** In no particular order. */
  entries(): AsyncIterable<readonly [key: string, entry: unknown]>;
}

export interface AuditLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Which entries are wanted; all of what is given must fit. */
export interface AuditFilter {
  /** What they asked or were asked about, by any of these ids. */
  readonly personIds?: readonly string[] | undefined;
  readonly since?: Instant | undefined;
  readonly reference?: string | undefined;
}

export interface Audit {
  /** Never rejects and stops no answer: an entry that could not be kept is an error in the log, where its line stands. */
  record(audited: Audited): Promise<void>;
  /** What is kept, oldest first, one after the other: it need not fit into memory. */
  entries(of?: AuditFilter): AsyncIterable<AuditEntry>;
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
        // In the order of time, so that what is written stands together: it costs the database half as much.
        await store.set(`${entry.at} ${newId()}`, entry, lifetimeMs(entry));
      } catch (err) {
        log.error({ log: 'audit', reference: entry.reference, err }, 'an entry of the audit could not be kept');
      }
    },

    async *entries(of = {}) {
      const found: { readonly at: Instant; readonly key: string }[] = [];
      for await (const [key, entry] of kept()) if (fits(entry, of)) found.push({ at: entry.at, key });
      for (const { key } of found.sort((one, other) => one.at - other.at)) {
        // Meanwhile it may have been forgotten.
        const entry = auditEntry.safeParse(await store.get(key));
        if (entry.success) yield entry.data;
      }
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

function entryOf({ who, what, about, scope, channel, decision, reference }: Audited, at: Instant): AuditEntry {
  return {
    at,
    who: { slackUserId: who.slackUserId, slackTeamId: who.slackTeamId, name: who.name },
    what,
    about: about.slice(0, MOST_NAMED).map(({ id, name }) => ({ id, name })),
    ...(about.length > MOST_NAMED ? { count: about.length } : {}),
    ...(scope === undefined ? {} : { scope: { id: scope.id, name: scope.name } }),
    ...(channel === undefined ? {} : { channel }),
    decision: decision.allowed ? 'allowed' : 'refused',
    reason: decision.rule,
    ...(decision.division === undefined ? {} : { division: decision.division.name }),
    ...(decision.role === undefined ? {} : { role: decision.role.name }),
    reference,
  };
}

function lineOf({ at: _inEveryLine, who, about, scope, ...rest }: AuditEntry): object {
  const of = scope === undefined ? {} : { scope: scope.id };
  return { ...rest, ...of, who: who.slackUserId, team: who.slackTeamId, about: about.map(({ id }) => id) };
}

function fits(entry: AuditEntry, { personIds, since, reference }: AuditFilter): boolean {
  if (since !== undefined && entry.at < since) return false;
  if (reference !== undefined && entry.reference !== reference) return false;
  return personIds === undefined || isBy(personIds, entry) || isAbout(personIds, entry);
}

function isBy(personIds: readonly string[], { who }: AuditEntry): boolean {
  return personIds.includes(who.slackUserId);
}

function isAbout(personIds: readonly string[], { about }: AuditEntry): boolean {
  return about.some(({ id }) => personIds.includes(id));
}
