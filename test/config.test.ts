import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/app.ts';
import { BadConfiguration, environment, secretsOf } from '../src/config.ts';

const enough = {
  SLACK_BOT_TOKEN: 'xoxb-1-test',
  SLACK_SIGNING_SECRET: 'secret',
  GENESYSCLOUD_REGION: 'mypurecloud.de',
  GENESYSCLOUD_OAUTHCLIENT_ID: 'id',
  GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret',
};

const configOf = (env: Record<string, string>) => readConfig({ ...enough, ...env });

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems;
    throw error;
  }
}

describe('the environment', () => {
  it('is enough with the five variables that have no default', () => {
    expect(configOf({})).toMatchObject({
      port: 3000,
      store: { url: 'sqlite:data/floorwalker.db' },
      access: { policy: 'genesys', auditDays: 90 },
      genesys: { requestsPerMinute: 240 },
    });
  });

  it('reports every problem at once, a line each, also those that two variables make together', () => {
    expect(problemsOf({ PORT: 'x', SUMMARY_CHANNEL: 'C02FLOOR' })).toEqual([
      'SLACK_BOT_TOKEN is required: the bot token (xoxb-…) of the Slack app',
      'GENESYSCLOUD_REGION is required: the region, e.g. mypurecloud.de or eu_central_1',
      'GENESYSCLOUD_OAUTHCLIENT_ID is required: the id of the client-credentials OAuth client',
      'GENESYSCLOUD_OAUTHCLIENT_SECRET is required: the secret of the client-credentials OAuth client',
      'PORT is not a whole number from 0 to 65535',
      'SLACK_SIGNING_SECRET is required over HTTP (or set SLACK_APP_TOKEN for Socket Mode)',
      'SUMMARY_OWNER is required with SUMMARY_CHANNEL: the summary shows what its owner may see',
    ]);
  });

  it('takes a variable that is set to nothing as absent', () => {
    expect(configOf({ PORT: ' ', STORE_URL: '' })).toMatchObject({
      port: 3000,
      store: { url: 'sqlite:data/floorwalker.db' },
    });
  });

  it.each(['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'])('listens at the address %s', (address) => {
    expect(configOf({ HOST: address }).host).toBe(address);
  });

  it.each(['floor.example.org', 'my-laptop', '127.0.0.1:3000', '[::1]', '256.0.0.1', 'http://127.0.0.1'])(
    'takes %s for no address to listen at',
    (text) => {
      expect(problemsOf({ ...enough, HOST: text })).toEqual([
        'HOST is not an address of this machine such as 127.0.0.1, 0.0.0.0 or ::',
      ]);
    },
  );

  it.each([
    [
      'HTTPS_PROXY',
      'proxy.example.com:3128',
      'HTTPS_PROXY is not the address of a proxy such as http://proxy.example.com:3128',
    ],
    [
      'https_proxy',
      'socks5://proxy.example.com',
      'HTTPS_PROXY is not the address of a proxy such as http://proxy.example.com:3128',
    ],
    ['NODE_EXTRA_CA_CERTS', '/nowhere/ca.pem', 'NODE_EXTRA_CA_CERTS names a file that cannot be read: /nowhere/ca.pem'],
    [
      'NODE_EXTRA_CA_CERTS',
      import.meta.filename,
      `NODE_EXTRA_CA_CERTS has no certificate in PEM: ${import.meta.filename}`,
    ],
    ['ADMIN_PORT', '3000', 'ADMIN_PORT is the same as PORT: choose another one, or leave it out'],
    [
      'SLACK_SIGNING_SECRET',
      'xoxb-1-test',
      'SLACK_SIGNING_SECRET is not the signing secret: it is the bot token, which belongs into SLACK_BOT_TOKEN',
    ],
    [
      'SLACK_SIGNING_SECRET',
      'two words',
      'SLACK_SIGNING_SECRET is not the signing secret, which is of letters and digits only',
    ],
    [
      'SLACK_APP_TOKEN',
      'xoxb-1-test',
      'SLACK_APP_TOKEN is not an app-level token (xapp-…): it is the bot token, which belongs into SLACK_BOT_TOKEN',
    ],
    [
      'SLACK_BOT_TOKEN',
      'xapp-1-test',
      'SLACK_BOT_TOKEN is not a bot token (xoxb-…): it is the app-level token, which belongs into SLACK_APP_TOKEN',
    ],
    [
      'SLACK_BOT_TOKEN',
      'xoxp-1-test',
      'SLACK_BOT_TOKEN is not a bot token (xoxb-…): it is a user token, which this app has no use for',
    ],
    ['GENESYSCLOUD_OAUTHCLIENT_ID', '"id"', 'GENESYSCLOUD_OAUTHCLIENT_ID has quotes around its value: leave them out'],
  ])('with %s=%s is told what to change', (name, value, problem) => {
    expect(problemsOf({ ...enough, [name]: value })).toEqual([problem]);
  });

  it('reads the proxy also in small letters, and keeps its password out of sight', () => {
    const config = configOf({ https_proxy: 'http://floor:p%40ss@proxy.example.com:3128', no_proxy: '.local' });
    expect(config.egress).toEqual({ httpsProxy: 'http://floor:p%40ss@proxy.example.com:3128', noProxy: '.local' });
    expect(secretsOf(config)).toEqual(expect.arrayContaining(['p%40ss', 'p@ss']));
  });

  it('leaves the variables of other programs alone', () => {
    expect(
      problemsOf({ ...enough, HTTP_PROXY: 'http://p:1', ALL_PROXY: 'x', http_proxy: 'x', ftp_proxy: 'x' }),
    ).toEqual([]);
  });

  it('needs no signing secret in Socket Mode', () => {
    expect(configOf({ SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-1' }).slack.appToken).toBe('xapp-1');
  });

  it('uses REDIS_URL only when STORE_URL is absent', () => {
    expect(configOf({ REDIS_URL: 'redis://localhost' }).store.url).toBe('redis://localhost');
    expect(configOf({ REDIS_URL: 'redis://localhost', STORE_URL: 'sqlite:x.db' }).store.url).toBe('sqlite:x.db');
  });

  it('reads identity links as email by Slack user', () => {
    const { identityLinks } = configOf({
      IDENTITY_LINKS: 'U02ANA=ana.lopez@other.example, W03OMAR=omar@other.example',
    }).access;
    expect([...identityLinks]).toEqual([
      ['U02ANA', 'ana.lopez@other.example'],
      ['W03OMAR', 'omar@other.example'],
    ]);
  });

  it.each([
    ['90m', 5_400_000],
    ['6h', 21_600_000],
    ['2d', 172_800_000],
  ])('reads a catch-up window of %s as %d ms', (text, ms) => {
    expect(configOf({ SUMMARY_CATCH_UP: text }).summary.catchUpMs).toBe(ms);
  });

  it.each([
    ['ACCESS_POLICY', 'everyone', 'ACCESS_POLICY is not genesys, managers, allowlist or workspace'],
    ['ACCESS_POLICY', 'allowlist', 'ACCESS_ALLOWLIST is required with ACCESS_POLICY=allowlist: who may see everyone'],
    ['ACCESS_ALLOWLIST', '@ana', 'ACCESS_ALLOWLIST has "@ana", which is not an id such as U02ANA or S02LEADS'],
    [
      'IDENTITY_LINKS',
      'ana=ana@x.example',
      'IDENTITY_LINKS has "ana=ana@x.example", which is not like U02ANA=ana@example.com',
    ],
    ['STORE_KEY', 'c2hvcnQ=', 'STORE_KEY is not 32 bytes in base64 (openssl rand -base64 32)'],
    ['SUMMARY_TIME', 'noon', 'SUMMARY_TIME is not a time such as 08:30'],
    ['SUMMARY_TIME', '24:00', 'SUMMARY_TIME is not a time such as 08:30'],
    ['SUMMARY_TIME_ZONE', '+02:00', 'SUMMARY_TIME_ZONE is not an IANA time zone such as Europe/Madrid'],
    ['SUMMARY_TIME_ZONE', 'Madrid', 'SUMMARY_TIME_ZONE is not an IANA time zone such as Europe/Madrid'],
    ['SUMMARY_DAYS', 'mon-wed-fri', 'SUMMARY_DAYS is not days such as mon-fri or mon,wed'],
    ['SUMMARY_DAYS', 'always', 'SUMMARY_DAYS is not days such as mon-fri or mon,wed'],
    ['SUMMARY_CATCH_UP', '6', 'SUMMARY_CATCH_UP is not a span such as 6h or 90m'],
    ['ALERT_MENTIONS', 'everyone', 'ALERT_MENTIONS is not none, here or channel'],
    ['DEFAULT_SCOPE', 'queue:', 'DEFAULT_SCOPE is not visible, team or queue:<name>'],
    ['SLACK_API_URL', 'slack.com', 'SLACK_API_URL is not an http(s) address'],
    [
      'GENESYSCLOUD_REQUESTS_PER_MINUTE',
      '5',
      'GENESYSCLOUD_REQUESTS_PER_MINUTE is not a whole number from 10 to 10000',
    ],
    [
      'GENESYSCLOUD_REQUESTS_PER_MINUTE',
      '1e3',
      'GENESYSCLOUD_REQUESTS_PER_MINUTE is not a whole number from 10 to 10000',
    ],
    ['AUDIT_DAYS', '1.5', 'AUDIT_DAYS is not a whole number from 1 to 3650'],
    [
      'STORE_URL',
      'mysql://db',
      'STORE_URL mysql: is not a store we know: expected sqlite:<file>, redis://<host> or rediss://<host>',
    ],
    [
      'REDIS_URL',
      'redis://',
      'REDIS_URL the Redis address has no host: expected sqlite:<file>, redis://<host> or rediss://<host>',
    ],
    ['ACCES_POLICY', 'managers', 'ACCES_POLICY is not a variable of this app: did you mean ACCESS_POLICY?'],
    ['access_policy', 'managers', 'access_policy is not a variable of this app: did you mean ACCESS_POLICY?'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is not a pino level'],
  ])('refuses %s=%s with a sentence', (variable, value, sentence) => {
    expect(problemsOf({ ...enough, [variable]: value })).toEqual([sentence]);
  });

  it('names an unknown region beside all other problems, with those there are', () => {
    const problems = problemsOf({ ...enough, GENESYSCLOUD_REGION: 'mars', STORE_URL: 'nowhere', PORT: '-1' });
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual(['PORT', 'GENESYSCLOUD_REGION', 'STORE_URL']);
    expect(problems[1]).toContain('GENESYSCLOUD_REGION "mars" is not a region of Genesys Cloud: use one of us_east_1');
  });

  it.each(['PATH', 'SPORT', 'GENESYSCLOUD_ACCESS_TOKEN', 'SLACK_TOKEN', 'npm_config_loglevel', 'REDIS_TLS_URL'])(
    'leaves %s to whom it belongs',
    (foreign) => {
      expect(problemsOf({ ...enough, [foreign]: 'x' })).toEqual([]);
    },
  );

  it("takes a near miss beside the variable itself for somebody else's", () => {
    expect(problemsOf({ ...enough, REDIS_URL: 'redis://localhost', REDIS_URI: 'redis://localhost' })).toEqual([]);
  });

  it.each([
    ['SUMMARY_TIME', '8:30am', { time: '08:30' }],
    ['SUMMARY_TIME_ZONE', 'europe/madrid', { timeZone: 'Europe/Madrid' }],
    ['SUMMARY_DAYS', 'Mondays, wed', { days: [1, 3] }],
    ['SUMMARY_SCOPE', 'queue: Billing', { scope: [{ kind: 'queue', name: 'Billing' }] }],
    ['SUMMARY_SCOPE', 'team', { scope: [{ kind: 'my-team' }] }],
  ])('understands %s=%s as a command does', (variable, value, summary) => {
    expect(configOf({ [variable]: value }).summary).toMatchObject(summary);
  });

  it('repeats no secret in a problem', () => {
    const problems = problemsOf({
      ...enough,
      SLACK_BOT_TOKEN: 'canary-secret',
      SLACK_APP_TOKEN: 'canary-secret',
      STORE_KEY: 'canary-secret',
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('canary');
  });
});

describe('.env.example', () => {
  const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8');
  const variables = [...example.matchAll(/^(#?)([A-Z_]+)=(.*)$/gm)].map(([, mark, name = '', value = '']) => ({
    name,
    value,
    toFillIn: mark === '',
  }));

  it('has every variable of the app once, and no other', () => {
    expect(variables.map(({ name }) => name).toSorted()).toEqual(Object.keys(environment.shape).toSorted());
  });

  it('asks first for the six that have no default, three of Slack and three of Genesys Cloud', () => {
    const asked = variables.flatMap(({ name, toFillIn }) => (toFillIn ? [name] : []));
    expect(variables.slice(0, 6).map(({ name }) => name)).toEqual(asked);
    expect(asked.toSorted()).toEqual([...Object.keys(enough), 'SLACK_APP_TOKEN'].toSorted());
  });

  const defaults = variables.filter(({ value, toFillIn }) => !toFillIn && value !== '');

  it('shows only defaults: with all of them switched on, the configuration is the one without', () => {
    expect(defaults.length).toBeGreaterThan(10);
    const shown = Object.fromEntries(defaults.map(({ name, value }) => [name, value]));
    expect(configOf(shown)).toEqual(configOf({}));
  });

  it('holds no secret and sets nothing by itself', () => {
    const set = Object.values(parseEnv(example)).filter((value) => value !== '');
    expect(set).toEqual([]);
  });
});
