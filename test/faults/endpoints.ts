import { LASTING, type LastingFault, PASSING } from './faults.ts';

/** A request behind a command, and what the command is worth without it. */
export interface Endpoint {
  /** As the log calls it. */
  readonly name: string;
  readonly match: RegExp;
  readonly ask: readonly [command: '/agent-live' | '/agent-stats', text: string];
  /** How an answer that does without it says so; absent when there is no answer without it. */
  readonly missing?: RegExp;
  /** How an answer without it begins, when it is not about Ana. */
  readonly about?: RegExp;
  /** Nothing is asked for any further when the app is turned away here, though an answer could do without it. */
  readonly endsWhenTurnedAway?: boolean;
  /** The answer says that it is missing, and no more. */
  readonly withoutReason?: boolean;
  /** A refusal is a decision about the asker, and no failure. */
  readonly whenForbidden?: RegExp;
  /** What is gone has nobody in it, by the contract of the directory: an answer, and no failure. */
  readonly whenGone?: RegExp;
  /**
   * Every fault there is, or one of each kind, which the app treats alike; or the few that are treated apart, where a
   * question is slow.
   */
  readonly tried: 'all' | 'each-kind' | 'few';
}

const ONE_OF_EACH_KIND = ['400', '401', '403 that names', '404', '429 until later', '503', '504', 'a page'];
const FEW = ['401', '403 that names', '429 until later', '503'];

export function lastingFaultsOf({ tried }: Endpoint): readonly LastingFault[] {
  if (tried === 'all') return LASTING;
  const names = tried === 'few' ? FEW : ONE_OF_EACH_KIND;
  return LASTING.filter(({ name }) => names.some((start) => name.startsWith(start)));
}

export function passingFaultsOf({ tried }: Endpoint): typeof PASSING {
  return tried === 'all' ? PASSING : PASSING.slice(0, tried === 'few' ? 1 : 2);
}

const ANA_NOW = ['/agent-live', '<@U0ANA>'] as const;
const ANA_CLOSED = ['/agent-live', '<@U0ANA> closed'] as const;
const TEAM_NOW = ['/agent-live', 'team'] as const;
const QUEUE_NOW = ['/agent-live', 'queue "Billing EU"'] as const;
const ANA_FRIDAY = ['/agent-stats', '2026-11-20 <@U0ANA>'] as const;

export const ENDPOINTS: readonly Endpoint[] = [
  { name: 'users-search', match: /^POST .*\/users\/search$/, ask: ANA_NOW, tried: 'all' },
  {
    name: 'grants',
    match: /^GET .*\/authorization\/subjects\//,
    ask: ANA_NOW,
    whenForbidden: /^I cannot read your Genesys Cloud roles, so nothing is shown: .* lacks `[a-zA-Z:]+`/,
    tried: 'each-kind',
  },
  {
    name: 'user',
    match: /^GET .*\/users\/[0-9a-f-]{36}$/,
    ask: ANA_NOW,
    missing: /The user could not be read/,
    endsWhenTurnedAway: true,
    tried: 'each-kind',
  },
  {
    name: 'agent-status',
    match: /^GET .*\/analytics\/agents\/[0-9a-f-]{36}\/status$/,
    ask: ANA_NOW,
    missing: /The agent status could not be read, so conversations come from the details query/,
    endsWhenTurnedAway: true,
    tried: 'few',
  },
  {
    name: 'conversation',
    match: /^GET .*\/conversations\/[0-9a-f-]{36}$/,
    ask: ANA_NOW,
    missing: /A conversation could not be read/,
    tried: 'all',
  },
  {
    name: 'presence-definitions',
    // Where the first list is refused, the second is asked.
    match: /^GET .*\/presence\/?definitions$/,
    ask: ANA_NOW,
    missing: /The names of presences could not be read/,
    tried: 'each-kind',
  },
  {
    name: 'queues',
    match: /^GET .*\/routing\/queues$/,
    ask: ANA_NOW,
    missing: /The names of queues could not be read/,
    tried: 'each-kind',
  },
  {
    name: 'wrapup-codes',
    match: /^GET .*\/routing\/wrapupcodes$/,
    ask: ANA_CLOSED,
    missing: /The names of wrap-up codes could not be read/,
    tried: 'few',
  },
  { name: 'conversation-details', match: /\/conversations\/details\/query$/, ask: ANA_CLOSED, tried: 'few' },
  { name: 'direct-reports', match: /\/directreports$/, ask: TEAM_NOW, tried: 'each-kind' },
  { name: 'agent-statuses', match: /\/analytics\/agents\/status\/query$/, ask: TEAM_NOW, tried: 'each-kind' },
  { name: 'queues', match: /^GET .*\/routing\/queues$/, ask: QUEUE_NOW, tried: 'each-kind' },
  {
    name: 'queue-members',
    match: /\/routing\/queues\/[^/]+\/members$/,
    ask: QUEUE_NOW,
    whenGone: /nobody in it/,
    tried: 'each-kind',
  },
  {
    name: 'queue-observations',
    match: /\/queues\/observations\/query$/,
    ask: ['/agent-live', 'queue "Billing EU" waiting'],
    about: /^Billing EU/,
    missing: /Who waits could not be read/,
    tried: 'each-kind',
  },
  {
    name: 'conversation-aggregates',
    match: /\/conversations\/aggregates\/query$/,
    ask: ANA_FRIDAY,
    tried: 'all',
  },
  {
    name: 'user-aggregates',
    match: /\/users\/aggregates\/query$/,
    ask: ANA_FRIDAY,
    missing: /Without occupancy: (Genesys Cloud did not tell it|the app lacks)/,
    withoutReason: true,
    tried: 'each-kind',
  },
];

/** What the asker gets when a fault stays. */
export interface Told {
  readonly outcome: string;
  /** All of these, in the one answer. */
  readonly says: readonly RegExp[];
  /** A failure is followed up in the log; a decision, and an answer that does without something, explain themselves. */
  readonly withReference: boolean;
}

export function toldAbout(endpoint: Endpoint, { kind, says, because, turnsAway }: LastingFault): Told {
  const { missing, endsWhenTurnedAway, withoutReason, whenForbidden, whenGone } = endpoint;
  if (whenForbidden !== undefined && kind === 'forbidden') {
    return { outcome: 'not-allowed', says: [whenForbidden], withReference: false };
  }
  if (whenGone !== undefined && kind === 'not-found') {
    return { outcome: 'answered', says: [whenGone], withReference: false };
  }
  if (missing === undefined || (endsWhenTurnedAway === true && turnsAway === true)) {
    return { outcome: kind, says: [says], withReference: true };
  }
  const reason = withoutReason ? [] : [because];
  return { outcome: 'answered', says: [endpoint.about ?? /^Ana López/, missing, ...reason], withReference: false };
}
