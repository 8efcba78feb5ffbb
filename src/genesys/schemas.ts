import { z } from 'zod';
import type { Instant } from '../domain/time.ts';

/**
 * What is read of Genesys's answers. zod drops every key that is not named here, which is how a customer's name, number
 * and attributes never get inside; a field or an enum value that Genesys adds later breaks nothing. Genesys leaves
 * fields out or sends null: both are read as absent.
 */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined);

export const text = optional(z.string());
const flag = optional(z.boolean());
export const number = optional(z.number());

/** ISO 8601 with any offset; what is no date is read as absent. */
export const instant = optional(z.string()).transform((iso): Instant | undefined => {
  const at = Date.parse(iso ?? '');
  return Number.isNaN(at) ? undefined : at;
});

/** An item that is none (one without its id, say) is left out; a list of nothing else is not what was agreed. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((items, context): readonly z.output<T>[] => {
      const read = (items ?? []).flatMap((each) => {
        const parsed = item.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      });
      if (read.length === 0 && items !== null && items !== undefined && items.length > 0) {
        context.addIssue({ code: 'custom', message: 'a list of something else' });
        return z.NEVER;
      }
      return read;
    });

const reference = optional(z.object({ id: text, name: text }));

export const user = z.object({
  id: z.string(),
  name: text,
  email: text,
  title: text,
  state: text,
  division: reference,
  manager: optional(z.object({ id: text })),
});
export type User = z.output<typeof user>;

export const directReports = list(user);

/** A list in numbered pages. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ entities: list(item), pageCount: number, nextUri: text });

/** A search, whose entities are called results. */
export const searchPageOf = <T extends z.ZodType>(item: T) => z.object({ results: list(item), pageCount: number });

export const named = z.object({ id: z.string(), name: text });

/** A queue, a team or a group, the last without a division. */
export const place = named.extend({ division: reference });

export const queueMember = z.object({ id: z.string(), user: optional(user) });

export const presenceDefinition = z.object({
  id: z.string(),
  name: text,
  languageLabels: optional(z.record(z.string(), text.catch(undefined))),
  systemPresence: text,
});

export const presenceDefinitions = z.object({ entities: list(presenceDefinition) });

const mediaCount = optional(
  z.object({
    contactCenter: optional(z.object({ active: number, acw: number })),
    enterprise: optional(z.object({ active: number, acw: number })),
  }),
);

export const userStatus = user.extend({
  // Whoever asks for one person knows whom.
  id: text,
  presence: optional(
    z.object({
      presenceDefinition: optional(z.object({ id: text, systemPresence: text })),
      modifiedDate: instant,
    }),
  ),
  routingStatus: optional(z.object({ status: text, startTime: instant })),
  outOfOffice: optional(z.object({ active: flag })),
  conversationSummary: optional(
    z.object({
      call: mediaCount,
      callback: mediaCount,
      email: mediaCount,
      message: mediaCount,
      chat: mediaCount,
      socialExpression: mediaCount,
      video: mediaCount,
    }),
  ),
});

export type UserStatusBody = z.output<typeof userStatus>;

const agentSession = z.object({
  conversationId: text,
  sessionId: text,
  sessionStart: instant,
  segmentStart: instant,
  segmentType: text,
  routedQueueId: text,
  originatingDirection: text,
  mediaType: text,
});
export type AgentSessionBody = z.output<typeof agentSession>;

export const agentStatus = z.object({
  userId: text,
  userName: text,
  divisionId: text,
  managerId: text,
  systemPresence: text,
  organizationPresenceId: text,
  presenceDate: instant,
  routingStatus: text,
  routingStatusDate: instant,
  isOutOfOffice: flag,
  sessions: list(agentSession),
});
export type AgentStatusBody = z.output<typeof agentStatus>;

export const agentStatuses = z.object({ entities: list(agentStatus) });

export const agentCounts = z.object({
  routingStatusCounts: list(z.object({ routingStatus: text, count: number })),
});

const wrapup = optional(z.object({ code: text, name: text, provisional: flag }));

const communication = z.object({
  id: text,
  type: text,
  state: text,
  direction: text,
  held: flag,
  startHoldTime: instant,
  startAlertingTime: instant,
  connectedTime: instant,
  disconnectedTime: instant,
  parkTime: instant,
  wrapup,
  afterCallWork: optional(z.object({ state: text, startTime: instant, endTime: instant })),
});
export type CommunicationBody = z.output<typeof communication>;

const participant = z.object({
  id: text,
  userId: text,
  purpose: text,
  queueId: text,
  queueName: text,
  connectedTime: instant,
  wrapup,
  wrapupRequired: flag,
  wrapupSkipped: flag,
  startAcwTime: instant,
  endAcwTime: instant,
  consultParticipantId: text,
  monitoredParticipantId: text,
  coachedParticipantId: text,
  bargedParticipantId: text,
  mediaRoles: list(z.string()),
  calls: list(communication),
  callbacks: list(communication),
  chats: list(communication),
  cobrowsesessions: list(communication),
  emails: list(communication),
  messages: list(communication),
  internalMessages: list(communication),
  screenMonitorings: list(communication),
  screenshares: list(communication),
  socialExpressions: list(communication),
  videos: list(communication),
});
export type ParticipantBody = z.output<typeof participant>;

export const conversation = z.object({
  id: text,
  startTime: instant,
  endTime: instant,
  participants: list(participant),
});

export type ConversationBody = z.output<typeof conversation>;

const segment = z.object({
  segmentStart: instant,
  segmentEnd: instant,
  queueId: text,
  wrapUpCode: text,
});

const detailedConversation = z.object({
  conversationId: z.string(),
  originatingDirection: text,
  participants: list(
    z.object({
      userId: text,
      sessions: list(z.object({ mediaType: text, messageType: text, segments: list(segment) })),
    }),
  ),
});
export type DetailedConversation = z.output<typeof detailedConversation>;

const isEmpty = (body: object): boolean => Object.keys(body).length === 0;

/** `conversations` is absent past the last page; an answer about something else is none with nothing in it. */
export const detailsPage = z
  .record(z.string(), z.unknown())
  .refine((body) => ['conversations', 'totalHits', 'aggregations'].some((key) => key in body) || isEmpty(body))
  .pipe(z.object({ conversations: list(detailedConversation) }));

const queueObservation = z.object({
  group: optional(z.object({ queueId: text, mediaType: text })),
  data: list(z.object({ metric: text, stats: optional(z.object({ count: number, calculatedMetricValue: number })) })),
});
export type QueueObservationBody = z.output<typeof queueObservation>;

export const queueObservations = z.object({ results: list(queueObservation) });

export const subject = z.object({
  grants: list(
    z.object({
      division: reference,
      role: optional(
        z.object({
          id: text,
          name: text,
          policies: list(
            z.object({
              domain: text,
              entityName: text,
              actions: list(z.string()),
              condition: z.unknown().optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});
