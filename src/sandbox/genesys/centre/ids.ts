/** What has an id. Its kind shows in the first group of digits, so that an id in a log can be read. */
export type EntityKind =
  | 'user'
  | 'queue'
  | 'division'
  | 'team'
  | 'group'
  | 'skill'
  | 'wrap-up-code'
  | 'presence'
  | 'role';

const DIGIT: Readonly<Record<EntityKind, string>> = {
  user: '1',
  queue: '2',
  division: '3',
  team: '4',
  group: '5',
  skill: '6',
  'wrap-up-code': '7',
  presence: '8',
  role: '9',
};

/**
 * The id of the n-th thing of its kind: the same in every run.
 *
 * @example entityId('queue', 1) //=> '22222222-aaaa-4bbb-8ccc-000000000001'
 */
export function entityId(kind: EntityKind, number: number): string {
  return `${DIGIT[kind].repeat(8)}-aaaa-4bbb-8ccc-${number.toString(16).padStart(12, '0')}`;
}

export const ORGANISATION_ID = 'eeeeeeee-aaaa-4bbb-8ccc-000000000001';

/** Where a conversation comes from: the site and day that it was made in, and its number there. */
export interface ConversationOrigin {
  /** `YYYYMMDD`, the local day of the site; a conversation may have begun the day before. */
  readonly day: string;
  /** Index of the site; `SCRIPTED` for those that a test has staged. */
  readonly site: number;
  readonly number: number;
}

/**
 * The id of a conversation says where to find it, so that nothing has to be searched.
 *
 * @example conversationId({ day: '20261122', site: 1, number: 499 }) //=> '20261122-0001-4000-8000-0000000001f3'
 */
export function conversationId({ day, site, number }: ConversationOrigin): string {
  return `${day}-${site.toString(16).padStart(4, '0')}-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The reverse of {@link conversationId}; undefined for an id that is none of ours. */
export function conversationOrigin(id: string): ConversationOrigin | undefined {
  const match = /^(\d{8})-([0-9a-f]{4})-4000-8000-([0-9a-f]{12})$/.exec(id);
  const [, day, site, number] = match ?? [];
  if (day === undefined || site === undefined || number === undefined) return undefined;
  return { day, site: Number.parseInt(site, 16), number: Number.parseInt(number, 16) };
}

/** The id of a leg's session (what the Conversations API calls a communication) within its conversation. */
export function sessionId(conversation: string, leg: number): string {
  return `${conversation.slice(0, 19)}8${leg.toString(16).padStart(2, '0')}1${conversation.slice(23)}`;
}

/** The id of a leg's participant within its conversation. */
export function participantId(conversation: string, leg: number): string {
  return `${conversation.slice(0, 19)}9${leg.toString(16).padStart(2, '0')}0${conversation.slice(23)}`;
}
