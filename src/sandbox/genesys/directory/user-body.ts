import type { Models } from 'purecloud-platform-client-v2';
import type { Instant } from '../../../domain/time.ts';
import type { Person, SystemPresenceName } from '../centre/organisation.ts';
import { type Leg, segmentAt } from '../days/timeline.ts';
import type { State } from '../live/live.ts';
import { isoDate } from '../world.ts';

/** What `expand` may ask for; other names are refused. */
export const USER_EXPANSIONS = [
  'presence',
  'routingStatus',
  'conversationSummary',
  'outOfOffice',
  'team',
  'station',
  'skills',
  'languages',
  'groups',
  'authorization',
  'geolocation',
  'profileSkills',
  'locations',
  'biography',
  'employerInfo',
  'dateLastLogin',
  'lasttokenissued',
] as const;
export type UserExpansion = (typeof USER_EXPANSIONS)[number];

/** A person as the users API tells it; expansions that the sandbox has nothing for are left out, as best effort is. */
export function userBody(person: Person, expand: readonly string[], state: () => State, now: Instant): Models.User {
  const wants = (name: UserExpansion): boolean => expand.includes(name);
  const live = ['presence', 'routingStatus', 'conversationSummary', 'outOfOffice'].some((name) =>
    expand.includes(name),
  );
  return {
    id: person.id,
    name: person.name,
    division: { ...person.site.division, selfUri: `/api/v2/authorization/divisions/${person.site.division.id}` },
    chat: { jabberId: `${person.id.slice(-12)}@sandbox.orgspan.com` },
    email: person.email,
    primaryContactInfo: [{ address: person.email, mediaType: 'EMAIL', type: 'PRIMARY' }],
    addresses: [],
    state: person.state,
    title: person.title,
    username: person.email,
    ...(person.managerId === undefined
      ? {}
      : { manager: { id: person.managerId, version: 1, selfUri: `/api/v2/users/${person.managerId}` } }),
    version: 42,
    acdAutoAnswer: false,
    ...(live ? liveExpansions(person, state(), wants, now) : {}),
    selfUri: `/api/v2/users/${person.id}`,
  } satisfies Models.User;
}

function liveExpansions(
  person: Person,
  state: State,
  wants: (name: UserExpansion) => boolean,
  now: Instant,
): Partial<Models.User> {
  return {
    ...(wants('presence') ? { presence: presenceBody(person, state) } : {}),
    ...(wants('routingStatus') ? { routingStatus: routingStatusBody(person, state) } : {}),
    ...(wants('conversationSummary') ? { conversationSummary: summaryBody(person, state, now) } : {}),
    ...(wants('outOfOffice') ? { outOfOffice: outOfOfficeBody(person, state) } : {}),
  };
}

/** How the users API spells a system presence: `On Queue`. */
export function spacedPresence(name: SystemPresenceName): string {
  return name === 'OnQueue' ? 'On Queue' : name;
}

export function presenceBody(person: Person, state: State): Models.UserPresence {
  return {
    source: 'PURECLOUD',
    presenceDefinition: {
      id: state.presence.id,
      systemPresence: spacedPresence(state.presence.systemPresence),
      selfUri: `/api/v2/presencedefinitions/${state.presence.id}`,
    },
    message: '',
    modifiedDate: isoDate(state.presenceSince),
    selfUri: `/api/v2/users/${person.id}/presences/PURECLOUD`,
  } satisfies Models.UserPresence;
}

export function routingStatusBody(person: Person, state: State): Models.RoutingStatus {
  return {
    userId: person.id,
    status: state.routing,
    startTime: isoDate(state.routingSince),
  } satisfies Models.RoutingStatus;
}

function outOfOfficeBody(person: Person, state: State): Models.OutOfOffice {
  return {
    active: state.outOfOffice,
    indefinite: false,
    selfUri: `/api/v2/users/${person.id}/outofoffice`,
  } satisfies Models.OutOfOffice;
}

/** Counts of conversations per media: those being handled, and those in after-call work. */
function summaryBody(person: Person, state: State, now: Instant): Models.UserConversationSummary {
  const count = (media: Leg['media'], purpose: Leg['purpose'], acw: boolean): number =>
    state.sessions.filter(({ leg }) => {
      const segment = segmentAt(leg, now)?.type;
      return leg.media === media && leg.purpose === purpose && segment !== 'alert' && (segment === 'wrapup') === acw;
    }).length;
  const summary = (media: Leg['media']): Models.MediaSummary => ({
    contactCenter: { active: count(media, 'agent', false), acw: count(media, 'agent', true) },
    enterprise: { active: count(media, 'user', false), acw: count(media, 'user', true) },
  });
  const call = summary('voice');
  const { active = 0, acw = 0 } = call.contactCenter ?? {};
  return {
    userId: person.id,
    call: { ...call, contactCenter: { active: active + state.hidden, acw } },
    callback: summary('callback'),
    email: summary('email'),
    message: summary('message'),
    chat: summary('chat'),
    socialExpression: { contactCenter: { active: 0, acw: 0 }, enterprise: { active: 0, acw: 0 } },
    video: summary('video'),
  } satisfies Models.UserConversationSummary;
}
