import { describe, expect, it } from 'vitest';
import { BadConfiguration, loadConfig } from '../src/config.ts';

const enough = {
  SLACK_BOT_TOKEN: 'xoxb-1-test',
  SLACK_SIGNING_SECRET: 'secret',
  GENESYSCLOUD_REGION: 'mypurecloud.de',
  GENESYSCLOUD_OAUTHCLIENT_ID: 'id',
  GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret',
};

const configOf = (env: Record<string, string>) => loadConfig({ ...enough, ...env });

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
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
      'PORT is not a number',
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
    ['SUMMARY_TIME', '8.30', 'SUMMARY_TIME is not a time such as 08:30'],
    ['SUMMARY_TIME_ZONE', 'Madrid', 'SUMMARY_TIME_ZONE is not an IANA time zone such as Europe/Madrid'],
    ['SUMMARY_DAYS', 'always', 'SUMMARY_DAYS is not days such as mon-fri or mon,wed'],
    ['SUMMARY_CATCH_UP', '6', 'SUMMARY_CATCH_UP is not a span such as 6h or 90m'],
    ['DEFAULT_SCOPE', 'queue:', 'DEFAULT_SCOPE is not visible, team or queue:<name>'],
    ['SLACK_API_URL', 'slack.com', 'SLACK_API_URL is not an http(s) address'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is not a pino level'],
  ])('refuses %s=%s with a sentence', (variable, value, sentence) => {
    expect(problemsOf({ ...enough, [variable]: value })).toEqual([sentence]);
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
