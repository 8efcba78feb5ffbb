/** The workspace everything here happens in, and the app that is installed in it. */
export const HOME = {
  teamId: 'T0ACME',
  teamName: 'Acme Support',
  domain: 'acme-support',
  appId: 'A0FLOOR',
  botId: 'B0FLOOR',
  botUserId: 'U0FLOOR',
  botName: 'floorwalker',
} as const;

/** The organisation that the workspace is a part of, when it is on Enterprise Grid. */
export const ORGANISATION = { id: 'E0ACME', name: 'Acme' } as const;

/** Not on Enterprise Grid, installed in one workspace of an organisation, or in all of them at once. */
export type Grid = 'no' | 'workspace' | 'organisation';

export interface Person {
  readonly id: string;
  /** What is typed after the @. */
  readonly handle: string;
  readonly name: string;
  readonly kind: 'member' | 'guest' | 'single-channel-guest' | 'stranger' | 'bot' | 'deactivated';
  readonly email?: string;
  readonly emailConfirmed?: boolean;
  readonly timeZone: string;
  readonly locale: string;
  /** Of a stranger: the organisation they come from. */
  readonly teamId?: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: readonly string[];
  readonly archived?: boolean;
  /** Only some may post: `restricted_action`. */
  readonly restricted?: boolean;
  /** Shared with another organisation (Slack Connect). */
  readonly shared?: boolean;
  /** Another organisation is invited, and has not come yet. */
  readonly pendingShared?: boolean;
}

const madrid = { timeZone: 'Europe/Madrid', locale: 'es-ES' } as const;
const member = { kind: 'member', emailConfirmed: true } as const;

/** Members whose emails are those of the simulated organisation, then everybody who needs a second thought. */
export const PEOPLE: readonly Person[] = [
  { ...member, ...madrid, id: 'U0ANA', handle: 'ana', name: 'Ana López', email: 'ana.lopez@example.com' },
  { ...member, ...madrid, id: 'U0OMAR', handle: 'omar', name: 'Omar Haddad', email: 'omar.haddad@example.com' },
  {
    ...member,
    id: 'U0GRACE',
    handle: 'grace',
    name: "Grace O'Neill",
    email: 'grace.oneill@example.com',
    timeZone: 'America/New_York',
    locale: 'en-US',
  },
  { ...member, ...madrid, id: 'U0ZOE', handle: 'zoe', name: 'Zoë Müller-<&>', email: 'zoe.muller@example.com' },
  { ...member, ...madrid, id: 'U0CARMEN', handle: 'carmen', name: 'Carmen Ruiz', email: 'carmen.ruiz@example.com' },
  {
    ...member,
    id: 'U0SEAN',
    handle: 'sean',
    name: "Seán O'Brien",
    email: 'sean.obrien@example.com',
    timeZone: 'America/New_York',
    locale: 'en-US',
  },
  {
    ...member,
    id: 'U0KIRAN',
    handle: 'kiran',
    name: 'Kiran Shrestha',
    email: 'kiran.shrestha@example.com',
    timeZone: 'Asia/Kathmandu',
    locale: 'en-GB',
  },
  {
    ...member,
    id: 'U0LAYLA',
    handle: 'layla',
    name: 'ليلى حداد',
    email: 'layla.haddad@example.com',
    timeZone: 'Africa/Cairo',
    locale: 'ar-EG',
  },
  { ...member, ...madrid, id: 'U0IVAN', handle: 'ivan', name: 'Iván Petrov', email: 'ivan.petrov@example.com' },
  { ...member, ...madrid, id: 'U0NORA', handle: 'nora', name: 'Nora Quint', email: 'nora.quint@example.com' },
  {
    ...member,
    id: 'W0GRID',
    handle: 'gridley',
    name: 'Gridley Enterprise',
    email: 'gridley@example.com',
    timeZone: 'Europe/London',
    locale: 'en-GB',
  },
  { ...member, ...madrid, id: 'U0NOBODY', handle: 'nadie', name: 'Nadia Nadie', email: 'not.in.genesys@example.com' },
  { ...madrid, id: 'U0NOMAIL', handle: 'nomail', name: 'Noemí Sincorreo', kind: 'member' },
  {
    ...madrid,
    id: 'U0UNSURE',
    handle: 'unsure',
    name: 'Uri Unconfirmed',
    kind: 'member',
    email: 'maria.silva@example.com',
    emailConfirmed: false,
  },
  {
    ...member,
    ...madrid,
    id: 'U0GUEST',
    handle: 'guest',
    name: 'Greta Guest',
    kind: 'guest',
    email: 'greta@partner.example',
  },
  {
    ...member,
    ...madrid,
    id: 'U0ULTRA',
    handle: 'ultra',
    name: 'Ugo Ultraguest',
    kind: 'single-channel-guest',
    email: 'ugo@partner.example',
  },
  {
    ...madrid,
    id: 'U0STRANGER',
    handle: 'stranger',
    name: 'Stella Stranger',
    kind: 'stranger',
    email: 'omar.haddad@example.com',
    emailConfirmed: true,
    teamId: 'T0OTHER',
  },
  {
    ...member,
    ...madrid,
    id: 'U0GONE',
    handle: 'gone',
    name: 'Gonzalo Gone',
    kind: 'deactivated',
    email: 'gonzalo.gone@example.com',
  },
  { ...madrid, id: 'U0BOT', handle: 'otherbot', name: 'Other Bot', kind: 'bot' },
  { ...madrid, id: HOME.botUserId, handle: HOME.botName, name: 'Floorwalker', kind: 'bot' },
];

/** All who work here: neither guests nor strangers nor bots. */
const staff = PEOPLE.filter((person) => person.kind === 'member').map((person) => person.id);
const app = HOME.botUserId;

export const CHANNELS: readonly Channel[] = [
  { id: 'C0FLOOR', name: 'floor', kind: 'public', members: [...staff, app] },
  { id: 'C0GENERAL', name: 'general', kind: 'public', members: staff },
  { id: 'C0LEADS', name: 'leads', kind: 'private', members: ['U0OMAR', 'U0GRACE', app] },
  { id: 'C0SECRET', name: 'secret', kind: 'private', members: ['U0OMAR', 'U0GRACE'] },
  { id: 'C0GUESTS', name: 'with-guests', kind: 'public', members: ['U0OMAR', 'U0ANA', 'U0GUEST', 'U0ULTRA', app] },
  { id: 'C0SHARED', name: 'with-partner', kind: 'public', members: ['U0OMAR', 'U0STRANGER', app], shared: true },
  { id: 'C0OLD', name: 'old-floor', kind: 'public', members: ['U0OMAR', app], archived: true },
  // Between two people, where no app can be.
  { id: 'D0PAIR', name: '', kind: 'im', members: ['U0OMAR', 'U0GRACE'] },
  { id: 'C0NEWS', name: 'announcements', kind: 'public', members: [...staff, app], restricted: true },
];

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

export const USER_GROUPS: readonly UserGroup[] = [
  { id: 'S0LEADS', handle: 'leads', name: 'Team leads', users: ['U0OMAR', 'U0GRACE'] },
  { id: 'S0EMPTY', handle: 'nobody', name: 'Nobody yet', users: [] },
];
