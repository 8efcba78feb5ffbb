import { request } from 'undici';
import { z } from 'zod';
import type { Message } from '../kit/message.ts';
import { ResponseUrlError } from './slack-error.ts';

/** What is said at a `response_url`, and to whom. */
export interface Said {
  readonly message: Message;
  /** In the place of the message that was clicked. */
  readonly replace: boolean;
  readonly seenBy: 'asker' | 'everybody';
  /** The thread in which it is said. */
  readonly threadTs?: string | undefined;
}

const TIMEOUT_MS = 10_000;
const SLACK_HOSTS = ['hooks.slack.com', 'hooks.slack-gov.com'];

/**
 * Bolt's `respond` has no timeout and hides the reason of a refusal, which decides what to leave out.
 *
 * @param apiUrl the Web API, whose host may also answer for `response_url`s, at any port: a stand-in of Slack
 * @returns a sender that rejects with ResponseUrlError when Slack did not take it
 */
export function createResponseUrl(
  apiUrl: string,
  timeoutMs: number = TIMEOUT_MS,
): (url: string, said: Said) => Promise<void> {
  const apiHost = new URL(apiUrl).hostname;

  /** Whoever signs a request with a stolen secret must not make the app send answers to a place of their own. */
  function isOfSlack(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { hostname, protocol } = new URL(url);
    return hostname === apiHost || (protocol === 'https:' && SLACK_HOSTS.includes(hostname));
  }

  return async (url, { message, replace, seenBy, threadTs }) => {
    if (!isOfSlack(url)) throw new ResponseUrlError('not an address of Slack');
    const body = JSON.stringify({
      text: message.text,
      ...(message.blocks.length > 0 && { blocks: message.blocks }),
      response_type: seenBy === 'asker' ? 'ephemeral' : 'in_channel',
      replace_original: replace,
      ...(threadTs !== undefined && { thread_ts: threadTs }),
    });
    // What `fetch` is made of, at a quarter of its cost; it goes the same way out and follows no redirection.
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new ResponseUrlError(error instanceof Error ? error.name : 'unreachable');
    });
    const text = await response.body.text().catch(() => '');
    const refused = refusalIn(text);
    if (response.statusCode < 300 && refused === undefined) return;
    throw new ResponseUrlError(
      `${response.statusCode} ${refused?.error ?? text.slice(0, 100)}`,
      refused?.error ?? wordIn(text),
      refused?.errors,
    );
  };
}

const refusal = z.object({
  ok: z.literal(false),
  error: z.string().optional().catch(undefined),
  errors: z.array(z.string()).catch([]),
});

/** Not established is whether Slack ever refuses with 200; then it would say so. */
function refusalIn(text: string): z.infer<typeof refusal> | undefined {
  // The usual "ok" is no JSON, and an error that is thrown for each answer costs more than what it tells.
  if (!text.startsWith('{')) return undefined;
  try {
    return refusal.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function wordIn(text: string): string | undefined {
  return /^[a-z_]+$/.exec(text.trim())?.[0];
}
