import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app.ts';
import { readAuditArguments } from '../../src/cli/audit/audit-arguments.ts';
import { auditCommand } from '../../src/cli/audit/audit-command.ts';
import { AUDIT_HEAD, auditRow } from '../../src/cli/audit/audit-table.ts';
import { type AuditEntry, createAudit } from '../../src/reports/people/audit.ts';
import type { Person } from '../../src/sandbox/genesys/centre/organisation.ts';
import { openStore } from '../../src/store/store.ts';
import { clientWithout, deployed, type Environment, run, runProcess, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout()]);
const MONDAY = Date.UTC(2026, 10, 23, 9, 0);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Ana and Omar, as the simulated Genesys Cloud knows them. */
function people(): { readonly ana: Person; readonly omar: Person } {
  const called = (email: string): Person => {
    const found = genesys().organisation.people.find((person) => person.email.toLowerCase() === email);
    if (found === undefined) throw new Error(`nobody has ${email}`);
    return found;
  };
  return { ana: called('ana.lopez@example.com'), omar: called('omar.haddad@example.com') };
}

/** Four decisions in the store: Omar about Ana, Omar about both, Ana about herself, Grace refused. */
async function withEntries(env: Environment): Promise<void> {
  const config = readConfig(env);
  const store = await openStore({ ...config.store, now: Date.now, log: quiet });
  let recorded = 0;
  const audit = createAudit({
    log: quiet,
    store: store.namespace<AuditEntry>('audit'),
    now: () => Date.now() - 3_600_000 + recorded * 1000,
    newId: () => {
      recorded += 1;
      return `entry-${recorded}`;
    },
    days: 90,
  });
  const { ana, omar } = people();
  const asked = (slackUserId: string, name: string, about: readonly Person[], reference: string, allowed = true) =>
    audit.record({
      who: { slackUserId, slackTeamId: 'T0ACME', name },
      what: '/agent-live live',
      about,
      channel: 'C0FLOOR',
      decision: { allowed, rule: allowed ? 'division-grant' : 'no-grant' },
      reference,
    });
  await asked('U0OMAR', 'Omar Haddad', [ana], 'R1');
  await asked('U0OMAR', 'Omar Haddad', [ana, omar], 'R2');
  await asked('U0ANA', 'Ana López', [ana], 'R3');
  await asked('U0GRACE', "Grace O'Neill", [omar], 'R4', false);
  await store.close();
}

async function audited() {
  const deployment = await deployed({ genesys: genesys() });
  await withEntries(deployment.env);
  const audit = (args: readonly string[], also: Environment = {}) =>
    run(auditCommand, args, { ...deployment.env, ...also });
  const references = async (args: readonly string[], also?: Environment) => {
    const { out } = await audit([...args, '--json'], also);
    return out.split('\n').flatMap((line) => /"reference":"(\w+)"/.exec(line)?.[1] ?? []);
  };
  return { ...deployment, audit, references };
}

describe('reading the audit', () => {
  it('is a table, oldest first', async () => {
    const { audit } = await audited();
    const { code, out, err } = await audit([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [titles, ...rows] = out.split('\n');
    expect(titles).toMatch(/^TIME \(UTC\) +WHO +WHAT +WHERE +ABOUT +DECISION +REASON +REFERENCE$/);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^\S+ \S+ {2}Omar Haddad \(U0OMAR\) .*C0FLOOR +Ana López .*allowed {3}division-grant +R1$/);
    expect(rows[3]).toMatch(/Grace O'Neill \(U0GRACE\) .*refused {3}no-grant +R4$/);
  });

  it('is a JSON object a line for other programs, as a process', async () => {
    const { env } = await audited();
    const { code, out, err } = await runProcess('audit', ['--json'], env);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    const first: unknown = JSON.parse(lines[0] ?? '');
    expect(first).toMatchObject({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      who: { slackUserId: 'U0OMAR' },
      about: [{ id: people().ana.id }],
      reference: 'R1',
    });
  }, 30_000);

  it('is empty before anybody asked', async () => {
    const { env } = await deployed({ genesys: genesys() });
    await (await openStore({ ...readConfig(env).store, now: Date.now, log: quiet })).close();
    expect(await run(auditCommand, [], env)).toEqual({ code: 0, out: 'The audit is empty.', err: '' });
  });

  it('of a store that is not there is no empty one, and none is made', async () => {
    const { env, storeFile } = await deployed({ genesys: genesys() });
    const { code, out, err } = await run(auditCommand, [], env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('audit: store: cannot open: there is no such file. Is STORE_URL the store of the app?');
    expect(existsSync(storeFile)).toBe(false);
  });

  it('with another key than the app has says so, and leaves the store as it is', async () => {
    const { env, storeFile, references } = await audited();
    const before = readFileSync(storeFile);
    const { code, err } = await run(auditCommand, [], { ...env, STORE_KEY: Buffer.alloc(32, 8).toString('base64') });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('it was written with another STORE_KEY') });
    expect(readFileSync(storeFile).equals(before)).toBe(true);
    expect(await references([])).toHaveLength(4);
  });

  it('can be of one person, by any of their names', async () => {
    const { references } = await audited();
    const { ana } = people();
    expect(await references(['--person', 'U0ANA'])).toEqual(['R3']);
    expect(await references(['--person', ana.id])).toEqual(['R1', 'R2', 'R3']);
    expect(await references(['--person', ana.id.toUpperCase()])).toEqual(['R1', 'R2', 'R3']);
    expect(await references(['--person', 'Omar.Haddad@example.com'])).toEqual(['R1', 'R2', 'R4']);
    expect(
      await references(['--person', 'grace@other.example'], { IDENTITY_LINKS: 'U0GRACE=Grace@other.example' }),
    ).toEqual(['R4']);
  });

  it('says when there is nothing of a person', async () => {
    const { audit } = await audited();
    expect(await audit(['--person', 'U0NOBODY'])).toEqual({ code: 0, out: 'The audit has nothing of that.', err: '' });
  });

  it('ends with 1 when nobody has the address', async () => {
    const { audit } = await audited();
    const { code, out, err } = await audit(['--person', 'nobody@example.com']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n')).toEqual([
      expect.stringContaining('Slack knows no active person with the address nobody@example.com'),
      'audit: Genesys Cloud knows nobody with the address nobody@example.com',
    ]);
  });
});

describe('the arguments of the audit', () => {
  it.each([
    [['--person'], "Option '--person <value>' argument missing"],
    [['--person', '@ana'], '"@ana" is no Slack id (U02ANA), no Genesys Cloud id and no email address'],
    [['purge', 'U0ANA'], 'a person is forgotten everywhere: npm run store -- purge <person>'],
    [['delete', 'U0ANA'], '"delete" is not something to do here'],
    [['--all'], "Unknown option '--all'"],
  ])('%j are refused with a sentence and the usage', async (args, sentence) => {
    const { code, out, err } = await run(auditCommand, args, {});
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`audit: ${sentence}`);
    expect(err).toContain('npm run audit -- --person <person>');
  });

  it('--help is answered with the usage', async () => {
    expect(await run(auditCommand, ['-h'], {})).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['U02ANA', { kind: 'slack-id', id: 'U02ANA' }],
    ['W02ANA', { kind: 'slack-id', id: 'W02ANA' }],
    ['C02ANA', undefined],
    ['ABCDEF01-2345-4678-9abc-def012345678', { kind: 'genesys-id', id: 'abcdef01-2345-4678-9abc-def012345678' }],
    ['abcdef01-2345-4678-9abc-def01234567', undefined],
    [' Ana@Example.com ', { kind: 'email', email: 'Ana@Example.com' }],
    ['ana@', undefined],
  ])('take %j for %o', (word, of) => {
    expect(readAuditArguments(['--person', word], MONDAY)).toMatchObject(
      of === undefined ? { kind: 'problem' } : { person: of },
    );
  });
});

describe('since when', () => {
  it.each([
    ['2026-11-20', Date.UTC(2026, 10, 20)],
    ['2026-11-20T08:30', Date.UTC(2026, 10, 20, 8, 30)],
    ['2026-11-20T08:30:15Z', Date.UTC(2026, 10, 20, 8, 30, 15)],
    ['24h', MONDAY - 24 * 3_600_000],
    ['7d', MONDAY - 7 * 86_400_000],
  ])('is read from %j', (word, since) => {
    expect(readAuditArguments(['--since', word], MONDAY)).toMatchObject({ kind: 'list', since });
  });

  it.each(['yesterday', '2026-13-40', '7', '-1d', '20.11.2026'])('is not read from %j', (word) => {
    expect(readAuditArguments([`--since=${word}`], MONDAY)).toMatchObject({ kind: 'problem' });
  });
});

describe('the configuration of the audit', () => {
  it('that is bad ends with 2 and a line for each problem', async () => {
    const { code, err } = await run(auditCommand, [], { PORT: 'x' });
    expect(code).toBe(2);
    expect(err.split('\n')).toContain('audit: PORT is not a whole number from 0 to 65535');
  });

  it('with a store that cannot be opened ends with 1', async () => {
    const { env } = await deployed({ genesys: genesys() });
    const { code, err } = await run(auditCommand, [], { ...env, STORE_URL: 'sqlite:/dev/null/x.db' });
    expect(code).toBe(1);
    expect(err).toMatch(/^audit: store: cannot open: .*Is STORE_URL the store of the app\?$/);
  });
});

describe('the table', () => {
  const entry: AuditEntry = {
    at: MONDAY,
    who: { slackUserId: 'U0OMAR', slackTeamId: 'T0ACME', name: 'Omar Haddad' },
    what: '/agent-live live',
    about: [],
    decision: 'allowed',
    reason: 'division-grant',
    reference: 'K7F3',
  };
  const named = (name: string) => ({ id: name, name });

  it('has the time in UTC, and a dash for nobody and nowhere', () => {
    expect(auditRow(entry).split(/ {2,}/)).toEqual([
      '2026-11-23 09:00:00',
      'Omar Haddad (U0OMAR)',
      '/agent-live live',
      '–',
      '–',
      'allowed',
      'division-grant',
      'K7F3',
    ]);
  });

  it('names three people, counts the others and says as which queue they were asked about', () => {
    const about = ['Ana', 'Grace', 'Omar', 'Zoë', 'Seán'].map(named);
    expect(auditRow({ ...entry, about })).toContain('  Ana, Grace, Omar and 2 more  ');
    expect(auditRow({ ...entry, about: about.slice(0, 3) })).toContain('  Ana, Grace, Omar  ');
    expect(auditRow({ ...entry, about, count: 2000, scope: named('Billing') })).toContain(
      '  Billing: Ana, Grace, Omar and 1997 more  ',
    );
  });

  it('says by which role and where', () => {
    expect(auditRow({ ...entry, role: 'Team lead', division: 'Madrid' })).toContain(
      '  division-grant: Team lead in Madrid  ',
    );
  });

  it('keeps its columns under names with accents made of two characters', () => {
    const lines = [AUDIT_HEAD, auditRow({ ...entry, who: { ...entry.who, name: 'Zoe\u0308 Mu\u0308ller' } })];
    const columns = lines.map((line) => line.normalize('NFC').search(/WHAT|\/agent-live/));
    expect(new Set(columns).size).toBe(1);
  });

  it.each([
    ['a line end', 'Ana\nK7F3 allowed'],
    ['an escape sequence', 'Ana\u001b[2JK7F3'],
    ['a turn of direction', 'Ana\u202eK7F3'],
  ])('is not broken by a name with %s', (_what, name) => {
    const row = auditRow({ ...entry, about: [named(name)] });
    expect(row.split('\n')).toHaveLength(1);
    expect(row).not.toContain('\u001b');
    expect(row).not.toContain('\u202e');
  });
});
