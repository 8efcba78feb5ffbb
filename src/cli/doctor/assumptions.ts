import { z } from 'zod';
import { isoInterval } from '../../genesys/analytics/intervals.ts';
import type { Client } from '../../genesys/http/client.ts';
import { SourceError } from '../../reports/ports.ts';

/** Something that this app takes for granted and no documentation says, tried on the organisation at hand. */
export interface Assumption {
  readonly what: string;
  readonly verdict: 'holds' | 'does not hold' | 'cannot tell';
  /** What was seen, and what the app does then. */
  readonly detail: string;
  /** The line for `.env` that tells the app. */
  readonly env?: string | undefined;
}

export type Seen = Omit<Assumption, 'what'>;

const DAY = 86_400_000;
const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** What a probe is given. */
export interface Bench {
  readonly now: number;
  /** Asks, as long as the budget lasts. */
  readonly ask: Client['request'];
  readonly apiUrl: string;
}

/** In the order in which they are told. */
export const ASSUMPTIONS: readonly (readonly [what: string, look: (bench: Bench) => Promise<Seen>])[] = [
  ['conversation aggregates take 31 days', (bench) => longestInterval(bench, 'conversations')],
  ['user aggregates take 31 days', (bench) => longestInterval(bench, 'users')],
  ['user aggregates take any minute', anyMinute],
  ['aggregates take buckets of a day over 31 days, and of an hour', granularities],
  ['a filter takes 100 people', hundredIds],
  ['agent status answers about somebody who is in no queue', statusWithoutQueue],
  ['the permission for names in agent states is called analytics:agentStateNames:view', namesPermission],
  ['notification topics of people can be had by this client', topics],
  ['conversations can be ordered by the end of their segments', orderOfEnds],
  ['a search finds people who have left', leavers],
  ['figures of a conversation are there two hours after it ended', lag],
  ['the clocks of Genesys Cloud and of this machine agree', clocks],
];

const anything = z.unknown();

function sums(of: 'conversations' | 'users', body: object) {
  return {
    endpoint: `${of}-aggregates`,
    method: 'POST',
    path: `/analytics/${of}/aggregates/query`,
    body:
      of === 'users'
        ? { metrics: ['tSystemPresence'], groupBy: ['userId'], filter: anyOf([NOBODY]), ...body }
        : { metrics: ['tHandle'], filter: anyOf([NOBODY]), ...body },
    repeatable: true,
    schema: anything,
  } as const;
}

function anyOf(ids: readonly string[]): object {
  const predicates = ids.map((value) => ({ type: 'dimension', dimension: 'userId', operator: 'matches', value }));
  return { type: 'or', predicates };
}

/** Whether it is taken; any other trouble is thrown. */
async function isTaken({ ask }: Bench, call: Parameters<Bench['ask']>[0]): Promise<boolean> {
  try {
    await ask(call);
    return true;
  } catch (error) {
    if (error instanceof SourceError && error.kind === 'invalid-request') return false;
    throw error;
  }
}

/** Whole days, which end with the latest midnight in UTC. */
function lastDays(now: number, days: number): string {
  const end = Math.floor(now / DAY) * DAY;
  return isoInterval({ start: end - days * DAY, end }, 'UTC');
}

async function longestInterval(bench: Bench, of: 'conversations' | 'users'): Promise<Seen> {
  for (const days of [31, 14, 7, 1]) {
    if (!(await isTaken(bench, sums(of, { interval: lastDays(bench.now, days) })))) continue;
    if (days === 31) return { verdict: 'holds', detail: 'a month in one request' };
    const detail = `at most ${days} days or a little more are taken: the app asks in smaller pieces, at first by trying`;
    return { verdict: 'does not hold', detail, env: `GENESYSCLOUD_INTERVAL_DAYS=${days}` };
  }
  return { verdict: 'does not hold', detail: 'not even a day is taken: there are no figures' };
}

async function anyMinute(bench: Bench): Promise<Seen> {
  const start = Math.floor(bench.now / DAY) * DAY - DAY;
  const until = (end: number) => sums('users', { interval: isoInterval({ start, end }, 'UTC') });
  if (await isTaken(bench, until(start + 17 * MINUTE))) return { verdict: 'holds', detail: 'to the minute' };
  if (!(await isTaken(bench, until(start + HALF_HOUR))))
    return { verdict: 'cannot tell', detail: 'half an hour is refused, too' };
  const detail = 'whole half-hours are wanted: the app rounds the times on queue outwards, at first by trying';
  return { verdict: 'does not hold', detail, env: 'GENESYSCLOUD_STATUS_MINUTES=30' };
}

async function granularities(bench: Bench): Promise<Seen> {
  const days = await isTaken(bench, sums('conversations', { interval: lastDays(bench.now, 31), granularity: 'P1D' }));
  const hours = await isTaken(bench, sums('conversations', { interval: lastDays(bench.now, 1), granularity: 'PT1H' }));
  if (days && hours) return { verdict: 'holds', detail: 'both' };
  const refused = [days ? [] : 'a month by day', hours ? [] : 'a day by hour'].flat().join(' and ');
  return {
    verdict: 'does not hold',
    detail: `${refused} is refused: the app asks for shorter periods until it is taken`,
  };
}

async function hundredIds(bench: Bench): Promise<Seen> {
  const ids = Array.from({ length: 100 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`);
  const taken = await isTaken(bench, sums('conversations', { interval: lastDays(bench.now, 1), filter: anyOf(ids) }));
  return taken
    ? { verdict: 'holds', detail: 'a hundred ids in one filter' }
    : { verdict: 'does not hold', detail: 'fewer are taken: ask about smaller teams' };
}

const person = z.object({ id: z.string(), email: z.string().nullish() });
const people = z.object({ entities: z.array(person).nullish() });
const MOST_TRIED = 5;

async function statusWithoutQueue({ ask }: Bench): Promise<Seen> {
  const query = { pageSize: 25, state: 'active' };
  const { entities } = await ask({
    endpoint: 'users',
    method: 'GET',
    path: '/users',
    query,
    repeatable: true,
    schema: people,
  });
  for (const { id } of (entities ?? []).slice(0, MOST_TRIED)) {
    const schema = z.object({ entities: z.array(anything).nullish() });
    const queues = await ask({
      endpoint: 'user-queues',
      method: 'GET',
      path: `/users/${id}/queues`,
      repeatable: true,
      schema,
    });
    if ((queues.entities ?? []).length > 0) continue;
    const path = `/analytics/agents/${id}/status`;
    const status = z.object({ routingStatus: z.string().nullish() });
    try {
      const { routingStatus } = await ask({
        endpoint: 'agent-status',
        method: 'GET',
        path,
        repeatable: true,
        schema: status,
      });
      return {
        verdict: 'holds',
        detail: routingStatus == null ? 'with nothing in it: told as unknown' : 'with a status',
      };
    } catch (error) {
      if (!(error instanceof SourceError) || error.kind !== 'not-found') throw error;
      return { verdict: 'does not hold', detail: 'it says 404: the app asks the directory instead, and says so' };
    }
  }
  return { verdict: 'cannot tell', detail: `each of ${MOST_TRIED} people is in a queue` };
}

async function namesPermission({ ask }: Bench): Promise<Seen> {
  const schema = z.object({ entities: z.array(z.object({ userId: z.string().nullish() })).nullish() });
  const body = { userFilter: { type: 'and', predicates: [{ dimension: 'online', value: 'true' }] } };
  const path = '/analytics/agents/status/query';
  const { entities } = await ask({ endpoint: 'agent-statuses', method: 'POST', path, body, repeatable: true, schema });
  if (entities == null || entities.length === 0) return { verdict: 'cannot tell', detail: 'nobody is there' };
  const nameless = entities.filter(({ userId }) => userId == null).length;
  return nameless === 0
    ? { verdict: 'holds', detail: 'as far as can be seen: everybody comes with an id' }
    : {
        verdict: 'cannot tell',
        detail: `${nameless} of ${entities.length} come without an id, and no refusal names what is missing`,
      };
}

const topicList = z.object({
  entities: z
    .array(
      z.object({
        id: z.string(),
        requiresPermissions: z.array(z.string()).nullish(),
        requiresCurrentUserOrPermission: z.boolean().nullish(),
        permissionDetails: z.array(z.object({ allowed: z.boolean().nullish() })).nullish(),
      }),
    )
    .nullish(),
});

async function topics({ ask }: Bench): Promise<Seen> {
  const { entities } = await ask({
    endpoint: 'notification-topics',
    method: 'GET',
    path: '/notifications/availabletopics',
    query: { expand: ['requiresPermissions', 'permissionDetails'] },
    repeatable: true,
    schema: topicList,
  });
  const ours = (entities ?? []).filter(({ id }) =>
    /^v2\.users\.\{id\}\.(presence|routingStatus|conversations)$/.test(id),
  );
  if (ours.length === 0) return { verdict: 'cannot tell', detail: 'none of them is listed' };
  const refused = ours.filter(({ permissionDetails }) => permissionDetails?.some(({ allowed }) => allowed === false));
  const asked = [...new Set(ours.flatMap(({ requiresPermissions }) => requiresPermissions ?? []))];
  const detail = asked.length === 0 ? 'they ask for no permission' : `they ask for ${asked.join(', ')}`;
  return refused.length === 0
    ? { verdict: 'holds', detail }
    : {
        verdict: 'does not hold',
        detail: `${detail}, which this client has not: a live card looks every few seconds instead`,
      };
}

const details = z.object({
  conversations: z.array(z.object({ conversationId: z.string(), conversationEnd: z.string().nullish() })).nullish(),
});

async function lastConversations({ ask, now }: Bench, orderBy: string, hours: number) {
  const interval = `${new Date(now - hours * 60 * MINUTE).toISOString()}/${new Date(now).toISOString()}`;
  const { conversations } = await ask({
    endpoint: 'conversation-details',
    method: 'POST',
    path: '/analytics/conversations/details/query',
    body: { interval, order: 'desc', orderBy, paging: { pageSize: 100, pageNumber: 1 } },
    repeatable: true,
    schema: details,
  });
  return conversations ?? [];
}

async function orderOfEnds(bench: Bench): Promise<Seen> {
  await lastConversations(bench, 'segmentEnd', 24);
  const byEnd = await lastConversations(bench, 'conversationEnd', 24);
  const going = byEnd.map(({ conversationEnd }) => conversationEnd == null);
  const nulls = !going.includes(true)
    ? 'none goes on at the moment'
    : going[0] === true
      ? 'what goes on comes first'
      : 'what goes on comes last';
  return { verdict: 'holds', detail: `it is taken; by the end of conversations, ${nulls}` };
}

async function leavers({ ask }: Bench): Promise<Seen> {
  const search = (query: readonly object[]) =>
    ask({
      endpoint: 'users-search',
      method: 'POST',
      path: '/users/search',
      body: { pageSize: 25, pageNumber: 1, query },
      repeatable: true,
      schema: z.object({ results: z.array(person).nullish() }),
    });
  const gone = await search([{ type: 'EXACT', fields: ['state'], values: ['deleted', 'inactive'] }]);
  const [one] = (gone.results ?? []).filter(({ email }) => email != null);
  if (one === undefined) return { verdict: 'cannot tell', detail: 'nobody who has left is found' };
  const again = await search([{ type: 'EXACT', fields: ['email'], value: one.email }]);
  return again.results?.some(({ id }) => id === one.id)
    ? { verdict: 'holds', detail: 'also without their state' }
    : {
        verdict: 'does not hold',
        detail: 'only with their state: the app takes a leaver for a stranger, and shows neither anything',
      };
}

const results = z.object({ results: z.array(anything).nullish() });
const MOST_LOOKED_AT = 4;

async function lag(bench: Bench): Promise<Seen> {
  const ended = (await lastConversations(bench, 'conversationEnd', 12)).flatMap(
    ({ conversationId, conversationEnd }) =>
      conversationEnd == null
        ? []
        : [{ conversationId, minutes: Math.round((bench.now - Date.parse(conversationEnd)) / MINUTE) }],
  );
  const interval = isoInterval({ start: bench.now - DAY, end: bench.now }, 'UTC');
  for (const { conversationId, minutes } of ended.slice(0, MOST_LOOKED_AT)) {
    const predicates = [{ type: 'dimension', dimension: 'conversationId', operator: 'matches', value: conversationId }];
    const body = { interval, metrics: ['tHandle'], filter: { type: 'and', predicates } };
    const answer = await bench.ask({ ...sums('conversations', body), schema: results });
    if ((answer.results ?? []).length === 0) continue;
    const within = minutes <= 120;
    return {
      verdict: within ? 'holds' : 'cannot tell',
      detail: `those of one that ended ${minutes} minutes ago are there`,
    };
  }
  return { verdict: 'cannot tell', detail: 'none of the latest conversations has figures' };
}

async function clocks({ apiUrl }: Bench): Promise<Seen> {
  // The date stands in the header of any answer, also in that of a refusal: no token is sent.
  const asked = Date.now();
  const date = await fetch(`${apiUrl.replace(/\/+$/, '')}/api/v2/organizations/me`, { method: 'GET' }).then(
    (response) => Date.parse(response.headers.get('date') ?? ''),
    () => Number.NaN,
  );
  if (Number.isNaN(date)) return { verdict: 'cannot tell', detail: 'the answer has no date' };
  const seconds = Math.round(Math.abs(date - (asked + Date.now()) / 2) / 1000);
  return seconds <= 5
    ? { verdict: 'holds', detail: 'to a few seconds' }
    : {
        verdict: 'does not hold',
        detail: `they differ by ${seconds} seconds: set this machine's clock, or "since" is wrong by that`,
      };
}
