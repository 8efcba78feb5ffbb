import { z } from 'zod';
import type { Instant } from '../../../domain/time.ts';
import type { Conversation, Leg, Segment } from '../days/timeline.ts';
import { badRequest } from '../wire/refusal.ts';

/** The dimensions of segments that the sandbox has data for, out of the 80 there are; others are refused. */
const SEGMENT_DIMENSIONS = [
  'direction',
  'mediaType',
  'purpose',
  'queueId',
  'requestedRoutingSkillId',
  'segmentEnd',
  'segmentType',
  'teamId',
  'userId',
  'wrapUpCode',
] as const;
const CONVERSATION_DIMENSIONS = [
  'conversationEnd',
  'conversationId',
  'conversationStart',
  'divisionId',
  'originatingDirection',
] as const;

const type = z.enum(['and', 'or']);
const predicateOf = <D extends string>(dimensions: readonly [D, ...D[]]) =>
  z.strictObject({
    type: z.enum(['dimension', 'property', 'metric']).optional(),
    dimension: z.enum(dimensions),
    operator: z.enum(['matches', 'exists', 'notExists']).optional(),
    value: z.string().optional(),
  });
const filterOf = <P extends z.ZodType>(predicate: P) =>
  z.strictObject({
    type,
    clauses: z.array(z.strictObject({ type, predicates: z.array(predicate) })).optional(),
    predicates: z.array(predicate).optional(),
  });

export const segmentFilter = filterOf(predicateOf(SEGMENT_DIMENSIONS));
export const conversationFilter = filterOf(predicateOf(CONVERSATION_DIMENSIONS));

interface Predicate<D extends string> {
  readonly dimension: D;
  readonly operator?: 'matches' | 'exists' | 'notExists' | undefined;
  readonly value?: string | undefined;
}
interface Filter<D extends string> {
  readonly type: 'and' | 'or';
  readonly clauses?:
    | readonly { readonly type: 'and' | 'or'; readonly predicates: readonly Predicate<D>[] }[]
    | undefined;
  readonly predicates?: readonly Predicate<D>[] | undefined;
}

/** Whether a conversation, as it is at the clock, passes. */
export type DetailsTest = (conversation: Conversation, now: Instant) => boolean;

export function passesConversation(filter: z.infer<typeof conversationFilter>): DetailsTest {
  return (conversation, now) =>
    passes(filter, (dimension) => {
      switch (dimension) {
        case 'conversationEnd':
          return conversation.end <= now ? [new Date(conversation.end).toISOString()] : [];
        case 'conversationStart':
          return [new Date(conversation.start).toISOString()];
        case 'conversationId':
          return [conversation.id];
        case 'divisionId':
          return conversation.divisionIds;
        case 'originatingDirection':
          return [conversation.originatingDirection];
        default:
          return dimension satisfies never;
      }
    });
}

/** Predicates of one filter must be true of one and the same segment. */
export function passesSegments(filter: z.infer<typeof segmentFilter>): DetailsTest {
  return (conversation, now) =>
    conversation.legs.some((leg) =>
      leg.segments.some(
        (segment) =>
          segment.start <= now &&
          passes(filter, (dimension) => segmentValues(conversation, leg, segment, dimension, now)),
      ),
    );
}

function segmentValues(
  conversation: Conversation,
  leg: Leg,
  segment: Segment,
  dimension: (typeof SEGMENT_DIMENSIONS)[number],
  now: Instant,
): readonly (string | undefined)[] {
  switch (dimension) {
    case 'direction':
      return [leg.direction];
    case 'mediaType':
      return [leg.media];
    case 'purpose':
      return [leg.purpose];
    case 'queueId':
      return [leg.queueId];
    case 'requestedRoutingSkillId':
      return leg.skillIds;
    case 'segmentEnd':
      return [segmentEnd(conversation, leg, segment, now)];
    case 'segmentType':
      return [segment.type];
    case 'teamId':
      return [leg.teamId];
    case 'userId':
      return [leg.userId];
    case 'wrapUpCode':
      return segment.type === 'wrapup' && segment.end <= now ? [leg.wrapUp?.codeId] : [];
    default:
      return dimension satisfies never;
  }
}

/** When a segment ended, as Analytics has it: the last one of an orphan never did. */
export function segmentEnd(conversation: Conversation, leg: Leg, segment: Segment, now: Instant): string | undefined {
  const lost = conversation.orphan === true && segment === leg.segments.at(-1);
  return segment.end <= now && !lost ? new Date(segment.end).toISOString() : undefined;
}

function passes<D extends string>(
  filter: Filter<D>,
  values: (dimension: D) => readonly (string | undefined)[],
): boolean {
  const test = ({ dimension, operator = 'matches', value }: Predicate<D>): boolean => {
    const found = values(dimension).filter((one) => one !== undefined);
    if (operator !== 'matches') return found.length > 0 === (operator === 'exists');
    if (value === undefined) throw badRequest(`The predicate on [${dimension}] has no value`);
    return found.includes(value);
  };
  const join = (kind: 'and' | 'or', predicates: readonly Predicate<D>[]): boolean =>
    kind === 'and' ? predicates.every(test) : predicates.some(test);
  const parts = [
    ...(filter.clauses ?? []).map((clause) => () => join(clause.type, clause.predicates)),
    ...(filter.predicates === undefined ? [] : [() => join(filter.type, filter.predicates ?? [])]),
  ];
  if (parts.length === 0) throw badRequest('A filter must have at least one clause or predicate');
  return filter.type === 'and' ? parts.every((part) => part()) : parts.some((part) => part());
}
