import { isIP } from 'node:net';
import { z } from 'zod';
import { nearest } from './domain/nearest.ts';
import { timeZoneNamed } from './domain/period/zone.ts';
import { readScope } from './domain/question.ts';
import { readDays, readTime } from './domain/schedule/words.ts';
import type { Egress } from './domain/unreached.ts';

const DAY_MS = 86_400_000;

const slackUserId = /^[UW][A-Z0-9]{2,}$/;
const slackUserOrGroupId = /^[UWS][A-Z0-9]{2,}$/;

const webAddress = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' });

/** Text that is understood as it is in a command or a form. */
const readBy = <T>(read: (text: string) => T | undefined, refusal: string) =>
  z.string().transform((text, context) => {
    const meant = read(text);
    if (meant !== undefined) return meant;
    context.addIssue({ code: 'custom', message: refusal });
    return z.NEVER;
  });

/** Digits only: `1e3`, `0x10` and `5.5` are mistakes. */
const wholeNumber = (least: number, most: number) =>
  readBy(
    (text) => (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
    `is not a whole number from ${least} to ${most}`,
  );

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const idList = (pattern: RegExp, example: string) =>
  list.superRefine((items, context) => {
    for (const item of items.filter((one) => !pattern.test(one))) {
      context.addIssue({ code: 'custom', message: `has "${item}", which is not an id such as ${example}` });
    }
  });

/** `90m`, `6h` or `2d` → milliseconds. */
const span = z
  .string()
  .regex(/^[1-9]\d*[mhd]$/, 'is not a span such as 6h or 90m')
  .transform((text) => {
    const unitMs = text.endsWith('m') ? 60_000 : text.endsWith('h') ? 3_600_000 : DAY_MS;
    return Number.parseInt(text, 10) * unitMs;
  });

/** `U02ANA=ana@other.example,…` → email by Slack user id. */
const identityLinks = list.transform((items, context) => {
  const links = new Map<string, string>();
  for (const item of items) {
    const [slackId = '', email] = item.split('=');
    if (slackUserId.test(slackId) && z.email().safeParse(email).success && email !== undefined)
      links.set(slackId, email);
    else context.addIssue({ code: 'custom', message: `has "${item}", which is not like U02ANA=ana@example.com` });
  }
  return links;
});

/** 32 bytes in base64. */
const storeKey = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'is not 32 bytes in base64 (openssl rand -base64 32)')
  .transform((text) => Buffer.from(text, 'base64'));

/** What Slack's tokens begin with, and what each is. */
const SLACK_TOKENS = [
  ['xoxb-', 'the bot token, which belongs into SLACK_BOT_TOKEN'],
  ['xapp-', 'the app-level token, which belongs into SLACK_APP_TOKEN'],
  ['xoxp-', 'a user token, which this app has no use for'],
  ['xoxe', 'a token that rotates: switch token rotation off, or make the app from our manifest'],
] as const;

const slackToken = (prefix: string, what: string, absent?: string) =>
  z.string(absent).superRefine((text, context) => {
    if (text.startsWith(prefix)) return;
    const instead = SLACK_TOKENS.find(([other]) => text.startsWith(other))?.[1];
    const message = instead === undefined ? `is not ${what}` : `is not ${what}: it is ${instead}`;
    context.addIssue({ code: 'custom', message });
  });

/** Of letters and digits; what else is pasted there by mistake makes every request of Slack look forged. */
const signingSecret = z.string().superRefine((text, context) => {
  const instead = SLACK_TOKENS.find(([token]) => text.startsWith(token))?.[1];
  if (instead !== undefined)
    context.addIssue({ code: 'custom', message: `is not the signing secret: it is ${instead}` });
  else if (!/^[\w-]+$/.test(text))
    context.addIssue({ code: 'custom', message: 'is not the signing secret, which is of letters and digits only' });
});

/** An address and no name: what a name means differs between machines, and some shells set HOST to the machine's own. */
const listenAddress = readBy(
  (text) => (isIP(text) === 0 && text !== 'localhost' ? undefined : text),
  'is not an address of this machine such as 127.0.0.1, 0.0.0.0 or ::',
);

/** Where connections go through; its user and password stay in it. */
const proxyAddress = z.url({
  protocol: /^https?$/,
  error: 'is not the address of a proxy such as http://proxy.example.com:3128',
});

const scope = readBy(readScope, 'is not visible, team or queue:<name>');

/** What the rooms that own an address make of its text, or the sentence that says why it is none. */
interface Readers {
  readonly region: (text: string) => Region | Unread;
  readonly store: (text: string) => { readonly kind: 'sqlite' | 'redis' } | Unread;
  readonly certificates: (file: string) => { readonly kind: 'certificates' } | Unread;
}

interface Region {
  readonly kind: 'region';
  readonly name: string;
  readonly apiUrl: string;
  readonly loginUrl: string;
  /** Where people work: links to Genesys Cloud start with it. */
  readonly appUrl: string;
}

interface Unread {
  readonly kind: 'problem';
  readonly sentence: string;
}

/** Every variable that is read, by name. */
export const environment = z.object({
  SLACK_BOT_TOKEN: slackToken('xoxb-', 'a bot token (xoxb-…)', 'is required: the bot token (xoxb-…) of the Slack app'),
  SLACK_SIGNING_SECRET: signingSecret.optional(),
  SLACK_APP_TOKEN: slackToken('xapp-', 'an app-level token (xapp-…)').optional(),
  SLACK_API_URL: webAddress.default('https://slack.com/api/'),
  GENESYSCLOUD_REGION: z.string('is required: the region, e.g. mypurecloud.de or eu_central_1'),
  GENESYSCLOUD_OAUTHCLIENT_ID: z.string('is required: the id of the client-credentials OAuth client'),
  GENESYSCLOUD_OAUTHCLIENT_SECRET: z.string('is required: the secret of the client-credentials OAuth client'),
  GENESYSCLOUD_API_URL: webAddress.optional(),
  GENESYSCLOUD_LOGIN_URL: webAddress.optional(),
  GENESYSCLOUD_REQUESTS_PER_MINUTE: wholeNumber(10, 10_000).default(240),
  GENESYSCLOUD_INTERVAL_DAYS: wholeNumber(1, 31).default(31),
  GENESYSCLOUD_STATUS_MINUTES: wholeNumber(0, 60).default(0),
  STORE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: listenAddress.optional(),
  ADMIN_PORT: wholeNumber(0, 65_535).optional(),
  HTTPS_PROXY: proxyAddress.optional(),
  NO_PROXY: z.string().optional(),
  NODE_EXTRA_CA_CERTS: z.string().optional(),
  ACCESS_POLICY: z
    .enum(['genesys', 'managers', 'allowlist', 'workspace'], 'is not genesys, managers, allowlist or workspace')
    .default('genesys'),
  ACCESS_ALLOWLIST: idList(slackUserOrGroupId, 'U02ANA or S02LEADS').default([]),
  ADMINS: idList(slackUserId, 'U02ANA').default([]),
  IDENTITY_LINKS: identityLinks.default(new Map()),
  TRUSTED_EMAIL_DOMAINS: list.default([]),
  STORE_KEY: storeKey.optional(),
  STORE_KEY_OLD: storeKey.optional(),
  STORE_UNREADABLE: z.enum(['refuse', 'ignore'], 'is not refuse or ignore').default('refuse'),
  AUDIT_DAYS: wholeNumber(1, 3650).default(90),
  DEFAULT_SCOPE: scope.prefault('visible'),
  WEEK_START: z
    .enum(['monday', 'sunday', 'saturday', 'locale'], 'is not monday, sunday, saturday or locale')
    .default('locale'),
  SUMMARY_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,}$/, 'is not a channel id such as C02FLOOR')
    .optional(),
  SUMMARY_TIME: readBy(readTime, 'is not a time such as 08:30').prefault('08:30'),
  SUMMARY_TIME_ZONE: readBy(timeZoneNamed, 'is not an IANA time zone such as Europe/Madrid').prefault('UTC'),
  SUMMARY_DAYS: readBy(readDays, 'is not days such as mon-fri or mon,wed').prefault('mon-fri'),
  SUMMARY_SCOPE: scope.optional(),
  SUMMARY_OWNER: z.string().regex(slackUserId, 'is not a Slack user id such as U02ANA').optional(),
  SUMMARY_CATCH_UP: span.default(6 * 3_600_000),
  ALERT_MENTIONS: z.enum(['none', 'here', 'channel'], 'is not none, here or channel').default('none'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a pino level')
    .default('info'),
});

/** The checked environment, grouped by what it configures. Times in milliseconds. */
export type Config = ReturnType<typeof grouped>;

function grouped(env: z.output<typeof environment>, region: Region) {
  return {
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      signingSecret: env.SLACK_SIGNING_SECRET,
      appToken: env.SLACK_APP_TOKEN,
      apiUrl: env.SLACK_API_URL,
    },
    genesys: {
      region: region.name,
      apiUrl: env.GENESYSCLOUD_API_URL ?? region.apiUrl,
      loginUrl: env.GENESYSCLOUD_LOGIN_URL ?? region.loginUrl,
      /** Where people work: links to Genesys Cloud start with it. */
      appUrl: region.appUrl,
      clientId: env.GENESYSCLOUD_OAUTHCLIENT_ID,
      clientSecret: env.GENESYSCLOUD_OAUTHCLIENT_SECRET,
      requestsPerMinute: env.GENESYSCLOUD_REQUESTS_PER_MINUTE,
      limits: { maxDays: env.GENESYSCLOUD_INTERVAL_DAYS, alignMs: env.GENESYSCLOUD_STATUS_MINUTES * 60_000 },
    },
    store: { url: env.STORE_URL ?? env.REDIS_URL ?? 'sqlite:data/floorwalker.db', key: env.STORE_KEY },
    /** Of the store that `npm run store -- copy` reads, where it has another one. */
    oldStoreKey: env.STORE_KEY_OLD,
    /** What to do at the start about schedules that cannot be read. */
    unreadable: env.STORE_UNREADABLE,
    port: env.PORT,
    /** The address at which the app listens; all of this machine's unless told. */
    host: env.HOST,
    /** Where probes and metrics are, apart from what Slack calls; at `port` unless told. */
    adminPort: env.ADMIN_PORT,
    /** How connections leave this machine. */
    egress: { httpsProxy: env.HTTPS_PROXY, noProxy: env.NO_PROXY ?? '' } satisfies Egress,
    access: {
      policy: env.ACCESS_POLICY,
      allowlist: env.ACCESS_ALLOWLIST,
      admins: env.ADMINS,
      identityLinks: env.IDENTITY_LINKS,
      trustedDomains: env.TRUSTED_EMAIL_DOMAINS.map((domain) => domain.replace(/^@/, '').toLowerCase()),
      auditDays: env.AUDIT_DAYS,
    },
    defaultScope: env.DEFAULT_SCOPE,
    weekStart: env.WEEK_START,
    summary: {
      channel: env.SUMMARY_CHANNEL,
      time: env.SUMMARY_TIME,
      timeZone: env.SUMMARY_TIME_ZONE,
      days: env.SUMMARY_DAYS,
      scope: env.SUMMARY_SCOPE ?? env.DEFAULT_SCOPE,
      owner: env.SUMMARY_OWNER,
      catchUpMs: env.SUMMARY_CATCH_UP,
    },
    alertMentions: env.ALERT_MENTIONS,
    logLevel: env.LOG_LEVEL,
  };
}

/** What the operator has to correct before the app can start; a line each. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the environment. Every problem is reported at once, a line each; a variable that is set to nothing counts as
 * absent. A problem names the variable and never repeats a secret's value.
 *
 * @throws BadConfiguration
 * @example loadConfig({ PORT: 'x' }, readers) // throws with ['SLACK_BOT_TOKEN is required: …', …, 'PORT is not a whole number from 0 to 65535']
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, readers: Readers): Config {
  const set = withAliases(
    Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) =>
        value === undefined || value.trim() === '' ? [] : [[name, value]],
      ),
    ),
  );
  const result = environment.safeParse(set);
  const region = readers.region(set['GENESYSCLOUD_REGION'] ?? '');
  const problems = [
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...missingTogether(set),
    ...unreadAddresses(set, readers),
    ...nearlyOurs(set),
    ...quoted(set),
  ];
  if (!result.success || region.kind === 'problem' || problems.length > 0) throw new BadConfiguration(problems);
  return grouped(result.data, region);
}

type Variables = Readonly<Record<string, string>>;

/** Many machines have these in small letters, and the network's libraries read either. */
const IN_SMALL_LETTERS = ['HTTPS_PROXY', 'NO_PROXY'] as const;

function withAliases(set: Variables): Variables {
  const small = IN_SMALL_LETTERS.flatMap((name) => {
    const value = set[name.toLowerCase()];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(small), ...set };
}

/** Variables that another one makes necessary. Read from the raw text, so that they are told beside all other problems. */
function missingTogether(set: Variables): readonly string[] {
  const problems: string[] = [];
  if (set['SLACK_APP_TOKEN'] === undefined && set['SLACK_SIGNING_SECRET'] === undefined) {
    problems.push('SLACK_SIGNING_SECRET is required over HTTP (or set SLACK_APP_TOKEN for Socket Mode)');
  }
  if (set['SUMMARY_CHANNEL'] !== undefined && set['SUMMARY_OWNER'] === undefined) {
    problems.push('SUMMARY_OWNER is required with SUMMARY_CHANNEL: the summary shows what its owner may see');
  }
  if (set['ACCESS_POLICY'] === 'allowlist' && set['ACCESS_ALLOWLIST'] === undefined) {
    problems.push('ACCESS_ALLOWLIST is required with ACCESS_POLICY=allowlist: who may see everyone');
  }
  const adminPort = set['ADMIN_PORT'];
  if (adminPort !== undefined && adminPort !== '0' && adminPort === (set['PORT'] ?? '3000')) {
    problems.push('ADMIN_PORT is the same as PORT: choose another one, or leave it out');
  }
  return problems;
}

/** `docker --env-file` and systemd's `Environment=` take quotes for a part of the value. */
function quoted(set: Variables): readonly string[] {
  return Object.keys(environment.shape).flatMap((name) =>
    /^(["']).*\1$/s.test(set[name] ?? '') ? [`${name} has quotes around its value: leave them out`] : [],
  );
}

function unreadAddresses(set: Variables, readers: Readers): readonly string[] {
  const store = set['STORE_URL'] === undefined ? 'REDIS_URL' : 'STORE_URL';
  const addresses = [
    ['GENESYSCLOUD_REGION', readers.region],
    [store, readers.store],
    ['NODE_EXTRA_CA_CERTS', readers.certificates],
  ] as const;
  return addresses.flatMap(([name, read]) => {
    const text = set[name];
    const address = text === undefined ? undefined : read(text);
    return address?.kind === 'problem' ? [`${name} ${address.sentence}`] : [];
  });
}

/** Known to many programs, and near to one of ours. */
const OF_OTHERS = ['HTTP_PROXY', 'FTP_PROXY', 'ALL_PROXY', ...IN_SMALL_LETTERS];

/** More letters apart, it is somebody else's variable: those of Genesys's own tools begin like ours. */
const MOST_SLIPS = 2;

/** Variables that nobody reads and that are one of ours but for a slip: what they were meant to say would be lost. */
function nearlyOurs(set: Variables): readonly string[] {
  const ours = Object.keys(environment.shape);
  const absent = ours.filter((name) => set[name] === undefined);
  return Object.keys(set).flatMap((name) => {
    // Short names are too close to each other, and every machine has many.
    if (ours.includes(name) || !name.includes('_') || OF_OTHERS.includes(name.toUpperCase())) return [];
    const meant = nearest(name.toUpperCase(), absent, MOST_SLIPS);
    return meant === undefined ? [] : [`${name} is not a variable of this app: did you mean ${meant}?`];
  });
}

/** What of the configuration must never stand in a log or an error. */
export function secretsOf({ slack, genesys, store, oldStoreKey, egress }: Config): readonly string[] {
  return [
    slack.botToken,
    slack.signingSecret,
    slack.appToken,
    genesys.clientSecret,
    store.key?.toString('base64'),
    oldStoreKey?.toString('base64'),
    ...passwordsIn(egress.httpsProxy),
    ...passwordsIn(store.url),
  ].filter((secret) => secret !== undefined);
}

/** As it is written in an address, and as it is meant. */
function passwordsIn(address: string | undefined): readonly string[] {
  const password = address !== undefined && URL.canParse(address) ? new URL(address).password : '';
  if (password === '') return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
