import { z } from 'zod';
import { PLACE_KINDS } from '../domain/agent.ts';
import { MEDIA } from '../domain/media.ts';
import { isTimeZone } from '../domain/period/zone.ts';
import type { About } from '../domain/question.ts';
import { storedTarget, targetCodec } from '../domain/target-codec.ts';
import type { Instant, Weekday } from '../domain/time.ts';
import type { RuleStatus } from './ports.ts';
import { ENDINGS, type Episode, type Track } from './rules/episode.ts';
import { type AlertRule, PEOPLE_MEASURES, QUEUE_MEASURES } from './rules/rule.ts';

const weekday: z.ZodType<Weekday> = z.literal([0, 1, 2, 3, 4, 5, 6]);
const instant = z.number();

const condition = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('queue'),
    measure: z.enum(QUEUE_MEASURES),
    medium: z.enum(MEDIA),
    compare: z.enum(['>', '<']),
    threshold: z.number().min(0),
    atLeastOffered: z.number().min(0).optional(),
  }),
  z.object({ kind: z.literal('people'), measure: z.enum(PEOPLE_MEASURES), longerThanMs: z.number().min(0) }),
]);

const about: z.ZodType<About> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), name: z.string() }),
    z.object({ kind: z.enum(PLACE_KINDS), name: z.string(), inPart: z.literal(true).optional() }),
    z.object({ kind: z.enum(['my-team', 'everybody', 'my-people']) }),
    z.object({ kind: z.literal('several'), of: z.array(about) }),
    z.object({ kind: z.literal('divisions'), names: z.array(z.string()) }),
  ]),
);

const minute = z.number().int().min(0).max(1440);

const rule = z.object({
  id: z.string().min(1),
  owner: z.object({ slackUserId: z.string().min(1), slackTeamId: z.string() }),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('channel'), id: z.string().min(1) }),
    z.object({ kind: z.literal('owner') }),
  ]),
  target: storedTarget,
  about,
  condition,
  forMs: z.number().min(0),
  when: z.object({ days: z.array(weekday).min(1), fromMinute: minute, toMinute: minute }).optional(),
  zone: z.string().refine(isTimeZone),
  mention: z.enum(['none', 'here', 'channel']),
  state: z.enum(['on', 'paused', 'resting']),
  mutedUntil: instant.optional(),
  madeAt: instant,
  changedAt: instant,
});

const measured = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), count: z.number(), longestSince: instant.optional() }),
  z.object({ kind: z.literal('free'), free: z.number(), onQueue: z.number(), inPart: z.boolean() }),
  z.object({
    kind: z.literal('rate'),
    share: z.number().optional(),
    numerator: z.number().optional(),
    denominator: z.number().optional(),
    offered: z.number(),
  }),
  z.object({
    kind: z.literal('people'),
    affected: z.array(z.object({ agentId: z.string(), name: z.string(), since: instant })),
  }),
]);

const moment = z.object({ at: instant, amount: z.number(), measured });

const episode = z.object({
  id: z.string(),
  ruleId: z.string(),
  since: instant,
  begunAt: instant,
  now: moment,
  worst: moment,
  clearingSince: instant.optional(),
  taken: z.object({ by: z.string(), at: instant }).optional(),
  ended: z.object({ at: instant, why: z.enum(ENDINGS) }).optional(),
}) satisfies z.ZodType<Episode>;

const track = z.object({
  seenAt: instant.optional(),
  since: instant.optional(),
  falseAt: instant.optional(),
  quietUntil: instant.optional(),
  episode: episode.optional(),
}) satisfies z.ZodType<Track>;

const posted = z.object({ channel: z.string(), ts: z.string() });

/** How far the message of an episode has come: what a successor finds when its process dies. */
const progress = z.discriminatedUnion('step', [
  /** Nothing was sent that could have been accepted. */
  z.object({ step: z.literal('waiting'), notBefore: instant }),
  /** It was about to be sent at `at`. */
  z.object({ step: z.literal('posting'), at: instant }),
  /** It is there, and shows what `shown` is the digest of; the next edit is not before. */
  z.object({ step: z.literal('posted'), posted, shown: z.string(), notBefore: instant }),
]);
export type Progress = z.infer<typeof progress>;

const delivery = z.object({ rule, episode, progress, dueAt: instant });

/** The message of one episode on its way: what it has to say in the end, and how far it is. */
export interface Delivery {
  /** As it was when the episode began. */
  readonly rule: AlertRule;
  readonly episode: Episode;
  readonly progress: Progress;
  /** From when on it could be told. */
  readonly dueAt: Instant;
}

/** Everything that a watching process leaves to its successor. */
export interface WatchState {
  /** By rule id. */
  readonly tracks: Readonly<Record<string, Track>>;
  /** By episode id. */
  readonly deliveries: Readonly<Record<string, Delivery>>;
}

/** What other processes may know of a rule. */
const status = z.object({
  episode: episode.optional(),
  posted: posted.optional(),
  quietUntil: instant.optional(),
});

/** The version of what is written. A change of a record's shape gets the next one, and a step in `UPGRADES`. */
const VERSION = 1;

const versioned = z.object({ version: z.number().int(), of: z.unknown() });

export type Stored = z.infer<typeof versioned>;

/** What this or an earlier release has written; nothing for a later one's, or one that was damaged. */
function reader<T>(schema: z.ZodType<T>): (stored: unknown) => T | undefined {
  return (stored) => {
    const read = versioned.safeParse(stored);
    return read.success && read.data.version <= VERSION ? schema.safeParse(read.data.of).data : undefined;
  };
}

export const readRule: (stored: unknown) => AlertRule | undefined = reader(rule);
export const readStatus: (stored: unknown) => RuleStatus | undefined = reader(status);

export function writeRule(of: AlertRule): Stored {
  return { version: VERSION, of: withTargetAsText(of) };
}

export function writeStatus(of: RuleStatus): Stored {
  return { version: VERSION, of };
}

const watchState = z.object({
  tracks: z.record(z.string(), track.catch({})),
  deliveries: z.record(z.string(), z.unknown()),
});

/** What the last process left; each message that can be read, and nothing where nothing can. */
export function readWatchState(text: string | undefined): WatchState {
  const read = versioned.safeParse(parsed(text));
  const state = read.success && read.data.version <= VERSION ? watchState.safeParse(read.data.of).data : undefined;
  if (state === undefined) return { tracks: {}, deliveries: {} };
  const deliveries = Object.entries(state.deliveries).flatMap(([id, each]): [string, Delivery][] => {
    const known = delivery.safeParse(each).data;
    return known === undefined ? [] : [[id, known]];
  });
  return { tracks: state.tracks, deliveries: Object.fromEntries(deliveries) };
}

export function writeWatchState({ tracks, deliveries }: WatchState): string {
  const kept = Object.fromEntries(
    Object.entries(deliveries).map(([id, each]) => [id, { ...each, rule: withTargetAsText(each.rule) }]),
  );
  return JSON.stringify({ version: VERSION, of: { tracks, deliveries: kept } });
}

function withTargetAsText(of: AlertRule): object {
  return { ...of, target: z.encode(targetCodec, of.target) };
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
