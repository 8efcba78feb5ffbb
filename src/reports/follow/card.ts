import { matching } from '../../domain/live/conversations.ts';
import type { Instant } from '../../domain/time.ts';
import type { PersonAnswer } from '../live/answer.ts';
import type { SourceErrorKind } from '../ports.ts';
import type { PersonFeed, Pushes } from './person.ts';
import type { Later, Turns } from './turns.ts';

/** Facts that may not hold any more for this long are said to be old. */
const OLD_MS = 15_000;
/** The permission is checked at least this often, and before anything new is shown. */
const CHECK_MS = 60_000;
/** After a failure of Slack, or of the check, it is tried again after this long. */
const REST_MS = 10_000;
/** How long the end of a card waits for the newest facts. */
const LAST_FACTS_WITHIN_MS = 5000;
const MOST_FREEZES = 4;
/** An unchanged card is edited only to show a newer time: this often at most, and only when there is room. */
const RENEW_MS = { live: 60_000, interrupted: 10_000, refused: 10_000 } as const satisfies Record<
  Pushes['kind'],
  number
>;

export type EndReason = 'time' | 'stopped' | 'shutdown' | 'not-allowed';

export interface LiveCardView {
  readonly kind: 'live';
  readonly answer: PersonAnswer;
  readonly until: Instant;
  readonly pushes: Pushes;
  /** Something may have changed more than 15 seconds ago that the answer does not know of. */
  readonly old: boolean;
  /** Why newer facts could not be read. */
  readonly failure?: SourceErrorKind | undefined;
}

export interface EndedCardView {
  readonly kind: 'ended';
  readonly answer: PersonAnswer;
  readonly why: EndReason;
  readonly endedAt: Instant;
}

export type CardView = LiveCardView | EndedCardView;

/** What a card is about, and what it needs of those who show it. */
export interface CardRequest {
  /** The first facts, which this asker was allowed to see. */
  readonly answer: PersonAnswer;
  readonly until: Instant;
  /** Whether the asker may still see this person. Rejects when that cannot be found out. */
  readonly maySee: () => Promise<boolean>;
  /** Edits the card; `gone` when there is none any more. */
  readonly show: (view: CardView) => Promise<'shown' | 'gone'>;
  /** Says the end in a message of its own, when the card cannot say it or there is no time left to wait for that. */
  readonly sayEnd: (view: EndedCardView) => Promise<void>;
  /** Told once, when the card is edited no more. */
  readonly ended: () => void;
}

export interface Card {
  readonly until: Instant;
  readonly agentId: string;
  isEnding(): boolean;
  /** Looks at the clock and at the facts; to be called about every second and when there are new facts. */
  step(): void;
  /** Freezes the card; resolves when its last edit is made or given up. Safe to call twice. */
  end(why: EndReason): Promise<void>;
  /** Says the end at once in another message, if the card has not been frozen yet. */
  leave(): Promise<void>;
}

export interface CardParts {
  /** Of this card alone. */
  readonly id: string;
  readonly feed: PersonFeed;
  readonly edits: Turns;
  readonly now: () => Instant;
  readonly later: Later;
  readonly onError: (error: unknown) => void;
  /** The card shows nothing any more: called once. */
  readonly onEnded: () => void;
}

/** One card: brings what it shows after what is known, as often as the allowance and the permission let it. */
export function createCard(request: CardRequest, parts: CardParts): Card {
  const { id, feed, edits, now, later, onError } = parts;
  let answer = request.answer;
  /** Until when the answer is known to hold. Newer facts that wait for the check end that. */
  let heldUntil = answer.asOf;
  let shown = viewNow();
  let checkedAt = now();
  let checking: Promise<void> | undefined;
  let [checkAgainAt, editAgainAt] = [-Infinity, -Infinity];
  let ending: EndReason | undefined;
  let frozen: EndedCardView | undefined;
  const done = Promise.withResolvers<void>();
  let isDone = false;

  function viewNow(): LiveCardView {
    if (feed.facts().asOf === answer.asOf) heldUntil = Math.max(answer.asOf, feed.holdUntil());
    const old = now() - heldUntil > OLD_MS;
    return { kind: 'live', answer, until: request.until, pushes: feed.pushes(), old, failure: feed.failure() };
  }

  /** Takes the newest facts, after asking whether they may be seen. */
  async function check(): Promise<void> {
    const { person, asOf } = feed.facts();
    try {
      const allowed = await request.maySee();
      checkedAt = now();
      if (frozen !== undefined) return;
      if (!allowed) freeze('not-allowed');
      else if (asOf > answer.asOf) {
        const { question } = request.answer;
        const seen = matching(person.status.conversations, question);
        answer = { kind: 'person', question, ...person, shown: seen, asOf, cached: false };
      }
    } catch (error) {
      onError(error);
      checkAgainAt = now() + REST_MS;
    }
  }

  function checkOnce(): Promise<void> {
    checking ??= check().finally(() => {
      checking = undefined;
      if (ending === undefined) catchUp();
    });
    return checking;
  }

  /** Asks for an edit when the card does not show what it should. */
  function catchUp(): void {
    if (isDone || now() < editAgainAt) return;
    const wanted = viewNow();
    const renew = edits.isQuiet() && wanted.answer.asOf - shown.answer.asOf >= RENEW_MS[wanted.pushes.kind];
    if (renew || !looksLike(wanted, shown)) edits.ask(id, edit);
  }

  async function edit(): Promise<void> {
    if (ending !== undefined) return;
    const view = viewNow();
    try {
      if ((await request.show(view)) === 'gone') finish();
      shown = view;
    } catch (error) {
      onError(error);
      editAgainAt = now() + REST_MS;
    }
  }

  function freeze(why: EndReason): void {
    ending ??= why;
    frozen = { kind: 'ended', answer, why, endedAt: now() };
    tryToFreeze(frozen, MOST_FREEZES);
  }

  function tryToFreeze(view: EndedCardView, triesLeft: number): void {
    const attempt = async () => {
      try {
        const shown = isDone ? 'shown' : await request.show(view);
        finish();
        if (shown === 'gone') await sayStopped(view);
      } catch (error) {
        onError(error);
        if (triesLeft === MOST_FREEZES) await sayStopped(view);
        if (triesLeft > 1) later(() => tryToFreeze(view, triesLeft - 1), REST_MS);
        else finish();
      }
    };
    if (!isDone) edits.ask(id, attempt, { urgent: true });
  }

  /** Whoever pressed Stop is told, when the card cannot say it. */
  async function sayStopped(view: EndedCardView): Promise<void> {
    if (view.why === 'stopped') await request.sayEnd(view).catch(onError);
  }

  function finish(): void {
    if (isDone) return;
    isDone = true;
    ending ??= 'stopped';
    edits.drop(id);
    parts.onEnded();
    done.resolve();
  }

  function end(why: EndReason): Promise<void> {
    const isNew = ending === undefined;
    ending ??= why;
    if (isNew && why === 'time') void endOnTime();
    else if (frozen === undefined && !isDone) freeze(why);
    return done.promise;
  }

  /** The end that everybody expects shows the newest facts, if they are to be had. */
  async function endOnTime(): Promise<void> {
    await soon(feed.settled());
    await soon(checking);
    if (feed.facts().asOf > answer.asOf) await soon(checkOnce());
    if (frozen === undefined && !isDone) freeze('time');
  }

  function soon(work: Promise<void> = Promise.resolve()): Promise<void> {
    return new Promise((resolve) => {
      const callOff = later(resolve, LAST_FACTS_WITHIN_MS);
      void work.finally(() => {
        callOff();
        resolve();
      });
    });
  }

  return {
    until: request.until,
    agentId: request.answer.status.agent.id,
    isEnding: () => ending !== undefined,
    step() {
      if (ending !== undefined) return;
      if (now() >= request.until) {
        void end('time');
        return;
      }
      const due = feed.facts().asOf > answer.asOf || now() - checkedAt >= CHECK_MS;
      if (due && now() >= checkAgainAt) void checkOnce();
      catchUp();
    },
    end,
    async leave() {
      if (frozen === undefined || isDone) return;
      const view = frozen;
      finish();
      await request.sayEnd(view);
    },
  };
}

/** Whether two views differ in nothing but the times that only say how new they are. Every second of every card asks. */
function looksLike(one: LiveCardView, other: LiveCardView): boolean {
  return stateOf(one) === stateOf(other) && (one.answer === other.answer || saidIn(one) === saidIn(other));
}

function stateOf({ pushes, old, failure }: LiveCardView): string {
  return JSON.stringify([pushes, old, old ? failure : undefined]);
}

function saidIn({ answer }: LiveCardView): string {
  const { asOf: _, cached: __, ...said } = answer;
  return JSON.stringify(said);
}
