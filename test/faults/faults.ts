import type { Fault } from '../../src/sandbox/genesys/wire/faults.ts';

/** What stays wrong with an endpoint, for as long as anybody asks. */
export interface LastingFault {
  readonly name: string;
  readonly fault: Fault;
  /** As the log calls it. */
  readonly kind: string;
  /** What the asker is told when there is no answer without this endpoint. */
  readonly says: RegExp;
  /** Why an answer does without it, when it can. */
  readonly because: RegExp;
  /** The app itself is turned away: what an answer is made of is not asked for any further. */
  readonly turnsAway?: boolean;
}

const BUSY = { kind: 'rate-limited', because: /Genesys Cloud is busy/, turnsAway: true } as const;
const REFUSED_FOR = {
  code: 'missing.permissions',
  message:
    'Unable to perform the requested action. You are missing the following permission(s): analytics:agentState:view',
  messageParams: { permissions: '[analytics:agentState:view]' },
  status: 403,
};

/** Of a period it is most likely too much, of anything else a mistake. */
const NOT_ACCEPTED = /did not accept the question, (which is a mistake in Floorwalker|most likely for its length)/;
const UNREACHABLE = /^Genesys Cloud is not reachable at the moment\. Try again in a minute\./;
const NOT_IN_TIME = /^Genesys Cloud did not answer in time\. Try again in a minute/;
const UNREADABLE = /^Genesys Cloud answered with something unreadable, perhaps from a proxy in between/;
const IN_TWO_MINUTES = /^Genesys Cloud is busy: too many requests\. Try again in 2 minutes\./;

const unavailable = (status: number): LastingFault => ({
  name: String(status),
  fault: { kind: 'status', status },
  kind: 'unavailable',
  says: UNREACHABLE,
  because: /is not reachable at the moment/,
});

export const LASTING: readonly LastingFault[] = [
  {
    name: '400',
    fault: { kind: 'status', status: 400 },
    kind: 'invalid-request',
    says: NOT_ACCEPTED,
    because: /answered something unexpected/,
  },
  {
    name: '401 that no renewal heals',
    fault: { kind: 'status', status: 401 },
    kind: 'unauthorised',
    says: /^Genesys Cloud did not accept the app's credentials\. Your administrator has to check the OAuth client\./,
    because: /is not reachable/,
    turnsAway: true,
  },
  {
    name: '403 that names the permission',
    fault: { kind: 'status', status: 403, body: REFUSED_FOR },
    kind: 'forbidden',
    says: /`analytics:agentState:view`/,
    because: /the app lacks `analytics:agentState:view`/,
  },
  {
    name: '403 that names none',
    fault: { kind: 'status', status: 403 },
    kind: 'forbidden',
    says: /^Genesys Cloud refused this: the app's OAuth client may not read it\. Ask your Genesys administrator/,
    because: /the app may not read it/,
  },
  {
    name: '404',
    fault: { kind: 'status', status: 404 },
    kind: 'not-found',
    says: /^Genesys Cloud no longer knows what you asked about/,
    because: /Genesys Cloud has none/,
  },
  {
    name: '408',
    fault: { kind: 'status', status: 408 },
    kind: 'timeout',
    says: NOT_IN_TIME,
    because: /did not answer in time/,
  },
  {
    name: '413',
    fault: { kind: 'status', status: 413 },
    kind: 'invalid-request',
    says: /^The question was too large for Genesys Cloud\. Ask about fewer people or a shorter period\./,
    because: /answered something unexpected/,
  },
  {
    name: '429 until later than anybody waits',
    fault: { kind: 'status', status: 429, retryAfter: { seconds: 120, as: 'seconds' } },
    says: IN_TWO_MINUTES,
    ...BUSY,
  },
  {
    name: '429 until a moment later than anybody waits',
    fault: { kind: 'status', status: 429, retryAfter: { seconds: 120, as: 'date' } },
    says: IN_TWO_MINUTES,
    ...BUSY,
  },
  {
    name: '429 again and again',
    fault: { kind: 'status', status: 429, retryAfter: { seconds: 1, as: 'seconds' } },
    says: /^Genesys Cloud is busy: too many requests\. Try again in 1 second\./,
    ...BUSY,
  },
  ...[500, 502, 503].map(unavailable),
  {
    name: '504',
    fault: { kind: 'status', status: 504 },
    kind: 'timeout',
    says: NOT_IN_TIME,
    because: /did not answer in time/,
  },
  {
    name: 'a connection that breaks',
    fault: { kind: 'reset' },
    kind: 'unavailable',
    says: UNREACHABLE,
    because: /is not reachable at the moment/,
  },
  {
    name: 'half an answer',
    fault: { kind: 'half-body' },
    kind: 'unexpected-response',
    says: UNREADABLE,
    because: /answered something unexpected/,
  },
  {
    name: 'a page instead of JSON',
    fault: { kind: 'not-json' },
    kind: 'unexpected-response',
    says: UNREADABLE,
    because: /answered something unexpected/,
  },
  {
    name: 'a redirect to somewhere else',
    fault: { kind: 'status', status: 302, body: '' },
    kind: 'unexpected-response',
    says: UNREADABLE,
    because: /answered something unexpected/,
  },
];

/** Takes the time of three attempts, and so is tried only where every fault is. */
export const SILENCE: LastingFault = {
  name: 'silence',
  fault: { kind: 'hang' },
  kind: 'timeout',
  says: NOT_IN_TIME,
  because: /did not answer in time/,
};

/** What passes: the asker never hears of it. */
export const PASSING: readonly { readonly name: string; readonly fault: Fault; readonly times: number }[] = [
  { name: 'one 401', fault: { kind: 'status', status: 401 }, times: 1 },
  { name: 'two 503', fault: { kind: 'status', status: 503 }, times: 2 },
  {
    name: 'a 429 for two seconds',
    fault: { kind: 'status', status: 429, retryAfter: { seconds: 2, as: 'seconds' } },
    times: 1,
  },
  {
    name: 'a 429 until a moment three seconds away',
    fault: { kind: 'status', status: 429, retryAfter: { seconds: 3, as: 'date' } },
    times: 2,
  },
  { name: 'one 504', fault: { kind: 'status', status: 504 }, times: 1 },
  { name: 'two broken connections', fault: { kind: 'reset' }, times: 2 },
];
