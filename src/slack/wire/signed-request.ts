import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ConnectionLog } from './bolt-log.ts';

/** Slack's largest payloads are views, 250 kB. */
const MOST_BYTES = 1_000_000;
/** Slack signs by its own clock: older requests are somebody's copies, and what is from the future is one as well. */
const CLOCK_SKEW_S = 300;

export type RefusedWhy = 'too large' | 'timestamp out of range' | 'signature' | 'not a request of Slack';

/**
 * What stands before Bolt's listener, so that whatever somebody sends is answered, and never ends the process: a body
 * that is too large, a signature or a clock that is wrong (the log says which variable, or by how much), and a signed
 * request that is nothing of Slack's.
 *
 * @param now the true time: a simulated clock has no say in signatures
 */
export function createSignedDoor({
  bolt,
  signingSecret,
  now,
  log,
  onRefused,
}: {
  readonly bolt: RequestListener;
  readonly signingSecret: string;
  readonly now: () => number;
  readonly log: ConnectionLog;
  readonly onRefused?: ((why: RefusedWhy) => void) | undefined;
}): RequestListener {
  const key = createSecretKey(signingSecret, 'utf8');
  const turnAway = (response: ServerResponse, status: number, why: RefusedWhy) => {
    onRefused?.(why);
    refuse(response, status, why);
  };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (body === undefined) return turnAway(response, 413, 'too large');
    // A proxy may add `; charset=utf-8`, which changes nothing and which Bolt does not know.
    request.headers['content-type'] = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
    // Slack asks without a signature whether the connection is encrypted: nothing else of it is looked at.
    if (isCheckOfSsl(request, body)) return void response.writeHead(200).end();
    const offBy = secondsOff(request, now());
    if (offBy === undefined || Math.abs(offBy) > CLOCK_SKEW_S) {
      log.warn({ offBySeconds: offBy ?? null }, 'a request has a timestamp out of range: is the clock right?');
      return turnAway(response, 401, 'timestamp out of range');
    }
    if (!isSigned(request, body)) {
      log.warn({ variable: 'SLACK_SIGNING_SECRET' }, 'a request is not signed with the signing secret');
      return turnAway(response, 401, 'signature');
    }
    if (!isOfSlack(request, body)) return turnAway(response, 400, 'not a request of Slack');
    bolt(Object.assign(request, { rawBody: body }), response);
  }

  /** As "Verifying requests from Slack" says; Bolt's own function takes three of these for one, with new keys each time. */
  function isSigned(request: IncomingMessage, body: Buffer): boolean {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': sentAt } = request.headers;
    const mac = createHmac('sha256', key)
      .update(`v0:${String(sentAt)}:`)
      .update(body);
    const right = Buffer.from(`v0=${mac.digest('hex')}`);
    const given = Buffer.from(String(signature));
    return given.length === right.length && timingSafeEqual(given, right);
  }

  return (request, response) => {
    take(request, response).catch((error: unknown) => {
      log.warn({ err: error }, 'a request broke off');
      response.destroy();
    });
  };
}

/** Nothing when it is too large; it is read to its end all the same, so that the connection can be used again. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes <= MOST_BYTES) chunks.push(part);
  }
  return bytes > MOST_BYTES ? undefined : Buffer.concat(chunks);
}

function secondsOff(request: IncomingMessage, nowMs: number): number | undefined {
  const sentAt = Number(request.headers['x-slack-request-timestamp']);
  return Number.isFinite(sentAt) ? Math.round(sentAt - nowMs / 1000) : undefined;
}

const FORM = 'application/x-www-form-urlencoded';

function isCheckOfSsl(request: IncomingMessage, body: Buffer): boolean {
  return request.headers['content-type'] === FORM && new URLSearchParams(body.toString()).get('ssl_check') === '1';
}

const id = z.string().min(1).max(255);
const user = z.looseObject({ id });
const perhaps = z.looseObject({ id: z.string().nullish() }).nullish();

const command = z.looseObject({ command: z.string().startsWith('/'), user_id: id, team_id: id, text: z.string() });
const interaction = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('block_actions'),
    user,
    team: perhaps,
    channel: perhaps,
    actions: z.array(z.looseObject({ action_id: z.string() })).min(1),
  }),
  z.looseObject({
    type: z.literal('view_submission'),
    user,
    team: perhaps,
    view: z.looseObject({
      id,
      callback_id: z.string(),
      private_metadata: z.string(),
      state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
    }),
  }),
  z.looseObject({ type: z.literal('view_closed'), user, view: z.looseObject({ id }) }),
  z.looseObject({
    type: z.literal('message_action'),
    user,
    team: perhaps,
    callback_id: z.string(),
    channel: z.looseObject({ id }),
    message: z.looseObject({}),
  }),
  z.looseObject({ type: z.literal('shortcut'), user, team: perhaps, callback_id: z.string() }),
]);
const event = z.union([
  z.looseObject({
    type: z.literal('event_callback'),
    team_id: z.string().nullish(),
    event: z.looseObject({ type: z.string() }),
  }),
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
  z.looseObject({ type: z.literal('app_rate_limited') }),
]);

/** Whether it has what everything behind the door relies on. */
function isOfSlack(request: IncomingMessage, body: Buffer): boolean {
  const text = body.toString();
  if (request.headers['content-type'] !== FORM) return isEvent(parsed(text));
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? isCommand(Object.fromEntries(form)) : isInteraction(parsed(payload));
}

/** Whether a slash command, over whichever way it came, has what everything behind the door relies on. */
export function isCommand(of: unknown): boolean {
  return command.safeParse(of).success;
}

/** The same of a click, a form or a shortcut. */
export function isInteraction(of: unknown): boolean {
  return interaction.safeParse(of).success;
}

/** The same of what Slack tells by itself. */
export function isEvent(of: unknown): boolean {
  return event.safeParse(of).success;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`);
}
