import { randomUUID } from 'node:crypto';
import type { Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { type AuditEntry, createAudit } from '../../reports/people/audit.ts';
import { openStore, type Store } from '../../store/store.ts';
import { StoreError } from '../../store/store-error.ts';
import { deploymentFor } from '../connections.ts';
import { findPeople } from '../find-people.ts';
import type { PersonWord } from '../person-ids.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** Whom to forget, by all their names, and who goes on with what they have made. */
export interface PurgeRequest {
  readonly people: readonly PersonWord[];
  readonly heir: PersonWord | undefined;
}

/** Forgets a person everywhere in the store, and leaves one line in the audit that says so and not who it was. */
export async function purgeCommand(request: PurgeRequest, config: Config, terminal: Terminal): Promise<ExitCode> {
  const complain = (sentence: string) => terminal.complain(`store: ${sentence}`);
  const ids = await findPeople(request.people, config, complain);
  const heirIds = request.heir === undefined ? [] : await findPeople([request.heir], config, complain);
  if (ids === undefined || heirIds === undefined) return 1;
  const heirId = heirIds.find((id) => SLACK_ID.test(id));
  if (request.heir !== undefined && heirId === undefined) {
    complain('nothing was done: the heir has no Slack id');
    return 1;
  }
  const emails = request.people.flatMap((word) => (word.kind === 'email' ? [word.email] : []));
  const destination = { write: (line: string) => terminal.complain(line.trimEnd()) };
  const log = createLog({ level: 'warn', secrets: [], destination });
  const deployment = await deploymentFor(config);
  const store = await openStore({ ...config.store, now: Date.now, log, deployment, as: 'visit' });
  try {
    const audit = createAudit({
      log,
      store: store.namespace<AuditEntry>('audit'),
      now: Date.now,
      newId: randomUUID,
      days: config.access.auditDays,
    });
    const traces = await forget(store, await namesOf(store, { ids, names: emails }), heirId);
    const { deleted, shortened } = await audit.purge(ids);
    const reference = store.digest(ids.toSorted().join(' '));
    await audit.record({
      who: { slackUserId: 'cli', slackTeamId: deployment?.workspace ?? '', name: 'the operator' },
      what: 'purge',
      about: [],
      decision: { allowed: true, rule: 'administrator' },
      reference,
    });
    terminal.print(told({ ...traces, deleted, shortened, heirId, reference }));
    for (const note of namedIn(config, ids)) complain(note);
    return (await shredded(store, complain)) ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** What is deleted may stand in free parts of the file, until it is written anew. */
async function shredded(store: Store, complain: (sentence: string) => void): Promise<boolean> {
  try {
    await store.shred();
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    complain(
      `what was deleted may still stand in free parts of the file (${error.message}): stop the app and purge again`,
    );
    return false;
  }
}

const SLACK_ID = /^[UW][A-Z0-9]{2,}$/;

/** Under what somebody may stand in the store. */
interface Person {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

/** What is remembered of somebody under their id says what else they are called. */
async function namesOf(store: Store, { ids, names }: Person): Promise<Person> {
  const all = new Set(names);
  for await (const { key, value } of store.all()) {
    for (const record of recordsIn(value)) {
      if (![key, record['id'], record['slackUserId']].some((id) => typeof id === 'string' && ids.includes(id)))
        continue;
      for (const name of [record['name'], record['email']]) if (typeof name === 'string' && name !== '') all.add(name);
    }
  }
  return { ids, names: [...all] };
}

/** The object itself and all within it. */
function* recordsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield Object.fromEntries(Object.entries(value));
  for (const part of Object.values(value)) yield* recordsIn(part);
}

interface Traces {
  readonly handedOver: number;
  readonly theirs: number;
  readonly others: number;
  readonly forgotten: number;
}

/**
 * Schedules and alerts have an owner, who is replaced; where another's is about several people, this one is taken out.
 * All else that has a trace of the person is remembered for comfort and speed only, and is deleted. The audit has rules
 * of its own.
 */
async function forget(store: Store, person: Person, heirId: string | undefined): Promise<Traces> {
  const count = { handedOver: 0, theirs: 0, others: 0, forgotten: 0 };
  const mentions = mentioning(person);
  for await (const { namespace, key, value } of store.all()) {
    if (namespace === 'audit') continue;
    const shelf = store.namespace<unknown>(namespace);
    const kept = ownedIn(value);
    const isTheirs = kept !== undefined && person.ids.includes(kept.ownerId);
    const inherited = isTheirs && heirId !== undefined ? kept.ownedBy(heirId) : isTheirs ? undefined : value;
    if (inherited !== undefined && !mentions([key, inherited])) {
      if (isTheirs) await shelf.set(key, inherited);
      if (isTheirs) count.handedOver += 1;
      continue;
    }
    const without = inherited === undefined ? undefined : ownedIn(inherited)?.without(mentions);
    if (without !== undefined && !mentions([key, without])) await shelf.set(key, without);
    else await shelf.delete(key);
    if (kept === undefined) count.forgotten += 1;
    else if (!isTheirs) count.others += 1;
    else count[without === undefined ? 'theirs' : 'handedOver'] += 1;
  }
  // What a process leaves to its successor, as the one that watches alerts does.
  await store.rewriteClaims((text) => withoutPerson(text, mentions));
  return count;
}

type Mentions = (value: unknown) => boolean;

/** As a whole word: one id may begin like another. */
function mentioning({ ids, names }: Person): Mentions {
  const words = [...ids, ...names].map((word) =>
    JSON.stringify(word)
      .slice(1, -1)
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
  return (value) => pattern.test(JSON.stringify(value));
}

/** The same JSON without what mentions the person; what is no JSON and does, goes. */
function withoutPerson(text: string, mentions: Mentions): string {
  if (!mentions(text)) return text;
  try {
    return JSON.stringify(pruned(JSON.parse(text), mentions));
  } catch {
    return '';
  }
}

function pruned(value: unknown, mentions: Mentions): unknown {
  if (Array.isArray(value)) return value.filter((part) => !mentions(part));
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(
    ([name, part]) => !mentions(name) && (typeof part === 'object' || !mentions(part)),
  );
  return Object.fromEntries(left.map(([name, part]) => [name, pruned(part, mentions)]));
}

/** What somebody has made and somebody may take over. */
interface Owned {
  readonly ownerId: string;
  readonly ownedBy: (slackUserId: string) => unknown;
  /** The same about fewer people; nothing when it was about these alone. */
  readonly without: (mentions: Mentions) => unknown;
}

/** The record itself, or that in it beside its version. */
function ownedIn(value: unknown): Owned | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value));
  const { owner, who } = record;
  if (typeof owner === 'object' && owner !== null && 'slackUserId' in owner && typeof owner.slackUserId === 'string') {
    return {
      ownerId: owner.slackUserId,
      ownedBy: (slackUserId) => ({ ...record, owner: { ...owner, slackUserId } }),
      without: (mentions) => {
        const left = Array.isArray(who) ? who.filter((target: unknown) => !mentions(target)) : [];
        return left.length === 0 ? undefined : { ...record, who: left };
      },
    };
  }
  for (const [name, part] of Object.entries(record)) {
    const inner = ownedIn(part);
    if (inner === undefined) continue;
    const around = (changed: unknown) => (changed === undefined ? undefined : { ...record, [name]: changed });
    return {
      ownerId: inner.ownerId,
      ownedBy: (id) => around(inner.ownedBy(id)),
      without: (mentions) => around(inner.without(mentions)),
    };
  }
  return undefined;
}

interface Done extends Traces {
  readonly deleted: number;
  readonly shortened: number;
  readonly heirId: string | undefined;
  readonly reference: string;
}

function told({ handedOver, theirs, others, forgotten, deleted, shortened, heirId, reference }: Done): string {
  const made = [
    ...(handedOver > 0 ? [`${handedOver} handed over to ${heirId}`] : []),
    ...(theirs > 0 ? [`${theirs} deleted`] : []),
    ...(others > 0 ? [`${others} of others no longer about them`] : []),
  ];
  return [
    `Forgotten. Schedules and alerts: ${made.length === 0 ? 'none' : made.join(', ')}.`,
    `Audit: ${deleted} entries deleted, ${shortened} about several people shortened. ${forgotten} remembered answers and questions deleted.`,
    `The audit has one line of this, by this reference: ${reference}`,
    'A running app remembers for up to a day: start it again.',
  ].join('\n');
}

/** What is not in the store is not for us to change. */
function namedIn({ access, summary }: Config, ids: readonly string[]): readonly string[] {
  const variables = {
    ADMINS: access.admins,
    ACCESS_ALLOWLIST: access.allowlist,
    IDENTITY_LINKS: [...access.identityLinks.keys()],
    SUMMARY_OWNER: [summary.owner ?? ''],
  };
  return Object.entries(variables).flatMap(([name, named]) =>
    named.some((id) => ids.includes(id)) ? [`${name} still names them`] : [],
  );
}
