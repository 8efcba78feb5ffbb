import { randomUUID } from 'node:crypto';
import { readConfig } from '../app.ts';
import { BadConfiguration, type Config, secretsOf } from '../config.ts';
import { createLog } from '../log.ts';
import { type Audit, type AuditEntry, createAudit } from '../reports/people/audit.ts';
import { openStore } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { AUDIT_USAGE, type AuditRequest, readAuditArguments } from './audit-arguments.ts';
import { AUDIT_HEAD, auditRow } from './audit-table.ts';
import { connectGenesys, deploymentFor, slackClient } from './connections.ts';
import { idsOf, type PersonIds, type PersonWord } from './person-ids.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Doing = Extract<AuditRequest, { kind: 'list' | 'purge' }>;

/** `npm run audit`: reads the audit, or forgets a person in it. */
export async function auditCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = readAuditArguments(args, Date.now());
  if (request.kind === 'help') {
    terminal.print(AUDIT_USAGE);
    return 0;
  }
  if (request.kind === 'problem') {
    terminal.complain(`audit: ${request.sentence}\n\n${AUDIT_USAGE}`);
    return 2;
  }
  try {
    return await withAudit(readConfig(env), request, terminal, (audit, config) =>
      perform(request, audit, config, terminal),
    );
  } catch (error) {
    if (error instanceof BadConfiguration) {
      for (const problem of error.problems) terminal.complain(`audit: ${problem}`);
      return 2;
    }
    if (!(error instanceof StoreError)) throw error;
    terminal.complain(`audit: ${error.message}. Is STORE_URL the store of the app?`);
    return 1;
  }
}

async function withAudit(
  config: Config,
  { kind }: Doing,
  terminal: Terminal,
  work: (audit: Audit, config: Config) => Promise<ExitCode>,
): Promise<ExitCode> {
  // What the store and the audit have to say beside the answer is said where problems are.
  const destination = { write: (line: string) => terminal.complain(line.trimEnd()) };
  const log = createLog({ level: 'warn', secrets: secretsOf(config), destination });
  const deployment = await deploymentFor(config);
  const store = await openStore({
    ...config.store,
    now: Date.now,
    log,
    deployment,
    as: kind === 'list' ? 'look' : 'visit',
  });
  try {
    const entries = store.namespace<AuditEntry>('audit');
    const audit = createAudit({ log, store: entries, now: Date.now, newId: randomUUID, days: config.access.auditDays });
    return await work(audit, config);
  } finally {
    await store.close();
  }
}

async function perform(request: Doing, audit: Audit, config: Config, terminal: Terminal): Promise<ExitCode> {
  const people = request.kind === 'purge' ? request.people : [request.person ?? []].flat();
  const found = await Promise.all(people.map((person) => lookUp(person, config)));
  const personIds = found.flatMap(({ ids }) => ids);
  for (const note of found.flatMap(({ notes }) => notes)) terminal.complain(`audit: ${note}`);
  const unasked = [...new Set(found.flatMap((each) => each.unasked))];
  if (unasked.length > 0) {
    for (const sentence of unasked) terminal.complain(`audit: ${sentence}`);
    terminal.complain(
      'audit: nothing was done. Give the ids instead of the address: the Slack id (U…, "Copy member ID" in the profile) and the Genesys Cloud id (the UUID in the address of the person in Admin > People)',
    );
    return 1;
  }
  if (found.some(({ ids }) => ids.length === 0)) return 1;
  if (request.kind === 'list') await list(request, personIds, audit, terminal);
  else await purge(personIds, audit, terminal);
  return 0;
}

/** An entry after the other, as they are read. */
async function list(
  { person, since, reference, json }: Extract<Doing, { kind: 'list' }>,
  personIds: readonly string[],
  audit: Audit,
  terminal: Terminal,
): Promise<void> {
  let count = 0;
  for await (const entry of audit.entries({ personIds: person && personIds, since, reference })) {
    if (count === 0 && !json) terminal.print(AUDIT_HEAD);
    count += 1;
    const { at, ...rest } = entry;
    terminal.print(json ? JSON.stringify({ at: new Date(at).toISOString(), ...rest }) : auditRow(entry));
  }
  if (count > 0 || json) return;
  const all = person === undefined && since === undefined && reference === undefined;
  terminal.print(all ? 'The audit is empty.' : 'The audit has nothing of that.');
}

async function purge(personIds: readonly string[], audit: Audit, terminal: Terminal): Promise<void> {
  const { deleted, shortened } = await audit.purge(personIds);
  terminal.print(
    `Forgot ${personIds.join(', ')}: ${count(deleted)} deleted, taken out of ${count(shortened)} about several people.`,
  );
}

function count(entries: number): string {
  return `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
}

/** Slack and Genesys are asked for an address only. */
async function lookUp(person: PersonWord, config: Config): Promise<PersonIds> {
  const genesys = connectGenesys(config);
  const slack = slackClient(config.slack.botToken, config.slack.apiUrl);
  try {
    return await idsOf(person, {
      identityLinks: config.access.identityLinks,
      directory: genesys.directory,
      slackIdOf: async (email) => (await slack.users.lookupByEmail({ email })).user?.id,
    });
  } finally {
    genesys.stop();
  }
}
