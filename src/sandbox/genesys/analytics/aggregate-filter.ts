import { z } from 'zod';
import { sessionId } from '../centre/ids.ts';
import type { Conversation, Leg } from '../days/timeline.ts';
import { badRequest } from '../wire/refusal.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from './vocabulary.ts';

/** What an emission is about: its dimensions are read from these. */
export interface About {
  readonly conversation: Conversation;
  readonly leg: Leg;
  readonly index: number;
  /** Whether the wrap-up code is known. */
  readonly complete: boolean;
}

const predicate = z.strictObject({
  type: z.enum(['dimension', 'property', 'metric']).optional(),
  dimension: z.enum(FILTER_DIMENSIONS),
  operator: z.enum(['matches', 'exists', 'notExists']).optional(),
  value: z.string().optional(),
});
const clause = z.strictObject({ type: z.enum(['and', 'or']), predicates: z.array(predicate) });
export const aggregateFilter = z.strictObject({
  type: z.enum(['and', 'or']),
  clauses: z.array(clause).optional(),
  predicates: z.array(predicate).optional(),
});

type Predicate = z.infer<typeof predicate>;
export type AggregateFilter = z.infer<typeof aggregateFilter>;
type Test = (about: About) => boolean;

/** The dimensions that the sandbox has data for; the others have no values. */
const VALUES: Readonly<Partial<Record<FilterDimension, (about: About) => readonly string[]>>> = {
  userId: ({ leg }) => some(leg.userId),
  queueId: ({ leg }) => some(leg.queueId),
  teamId: ({ leg }) => some(leg.teamId),
  mediaType: ({ leg }) => [leg.media],
  direction: ({ leg }) => [leg.direction],
  originatingDirection: ({ conversation }) => [conversation.originatingDirection],
  purpose: ({ leg }) => [leg.purpose],
  conversationId: ({ conversation }) => [conversation.id],
  sessionId: ({ conversation, index }) => [sessionId(conversation.id, index)],
  divisionId: ({ conversation }) => conversation.divisionIds,
  requestedRoutingSkillId: ({ leg }) => leg.skillIds,
  wrapUpCode: ({ leg, complete }) => (complete ? some(leg.wrapUp?.codeId) : []),
  interactionType: () => ['contactCenter'],
  messageType: ({ leg }) => (leg.media === 'message' ? ['whatsapp'] : []),
};

/** The values of a dimension: none when the data has none, several for skills and divisions. */
export function dimensionValues(about: About, dimension: FilterDimension): readonly string[] {
  return VALUES[dimension]?.(about) ?? [];
}

function some(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

/**
 * @throws Refusal for a predicate that has no value to match, or a filter with nothing in it
 */
export function compileFilter(filter: AggregateFilter | undefined): Test {
  if (filter === undefined) return () => true;
  const { predicates = [], clauses = [] } = filter;
  const tests = [
    ...clauses.map((inner) => {
      if (inner.predicates.length === 0) throw badRequest('A clause must have at least one predicate');
      return join(inner.type, inner.predicates);
    }),
    ...(predicates.length === 0 ? [] : [join(filter.type, predicates)]),
  ];
  if (tests.length === 0) throw badRequest('A filter must have at least one clause or predicate');
  return filter.type === 'and'
    ? (about) => tests.every((test) => test(about))
    : (about) => tests.some((test) => test(about));
}

function join(type: 'and' | 'or', predicates: readonly Predicate[]): Test {
  const any = type === 'or' ? oneOfMany(predicates) : undefined;
  if (any !== undefined) return any;
  const tests = predicates.map(compilePredicate);
  return type === 'and' ? (about) => tests.every((test) => test(about)) : (about) => tests.some((test) => test(about));
}

/** A hundred people in one clause are looked up, not compared one by one. */
function oneOfMany(predicates: readonly Predicate[]): Test | undefined {
  const [first] = predicates;
  const alike = predicates.every(
    ({ dimension, operator = 'matches', value }) =>
      dimension === first?.dimension && operator === 'matches' && value !== undefined,
  );
  if (first === undefined || !alike) return undefined;
  const values = new Set(predicates.map(({ value }) => value));
  return (about) => dimensionValues(about, first.dimension).some((value) => values.has(value));
}

function compilePredicate({ dimension, operator = 'matches', value, type }: Predicate): Test {
  if (type === 'metric' || type === 'property') throw badRequest(`Predicates of type [${type}] are not supported here`);
  if (operator !== 'matches') {
    const wanted = operator === 'exists';
    return (about) => dimensionValues(about, dimension).length > 0 === wanted;
  }
  if (value === undefined) throw badRequest(`The predicate on [${dimension}] has no value`);
  return (about) => dimensionValues(about, dimension).includes(value);
}
