import type { Decision } from '../domain/access.ts';
import type { Asker } from '../domain/asker.ts';
import { SourceError } from '../reports/ports.ts';
import type { Admission, Place } from './admission.ts';
import type { Asked, Outcome } from './feature.ts';
import type { Inbound } from './inbound.ts';
import {
  busyMessage,
  slackErrorMessage,
  sourceErrorMessage,
  stillAskingMessage,
  storeErrorMessage,
  tooSlowForFormMessage,
  unexpectedErrorMessage,
} from './kit/failure.ts';
import type { Message } from './kit/message.ts';
import type { Sharing } from './kit/sharing.ts';
import type { Once } from './once.ts';
import type { Outbox } from './outbox.ts';
import { refusalMessage } from './people/access.ts';
import type { AskedFrom } from './people/people.ts';
import type { Share } from './share.ts';
import { isExpiredTrigger, isSlackError } from './wire/slack-error.ts';

export interface HandleParts {
  readonly admission: Admission;
  readonly askerOf: (from: AskedFrom) => Promise<Asker>;
  /** Decides about somebody who is no member, and writes it to the audit. It looks nothing up. */
  readonly refuse: (asker: Asker) => Promise<Decision>;
  readonly outbox: Pick<Outbox, 'answer' | 'home'>;
  readonly share: Share;
  readonly once: Once;
  readonly newReference: () => string;
  readonly now: () => number;
  /** Runs the work as part of this question, and counts the upstream requests that it caused. */
  readonly within: <T>(
    question: {
      readonly name: string;
      readonly userId: string;
      readonly channelId: string | undefined;
      readonly reference: string;
    },
    work: () => Promise<T>,
  ) => Promise<{ readonly result: T } & Cost>;
  /** Whether it was the store that failed. */
  readonly isStoreError: (error: unknown) => boolean;
  readonly onAnswered: (facts: AnsweredFacts) => void;
  readonly onError: (error: unknown, facts: { readonly reference: string; readonly name: string }) => void;
  /** How long the asker waits before being told that the answer takes longer. */
  readonly patienceMs: number;
}

/** The one log line of a question. */
export interface AnsweredFacts extends Cost {
  readonly name: string;
  readonly outcome: string;
  readonly ms: number;
  readonly reference: string;
}

/** What an answer took of Genesys Cloud: all its requests, and those of each endpoint with their time. */
export interface Cost {
  readonly upstream: number;
  readonly requests?: Readonly<Record<string, { readonly count: number; readonly ms: number }>> | undefined;
}

export interface Handle {
  /**
   * Answers one inbound thing; never rejects. The ack is already sent.
   *
   * @param place taken before the ack; without it, what cannot be taken on is told that in its answer
   */
  (inbound: Inbound, answer: (asked: Asked) => Promise<Outcome>, place?: Place): Promise<void>;
  /** Takes a place for what is about to be acknowledged, or gives what to say instead, in the ack itself. */
  readonly enter: (name: string) => Place | Message;
  /** Resolves when nothing is being answered any more. */
  readonly idle: () => Promise<void>;
}

/** Makes the wrapper around every answer: reference, asker, run, reply, one log line. */
export function createHandle(parts: HandleParts): Handle {
  const inFlight = new Set<Promise<void>>();

  async function run(inbound: Inbound, answer: (asked: Asked) => Promise<Outcome>, place: Place): Promise<void> {
    const reference = parts.newReference();
    const startedAt = parts.now();
    const tell = (message: Message, replace = false) => parts.outbox.answer(inbound, message, replace);
    const patience = setTimeout(() => {
      tell(stillAskingMessage()).catch((error: unknown) => parts.onError(error, { reference, name: inbound.name }));
    }, parts.patienceMs);
    await place.turn();
    const { result, ...cost } = await parts.within(
      { name: inbound.name, userId: inbound.userId, channelId: inbound.channelId, reference },
      async () => {
        try {
          return await notAgain(inbound, reference, async () => {
            const asker = await parts.askerOf(inbound);
            // The one gate of the house: before anything is looked up for somebody, whichever door they came by.
            if (asker.kind !== 'member' && inbound.open !== true) return turnedAway(asker);
            return answer({
              asker,
              channelId: inbound.channelId,
              sharing: sharingFrom(inbound),
              reference,
              triggerId: inbound.triggerId,
              tell,
              share: (copy, how) => parts.share(inbound, copy, how),
              // Of what may come again, its arrival has claimed the request already.
              once: (work) =>
                parts.once(
                  {
                    act: inbound.act,
                    requestId: inbound.mayComeAgain === true ? undefined : inbound.requestId,
                    reference,
                  },
                  work,
                ),
            });
          });
        } catch (error) {
          parts.onError(error, { reference, name: inbound.name });
          return failed(error, reference, parts.isStoreError);
        }
      },
    );
    clearTimeout(patience);
    const outcome = await deliver(inbound, result, reference);
    parts.onAnswered({ name: inbound.name, outcome, ms: parts.now() - startedAt, ...cost, reference });
  }

  /** What Slack sends again because it heard nothing is not answered again, and nobody is told of it. */
  async function notAgain(inbound: Inbound, reference: string, work: () => Promise<Outcome>): Promise<Outcome> {
    if (inbound.mayComeAgain !== true) return work();
    const arrival = { act: ['arrived', ...inbound.act], requestId: inbound.requestId, reference };
    let ran = false;
    const outcome = await parts.once(arrival, async () => {
      ran = true;
      return { ...(await work()), acted: true };
    });
    return ran ? outcome : { outcome: 'redelivered' };
  }

  async function turnedAway(asker: Asker): Promise<Outcome> {
    const message = refusalMessage(await parts.refuse(asker), { asker, about: 'live' });
    return { outcome: 'not-a-member', message };
  }

  async function deliver(inbound: Inbound, { outcome, message, replace }: Outcome, reference: string): Promise<string> {
    if (message === undefined) return outcome;
    try {
      if (inbound.home === true) await parts.outbox.home(inbound.userId, message.blocks);
      else await parts.outbox.answer(inbound, message, replace ?? false);
      return outcome;
    } catch (error) {
      parts.onError(error, { reference, name: inbound.name });
      return 'undelivered';
    }
  }

  function turnedDown(name: string): Message {
    parts.onAnswered({ name, outcome: 'busy', ms: 0, upstream: 0, reference: parts.newReference() });
    return busyMessage();
  }

  function handle(
    inbound: Inbound,
    answer: (asked: Asked) => Promise<Outcome>,
    place = parts.admission.enter(),
  ): Promise<void> {
    const work =
      place === undefined
        ? deliver(inbound, { outcome: 'busy', message: turnedDown(inbound.name) }, '').then(() => undefined)
        : run(inbound, answer, place).finally(() => place.leave());
    const tracked = work.finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
    return tracked;
  }

  return Object.assign(handle, {
    enter: (name: string) => parts.admission.enter() ?? turnedDown(name),
    idle: async () => {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
  });
}

function sharingFrom({ isOwn, thread }: Inbound): Sharing {
  if (isOwn === true) return 'nowhere';
  return thread === undefined ? 'channel' : 'thread';
}

function failed(error: unknown, reference: string, isStoreError: (error: unknown) => boolean): Outcome {
  if (error instanceof SourceError) return { outcome: error.kind, message: sourceErrorMessage(error, reference) };
  if (isExpiredTrigger(error)) return { outcome: 'too-slow', message: tooSlowForFormMessage() };
  if (isSlackError(error)) return { outcome: 'slack-failed', message: slackErrorMessage(reference) };
  if (isStoreError(error)) return { outcome: 'store-failed', message: storeErrorMessage(reference) };
  return { outcome: 'error', message: unexpectedErrorMessage(reference) };
}
