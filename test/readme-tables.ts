import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PERMISSIONS } from '../src/cli/permissions.ts';
import { SCOPES } from '../src/cli/scopes.ts';
import { formulaOf } from '../src/domain/figures/figure.ts';
import { FIGURES } from '../src/domain/figures/metrics.ts';
import { readManifest } from '../src/sandbox/slack/manifest.ts';
import { LIFETIMES } from '../src/store/lifetimes.ts';
import { USAGES } from './usages.ts';

/** Every table of the README that the code knows better, as Markdown, by the name of its marker. */
export function readmeTables(): Readonly<Record<string, string>> {
  return {
    commands: commands(),
    figures: figures(),
    scopes: scopes(),
    permissions: permissions(),
    stored: stored(),
    required: configuration(VARIABLES.slice(0, REQUIRED)),
    configuration: configuration(VARIABLES.slice(REQUIRED)),
    measured: measured(),
  };
}

/** The README with these tables between their markers. */
export function withTables(readme: string, tables = readmeTables()): string {
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`),
        () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`,
      ),
    readme,
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const code = (text: string) => `\`${text}\``;

const bench = z.object({
  on: z.string(),
  tables: z.array(z.object({ title: z.string(), head: z.array(z.string()), rows: z.array(z.array(z.string())) })),
});

/** What `npm run bench -- --write` has kept, as far as it concerns whoever runs the app. */
function measured(): string {
  const { on, tables } = bench.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'bench/measured.json'), 'utf8')),
  );
  const told = tables.filter(({ title }) => /^(?:From command to reply|Beside a bare|2000)/.test(title));
  return [on, ...told.map(({ title, head, rows }) => `${title}:\n\n${table(head, rows)}`)].join('\n\n');
}

function commands(): string {
  return table(
    ['command', 'what it answers', 'for example'],
    USAGES.map(({ name, form, what, examples }) => [
      code(`${name} ${form}`),
      what,
      examples.map(({ typed }) => code(typed)).join(' · '),
    ]),
  );
}

function figures(): string {
  const whose = { agents: 'agents', queue: 'queues' } as const;
  return table(
    ['figure', 'meaning', 'formula', 'of'],
    Object.values(FIGURES).map(({ label, meaning, caveat, computation, shown }) => [
      label,
      [meaning, caveat ?? ''].join(' ').trim(),
      formulaOf(computation),
      (['agents', 'queue'] as const)
        .filter((scope) => shown[scope] !== undefined)
        .map((scope) => whose[scope])
        .join(', '),
    ]),
  );
}

function scopes(): string {
  const asked = readManifest(join(import.meta.dirname, '../manifest.yml')).scopes;
  return table(
    ['scope', 'in the manifest', 'why', 'without it'],
    SCOPES.map(({ scope, serves, without }) => [code(scope), asked.has(scope) ? 'yes' : 'to add', serves, without]),
  );
}

function permissions(): string {
  return table(
    ['permission', 'why', 'without it'],
    PERMISSIONS.map(({ permission, serves, without }) => [code(permission), serves, without]),
  );
}

const STORED = {
  agent: 'people of Genesys Cloud: name, email, title, division, manager',
  names: 'names of queues, teams, groups, skills, wrap-up codes, presences and divisions',
  members: 'who is in which queue, team, group and user group, and who reports to whom',
  grants: "askers' roles in Genesys Cloud",
  'slack-user': 'people of Slack: name, confirmed email, time zone, locale, what kind of member',
  live: 'answers about now',
  'stats-closed': 'figures of periods that have settled',
  'stats-levels': 'the same with a service level, whose settings also apply backwards',
  'stats-running': 'figures of periods that have not',
} as const satisfies Record<keyof typeof LIFETIMES, string>;

function stored(): string {
  const remembered = Object.entries(LIFETIMES).map(([memory, { ttlMs, staleMs }]) => [
    STORED[isMemory(memory) ? memory : 'names'],
    staleMs === 0 ? span(ttlMs) : `${span(ttlMs)}, and ${span(staleMs)} more while a fresh one is fetched`,
  ]);
  return table(
    ['what', 'for how long'],
    [
      ['the token of Genesys Cloud', 'until a minute before it expires'],
      ...remembered,
      ['schedules: channel, time, days, scope, owner', 'until they are deleted'],
      ['which summary was posted, and where', '35 days'],
      ['alerts: channel, condition, hours, owner', 'until they are deleted'],
      ['what an alert has found, with the names of those whom it is about', 'until an hour after it is over'],
      ['the last five questions of each person, for their Home', '30 days'],
      ['the audit: who asked what about whom, where, and why it was allowed or refused', '`AUDIT_DAYS`'],
    ],
  );
}

const isMemory = (name: string): name is keyof typeof LIFETIMES => name in LIFETIMES;

/** @example span(5400000) //=> '90 min' */
function span(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} s`;
  return ms < 7_200_000 && ms !== 3_600_000 ? `${ms / 60_000} min` : `${ms / 3_600_000} h`;
}

/** The first so many have to be filled in. */
const REQUIRED = 6;

/** Name, meaning, default: the names and defaults are held against `src/config.ts` by a test. */
export const VARIABLES: readonly (readonly [name: string, meaning: string, fallback: string])[] = [
  ['SLACK_BOT_TOKEN', 'bot token (`xoxb-…`): *OAuth & Permissions* of the Slack app', 'required'],
  ['SLACK_APP_TOKEN', 'app-level token (`xapp-…`), *Basic Information*: Socket Mode instead of HTTP', 'none'],
  ['SLACK_SIGNING_SECRET', 'signing secret, *Basic Information*: empty in Socket Mode', 'required over HTTP'],
  ['GENESYSCLOUD_REGION', 'region by name or host: `eu_central_1`, `eu-central-1`, `mypurecloud.de`', 'required'],
  ['GENESYSCLOUD_OAUTHCLIENT_ID', 'id of the client-credentials client', 'required'],
  ['GENESYSCLOUD_OAUTHCLIENT_SECRET', 'its secret', 'required'],
  ['GENESYSCLOUD_REQUESTS_PER_MINUTE', 'how many of the 300 requests a minute this app may use', '240'],
  [
    'GENESYSCLOUD_INTERVAL_DAYS',
    'days in one aggregates query; the app finds out by itself, `npm run doctor -- --probe` says it',
    '31',
  ],
  [
    'GENESYSCLOUD_STATUS_MINUTES',
    'user aggregates are asked for in whole spans of so many minutes; found out and said likewise',
    '0',
  ],
  ['STORE_URL', '`sqlite:<file>`, `redis://…` or `rediss://…`', 'sqlite:data/floorwalker.db'],
  ['REDIS_URL', 'used when `STORE_URL` is absent', 'none'],
  ['STORE_KEY', '32 bytes in base64 (`openssl rand -base64 32`): what is stored is encrypted', 'none'],
  ['STORE_KEY_OLD', 'the former key, for `npm run store -- copy`', 'none'],
  ['STORE_UNREADABLE', '`ignore`: start although schedules or alerts in the store cannot be read', 'refuse'],
  ['PORT', 'port of HTTP, and of the probes in Socket Mode', '3000'],
  ['HOST', 'the one address of this machine at which it listens: `127.0.0.1` behind a proxy on it', 'none'],
  ['ADMIN_PORT', 'probes and metrics at a port of their own, apart from what Slack calls', 'none'],
  ['HTTPS_PROXY', 'every connection goes through it: `http://user:password@proxy.example.com:3128`', 'none'],
  ['NO_PROXY', 'hosts that are reached without it: `api.internal.example,.local`', 'none'],
  ['NODE_EXTRA_CA_CERTS', 'file in PEM with the authorities to trust beside the usual ones', 'none'],
  ['ACCESS_POLICY', '`genesys`, `managers`, `allowlist` or `workspace`', 'genesys'],
  ['ACCESS_ALLOWLIST', 'Slack users and user groups who see everybody, by id', 'none'],
  ['ADMINS', "Slack users who may list everybody's schedules, by id", 'none'],
  ['IDENTITY_LINKS', '`U02ANA=ana.lopez@other.example,…`: links that win over email', 'none'],
  [
    'TRUSTED_EMAIL_DOMAINS',
    'domains whose addresses are believed though Slack has not confirmed them, as with single sign-on',
    'none',
  ],
  ['AUDIT_DAYS', 'how long the audit is kept', '90'],
  ['DEFAULT_SCOPE', 'who is meant when nobody is named: `visible`, `team` or `queue:<name>`', 'visible'],
  ['WEEK_START', "`monday`, `sunday`, `saturday`, or `locale`: the asker's own", 'locale'],
  ['SUMMARY_CHANNEL', 'channel id: makes a schedule beside those made in Slack', 'none'],
  ['SUMMARY_TIME', 'its local time', '08:30'],
  ['SUMMARY_TIME_ZONE', 'its IANA zone', 'UTC'],
  ['SUMMARY_DAYS', 'its days: `mon-fri`, `weekdays`, `daily`, `mon,wed`', 'mon-fri'],
  ['SUMMARY_SCOPE', 'whom it is about', 'DEFAULT_SCOPE'],
  ['SUMMARY_OWNER', 'Slack user id: it shows what they may see', 'required with a channel'],
  ['SUMMARY_CATCH_UP', 'how late a missed post may still be made: `6h`, `90m`', '6h'],
  [
    'ALERT_MENTIONS',
    'whom an alert may call when its maker asks for it: `none`, `here` (`@here`) or `channel` (either)',
    'none',
  ],
  ['LOG_LEVEL', 'a level of pino', 'info'],
  ['SLACK_API_URL', 'base of the Web API', 'https://slack.com/api/'],
  ['GENESYSCLOUD_API_URL', 'another API host: a gateway, a test', 'from the region'],
  ['GENESYSCLOUD_LOGIN_URL', 'another login host', 'from the region'],
];

function configuration(variables: typeof VARIABLES): string {
  return table(
    ['variable', 'meaning', 'default'],
    variables.map(([name, meaning, fallback]) => [code(name), meaning, fallback]),
  );
}
