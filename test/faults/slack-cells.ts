import type { Fault } from '../../src/sandbox/slack/faults.ts';

/** Whatever a method may answer with that is no answer. */
const EVERY: Readonly<Record<string, Fault>> = {
  '429 with Retry-After': { kind: 'rate-limited', retryAfterSeconds: 30 },
  '429 without Retry-After': { kind: 'rate-limited-untold' },
  '500': { kind: 'status', status: 500 },
  'a timeout': { kind: 'delay', ms: 700 },
  'a timeout after it was accepted': { kind: 'accept-late', ms: 700 },
  'a reset': { kind: 'cut' },
  'a reset after it was accepted': { kind: 'accept-and-cut' },
  'an answer that ends in the middle': { kind: 'accept-and-break-off' },
  'a page of a proxy': { kind: 'html' },
  'an error that nobody knows': { kind: 'error', error: 'an_error_of_next_year' },
};

/** When nothing of Slack's works any more: the kinds of which it may be accepted and only the word be lost are no such. */
const ALL_OF_SLACK: Readonly<Record<string, Fault>> = {
  'token_revoked everywhere': { kind: 'error', error: 'token_revoked' },
  '429 everywhere': { kind: 'rate-limited', retryAfterSeconds: 30 },
  '500 everywhere': { kind: 'status', status: 500 },
  'a reset everywhere': { kind: 'cut' },
  'a page of a proxy everywhere': { kind: 'html' },
};

/** The documentation of every method has these. */
const FOR_ALL = `
  missing_scope no_permission not_allowed_token_type access_denied team_access_not_granted invalid_auth not_authed
  token_revoked token_expired account_inactive org_login_required ekm_access_denied enterprise_is_restricted
  two_factor_setup_required method_deprecated internal_error fatal_error request_timeout service_unavailable
  team_added_to_org ratelimited`
  .trim()
  .split(/\s+/);
const OF_CHANNELS = [...FOR_ALL, 'channel_not_found'];

/** The errors that Slack documents for each method, as far as the app can meet them. */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  response_url: ['expired_url', 'used_url', 'invalid_url', 'invalid_blocks', 'invalid_payload'],
  'chat.postEphemeral': [...OF_CHANNELS, 'is_archived', 'user_not_in_channel', 'not_in_channel', 'invalid_blocks'],
  'chat.postMessage': [
    ...OF_CHANNELS,
    'is_archived',
    'is_inactive',
    'not_in_channel',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'msg_too_long',
    'invalid_blocks',
    'msg_blocks_too_long',
  ],
  'chat.update': [
    ...OF_CHANNELS,
    'is_inactive',
    'message_not_found',
    'cant_update_message',
    'edit_window_closed',
    'msg_too_long',
    'invalid_blocks',
    'block_mismatch',
  ],
  'chat.getPermalink': [...OF_CHANNELS, 'message_not_found'],
  'conversations.info': OF_CHANNELS,
  'conversations.members': [...OF_CHANNELS, 'fetch_members_failed'],
  'conversations.history': [...OF_CHANNELS, 'not_in_channel', 'invalid_ts_oldest'],
  'conversations.replies': [...OF_CHANNELS, 'not_in_channel', 'thread_not_found'],
  'usergroups.users.list': [...FOR_ALL, 'no_such_subteam', 'plan_upgrade_required'],
  'files.getUploadURLExternal': [...FOR_ALL, 'file_uploads_disabled', 'file_upload_size_restricted'],
  'files.completeUploadExternal': [...OF_CHANNELS, 'file_not_found', 'posting_to_channel_denied', 'malware_detected'],
  'users.info': [...FOR_ALL, 'user_not_found', 'user_not_visible'],
  'users.list': FOR_ALL,
  'views.open': [...FOR_ALL, 'expired_trigger_id', 'exchanged_trigger_id', 'invalid_arguments'],
  'views.publish': [...FOR_ALL, 'invalid_arguments', 'not_enabled', 'hash_conflict'],
};

/** `chat.postMessage` is the last way of an answer: it is come to when the others fail, too. */
const ANSWERS = ['users.info', 'usergroups.users.list', 'response_url', 'chat.postEphemeral', 'chat.postMessage', '*'];
const READERS = ['conversations.info', 'conversations.members', 'users.list'];

/** What each door calls on the way to its answer. */
const CALLED_BY = {
  command: ANSWERS,
  button: ANSWERS,
  // About whom a shortcut is, the asker may see without a look into groups.
  shortcut: ANSWERS.filter((method) => method !== 'usergroups.users.list'),
  mention: ['users.info', 'usergroups.users.list', 'chat.postEphemeral', 'chat.postMessage', '*'],
  'a direct message': ['users.info', 'usergroups.users.list', 'chat.postMessage', '*'],
  'a form that opens': ['users.info', 'views.open', '*'],
  'a form that is sent': ['users.info', ...READERS, '*'],
  home: ['users.info', 'views.publish', '*'],
  share: ['users.info', 'response_url', 'chat.postMessage', ...READERS, '*'],
  follow: ['users.info', 'response_url', 'chat.postMessage', '*'],
  'a card that is stopped': ['chat.update', '*'],
  csv: ['users.info', 'response_url', 'chat.postMessage', 'files.getUploadURLExternal', 'files.completeUploadExternal'],
  summary: [
    'users.info',
    'usergroups.users.list',
    'chat.postMessage',
    'chat.getPermalink',
    ...READERS,
    'conversations.history',
    'conversations.replies',
    '*',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type DoorName = keyof typeof CALLED_BY;

export interface Cell {
  readonly door: DoorName;
  readonly method: string;
  readonly what: string;
  readonly fault: Fault;
}

/** Every method and `response_url` × every way to fail × every door that calls it. */
export const CELLS: readonly Cell[] = doorNames()
  .flatMap((door) =>
    CALLED_BY[door].flatMap((method) =>
      Object.entries(faultsOf(method)).map(([what, fault]): Cell => ({ door, method, what, fault })),
    ),
  )
  // The seconds in which a post may still be under way pass at once here: the kills try that in real time.
  .filter(
    ({ door, method, fault }) => !(door === 'summary' && method === 'chat.postMessage' && fault.kind === 'delay'),
  );

/** One in ten, others with each seed. */
export function tenthOf(cells: readonly Cell[], seed: number): readonly Cell[] {
  return cells.filter((_, nth) => nth % 10 === seed % 10);
}

function doorNames(): readonly DoorName[] {
  const isDoor = (name: string): name is DoorName => name in CALLED_BY;
  return Object.keys(CALLED_BY).filter(isDoor);
}

function faultsOf(method: string): Readonly<Record<string, Fault>> {
  if (method === '*') return ALL_OF_SLACK;
  const documented = (DOCUMENTED[method] ?? []).map((error): [string, Fault] => [error, { kind: 'error', error }]);
  return { ...EVERY, ...Object.fromEntries(documented) };
}
