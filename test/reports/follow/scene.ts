import type { Agent } from '../../../src/domain/agent.ts';
import type { LiveStatus } from '../../../src/domain/live/status.ts';
import type { CardRequest, CardView } from '../../../src/reports/follow/card.ts';
import { createFollowLive, type FollowLive } from '../../../src/reports/follow/follow-live.ts';
import type { PersonAnswer, PersonNow } from '../../../src/reports/live/answer.ts';
import { type LiveEvents, SourceError } from '../../../src/reports/ports.ts';
import { createRates } from '../../../src/sandbox/slack/methods/rates.ts';
import { ANA, NOW } from '../../domain/live/people.ts';
import { simulatedTime } from '../simulated-time.ts';

export const MINUTE = 60_000;

/** People who change, a Genesys that pushes or does not, and cards that write down what they show and when. */
export function followScene({
  readMs = 80,
  editMs = 50,
  requestsPerMinute = 240,
  pushing = true,
}: {
  readonly readMs?: number;
  readonly editMs?: number;
  readonly requestsPerMinute?: number;
  readonly pushing?: boolean;
} = {}) {
  const time = simulatedTime();
  const { now, later, sleep } = time;
  /** Since when each person is free; a change makes it now. */
  const changedAt = new Map<string, number>();
  const changes: number[] = [];
  const reads: { readonly agentId: string; readonly at: number }[] = [];
  const errors: unknown[] = [];
  const followers = new Map<string, Parameters<LiveEvents['follow']>[1]>();
  const genesys = { failing: false, state: 'live' as 'live' | 'interrupted' | 'refused', missing: [] as string[] };

  const events: LiveEvents = {
    follow(agentId, on) {
      followers.set(agentId, on);
      later(() => on.state(genesys.state, genesys.missing), 30);
      return { stop: () => void followers.delete(agentId) };
    },
  };
  const personNow = (agent: Agent): PersonNow => ({ status: statusOf(agent, changedAt.get(agent.id)), missing: [] });
  const follows: FollowLive = createFollowLive({
    read: async (agent) => {
      reads.push({ agentId: agent.id, at: now() });
      if (genesys.failing) throw new SourceError({ kind: 'unavailable', endpoint: 'agent-status' });
      const seen = personNow(agent);
      await sleep(readMs);
      return seen;
    },
    events: pushing ? events : undefined,
    requestsPerMinute,
    now,
    later,
    onError: (error) => errors.push(error),
  });

  const edits: { readonly card: string; readonly at: number; readonly view: CardView }[] = [];
  const slackWantsToWait = createRates(now);
  const said: { readonly card: string; readonly view: CardView }[] = [];

  return {
    ...time,
    follows,
    genesys,
    reads,
    edits,
    said,
    errors,
    /** How many people are subscribed to. */
    subscriptions: () => followers.size,
    changedAt,
    /** Every change so far. */
    changes,
    /** Something happens to a person, and Genesys tells of it if it is in the mood. */
    change: (agent: Agent): void => {
      changedAt.set(agent.id, now());
      changes.push(now());
      if (genesys.state !== 'live') return;
      for (const about of ['presence', 'routing-status'] as const) {
        followers.get(agent.id)?.event({ agentId: agent.id, about, at: now() });
      }
    },
    /** The connection breaks, comes back or is refused. */
    connection: (state: typeof genesys.state, missing: string[] = []): void => {
      Object.assign(genesys, { state, missing });
      for (const on of followers.values()) on.state(state, missing);
    },
    /** Somebody follows somebody; what the card shows is found under its name. */
    open: (
      agent: Agent = ANA,
      { by = 'omar', asker, ...more }: { readonly by?: string; readonly asker?: string } & Partial<CardRequest> = {},
    ): string => {
      const card = `${by} ${agent.id}`;
      const place = follows.reserve(card, asker ?? card);
      if (place.kind !== 'free') return place.kind;
      place.open({
        answer: answerOf(agent, personNow(agent), now()),
        until: now() + 10 * MINUTE,
        maySee: async () => true,
        ended: () => {},
        show: async (view) => {
          if (slackWantsToWait('chat.update', 3) > 0) throw new Error('ratelimited');
          edits.push({ card, at: now(), view });
          await sleep(editMs);
          return 'shown';
        },
        sayEnd: async (view) => void said.push({ card, view }),
        ...more,
      });
      return card;
    },
    /** What a card shows now. */
    shows: (card: string): CardView | undefined => edits.findLast((each) => each.card === card)?.view,
    of: (card: string) => edits.filter((each) => each.card === card),
  };
}

/** When the person of a card last changed, as the card tells it. */
export function toldChange(view: CardView | undefined): number | undefined {
  return view?.answer.status.routing?.since;
}

function statusOf(agent: Agent, since: number = NOW - MINUTE): LiveStatus {
  return { agent, routing: { status: 'idle', since }, outOfOffice: false, conversations: [], hidden: 0 };
}

function answerOf(agent: Agent, person: PersonNow, asOf: number): PersonAnswer {
  const question = { kind: 'live', who: [{ kind: 'agent', agentId: agent.id }], media: [], states: [] } as const;
  return { kind: 'person', question, ...person, shown: [], asOf, cached: false };
}

export function people(count: number): readonly Agent[] {
  return Array.from({ length: count }, (_, nth) => ({ id: `a-${nth}`, name: `Agent ${nth}`, state: 'active' }));
}
