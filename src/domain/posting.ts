/** How an attempt to post, or to edit, ended. */
export type Posting =
  | { readonly kind: 'posted'; readonly ts: string }
  /** Slack will not take it, now or later. */
  | { readonly kind: 'refused'; readonly why: PostRefusal }
  /** It was certainly not accepted. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** No answer came: it may have been accepted. */
  | { readonly kind: 'unknown' };

export const POST_REFUSALS = [
  'channel-gone',
  'channel-archived',
  'channel-inactive',
  'not-in-channel',
  'posting-restricted',
  'scope-missing',
  'token-refused',
  'no-access',
  'headline-gone',
  'message-refused',
] as const;
export type PostRefusal = (typeof POST_REFUSALS)[number];
