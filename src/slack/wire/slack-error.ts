import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { PostRefusal } from '../../domain/posting.ts';
import { type Egress, networkCode, unreached } from '../../domain/unreached.ts';

/** A `response_url` that did not take an answer. */
export class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  /** Slack's word, when there was one: `expired_url`, `invalid_blocks`, … */
  readonly code: string | undefined;
  readonly details: readonly string[];

  constructor(why: string, code?: string, details: readonly string[] = []) {
    super(why);
    this.code = code;
    this.details = details;
  }
}

/** Slack did not say what has to be known before anything is said in a channel. */
export class SlackSilent extends Error {
  override readonly name = 'SlackSilent';
}

/** Too many, and no word of how long to wait, for which Bolt's client has no error of its own. */
function isUntoldRateLimit(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout');
}

/** Whether Slack, and nobody else, did not do what it was asked for. */
export function isSlackError(error: unknown): boolean {
  return (
    isUntoldRateLimit(error) || [webApi.SlackError, ResponseUrlError, SlackSilent].some((kind) => error instanceof kind)
  );
}

/** Slack's own word for what went wrong, e.g. `channel_not_found`. */
export function slackErrorCode(error: unknown): string | undefined {
  if (error instanceof ResponseUrlError) return error.code;
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  // Of a page of a proxy, or an answer that broke off in the middle, Bolt's client makes the "error" of a refusal.
  const { error: word } = error.data;
  return typeof word === 'string' && WORD.test(word) ? word : undefined;
}

const WORD = /^[a-z][a-z0-9_]*$/i;

/** Slack's words for a message that cannot be edited any more, whatever is tried. */
const UNEDITABLE = new Set([
  'message_not_found',
  'cant_update_message',
  'channel_not_found',
  'is_archived',
  'edit_window_closed',
]);

export function isUneditable(error: unknown): boolean {
  return UNEDITABLE.has(slackErrorCode(error) ?? '');
}

/** In a word: Slack's own, a status, or what the network says. */
export function outcomeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  return slackErrorCode(error) ?? networkCode(error);
}

/** Why Slack gave no answer that it would give: a status, a wait, or what the network says, with what to change. */
export function unanswered(error: unknown, apiUrl: string, egress: Egress): string {
  if (error instanceof webApi.WebAPIHTTPError) {
    return `${new URL(apiUrl).host}: HTTP ${error.statusCode}: check SLACK_API_URL where it is set, and that no proxy answers instead`;
  }
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return `${new URL(apiUrl).host}: rate limited: try again in ${error.retryAfter} s`;
  }
  return unreached(apiUrl, error, egress);
}

/** What an error means for something that must not happen twice. */
export type NotSent =
  /** Slack will not take it, now or later. */
  | { readonly kind: 'refused'; readonly why: PostRefusal }
  /** It was certainly not accepted. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** No answer came: it may have been accepted. */
  | { readonly kind: 'unknown' };

const REFUSALS: ReadonlyMap<string, PostRefusal> = new Map([
  ['channel_not_found', 'channel-gone'],
  ['is_archived', 'channel-archived'],
  ['is_inactive', 'channel-inactive'],
  ['not_in_channel', 'not-in-channel'],
  ['message_not_found', 'headline-gone'],
  ['cant_update_message', 'headline-gone'],
  ['edit_window_closed', 'headline-gone'],
  ['missing_scope', 'scope-missing'],
  ['no_permission', 'scope-missing'],
  ['not_allowed_token_type', 'scope-missing'],
  ['token_revoked', 'token-refused'],
  ['token_expired', 'token-refused'],
  ['account_inactive', 'token-refused'],
  ['not_authed', 'token-refused'],
  ['access_denied', 'no-access'],
  ['team_access_not_granted', 'no-access'],
  ['enterprise_is_restricted', 'no-access'],
  ['ekm_access_denied', 'no-access'],
  ['org_login_required', 'no-access'],
  ['two_factor_setup_required', 'no-access'],
  // Of direct messages: nobody reads there, and nobody will.
  ['cannot_dm_bot', 'no-access'],
  ['user_not_found', 'no-access'],
  ['users_not_found', 'no-access'],
  ['messages_tab_disabled', 'no-access'],
  ['posting_to_channel_denied', 'posting-restricted'],
  ['method_deprecated', 'message-refused'],
  ['invalid_arguments', 'message-refused'],
  ['invalid_blocks', 'message-refused'],
  ['invalid_blocks_format', 'message-refused'],
  ['msg_too_long', 'message-refused'],
  ['msg_blocks_too_long', 'message-refused'],
  ['no_text', 'message-refused'],
  ['metadata_too_large', 'message-refused'],
  ['invalid_metadata_format', 'message-refused'],
  ['invalid_metadata_schema', 'message-refused'],
]);

/** Slack says that it may have done a part of it before it failed. */
const PERHAPS_ACCEPTED = new Set(['internal_error', 'fatal_error', 'request_timeout']);

/** Nobody was reached, so that nothing was accepted. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const TRY_AGAIN_MS = 60_000;

/** What Slack objects to in the blocks of a message, which another rendering may not have. */
const ABOUT_BLOCKS = /^(?:invalid_blocks|invalid_blocks_format|msg_blocks_too_long|block_mismatch)$/;

/** Whether Slack refused a message for its blocks: `text` alone is taken everywhere. */
export function isAboutBlocks(code: string | undefined): boolean {
  return code !== undefined && ABOUT_BLOCKS.test(code);
}

/** Whether a form could not be opened because more than three seconds had passed since the click. */
export function isExpiredTrigger(error: unknown): boolean {
  const code = slackErrorCode(error);
  if (code === 'expired_trigger_id' || code === 'exchanged_trigger_id') return true;
  return code === 'invalid_arguments' && detailsOf(error).some((detail) => detail.includes('expired_trigger_id'));
}

/** What Slack says beside its word, e.g. `[ERROR] unsupported type: table [json-pointer:/blocks/3/type]`. */
export function detailsOf(error: unknown): readonly string[] {
  if (error instanceof ResponseUrlError) return error.details;
  if (!(error instanceof webApi.WebAPIPlatformError)) return [];
  const { errors, response_metadata: more } = details.parse(error.data);
  return [...errors, ...more.messages];
}

const words = z.array(z.string()).catch([]);
const details = z.object({
  errors: words,
  response_metadata: z.object({ messages: words }).catch({ messages: [] }),
});

/** What an error of Slack means for a post. What is not known for certain may have been accepted. */
export function notSent(error: unknown): NotSent {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'later', afterMs: error.retryAfter * 1000 };
  if (isUntoldRateLimit(error)) return { kind: 'later', afterMs: TRY_AGAIN_MS };
  if (error instanceof webApi.WebAPIRequestError) {
    return wasNeverSent(error) ? { kind: 'later', afterMs: TRY_AGAIN_MS } : { kind: 'unknown' };
  }
  const code = slackErrorCode(error);
  if (code === undefined || PERHAPS_ACCEPTED.has(code)) return { kind: 'unknown' };
  const why = refusalOf(code);
  return why === undefined ? { kind: 'later', afterMs: TRY_AGAIN_MS } : { kind: 'refused', why };
}

/** Nothing: Slack may take it another time, or nobody knows the word. */
export function refusalOf(code: string): PostRefusal | undefined {
  // A family: read only, threads only, no threads, …; none of them passes by itself.
  return code.startsWith('restricted_action') ? 'posting-restricted' : REFUSALS.get(code);
}

/** The network's own error says that no connection was made, however deep it stands. */
function wasNeverSent(error: Error): boolean {
  let cause: unknown = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if ('code' in cause && typeof cause.code === 'string' && NEVER_SENT.has(cause.code)) return true;
    cause = 'original' in cause ? cause.original : cause.cause;
  }
  return false;
}
