import { badRequest, missingPermissions, plainRefusal, type Refusal } from './refusal.ts';

/**
 * A way in which real organisations differ from the sandbox as it usually is, for a while: what it refuses, and what
 * it makes of an answer. None of them is documented; each was reported by somebody, or is allowed by the declarations.
 */
export interface Temperament {
  readonly refuse?: (asked: Asked) => Refusal | undefined;
  readonly answer?: (asked: Asked, body: unknown) => unknown;
  /** Its answers have what nobody has published yet. */
  readonly beyondContract?: boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type JsonObject = { readonly [key: string]: unknown };

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;
const CONVERSATION_SUMS = '/analytics/conversations/aggregates/query';
const USER_SUMS = '/analytics/users/aggregates/query';
const STATUS = /\/analytics\/agents\/([^/]+\/status|status\/query)$/;
const CONVERSATION = /\/conversations\/[0-9a-f-]{36}$/;
const ONE_USER = /\/users\/[0-9a-f-]{36}$/;

const takesDays = (days: number, says: string): Temperament => ({
  refuse({ path, body }) {
    if (!path.endsWith(CONVERSATION_SUMS) && !path.endsWith(USER_SUMS)) return undefined;
    const { start, end } = intervalOf(body);
    return end - start > days * DAY + 3_600_000 ? badRequest(says) : undefined;
  },
});

const only = (path: string | RegExp, change: (body: unknown) => unknown): Temperament => ({
  answer: (asked, body) =>
    (typeof path === 'string' ? asked.path.endsWith(path) : path.test(asked.path)) ? change(body) : body,
});

const withheld = (permission: string, ...paths: readonly string[]): Temperament => ({
  refuse: ({ path }) => (paths.some((each) => path.endsWith(each)) ? missingPermissions([permission]) : undefined),
});

export const TEMPERAMENTS = {
  'takes a week of aggregates, and says so': takesDays(7, 'The interval is longer than the maximum of 7 days'),
  'takes a day of aggregates, and does not say why': takesDays(1, 'Bad request'),
  'wants whole half-hours of status times': {
    refuse({ path, body }) {
      const { start, end } = intervalOf(body);
      const whole = start % HALF_HOUR === 0 && end % HALF_HOUR === 0;
      return path.endsWith(USER_SUMS) && !whole ? badRequest('Bad request') : undefined;
    },
  },
  'withholds who people are': only(STATUS, (body) =>
    eachObject(body, ({ userId: _id, userName: _name, ...rest }) => rest),
  ),
  'tells nothing of agents': only(STATUS, () => ({})),
  'tells no time of anybody': only(USER_SUMS, () => ({ results: [] })),
  'withholds who some people are': only(/\/status\/query$/, (body) => ({
    ...asObject(body),
    entities: listIn(body, 'entities').map((row, index) => {
      const { userId: _id, userName: _name, ...rest } = asObject(row);
      return index % 2 === 0 ? rest : row;
    }),
  })),
  'tells the time of some people': only(USER_SUMS, (body) => ({
    ...asObject(body),
    results: listIn(body, 'results').filter((_row, index) => index % 2 === 0),
  })),
  'leaves parts of aggregates empty': only(CONVERSATION_SUMS, (body) => ({
    ...asObject(body),
    results: [
      { group: { mediaType: 'voice' } },
      { data: [{ metrics: [] }] },
      ...listIn(body, 'results').map((result) => ({
        ...asObject(result),
        data: [
          { interval: '2026-11-16T00:00:00.000Z/2026-11-17T00:00:00.000Z' },
          ...listIn(result, 'data').map((bucket) => ({
            ...asObject(bucket),
            metrics: [{ metric: 'tVoicemail' }, {}, ...listIn(bucket, 'metrics')],
          })),
        ],
      })),
    ],
  })),
  'gives service levels as ratios alone': {
    // A ratio is declared to be a number.
    beyondContract: true,
    ...only(CONVERSATION_SUMS, (body) =>
      eachObject(body, (object) => {
        const { numerator: _met, denominator, ...rest } = object;
        return denominator === 0 ? { ...rest, ratio: 'NaN' } : rest;
      }),
    ),
  },
  'writes wrap-up codes of its own': only(CONVERSATION_SUMS, (body) => {
    const codes = [
      ...new Set(listIn(body, 'results').map((result) => asObject(asObject(result)['group'])['wrapUpCode'])),
    ];
    const own = ['ININ-WRAP-UP-SKIPPED', 'ININ-OUTBOUND-BUSY'];
    return eachObject(body, (object) => {
      const code = 'wrapUpCode' in object ? own[codes.indexOf(object['wrapUpCode'])] : undefined;
      return code === undefined ? object : { ...object, wrapUpCode: code };
    });
  }),
  'lets people skip after-call work': only(CONVERSATION, (body) =>
    eachObject(body, (object) => {
      if ('afterCallWork' in object || object['state'] === 'disconnected' || object['state'] === 'terminated') {
        return { ...object, state: 'disconnected', afterCallWork: { state: 'skipped' } };
      }
      if (!('purpose' in object)) return object;
      const { endAcwTime: _never, ...rest } = object;
      return { ...rest, wrapupRequired: true, startAcwTime: object['startAcwTime'] ?? object['connectedTime'] };
    }),
  ),
  'counts the call of a callback as well': only(ONE_USER, (body) =>
    eachObject(body, (object) => {
      const callbacks = asObject(asObject(object['callback'])['contactCenter']);
      if (!('callback' in object) || typeof callbacks['active'] !== 'number') return object;
      const calls = asObject(asObject(object['call'])['contactCenter']);
      const active = Number(calls['active'] ?? 0) + callbacks['active'];
      return { ...object, call: { ...asObject(object['call']), contactCenter: { ...calls, active } } };
    }),
  ),
  'has words that are new': {
    beyondContract: true,
    answer: (_asked, body) =>
      eachObject(body, (object) => ({
        ...object,
        ...('segmentType' in object ? { segmentType: 'levitate' } : {}),
        ...('systemPresence' in object ? { systemPresence: 'SIESTA' } : {}),
        ...('purpose' in object ? { mediaRoles: ['dreaming'] } : {}),
      })),
  },
  'has fields that are new, and null for what there is not': {
    beyondContract: true,
    answer: (_asked, body) =>
      eachObject(body, (object) => ({
        ...object,
        levitation: { height: 3 },
        division2: null,
        wrapup: object['wrapup'] ?? null,
      })),
  },
  'shows a list item twice': {
    answer: (asked, body) =>
      asked.method === 'GET' && Array.isArray(asObject(body)['entities'])
        ? { ...asObject(body), entities: [...listIn(body, 'entities').slice(0, 1), ...listIn(body, 'entities')] }
        : body,
  },
  'has queues in which nobody is': only(/\/routing\/queues\/[^/]+\/members$/, (body) => ({
    ...asObject(body),
    entities: [],
    nextUri: undefined,
  })),
  'refuses the names of queues': withheld('routing:queue:view', '/routing/queues'),
  'refuses the names of wrap-up codes': withheld('routing:wrapupCode:view', '/routing/wrapupcodes'),
  'refuses without a word about permissions': {
    refuse: ({ path }) =>
      path.endsWith(USER_SUMS) || path.endsWith('/routing/wrapupcodes') ? plainRefusal(403) : undefined,
  },
  'leaves divisions and names out of people': only(/\/users\/search$/, (body) =>
    eachObject(body, ({ division: _division, ...rest }) => rest),
  ),
} as const satisfies Readonly<Record<string, Temperament>>;

export type TemperamentName = keyof typeof TEMPERAMENTS;

function intervalOf(body: unknown): { readonly start: number; readonly end: number } {
  const { interval } = asObject(body);
  const parts = typeof interval === 'string' ? interval.split('/') : [];
  const [start = 0, end = 0] = parts.map((part) => Date.parse(part) || 0);
  return { start, end };
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = asObject(value)[key];
  return Array.isArray(list) ? list : [];
}

/** Every object inside, the innermost first, as it is changed. */
function eachObject(value: unknown, change: (object: JsonObject) => JsonObject): unknown {
  if (Array.isArray(value)) return value.map((item) => eachObject(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, eachObject(inner, change)])));
}
