import type { LiveQuestion } from '../../domain/question.ts';
import type { Instant } from '../../domain/time.ts';
import type { Later } from '../../reports/follow/turns.ts';
import type { Outbox, Posted } from '../outbox.ts';
import { isUneditable } from '../wire/slack-error.ts';
import { doubtfulCardMessage, lostCardMessage } from './follow-card.ts';

/** A card as another process has to end it, should this one die: no facts about anybody. */
export interface KeptCard {
  readonly userId: string;
  /** Absent until Slack has taken it: whether it stands there is then unknown. */
  readonly posted?: Posted | undefined;
  readonly question: LiveQuestion;
  /** IANA zone of the asker. */
  readonly timeZone: string;
}

/** The cards of one process. */
export interface KeptCards {
  readonly owner: string;
  readonly cards: readonly KeptCard[];
}

/** One card among those of this process. */
export interface KeptPlace {
  readonly posted: (posted: Posted) => Promise<void>;
  readonly ended: () => void;
}

export interface LeftCards {
  /** Writes down a card that is about to be posted. A store that does not answer keeps no card from being posted. */
  readonly keep: (card: KeptCard) => Promise<KeptPlace>;
  /** Looks after what others have left, now and from now on. */
  readonly start: () => void;
  /** Resolves when everything is written. */
  readonly stop: () => Promise<void>;
}

export interface LeftCardsParts {
  readonly shelf: {
    get(place: string): Promise<KeptCards | undefined>;
    set(place: string, kept: KeptCards, lifetimeMs: number): Promise<void>;
    delete(place: string): Promise<boolean>;
  };
  readonly claims: {
    claim(key: string, by: { readonly owner: string; readonly leaseMs: number }): Promise<{ readonly kind: string }>;
    renew(key: string, by: { readonly owner: string; readonly leaseMs: number }): Promise<boolean>;
    release(key: string, owner: string): Promise<boolean>;
    look(key: string): Promise<{ readonly kind: string } | undefined>;
  };
  readonly outbox: Pick<Outbox, 'update' | 'direct'>;
  readonly owner: string;
  readonly appUrl: string;
  readonly now: () => Instant;
  readonly later: Later;
  readonly onError: (error: unknown) => void;
}

/**
 * So many processes may have cards, or have died with some a moment ago; each writes them down in a place of its own.
 * One that is started again and again takes a new one each time, until the lease of the last has ended.
 */
const PLACES = Array.from({ length: 64 }, (_, nth) => String(nth + 1));
/** Together less than a minute, in which nobody is told that what they see is out of date. */
const LEASE_MS = 30_000;
const LOOK_EVERY_MS = 8000;
const MOST_AT_ONCE = 20;
/** A Slack that is away for longer than this leaves the card as it is. */
const KEPT_MS = 3_600_000;

/**
 * The cards of each process, written down for the others: of one that has died, another or the next one says within a
 * minute that its cards do not change any more. Each process claims one of a few places, so that nobody has to search
 * the store for them.
 */
export function createLeftCards(parts: LeftCardsParts): LeftCards {
  const { shelf, claims, outbox, owner, appUrl, now, later, onError } = parts;
  const mine = new Set<KeptCard>();
  let place: string | undefined;
  /** Everything is done one after the other. */
  let last: Promise<void> = Promise.resolve();
  let callOff: (() => void) | undefined;
  const keyOf = (of: string) => `follow cards ${of}`;

  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(work).catch(onError);
    return last;
  }

  /** What stands in the store is what this process has. */
  async function write(): Promise<void> {
    if (mine.size > 0) {
      place ??= await takePlace();
      if (place !== undefined) await shelf.set(place, { owner, cards: [...mine] }, KEPT_MS);
    } else if (place !== undefined) {
      await shelf.delete(place);
      await claims.release(keyOf(place), owner);
      place = undefined;
    }
  }

  /** One that nobody has left cards in: those are ended when nobody waits. */
  async function takePlace(): Promise<string | undefined> {
    for (const each of PLACES) {
      if ((await isLeft(each)) || !(await isWon(each))) continue;
      return each;
    }
    return undefined;
  }

  async function isLeft(of: string): Promise<boolean> {
    const kept = await shelf.get(of);
    return kept !== undefined && kept.owner !== owner;
  }

  async function isWon(of: string): Promise<boolean> {
    return (await claims.claim(keyOf(of), { owner, leaseMs: LEASE_MS })).kind === 'won';
  }

  async function look(): Promise<void> {
    if (place !== undefined && !(await claims.renew(keyOf(place), { owner, leaseMs: LEASE_MS }))) {
      // This process was away for so long that others took it for dead.
      place = undefined;
    }
    if (place === undefined && mine.size > 0) await write();
    for (const each of PLACES) {
      if (each === place || (await shelf.get(each)) === undefined) continue;
      if ((await claims.look(keyOf(each))) !== undefined || !(await isWon(each))) continue;
      try {
        await endThose(each);
      } finally {
        await claims.release(keyOf(each), owner);
      }
    }
  }

  /**
   * Ends what stands in a place that this process has claimed, so many at a time that its own lease does not end
   * meanwhile. What Slack does not take now is left for the next look.
   */
  async function endThose(of: string): Promise<void> {
    const kept = await shelf.get(of);
    // A place of its own that it has lost and left: what it has stands in another.
    let left = kept === undefined || kept.owner === owner ? [] : kept.cards;
    for (const card of left.slice(0, MOST_AT_ONCE)) {
      await end(card);
      left = left.filter((each) => each !== card);
      await shelf.set(of, { owner: kept?.owner ?? owner, cards: left }, KEPT_MS);
    }
    if (left.length === 0) await shelf.delete(of);
  }

  async function end({ posted, userId, question, timeZone }: KeptCard): Promise<void> {
    const view = { now: now(), timeZone, appUrl };
    try {
      if (posted === undefined) await outbox.direct(userId, doubtfulCardMessage(question, view));
      else await outbox.update(posted, lostCardMessage(question, view));
    } catch (error) {
      if (!isUneditable(error)) throw error;
    }
  }

  function lookAgain(): void {
    callOff = later(() => void inTurn(look).then(() => callOff && lookAgain()), LOOK_EVERY_MS);
  }

  return {
    keep: async (first) => {
      let card = first;
      mine.add(card);
      await inTurn(write);
      return {
        posted: (posted) => {
          if (!mine.delete(card)) return Promise.resolve();
          card = { ...card, posted };
          mine.add(card);
          return inTurn(write);
        },
        ended: () => {
          if (mine.delete(card)) void inTurn(write);
        },
      };
    },
    start: () => {
      void inTurn(look);
      lookAgain();
    },
    stop: () => {
      callOff?.();
      callOff = undefined;
      return last;
    },
  };
}
