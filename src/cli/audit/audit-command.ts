import { randomUUID } from 'node:crypto';
import { readConfig } from '../../app.ts';
import { BadConfiguration, type Config, secretsOf } from '../../config.ts';
import { createLog } from '../../log.ts';
import { type Audit, type AuditEntry, createAudit } from '../../reports/people/audit.ts';
import { openStore } from '../../store/store.ts';
import { StoreError } from '../../store/store-error.ts';
import { deploymentFor } from '../connections.ts';
import { findPeople } from '../find-people.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { AUDIT_USAGE, type AuditRequest, readAuditArguments } from './audit-arguments.ts';
import { AUDIT_HEAD, auditRow } from './audit-table.ts';

type Doing = Extract<AuditRequest, { kind: 'list' }>;

/** `npm run audit`: reads the audit. */
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
    return await withAudit(readConfig(env), terminal, (audit, config) => perform(request, audit, config, terminal));
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
    as: 'look',
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
  const people = request.person === undefined ? [] : [request.person];
  const personIds = await findPeople(people, config, (sentence) => terminal.complain(`audit: ${sentence}`));
  if (personIds === undefined) return 1;
  await list(request, personIds, audit, terminal);
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
