import type { Instant } from '../../domain/time.ts';
import { type LiveEvents, SourceError } from '../../reports/ports.ts';
import type { Client } from '../http/client.ts';
import type { Log } from '../http/observe.ts';
import {
  type Channel,
  createChannel,
  MOST_AGENTS,
  readTopic,
  type Standing,
  subscribe,
} from './notification-channel.ts';
import { type Link, type OpenSocket, openLink, type Timer } from './notification-socket.ts';

/** Pushed changes, until stopped. */
export interface Notifications extends LiveEvents {
  stop(): void;
}

/** Somebody who follows an agent, and what they have been told last. */
interface Follower {
  readonly agentId: string;
  readonly on: Parameters<LiveEvents['follow']>[1];
  told?: 'live' | 'interrupted' | 'refused';
}

/** A channel is replaced so long before Genesys ends it. */
const RENEW_MS = 300_000;
/** After so many failures in a row the channel itself is suspected. */
const FAILURES_OF_A_CHANNEL = 3;
const SLOWEST_RETRY_MS = 30_000;

/**
 * Follows any number of agents over one channel and one socket, each topic subscribed once. When the line breaks
 * everybody is told `interrupted`, and `live` again once it stands: what happened between is known to nobody, so
 * whoever is told `live` asks for the state.
 */
export function createNotifications(parts: {
  readonly client: Client;
  /** Whether an address is one of Genesys Cloud's. */
  readonly isOurs: (uri: string) => boolean;
  readonly openSocket: OpenSocket;
  readonly now: () => Instant;
  readonly timer: Timer;
  readonly random: () => number;
  readonly log: Log;
}): Notifications {
  const { client, now, timer, log } = parts;
  const followers = new Set<Follower>();
  let channel: Channel | undefined;
  let line: { readonly link: Link; open: boolean; standings: ReadonlyMap<string, Standing> | undefined } | undefined;
  let failures = 0;
  let stopped = false;
  let [settling, unsettled] = [false, false];
  let cancelRetry = () => {};
  let cancelRenewal = () => {};

  /** Brings the line to what the followers need; one run at a time, and another when something changed meanwhile. */
  async function settle(): Promise<void> {
    unsettled = true;
    if (settling) return;
    settling = true;
    // Nobody is told anything before their `follow` has returned.
    await Promise.resolve();
    while (unsettled) {
      unsettled = false;
      await step().catch(broken);
    }
    settling = false;
  }

  async function step(): Promise<void> {
    if (stopped || followers.size === 0) return hangUp();
    if (channel !== undefined && channel.expiresAt - now() <= RENEW_MS) {
      interrupt();
      channel = undefined;
    }
    if (channel === undefined) {
      channel = await createChannel(client, now(), parts.isOurs);
      if (stopped) return;
      cancelRenewal();
      cancelRenewal = timer(Math.max(1000, channel.expiresAt - now() - RENEW_MS), () => void settle());
      unsettled = true;
      return;
    }
    if (line === undefined) return dial(channel);
    if (line.open) await subscribeAll(channel, line);
  }

  function dial({ connectUri }: Channel): void {
    const link = openLink({
      ...parts,
      uri: connectUri,
      on: {
        open() {
          if (line !== undefined) line.open = true;
          void settle();
        },
        topic: tellEvent,
        doubt: checkAll,
        lost: () => broken(undefined),
      },
    });
    line = { link, open: false, standings: undefined };
  }

  async function subscribeAll(to: Channel, over: NonNullable<typeof line>): Promise<void> {
    const agentIds = [...new Set([...followers].map((follower) => follower.agentId))].slice(0, MOST_AGENTS);
    const known = over.standings;
    if (known?.size !== agentIds.length || !agentIds.every((id) => known.has(id))) {
      const standings = await subscribe(client, to, agentIds);
      if (line !== over) return;
      over.standings = standings;
      failures = 0;
    }
    for (const follower of followers) {
      const standing = over.standings?.get(follower.agentId);
      if (standing === undefined) tell(follower, 'interrupted');
      else tell(follower, standing.state, standing.state === 'refused' ? standing.missingPermissions : []);
    }
  }

  /** The line is gone, or could not be had: everybody is told, and it is tried again. */
  function broken(error: unknown): void {
    interrupt();
    if (stopped) return;
    failures += 1;
    const unknown = error instanceof SourceError && (error.kind === 'not-found' || error.kind === 'invalid-request');
    if (unknown || failures % FAILURES_OF_A_CHANNEL === 0) channel = undefined;
    if (failures === FAILURES_OF_A_CHANNEL) log.warn({ err: error }, 'Genesys pushes no changes; trying on');
    cancelRetry();
    cancelRetry = timer(retryMs(failures, parts.random()), () => void settle());
  }

  function interrupt(): void {
    hangUp();
    for (const follower of followers) tell(follower, 'interrupted');
  }

  function hangUp(): void {
    line?.link.close();
    line = undefined;
  }

  function tellEvent(name: string): void {
    const topic = readTopic(name);
    for (const { agentId, on } of followers) {
      if (agentId === topic?.agentId) on.event({ ...topic, at: now() });
    }
  }

  /** Subscribes anew, and has everybody look for themselves: what was said may have been that something was missed. */
  function checkAll(): void {
    if (line !== undefined) line.standings = undefined;
    void settle();
    for (const { agentId, on } of followers) on.event({ agentId, about: 'conversation', at: now() });
  }

  return {
    follow(agentId, on) {
      const follower: Follower = { agentId, on };
      followers.add(follower);
      void settle();
      return {
        stop() {
          if (followers.delete(follower)) void settle();
        },
      };
    },
    stop() {
      stopped = true;
      followers.clear();
      cancelRetry();
      cancelRenewal();
      hangUp();
    },
  };
}

function tell(follower: Follower, state: 'live' | 'interrupted' | 'refused', missing: readonly string[] = []): void {
  if (follower.told === state) return;
  follower.told = state;
  follower.on.state(state, missing);
}

/** At once at first, then slower: 0.25 s, 0.5 s, … at most 30 s, and up to a half more by chance. */
function retryMs(failures: number, chance: number): number {
  return Math.min(SLOWEST_RETRY_MS, 250 * 2 ** (failures - 1)) * (1 + chance / 2);
}
