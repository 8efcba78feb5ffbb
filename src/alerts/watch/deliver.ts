import pLimit from 'p-limit';
import type { Instant } from '../../domain/time.ts';
import type { Alert, AlertLog, AlertNews, AlertPoster, AlertPosting } from '../ports.ts';
import type { Delivery, Progress } from '../record.ts';
import type { AlertRule } from '../rules/rule.ts';
import { digestOf, placeOf } from '../rules/told.ts';

/** What has to be told, as the watching process has it. */
export interface Outgoing {
  readonly deliveries: Map<string, Delivery>;
  /** What a message says of its rule as it is now. */
  readonly context: (ruleId: string) => Pick<Alert, 'mutedUntil' | 'everyMs'>;
  /** Keeps all of it for a successor. False: somebody else watches by now, and nothing more may be sent. */
  keep(): Promise<boolean>;
}

export interface Deliverer {
  /** Begins what is to be sent now; resolves at once. */
  work(outgoing: Outgoing): void;
  /** When something is to be sent that waits; infinity when nothing does. */
  nextAt(outgoing: Outgoing): Instant;
  /** Begins nothing more, and resolves when what has begun is finished. */
  stop(): Promise<void>;
  idle(): Promise<void>;
}

/** A message is edited at most so often; who changes what it says at once (it is over, or taken) says so by its `notBefore`. */
const BETWEEN_EDITS_MS = 15_000;
const RETRY_MS = 5000;
const STOOD_STILL_MS = 5000;
/** What is over for so long and could never be told is not told any more. */
const TOO_LATE_MS = 30 * 60_000;

/**
 * Brings the messages to what they have to say, one after the other in each place. Before a message is sent it is kept
 * that it is about to be: whoever finds that after a death waits until nothing can be under way any more, and looks for
 * the message. Where the app may not look nothing is sent again: the owner is told that it is in doubt.
 *
 * @param parts.flightMs how long a request to Slack may be under way, its timeout included
 * @param parts.betweenPostsMs Slack takes about one message a second in a place
 */
export function createDeliverer(parts: {
  readonly poster: AlertPoster;
  /** The alert as its readers may read it now. */
  readonly alertOf: (of: Omit<Alert, 'named'>) => Promise<Alert>;
  /** Tells an owner, once for a rule as it is. */
  readonly tellOnce: (rule: AlertRule, news: AlertNews) => Promise<void>;
  readonly onTold: (delivery: Delivery) => void;
  readonly flightMs: number;
  readonly betweenPostsMs: number;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: AlertLog;
}): Deliverer {
  const { poster, alertOf, tellOnce, onTold, flightMs, betweenPostsMs, now, sleep, log } = parts;
  const limit = pLimit(8);
  const atWork = new Map<string, Promise<void>>();
  let stopping = false;

  async function workIn(place: string, outgoing: Outgoing): Promise<void> {
    const mine = () =>
      [...outgoing.deliveries].find(([, each]) => placeOf(each.rule) === place && dueAt(each) <= now());
    for (let next = mine(); next !== undefined && !stopping; next = mine()) {
      const [id, delivery] = next;
      const step = await stepOf(id, delivery, outgoing);
      if (step === 'lost') return;
      if (step === 'sent') await sleep(betweenPostsMs);
    }
  }

  /** One step of one message. */
  async function stepOf(id: string, delivery: Delivery, outgoing: Outgoing): Promise<'lost' | 'sent' | 'nothing'> {
    const { progress, episode } = delivery;
    const put = (step: Progress) => {
      // What it has to say may have changed meanwhile; what is over or taken does not wait for the next edit.
      const latest = outgoing.deliveries.get(id) ?? delivery;
      const isUrgent = latest.episode.ended !== episode.ended || latest.episode.taken !== episode.taken;
      const next = isUrgent && step.step === 'posted' ? { ...step, notBefore: now() } : step;
      outgoing.deliveries.set(id, { ...latest, progress: next });
    };
    switch (progress.step) {
      case 'waiting': {
        if (episode.ended !== undefined && now() - episode.now.at > TOO_LATE_MS) {
          outgoing.deliveries.delete(id);
          log.error({ episode: id }, 'an alert could not be told in time');
          return 'nothing';
        }
        return begin(id, delivery, outgoing, put);
      }
      case 'posting': {
        await sleep(Math.max(0, progress.at + flightMs - now()));
        const alert = await alertOf({ ...delivery, ...outgoing.context(delivery.rule.id) });
        const found = await poster.find(alert);
        if (typeof found === 'object') {
          // What it shows is not known: it is brought up to date.
          put({ step: 'posted', posted: found, shown: '', notBefore: now() });
          return (await outgoing.keep()) ? 'nothing' : 'lost';
        }
        if (found === 'absent') return begin(id, delivery, outgoing, put);
        outgoing.deliveries.delete(id);
        log.warn({ episode: id }, 'an alert is in doubt: the app may not look for it');
        await tellOnce(delivery.rule, { kind: 'in-doubt', since: episode.since });
        return (await outgoing.keep()) ? 'nothing' : 'lost';
      }
      case 'posted':
        return edit(id, delivery, progress, outgoing, put);
      default:
        return progress satisfies never;
    }
  }

  async function begin(
    id: string,
    delivery: Delivery,
    outgoing: Outgoing,
    put: (step: Progress) => void,
  ): Promise<'lost' | 'sent' | 'nothing'> {
    const alert = await alertOf({ ...delivery, ...outgoing.context(delivery.rule.id) });
    if (stopping) return 'nothing';
    if (!(await keptJustNow(outgoing, () => put({ step: 'posting', at: now() })))) return 'lost';
    const sent = await poster.begin(alert);
    switch (sent.kind) {
      case 'posted':
        put({ step: 'posted', posted: sent.posted, shown: digestOf(alert), notBefore: now() + BETWEEN_EDITS_MS });
        onTold(delivery);
        break;
      case 'refused':
        await refused(id, delivery, sent, outgoing);
        break;
      case 'later':
        put({ step: 'waiting', notBefore: now() + sent.afterMs });
        break;
      case 'unknown':
        // The next step waits for the rest of the flight and then looks.
        break;
      default:
        sent satisfies never;
    }
    return (await outgoing.keep()) ? 'sent' : 'lost';
  }

  /** A process that stood still after it was told that it still has the right to send may have lost it since. */
  async function keptJustNow(outgoing: Outgoing, before: () => void = () => {}): Promise<boolean> {
    for (;;) {
      const asked = now();
      before();
      if (!(await outgoing.keep())) return false;
      if (now() - asked <= STOOD_STILL_MS) return true;
    }
  }

  async function edit(
    id: string,
    delivery: Delivery,
    progress: Extract<Progress, { step: 'posted' }>,
    outgoing: Outgoing,
    put: (step: Progress) => void,
  ): Promise<'lost' | 'sent' | 'nothing'> {
    const alert = await alertOf({ ...delivery, ...outgoing.context(delivery.rule.id) });
    const digest = digestOf(alert);
    const isOver = delivery.episode.ended !== undefined;
    if (digest === progress.shown) {
      if (isOver) outgoing.deliveries.delete(id);
      else put({ ...progress, notBefore: now() + BETWEEN_EDITS_MS });
      return 'nothing';
    }
    // Whoever has taken over may have said more already.
    if (!(await keptJustNow(outgoing))) return 'lost';
    const sent = await poster.edit(progress.posted, alert);
    switch (sent.kind) {
      case 'posted':
        if (isOver) outgoing.deliveries.delete(id);
        else put({ ...progress, shown: digest, notBefore: now() + BETWEEN_EDITS_MS });
        break;
      case 'refused':
        await refused(id, delivery, sent, outgoing);
        break;
      case 'later':
        put({ ...progress, notBefore: now() + sent.afterMs });
        break;
      case 'unknown':
        put({ ...progress, notBefore: now() + RETRY_MS });
        break;
      default:
        sent satisfies never;
    }
    return (await outgoing.keep()) ? 'sent' : 'lost';
  }

  /** A message that somebody deleted is not posted again: they did not want it. */
  async function refused(
    id: string,
    { rule }: Delivery,
    { why }: Extract<AlertPosting, { kind: 'refused' }>,
    outgoing: Outgoing,
  ): Promise<void> {
    outgoing.deliveries.delete(id);
    log.warn({ episode: id, why }, 'an alert is refused by Slack');
    if (why !== 'headline-gone') await tellOnce(rule, { kind: 'post-refused', why });
  }

  return {
    work: (outgoing) => {
      const due = [...outgoing.deliveries.values()].filter((each) => dueAt(each) <= now());
      for (const place of new Set(due.map(({ rule }) => placeOf(rule)))) {
        if (stopping || atWork.has(place)) continue;
        const work = limit(() => workIn(place, outgoing))
          .catch((err: unknown) => {
            log.warn({ err, place }, 'the alerts of a place have to wait');
            putOff(place, outgoing);
          })
          .finally(() => atWork.delete(place));
        atWork.set(place, work);
      }
    },
    nextAt: ({ deliveries }) =>
      Math.min(
        Number.POSITIVE_INFINITY,
        ...[...deliveries.values()].filter(({ rule }) => !atWork.has(placeOf(rule))).map(dueAt),
      ),
    idle: async () => {
      while (atWork.size > 0) await Promise.all(atWork.values());
    },
    stop: async () => {
      stopping = true;
      await Promise.all(atWork.values());
    },
  };

  function putOff(place: string, { deliveries }: Outgoing): void {
    const notBefore = now() + RETRY_MS;
    for (const [id, each] of deliveries) {
      if (placeOf(each.rule) !== place || each.progress.step === 'posting') continue;
      deliveries.set(id, { ...each, progress: { ...each.progress, notBefore } });
    }
  }
}

/** When a message may be sent or edited next. */
function dueAt({ progress }: Delivery): Instant {
  return progress.step === 'posting' ? progress.at : progress.notBefore;
}
