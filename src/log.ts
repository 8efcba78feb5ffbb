import { type DestinationStream, type Logger, pino } from 'pino';
import { networkCode } from './domain/unreached.ts';

export type Log = Logger;

/** What may stand in a log although nobody meant to put it there: each pattern's match is replaced. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bx(?:ox[a-z]|app)-[\w-]+/g, '[slack token]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [credentials]'],
  [/[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g, '[email]'],
  [/https:\/\/hooks\.slack\.com\/[^\s"\\]+/g, '[response url]'],
];

/**
 * One JSON object a line. An error is written by its name, message, stack and — for the errors that carry them — kind,
 * endpoint, status and correlation id; never by its other properties, where HTTP libraries keep headers and bodies.
 *
 * @param secrets exact strings that must never appear, such as the configured tokens
 */
export function createLog(options: {
  readonly level: string;
  readonly secrets: readonly string[];
  readonly destination?: DestinationStream | undefined;
}): Log {
  const secrets = options.secrets.filter((secret) => secret.length >= 6);
  const scrub = (line: string): string => {
    let clean = line;
    for (const secret of secrets) clean = clean.replaceAll(secret, '[secret]');
    for (const [pattern, instead] of SECRETS) clean = clean.replace(pattern, instead);
    return clean;
  };
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      hooks: { streamWrite: scrub },
    },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

const TOLD = [
  'code',
  'kind',
  'endpoint',
  'status',
  'statusCode',
  'correlationId',
  'reason',
  'missingPermissions',
  'retryAfterMs',
];

/** The facts of an error that may be logged. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const message = withoutBody(error.message);
  const stack = error.stack?.replace(error.message, () => message);
  // Where our code met an expected failure says nothing about it; of an unexpected one it says nearly everything.
  const told: Record<string, unknown> = { type: error.name, message, ...(isExpected(error) ? {} : { stack }) };
  // The libraries' own words for it are `fetch failed`.
  if (error.cause !== undefined) told['network'] = networkCode(error);
  for (const [name, value] of Object.entries(error)) if (TOLD.includes(name) && value !== undefined) told[name] = value;
  return told;
}

/** A failure of somebody else, which has a class of its own. */
function isExpected(error: Error): boolean {
  return /^(SourceError|StoreError|ResponseUrlError|SlackSilent|WebAPI\w+Error)$/.test(error.constructor.name);
}

/**
 * Of an answer that is none of Slack's (a page of a proxy, or one that broke off) its client makes the "error" of a
 * refusal, whole: what was said to somebody may stand in it.
 */
function withoutBody(message: string): string {
  return message.replace(/^(An API error occurred: )(?![a-z_]+$).*/s, '$1[an answer that is none]');
}
