import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app.ts';
import { doctorCommand } from '../../src/cli/doctor/doctor-command.ts';
import { type Finding, findingsText, isHealthy } from '../../src/cli/doctor/finding.ts';
import { checkSlack } from '../../src/cli/doctor/slack-checks.ts';
import { checkStore } from '../../src/cli/doctor/store-checks.ts';
import { always, PERMISSIONS } from '../../src/cli/permissions.ts';
import { SCOPES } from '../../src/cli/scopes.ts';
import type { Config } from '../../src/config.ts';
import { readManifest } from '../../src/sandbox/slack/manifest.ts';
import { manifestWith } from '../sandbox/slack/manifests.ts';
import { openForTest } from '../store/open.ts';
import {
  CANARY,
  clientWithout,
  deployed as deployedBeside,
  type Environment,
  LATER_SCOPES,
  run,
  runProcess,
  sharedGenesys,
} from './deployment.ts';

const ALL = PERMISSIONS.map(({ permission }) => permission);
const NEEDED = ['directory:user:view', 'analytics:agentState:view', 'analytics:conversationAggregate:view'] as const;
const GRANTS = 'authorization:grant:view';
const QUEUES = 'routing:queue:view';
const ONLY_NEEDED = clientWithout(...ALL.filter((permission) => ![...NEEDED, GRANTS].includes(permission)));

const genesys = sharedGenesys([
  clientWithout(),
  ONLY_NEEDED,
  ...[...NEEDED, GRANTS, QUEUES].map((permission) => clientWithout(permission)),
]);
const deployed = (also: Omit<Parameters<typeof deployedBeside>[0], 'genesys'> = {}) =>
  deployedBeside({ genesys: genesys(), ...also });

async function examined(env: Environment) {
  const { code, out, err } = await run(doctorCommand, ['--all'], env);
  expect(err).toBe('');
  return { code, lines: out.split('\n'), trouble: troubleIn(out) };
}

/** The lines that are not `ok`, without the verdict. */
function troubleIn(text: string): readonly string[] {
  const findings = text.split('\n').slice(0, -2);
  return findings.filter((line) => !line.startsWith('ok '));
}

describe('a deployment in which all is well', () => {
  it('is told so, a line for each check, and ends with 0', async () => {
    const { env } = await deployed();
    const { code, lines, trouble } = await examined(env);
    expect(trouble).toEqual([]);
    expect(lines.at(-1)).toBe('All is there.');
    expect(lines).toEqual(
      expect.arrayContaining([
        'ok       Configuration: complete, with ACCESS_POLICY=genesys.',
        'ok       Store: it opens, and keeps what is written.',
        expect.stringMatching(/^ok {7}Store file: .*floorwalker\.db has the mode 0600\.$/),
        'ok       Slack bot token: it is floorwalker in Acme Support (T0ACME).',
        'ok       Slack scope users:read.email: matches people of Slack to people of Genesys Cloud.',
        expect.stringContaining('ok       Slack connection: HTTP; '),
        'ok       Genesys login: the OAuth client is accepted.',
        ...ALL.map((permission) => expect.stringContaining(`ok       Genesys permission ${permission}: `)),
      ]),
    );
    expect(code).toBe(0);
  });

  it('is told in two lines unless all are wanted', async () => {
    const { env } = await deployed();
    const { out, code } = await run(doctorCommand, [], env);
    expect(out).toMatch(/^(lacks .*\n)*ok {7}\d+ checks \(--all shows them\)\.\n\nAll/);
    expect(code).toBe(0);
  });

  it('is examined as a process, and nothing secret is printed', async () => {
    const { env, slack } = await deployed();
    const { code, out, err } = await runProcess('doctor', ['--json'], { ...env, SLACK_APP_TOKEN: slack.appToken });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report: unknown = JSON.parse(out);
    expect(report).toHaveProperty('healthy', true);
    expect(report).toHaveProperty('checks[0]', {
      check: 'Configuration',
      status: 'ok',
      detail: 'complete, with ACCESS_POLICY=genesys',
    });
    expect(out).toContain('Socket Mode; the app-level token may connect');
    expect(out).not.toContain(CANARY);
    expect(out).not.toContain(env['STORE_KEY']);
  }, 30_000);
});

describe('the configuration', () => {
  it('is told problem by problem, and nothing else is looked at', async () => {
    const { code, out, err } = await runProcess('doctor', ['--all'], { PORT: 'x', SLACK_BOT_TOKEN: CANARY });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('fails    Configuration: SLACK_BOT_TOKEN is not a bot token (xoxb-…). To do: ');
    expect(out).toContain('fails    Configuration: PORT is not a whole number from 0 to 65535. To do: ');
    expect(out).not.toMatch(/Store|Slack bot token|Genesys login|canary/);
  }, 30_000);

  it('names the regions that there are', async () => {
    const { env } = await deployed();
    const { code, lines } = await examined({ ...env, GENESYSCLOUD_REGION: 'mars' });
    expect(code).toBe(1);
    expect(lines[0]).toContain('GENESYSCLOUD_REGION "mars" is not a region of Genesys Cloud: use one of us_east_1');
  });

  it('is remarked upon when everybody sees everybody', async () => {
    const { env } = await deployed();
    const { code, trouble } = await examined({ ...env, ACCESS_POLICY: 'workspace' });
    expect(trouble).toEqual([
      expect.stringMatching(/^lacks {4}Configuration: ACCESS_POLICY=workspace shows everybody/),
    ]);
    expect(code).toBe(0);
  });
});

describe('a permission of Genesys Cloud that is missing', () => {
  it.each(NEEDED)('fails the check when it is %s', async (permission) => {
    const { env } = await deployed({ client: clientWithout(permission) });
    const { code, trouble } = await examined(env);
    expect(trouble[0]).toContain(`fails    Genesys permission ${permission}: it is missing: `);
    expect(trouble[0]).toContain('To do: add it to a role of the OAuth client');
    expect(code).toBe(1);
  });

  it('is told where another one is wanted first', async () => {
    const { env } = await deployed({ client: clientWithout('analytics:agentState:view') });
    expect((await examined(env)).trouble[1]).toContain(
      'lacks    Genesys permission analytics:agentStateNames:view: Genesys Cloud wants analytics:agentState:view: ',
    );
  });

  it('fails the check when the policy goes by it, and not otherwise', async () => {
    const { env } = await deployed({ client: clientWithout(GRANTS) });
    const byRoles = await examined(env);
    expect(byRoles.trouble).toEqual([
      expect.stringContaining(
        'fails    Genesys permission authorization:grant:view: it is missing: nobody is shown anything',
      ),
    ]);
    expect(byRoles.lines.at(-1)).toBe('1 check fails.');
    const byManager = await examined({ ...env, ACCESS_POLICY: 'managers' });
    expect(byManager.trouble).toEqual([expect.stringMatching(/^lacks {4}Genesys permission authorization:grant:view/)]);
    expect([byRoles.code, byManager.code]).toEqual([1, 0]);
  });

  it('fails the check of queues when the default question is about one', async () => {
    const { env } = await deployed({ client: clientWithout(QUEUES) });
    expect((await examined(env)).code).toBe(0);
    expect((await examined({ ...env, DEFAULT_SCOPE: 'queue:Billing' })).code).toBe(1);
  });

  it('is otherwise named with what will be missed, each by itself, and the app works', async () => {
    const { env } = await deployed({ client: ONLY_NEEDED });
    const { code, trouble, lines } = await examined(env);
    expect(code).toBe(0);
    expect(trouble.map((line) => /^lacks {4}Genesys permission (\S+): it is missing: /.exec(line)?.[1])).toEqual([
      'analytics:agentStateNames:view',
      'conversation:communication:view',
      'analytics:conversationDetail:view',
      'analytics:userAggregate:view',
      'analytics:queueObservation:view',
      'routing:queue:view',
      'routing:wrapupCode:view',
      'groups:team:view',
      'presence:presenceDefinition:view',
    ]);
    expect(lines.at(-1)).toBe('All that is needed is there; what is lacking is named above.');
  });

  it('costs few requests to find out', async () => {
    const { env } = await deployed();
    const before = genesys().requests.length;
    await examined(env);
    expect(genesys().requests.length - before).toBeLessThan(25);
  });
});

describe('a login to Genesys Cloud that fails', () => {
  it.each<[string, Environment, RegExp]>([
    [
      'is told from a wrong id',
      { GENESYSCLOUD_OAUTHCLIENT_ID: 'nobody' },
      /^fails {4}Genesys login: token: unauthorised \(400\).* To do: check GENESYSCLOUD_OAUTHCLIENT_ID and/,
    ],
    [
      'is told from a wrong secret',
      { GENESYSCLOUD_OAUTHCLIENT_SECRET: 'wrong' },
      /^fails {4}Genesys login: token: unauthorised \(401\).* To do: check GENESYSCLOUD_OAUTHCLIENT_ID and/,
    ],
    [
      'is told from a host that does not answer',
      { GENESYSCLOUD_LOGIN_URL: 'http://127.0.0.1:9' },
      /^fails {4}Genesys login: 127\.0\.0\.1:9: ECONNREFUSED: nothing listens there: check the address/,
    ],
  ])('%s, and the permissions are skipped', async (_what, wrong, line) => {
    const { env } = await deployed();
    const { code, trouble } = await examined({ ...env, ...wrong });
    expect(trouble).toEqual([
      expect.stringMatching(line),
      'skipped  Genesys permissions: they show only after a login.',
    ]);
    expect(code).toBe(1);
  });
});

/** One part of the examination: its lines that are not `ok`, and how a command with nothing else would end. */
async function part(check: (config: Config) => Promise<readonly Finding[]>, env: Environment) {
  const findings = await check(readConfig(env));
  return { code: isHealthy(findings) ? 0 : 1, trouble: troubleIn(findingsText(findings)) };
}

describe('Slack', () => {
  it.each(['invalid_auth', 'account_inactive'])('refuses the bot token as %s', async (error) => {
    const { env, slack } = await deployed();
    slack.faults.next('auth.test', { kind: 'error', error });
    expect(await part(checkSlack, env)).toEqual({
      code: 1,
      trouble: [
        expect.stringContaining(`fails    Slack bot token: Slack says ${error}. To do: copy the Bot User OAuth Token`),
        'skipped  Slack scopes: they show only with a good token.',
      ],
    });
  });

  it('does not answer', async () => {
    const { env, slack } = await deployed();
    slack.faults.next('*', { kind: 'cut' }, 10);
    const { trouble } = await part(checkSlack, { ...env, SLACK_APP_TOKEN: slack.appToken });
    expect(trouble).toEqual([
      expect.stringMatching(/^fails {4}Slack bot token: 127\.0\.0\.1:\d+: \w+: .*cuts the connection: check firewall/),
      expect.stringContaining('skipped  '),
      expect.stringMatching(/^fails {4}Slack connection: 127\.0\.0\.1:\d+: \w+: .*cuts the connection: check firewall/),
    ]);
  });

  it.each<[string, Environment, number]>([
    ['chat:write', {}, 1],
    ['users:read.email', {}, 1],
    ['usergroups:read', {}, 0],
    ['usergroups:read', { ACCESS_POLICY: 'allowlist', ACCESS_ALLOWLIST: 'U0OMAR' }, 0],
    ['usergroups:read', { ACCESS_POLICY: 'allowlist', ACCESS_ALLOWLIST: 'U0OMAR,S0LEADS' }, 1],
    ['channels:history', {}, 0],
  ])('without the scope %s and with %o ends with %d', async (scope, also, code) => {
    const { env } = await deployed({
      scopes: manifestWith({ and: LATER_SCOPES, without: [scope] }),
    });
    const trouble = [expect.stringContaining(`Slack scope ${scope}: it is missing: `)];
    expect(await part(checkSlack, { ...env, ...also })).toEqual({ code, trouble });
  });

  it.each([
    ['invalid_auth', 'make an app-level token'],
    ['link_disabled', 'switch Socket Mode on'],
    ['missing_scope', 'give the app-level token the scope connections:write'],
  ])('refuses the app-level token as %s', async (error, remedy) => {
    const { env, slack } = await deployed();
    slack.faults.next('apps.connections.open', { kind: 'error', error });
    expect(await part(checkSlack, { ...env, SLACK_APP_TOKEN: slack.appToken })).toEqual({
      code: 1,
      trouble: [expect.stringContaining(`fails    Slack connection: Slack says ${error}. To do: ${remedy}`)],
    });
  });

  it('is asked for every scope of the manifest, and the manifest asks for every scope that is needed', () => {
    const { scopes } = readManifest(new URL('../../manifest.yml', import.meta.url).pathname);
    const known = SCOPES.map(({ scope }) => scope);
    const needed = SCOPES.filter((scope) => scope.needed === always).map(({ scope }) => scope);
    expect([...scopes].filter((scope) => !known.includes(scope))).toEqual([]);
    expect(needed.filter((scope) => !scopes.has(scope))).toEqual([]);
  });
});

describe('the store', () => {
  it('fails when it cannot be opened', async () => {
    const { env, storeFile } = await deployed();
    const folder = join(dirname(storeFile), 'folder');
    mkdirSync(folder);
    expect(await part(checkStore, { ...env, STORE_URL: `sqlite:${folder}` })).toEqual({
      code: 1,
      trouble: [
        expect.stringMatching(/^fails {4}Store: store: cannot open: .* To do: check that STORE_URL names a file/),
      ],
    });
  });

  it('fails with another key than the app wrote it with, and says what to do', async () => {
    const { env, storeFile } = await deployed();
    const written = await openForTest(`sqlite:${storeFile}`, { key: new Uint8Array(32) });
    await written.close();
    expect(await part(checkStore, { ...env, STORE_KEY: undefined })).toEqual({
      code: 1,
      trouble: [expect.stringContaining('it was written with a STORE_KEY, and none is set. Set it; to go on without')],
    });
  });

  it('is remarked upon when it is in clear', async () => {
    const { env } = await deployed();
    expect(await part(checkStore, { ...env, STORE_KEY: undefined })).toEqual({
      code: 0,
      trouble: [
        expect.stringContaining('lacks    Store encryption: names and tokens are kept in clear. To do: set STORE_KEY'),
      ],
    });
  });

  it('leaves nothing behind', async () => {
    const { env, storeFile } = await deployed();
    await part(checkStore, env);
    const db = new DatabaseSync(storeFile, { readOnly: true });
    const kept = db.prepare("SELECT count(*) AS count FROM entries WHERE ns LIKE '%doctor%'").get();
    db.close();
    expect(kept).toEqual({ count: 0 });
  });

  it('fails when no Redis answers, and the password of its address is not told', async () => {
    const { env } = await deployed();
    const { code, trouble } = await part(checkStore, { ...env, STORE_URL: `redis://:${CANARY}@127.0.0.1:9` });
    expect(trouble.at(-1)).toMatch(
      /^fails {4}Store: store: cannot set: Redis: .*does STORE_URL name its host and port/,
    );
    expect(trouble.join()).not.toContain(CANARY);
    expect(code).toBe(1);
  });
});

describe('the arguments', () => {
  it.each([[['--jsn']], [['fix']]])('%j are refused with the usage', async (args) => {
    const { code, out, err } = await run(doctorCommand, args, {});
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('npm run -s doctor -- --json');
  });

  it('--help is answered with the usage', async () => {
    expect(await run(doctorCommand, ['--help'], {})).toMatchObject({ code: 0, err: '' });
  });
});
