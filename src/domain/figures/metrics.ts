import type { Split } from '../split.ts';
import { type ConversationMetric, type Figure, metricsOf, type Place, type Scope } from './figure.ts';

const HOUR = 3_600_000;

const DEFINITIONS = 'Genesys Cloud Resource Center, “Metric definitions”';
const AGGREGATES = 'Genesys Cloud Developer Center, “Analytics: conversation aggregates”';
const HANDLE_TIME = 'Genesys Cloud Resource Center, “Average handle time”';
const OCCUPANCY = 'Genesys Cloud Resource Center, “Occupancy” of the agent performance views';

/** Beside the name of its row. */
const MOST_COLUMNS = 4;

/**
 * The one catalogue: answers, their tables and definitions, the comparison, files and the README's table are made of it.
 * A new figure is one entry, and a metric that no other figure is made of yet one more line above.
 */
const CATALOGUE = {
  offered: {
    label: 'Offered',
    short: 'Offered',
    name: 'offered',
    computation: { kind: 'count', metric: 'nOffered' },
    meaning: 'Conversations that were routed into the queue for an agent to answer.',
    good: 'neither',
    minimum: 20,
    source: DEFINITIONS,
    shown: { queue: ['opening', 'column', 'post', 'change'] },
  },
  abandoned: {
    label: 'Abandoned',
    short: 'Abandoned',
    name: 'abandoned',
    computation: { kind: 'share', of: 'tAbandon', among: 'nOffered', without: 'callbacks' },
    meaning: 'Offered conversations whose customer left before an agent answered.',
    good: 'lower',
    minimum: 30,
    caveat: 'Callbacks are neither abandoned nor in the divisor: Genesys counts them as offered and nothing more.',
    source: DEFINITIONS,
    shown: { queue: ['opening', 'column', 'post', 'change'] },
  },
  serviceLevel: {
    label: 'Service level',
    short: 'SL',
    name: 'service level',
    computation: { kind: 'service-level', metric: 'oServiceLevel' },
    meaning: 'Conversations that were answered within the time which the queue has as its target.',
    good: 'higher',
    minimum: 30,
    caveat: 'The organisation’s settings say whether abandons and transfers out count.',
    source: DEFINITIONS,
    shown: { queue: ['opening', 'column', 'change'] },
  },
  answered: {
    label: 'Answered',
    short: 'Answered',
    name: 'answered',
    computation: { kind: 'count', metric: 'tAnswered' },
    meaning: 'Conversations from a queue that an agent answered.',
    good: 'neither',
    minimum: 20,
    caveat: 'Outbound conversations and callbacks are not in it.',
    source: DEFINITIONS,
    shown: { agents: [], queue: [] },
  },
  handled: {
    label: 'Handled',
    short: 'Handled',
    name: 'handled',
    computation: { kind: 'count', metric: 'tHandle' },
    meaning: 'Conversations that agents finished, inbound and outbound, after-call work included.',
    good: 'neither',
    minimum: 20,
    caveat: 'It counts when after-call work ends: a call over midnight belongs to the day on which it was finished.',
    source: DEFINITIONS,
    shown: { agents: ['opening', 'column', 'code', 'post', 'change'], queue: ['code'] },
  },
  asa: {
    label: 'Time to answer, average (ASA)',
    short: 'ASA',
    name: 'ASA',
    computation: { kind: 'average', metric: 'tAnswered' },
    meaning: 'How long conversations waited in the queue until an agent answered.',
    good: 'lower',
    minimum: 20,
    caveat: 'Those that were abandoned are not in it.',
    source: DEFINITIONS,
    shown: { agents: ['change'], queue: ['post', 'change'] },
  },
  aht: {
    label: 'Average handle time (AHT)',
    short: 'AHT',
    name: 'AHT',
    computation: { kind: 'average', metric: 'tHandle' },
    meaning: 'Talk, hold and after-call work of a handled conversation, and dialing when it was outbound.',
    good: 'lower',
    minimum: 20,
    caveat: 'Media differ much: it is always that of one medium.',
    source: HANDLE_TIME,
    shown: {
      agents: ['opening', 'column', 'code', 'post', 'change'],
      queue: ['opening', 'column', 'code', 'post', 'change'],
    },
  },
  acw: {
    label: 'After-call work, average',
    short: 'ACW',
    name: 'after-call work',
    computation: { kind: 'average', metric: 'tAcw' },
    meaning: 'Work after the conversation, for those that had any.',
    good: 'lower',
    minimum: 20,
    source: DEFINITIONS,
    shown: { agents: ['opening', 'column', 'code', 'post', 'change'], queue: ['code', 'change'] },
  },
  talk: {
    label: 'Talk, average',
    short: 'Talk',
    name: 'talk',
    computation: { kind: 'average', metric: 'tTalkComplete' },
    meaning: 'Time in conversation, once for each session that is over.',
    good: 'neither',
    minimum: 20,
    source: DEFINITIONS,
    shown: { agents: ['code'], queue: ['code'] },
  },
  hold: {
    label: 'Hold, average per held conversation',
    short: 'Hold',
    name: 'hold',
    computation: { kind: 'average', metric: 'tHeldComplete' },
    meaning: 'Time on hold of those conversations that were held at all.',
    good: 'lower',
    minimum: 20,
    caveat: 'Conversations that were never on hold are not in the divisor.',
    source: DEFINITIONS,
    shown: { agents: ['code', 'change'], queue: ['code'] },
  },
  wait: {
    label: 'Wait in queue, average',
    short: 'Wait',
    name: 'wait',
    computation: { kind: 'average', metric: 'tWait' },
    meaning: 'How long conversations waited in the queue, answered or not.',
    good: 'lower',
    minimum: 20,
    source: DEFINITIONS,
    shown: { queue: [] },
  },
  longestWait: {
    label: 'Wait in queue, longest',
    short: 'Max wait',
    name: 'longest wait',
    computation: { kind: 'longest', metric: 'tWait' },
    meaning: 'How long the one that waited longest was in the queue, answered or not.',
    good: 'lower',
    minimum: 20,
    caveat: 'It counts when the wait is over: who waits now is a live question.',
    source: DEFINITIONS,
    shown: { queue: [] },
  },
  occupancy: {
    label: 'Occupancy',
    short: 'Occupancy',
    name: 'occupancy',
    computation: { kind: 'status-share', of: 'interacting', among: 'ready' },
    meaning: 'The part of their time ready for conversations that agents spent with one and its after-call work.',
    good: 'neither',
    minimum: 4 * HOUR,
    caveat: 'Time in which somebody did not respond is not in it. Too high is as bad as too low.',
    source: OCCUPANCY,
    shown: { agents: ['opening', 'post', 'change'] },
  },
  transferred: {
    label: 'Transferred',
    short: 'Transferred',
    name: 'transferred',
    computation: { kind: 'share', of: 'nTransferred', among: 'tHandle' },
    meaning: 'Transfers to somebody else, for the conversations handled.',
    good: 'lower',
    minimum: 30,
    caveat: 'A conversation that is transferred twice counts twice.',
    source: AGGREGATES,
    shown: { agents: ['opening', 'column', 'code', 'post', 'change'], queue: ['code', 'change'] },
  },
  blindTransfers: {
    label: 'Blind transfers',
    short: 'Blind',
    name: 'blind transfers',
    computation: { kind: 'count', metric: 'nBlindTransferred' },
    meaning: 'Transfers without talking to the other side first.',
    good: 'neither',
    minimum: 20,
    source: AGGREGATES,
    shown: { agents: [], queue: [] },
  },
  consultTransfers: {
    label: 'Consult transfers',
    short: 'Consult',
    name: 'consult transfers',
    computation: { kind: 'count', metric: 'nConsultTransferred' },
    meaning: 'Transfers after talking to the other side.',
    good: 'neither',
    minimum: 20,
    source: AGGREGATES,
    shown: { agents: [], queue: [] },
  },
  outbound: {
    label: 'Outbound',
    short: 'Outbound',
    name: 'outbound',
    computation: { kind: 'count', metric: 'nOutbound' },
    meaning: 'Conversations that an agent began.',
    good: 'neither',
    minimum: 20,
    source: AGGREGATES,
    shown: { agents: [], queue: [] },
  },
  notResponding: {
    label: 'Not responding',
    short: 'Missed',
    name: 'not responding',
    computation: { kind: 'count', metric: 'tNotResponding' },
    meaning: 'Times that a conversation rang and the agent did not take it.',
    good: 'lower',
    minimum: 20,
    source: DEFINITIONS,
    shown: { agents: ['change'], queue: ['change'] },
  },
  onQueue: {
    label: 'On queue',
    short: 'On queue',
    name: 'on queue',
    computation: { kind: 'status-time', of: 'on-queue' },
    meaning: 'Time in the presence On Queue.',
    good: 'neither',
    minimum: 4 * HOUR,
    source: 'Genesys Cloud Developer Center, “Analytics: user aggregates”',
    shown: { agents: [] },
  },
} satisfies Readonly<Record<string, Figure>>;

export type FigureId = keyof typeof CATALOGUE;

/** By id, in the order in which they are told. */
export const FIGURES: Readonly<Record<FigureId, Figure>> = CATALOGUE;

export const FIGURE_IDS = Object.keys(CATALOGUE).filter(isFigureId);

export function isFigureId(id: string): id is FigureId {
  return Object.hasOwn(CATALOGUE, id);
}

/** All figures of a scope: whatever has no place of its own stands in the details and in the file. */
export const FIGURES_OF: Readonly<Record<Scope, readonly FigureId[]>> = {
  agents: FIGURE_IDS.filter((id) => FIGURES[id].shown.agents !== undefined),
  queue: FIGURE_IDS.filter((id) => FIGURES[id].shown.queue !== undefined),
};

/** What the first sentence speaks about: the first of these that can be computed. */
export const VERDICTS: Readonly<Record<Scope, readonly FigureId[]>> = {
  agents: ['handled'],
  queue: ['serviceLevel', 'offered'],
};

/** The figures that are shown in a place, in the catalogue's order. */
export function figuresIn(place: Place, scope: Scope): readonly FigureId[] {
  return FIGURES_OF[scope].filter((id) => FIGURES[id].shown[scope]?.includes(place));
}

/**
 * The figures that a part of an answer can have. The agents of a queue have an agent's figures: what they were not
 * offered is nobody's. By wrap-up code there are only those that are counted when a conversation is over: before, none
 * has a code. Nobody's status is measured apart.
 */
export function figuresOfPart(scope: Scope, by: Split): readonly FigureId[] {
  if (by === 'wrapup') return figuresIn('code', scope);
  return FIGURES_OF[by === 'agent' ? 'agents' : scope].filter((id) => metricsOf(FIGURES[id].computation).length > 0);
}

/** The columns of a table with one row for each part: they have to fit beside its name. */
export function columnsOf(scope: Scope, by: Split): readonly FigureId[] {
  const columns = by === 'wrapup' ? figuresIn('code', scope) : figuresIn('column', by === 'agent' ? 'agents' : scope);
  return columns.slice(0, MOST_COLUMNS);
}

/** The metrics that these figures are made of, each once. */
export function metricsFor(figures: readonly FigureId[]): readonly ConversationMetric[] {
  return [...new Set(figures.flatMap((id) => metricsOf(FIGURES[id].computation)))].sort();
}
