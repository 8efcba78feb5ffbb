/** Every half-configured state that we know of says what to change, by name, and never only that something failed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { findingsText } from '../../src/cli/doctor/finding.ts';
import { checkGenesys } from '../../src/cli/doctor/genesys-checks.ts';
import { checkSlack } from '../../src/cli/doctor/slack-checks.ts';
import { checkStore } from '../../src/cli/doctor/store-checks.ts';
import { PERMISSIONS } from '../../src/cli/permissions.ts';
import { SCOPES } from '../../src/cli/scopes.ts';
import { BadConfiguration, type Config, environment } from '../../src/config.ts';
import { unreached } from '../../src/domain/unreached.ts';
import type { Fault } from '../../src/sandbox/genesys/wire/faults.ts';
import { manifestWith } from '../sandbox/slack/manifests.ts';
import { CANARY, clientWithout, deployed, type Environment, LATER_SCOPES, sharedGenesys } from './deployment.ts';

const ALL = PERMISSIONS.map(({ permission }) => permission);
const genesys = sharedGenesys([clientWithout(), ...ALL.map((permission) => clientWithout(permission))]);

/** What says nothing to whoever has to mend it. */
const EMPTY_WORDS = /\bundefined\b|\bnull\b|fetch failed|\[object|: unavailable|An API error|NaN/;
let states = 0;

/** These lines are all that an operator reads of a state; none is empty. */
function toldIn(lines: readonly string[]): string {
  states += 1;
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line.trim()).not.toBe('');
    expect(line).not.toMatch(EMPTY_WORDS);
    expect(line).not.toContain(CANARY);
  }
  return lines.join('\n');
}

const enough: Environment = {
  SLACK_BOT_TOKEN: 'xoxb-1-test',
  SLACK_SIGNING_SECRET: 'secret',
  GENESYSCLOUD_REGION: 'mypurecloud.de',
  GENESYSCLOUD_OAUTHCLIENT_ID: 'id',
  GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret',
};

function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems;
    throw error;
  }
}

/** For each variable what people put there by mistake. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  SLACK_BOT_TOKEN: ['xapp-1-a', 'xoxp-1-a', 'xoxe.xoxb-1', 'token', '"xoxb-1"'],
  SLACK_APP_TOKEN: ['xoxb-1-a', 'A0123456'],
  SLACK_SIGNING_SECRET: ['xoxb-1-a', 'xapp-1-a', 'with space'],
  SLACK_API_URL: ['slack.com', 'ftp://slack.com/api/'],
  GENESYSCLOUD_REGION: ['mars', 'eu-central-9', 'https://example.com', 'mypurecloud'],
  GENESYSCLOUD_API_URL: ['api.mypurecloud.de', 'wss://x'],
  GENESYSCLOUD_LOGIN_URL: ['login.mypurecloud.de'],
  GENESYSCLOUD_OAUTHCLIENT_ID: ["'id'"],
  GENESYSCLOUD_OAUTHCLIENT_SECRET: ['"secret"'],
  GENESYSCLOUD_REQUESTS_PER_MINUTE: ['0', 'many', '1e3', '-5', '2.5'],
  GENESYSCLOUD_INTERVAL_DAYS: ['0', '32', 'month'],
  GENESYSCLOUD_STATUS_MINUTES: ['61', 'half'],
  STORE_URL: ['floorwalker.db', 'postgres://db/x', 'sqlite:', 'redis://'],
  REDIS_URL: ['localhost:6379', 'http://redis'],
  STORE_KEY: ['short', 'not base64 at all'],
  PORT: ['abc', '70000', '-1', '3000.5', '0x50'],
  HOST: ['floor.example.org', 'http://127.0.0.1', '127.0.0.1:3000'],
  ADMIN_PORT: ['abc', '65536', '3000'],
  HTTPS_PROXY: ['proxy.example.com:3128', 'socks5://proxy.example.com'],
  NODE_EXTRA_CA_CERTS: ['/nowhere/ca.pem', import.meta.filename],
  ACCESS_POLICY: ['everyone', 'Genesys', 'allowlist'],
  ACCESS_ALLOWLIST: ['@ana', 'ana@example.com', 'C02FLOOR'],
  ADMINS: ['ana', 'S02LEADS'],
  IDENTITY_LINKS: ['ana=ana@example.com', 'U02ANA', 'U02ANA=ana'],
  AUDIT_DAYS: ['0', 'forever', '4000'],
  DEFAULT_SCOPE: ['everybody', 'queue:'],
  WEEK_START: ['tuesday', 'Mon'],
  SUMMARY_CHANNEL: ['#floor', 'floor', 'D02X'],
  SUMMARY_OWNER: ['ana', 'ana@example.com'],
  SUMMARY_TIME: ['25:00', 'noon'],
  SUMMARY_TIME_ZONE: ['Madrid', '+02:00', 'CEST'],
  SUMMARY_DAYS: ['always', 'mon-wed-fri'],
  SUMMARY_SCOPE: ['group', 'queue:'],
  SUMMARY_CATCH_UP: ['6', 'soon', '0h'],
  LOG_LEVEL: ['verbose', 'INFO'],
};

describe('the environment', () => {
  const required = Object.keys(enough);
  it.each(required)('without %s', (name) => {
    expect(toldIn(problemsOf({ ...enough, [name]: undefined }))).toMatch(name);
  });

  it.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    'with %s=%s',
    (name, value) => {
      expect(Object.keys(environment.shape)).toContain(name);
      // The policy that wants a list names the list.
      expect(toldIn(problemsOf({ ...enough, [name]: value }))).toMatch(
        value === 'allowlist' ? /ACCESS_ALLOWLIST/ : `${name} `,
      );
    },
  );

  it.each([
    [{ SUMMARY_CHANNEL: 'C02FLOOR' }, 'SUMMARY_OWNER'],
    [{ SLACK_BOT_TOKN: 'xoxb-1' }, 'SLACK_BOT_TOKEN'],
    [{ GENESYSCLOUD_REGIO: 'x', GENESYSCLOUD_REGION: '' }, 'GENESYSCLOUD_REGION'],
  ])('with %o', (env, named) => {
    const without = 'SLACK_BOT_TOKN' in env ? { SLACK_BOT_TOKEN: undefined } : {};
    expect(toldIn(problemsOf({ ...enough, ...without, ...env }))).toMatch(named);
  });
});

/** The lines that are not well, of one part of the examination. */
async function linesOf(check: (config: Config) => Promise<readonly Finding[]>, env: Environment) {
  const lines = findingsText(await check(readConfig(env))).split('\n');
  return lines.filter((line) => /^(fails|lacks)/.test(line));
}
const genesysNow = (config: Config) => checkGenesys(config, Date.now());

describe('Slack', () => {
  it.each(SCOPES.map(({ scope }) => scope))('without the scope %s', async (scope) => {
    const { env } = await deployed({
      genesys: genesys(),
      scopes: manifestWith({ and: LATER_SCOPES.filter((each) => each !== scope), without: [scope] }),
    });
    const lines = await linesOf(checkSlack, env);
    expect(toldIn(lines.filter((line) => line.includes(`scope ${scope}:`)))).toMatch(
      /add it under OAuth & Permissions/,
    );
  });

  const tokenErrors = [
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_authed',
    'not_allowed_token_type',
    'org_login_required',
  ];
  it.each(tokenErrors)('that says %s of the bot token', async (error) => {
    const { env, slack } = await deployed({ genesys: genesys() });
    slack.faults.next('auth.test', { kind: 'error', error });
    expect(toldIn(await linesOf(checkSlack, env))).toMatch(/SLACK_BOT_TOKEN/);
  });

  it.each([...tokenErrors, 'link_disabled', 'missing_scope'])('that says %s of the app-level token', async (error) => {
    const { env, slack } = await deployed({ genesys: genesys() });
    slack.faults.next('apps.connections.open', { kind: 'error', error });
    const named = error === 'link_disabled' ? /Socket Mode on/ : /SLACK_APP_TOKEN|connections:write/;
    expect(toldIn(await linesOf(checkSlack, { ...env, SLACK_APP_TOKEN: slack.appToken }))).toMatch(named);
  });

  it.each([403, 500, 503])('that answers %d', async (status) => {
    const { env, slack } = await deployed({ genesys: genesys() });
    slack.faults.next('*', { kind: 'status', status }, 9);
    expect(toldIn(await linesOf(checkSlack, env))).toMatch(/check SLACK_API_URL/);
  });
});

describe('Genesys Cloud', () => {
  it.each(ALL)('without the permission %s', async (permission) => {
    const client = clientWithout(permission);
    const { env } = await deployed({ genesys: genesys(), client });
    const lines = await linesOf(genesysNow, env);
    expect(toldIn(lines.filter((line) => line.includes(`permission ${permission}:`)))).toMatch(
      /add (it|that) to a role of the OAuth client/,
    );
  });

  it.each<[string, Fault, RegExp]>([
    [
      'refuses the credentials',
      { kind: 'status', status: 401 },
      /GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET/,
    ],
    ['forbids the login', { kind: 'status', status: 403 }, /GENESYSCLOUD_LOGIN_URL/],
    ['knows no login', { kind: 'status', status: 404 }, /GENESYSCLOUD_LOGIN_URL/],
    ['has had enough', { kind: 'status', status: 429 }, /wait a minute/],
    ['is broken', { kind: 'status', status: 500 }, /GENESYSCLOUD_REGION/],
    ['is down', { kind: 'status', status: 503 }, /GENESYSCLOUD_REGION/],
    ['cuts the line', { kind: 'reset' }, /firewall and HTTPS_PROXY/],
    ['is a page of a proxy', { kind: 'not-json' }, /no proxy answers instead/],
    ['is garbled', { kind: 'garbled', encoding: 'gzip' }, /no proxy answers instead/],
  ])('whose login %s', async (_what, fault, named) => {
    const { env } = await deployed({ genesys: genesys() });
    genesys().faults.next({ match: '/oauth/token', fault, times: 9 });
    try {
      expect(toldIn(await linesOf(genesysNow, env))).toMatch(named);
    } finally {
      genesys().faults.clear();
    }
  });

  it('whose client is unknown', async () => {
    const { env } = await deployed({ genesys: genesys() });
    expect(toldIn(await linesOf(genesysNow, { ...env, GENESYSCLOUD_OAUTHCLIENT_ID: 'nobody' }))).toMatch(
      /GENESYSCLOUD_OAUTHCLIENT_ID/,
    );
  });
});

describe('the network', () => {
  const codes = [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'EPROTO',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'UND_ERR_CONNECT_TIMEOUT',
    'HPE_INVALID_CONSTANT',
    'E_NEVER_HEARD_OF',
  ];
  const ways = [undefined, 'http://proxy.example.com:3128'];
  it.each(codes.flatMap((code) => ways.map((httpsProxy) => [code, httpsProxy] as const)))(
    'that says %s, with the proxy %s',
    (code, httpsProxy) => {
      const sentence = unreached('https://login.mypurecloud.de', Object.assign(new Error(CANARY), { code }), {
        httpsProxy,
        noProxy: '',
      });
      expect(toldIn([sentence])).toMatch(/NODE_EXTRA_CA_CERTS|HTTPS_PROXY|clock|check the address/);
    },
  );
});

describe('the store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-half-'));
  writeFileSync(join(folder, 'text.db'), 'this is no database, though it is long enough to be one'.repeat(20));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a folder', `sqlite:${folder}`, /STORE_URL/],
    ['a file of something else', `sqlite:${folder}/text.db`, /STORE_URL/],
    ['a Redis that is not there', `redis://:${CANARY}@127.0.0.1:9`, /STORE_URL/],
  ])('that is %s', async (_what, url, named) => {
    const { env } = await deployed({ genesys: genesys() });
    expect(toldIn(await linesOf(checkStore, { ...env, STORE_URL: url }))).toMatch(named);
  });
});

it('are more than 120 states', () => {
  expect(states).toBeGreaterThanOrEqual(120);
});
