import type { Agent } from '../../domain/agent.ts';
import type { Instant } from '../../domain/time.ts';
import type { PersonNow } from '../live/answer.ts';
import type { LiveEvents } from '../ports.ts';
import type { AllowanceRules } from './allowance.ts';
import { type Card, type CardRequest, createCard, type EndReason } from './card.ts';
import { type Facts, followPerson, type PersonFeed } from './person.ts';
import { createTurns, type Later } from './turns.ts';

/** Beyond this, the allowance would leave each card alone for minutes. */
export const MOST_CARDS = 60;
/** So that six people can follow a team each, and nobody takes all there is. */
export const MOST_CARDS_EACH = 10;
const STEP_MS = 1000;
const MINUTE_MS = 60_000;

/** Slack takes about 50 `chat.update` a minute of the whole app; the rest is left to the daily posts. */
const EDITS: AllowanceRules = { most: 40, reserved: 10, windowMs: MINUTE_MS, gapMs: 1000 };

/**
 * A reading costs two requests and one a conversation, so three as a rule: these are three fifths of the app's share of
 * Genesys Cloud at most. A third of them is kept for what is known to have changed.
 */
function readingRules(requestsPerMinute: number): AllowanceRules {
  const most = Math.max(2, Math.floor(requestsPerMinute / 5));
  return { most, reserved: Math.floor(most / 3), windowMs: MINUTE_MS, gapMs: 1000 };
}

/** A place for one card, kept until it is used or given back. */
export interface Place {
  readonly kind: 'free';
  open(request: CardRequest): void;
  giveBack(): void;
}

export type Reservation =
  | Place
  /** There is such a card; one that is just being opened has no end yet. */
  | { readonly kind: 'already'; readonly until?: Instant | undefined }
  | { readonly kind: 'full' }
  /** This asker follows as many as one may. */
  | { readonly kind: 'enough' }
  | { readonly kind: 'stopping' };

export interface FollowLive {
  /**
   * @param key one for each asker and person
   * @param by the asker
   */
  reserve(key: string, by: string): Reservation;
  /** Freezes a card as soon as the allowance lets it; false when there is none of this key. */
  end(key: string, why: EndReason): boolean;
  /**
   * Freezes all cards and takes no new ones. Those for which there is no edit left within the time end in a message of
   * their own. Safe to call twice.
   */
  stop(withinMs: number): Promise<void>;
}

export interface FollowLiveParts {
  /** Reads what somebody is doing from Genesys Cloud itself, past any memory. */
  readonly read: (agent: Agent) => Promise<PersonNow>;
  /** Absent when nothing can be pushed: then changes are asked for. */
  readonly events: LiveEvents | undefined;
  /** The share of Genesys Cloud's requests that the whole app may use. */
  readonly requestsPerMinute: number;
  readonly now: () => Instant;
  readonly later: Later;
  readonly onError: (error: unknown) => void;
}

/** Keeps cards about people up to date for as long as each lives. Cards about one person share all that is read. */
export function createFollowLive(parts: FollowLiveParts): FollowLive {
  const { requestsPerMinute, now, later, onError } = parts;
  const edits = createTurns({ rules: EDITS, now, later, onError });
  const readings = createTurns({ rules: readingRules(requestsPerMinute), now, later, onError });
  /** Those that are live, by key, and those that wait for their last edit. */
  const live = new Map<string, Card | 'opening'>();
  /** Who has asked for it, by key. */
  const askers = new Map<string, string>();
  const cards = new Set<Card>();
  const feeds = new Map<string, PersonFeed>();
  let callOffStep: (() => void) | undefined;
  let opened = 0;
  let stopped: Promise<void> | undefined;

  function step(): void {
    for (const feed of feeds.values()) feed.step();
    for (const card of cards) card.step();
    callOffStep = cards.size > 0 ? later(step, STEP_MS) : undefined;
  }

  function feedOf(agent: Agent, first: Facts): PersonFeed {
    const known = feeds.get(agent.id);
    if (known !== undefined) {
      known.offer(first);
      return known;
    }
    const feed = followPerson({ ...parts, readings }, agent, first, () => {
      for (const card of cards) if (card.agentId === agent.id) card.step();
    });
    feeds.set(agent.id, feed);
    return feed;
  }

  function open(key: string, request: CardRequest): void {
    const { asOf, question: _, kind: __, shown: ___, cached: ____, ...person } = request.answer;
    const { agent } = person.status;
    opened += 1;
    const card: Card = createCard(request, {
      id: String(opened),
      feed: feedOf(agent, { person, asOf }),
      edits,
      now,
      later,
      onError,
      onEnded: () => {
        request.ended();
        forget(key, card);
        cards.delete(card);
        if ([...cards].some(({ agentId }) => agentId === agent.id)) return;
        feeds.get(agent.id)?.stop();
        feeds.delete(agent.id);
      },
    });
    live.set(key, card);
    cards.add(card);
    callOffStep ??= later(step, STEP_MS);
    if (stopped !== undefined) void card.end('shutdown');
  }

  function forget(key: string, card: Card): void {
    if (live.get(key) === card) leave(key);
  }

  function leave(key: string): void {
    live.delete(key);
    askers.delete(key);
  }

  async function stop(withinMs: number): Promise<void> {
    const ends = Promise.all([...cards].map((card) => card.end('shutdown')));
    const late = Promise.withResolvers<void>();
    const callOff = later(late.resolve, withinMs);
    await Promise.race([ends, late.promise]);
    callOff();
    const left = await Promise.allSettled([...cards].map((card) => card.leave()));
    for (const each of left) if (each.status === 'rejected') onError(each.reason);
    callOffStep?.();
  }

  return {
    reserve(key, by) {
      if (stopped !== undefined) return { kind: 'stopping' };
      const known = live.get(key);
      if (known === 'opening') return { kind: 'already' };
      if (known?.isEnding() === false) return { kind: 'already', until: known.until };
      // One that waits for its last edit is followed no more.
      const followed = [...live].flatMap(([each, card]) => (card !== 'opening' && card.isEnding() ? [] : [each]));
      if (followed.filter((each) => askers.get(each) === by).length >= MOST_CARDS_EACH) return { kind: 'enough' };
      if (followed.length >= MOST_CARDS) return { kind: 'full' };
      live.set(key, 'opening');
      askers.set(key, by);
      return {
        kind: 'free',
        open: (request) => open(key, request),
        giveBack: () => {
          if (live.get(key) === 'opening') leave(key);
        },
      };
    },
    end(key, why) {
      const card = live.get(key);
      if (card === undefined || card === 'opening') return false;
      void card.end(why);
      return true;
    },
    stop(withinMs) {
      stopped ??= stop(withinMs);
      return stopped;
    },
  };
}
