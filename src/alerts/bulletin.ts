import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import type { Shelf } from './kept-rules.ts';
import type { RuleStatus } from './ports.ts';
import { readStatus, type Stored, writeStatus } from './record.ts';
import type { Published } from './watch/holding.ts';

/** What the process that watches lets all others know, for lists and buttons. Nothing is decided by it. */
export interface Bulletin {
  readonly publish: (state: Published) => Promise<void>;
  of(ruleId: string): Promise<RuleStatus | undefined>;
  readonly all: () => Promise<ReadonlyMap<string, RuleStatus>>;
  pace(): Promise<{ readonly everyMs: number; readonly at: Instant } | undefined>;
}

/** Not the id of a rule. */
const PACE = '*';
const PACE_EVERY_MS = 60_000;
const KEPT_MS = 86_400_000;

const paceSchema = z.object({ version: z.literal(1), of: z.object({ everyMs: z.number(), at: z.number() }) });

export function createBulletin({
  shelf,
  now,
}: {
  readonly shelf: Shelf<Stored>;
  readonly now: () => Instant;
}): Bulletin {
  /** What stands there, as this process has written it for one time of watching. */
  let told: { readonly of: unknown; readonly statuses: Map<string, string>; pace: number; paceAt: Instant } | undefined;

  async function begin(of: unknown): Promise<NonNullable<typeof told>> {
    const statuses = new Map<string, string>();
    for await (const [id] of shelf.entries()) if (id !== PACE) statuses.set(id, '');
    told = { of, statuses, pace: 0, paceAt: 0 };
    return told;
  }

  return {
    publish: async (state) => {
      const board = told?.of === state.tracks ? told : await begin(state.tracks);
      const wanted = new Map(statusesOf(state).map(([id, status]) => [id, status]));
      for (const id of board.statuses.keys()) {
        if (wanted.has(id)) continue;
        board.statuses.delete(id);
        await shelf.delete(id);
      }
      for (const [id, status] of wanted) {
        const text = JSON.stringify(status);
        if (board.statuses.get(id) === text) continue;
        board.statuses.set(id, text);
        await shelf.set(id, writeStatus(status), KEPT_MS);
      }
      if (board.pace === state.everyMs && now() - board.paceAt < PACE_EVERY_MS) return;
      [board.pace, board.paceAt] = [state.everyMs, now()];
      await shelf.set(PACE, { version: 1, of: { everyMs: state.everyMs, at: now() } }, KEPT_MS);
    },
    of: async (ruleId) => readStatus(await shelf.get(ruleId)),
    all: async () => {
      const all = new Map<string, RuleStatus>();
      for await (const [id, stored] of shelf.entries()) {
        const status = id === PACE ? undefined : readStatus(stored);
        if (status !== undefined) all.set(id, status);
      }
      return all;
    },
    pace: async () => paceSchema.safeParse(await shelf.get(PACE)).data?.of,
  };
}

function statusesOf({ tracks, deliveries, ended }: Published): readonly (readonly [string, RuleStatus])[] {
  return [...tracks].flatMap(([id, { episode = ended.get(id), quietUntil }]) => {
    if (episode === undefined && quietUntil === undefined) return [];
    const progress = episode === undefined ? undefined : deliveries.get(episode.id)?.progress;
    return [[id, { episode, quietUntil, posted: progress?.step === 'posted' ? progress.posted : undefined }] as const];
  });
}
