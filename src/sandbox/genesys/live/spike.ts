import type { Instant } from '../../../domain/time.ts';
import { conversationId } from '../centre/ids.ts';
import type { Queue, QueueMedia } from '../centre/organisation.ts';
import { dayName, localDay } from '../days/calendar.ts';
import { acdLeg, customerLeg } from '../days/legs.ts';
import type { Conversation } from '../days/timeline.ts';

/** Calls that pile up in a queue, and drain again. */
export interface Spike {
  readonly calls: number;
  /** From one to the next. */
  readonly everyMs: number;
  /** After the first one came, the first is taken away; the others follow one by one. */
  readonly drainsAfterMs: number;
  readonly drainsEveryMs: number;
  readonly media?: QueueMedia | undefined;
}

/** Fourteen calls in half a minute, that drain within a minute and a half: an alert comes, changes and ends. */
export const USUAL_SPIKE: Spike = { calls: 14, everyMs: 2000, drainsAfterMs: 75_000, drainsEveryMs: 2000 };

/** Sites are numbered from 0, and staged conversations have one of their own. */
const SPIKE_SITE = 0xf001;

/** Each waits, and whoever waited hangs up: nobody is there to answer. */
export function spikeIn(queue: Queue, at: Instant, spike: Spike, from: number): readonly Conversation[] {
  const { calls, everyMs, drainsAfterMs, drainsEveryMs, media = 'voice' } = spike;
  return Array.from({ length: calls }, (_, nth) => {
    const start = at + nth * everyMs;
    const end = Math.max(start + 1000, at + drainsAfterMs + nth * drainsEveryMs);
    return {
      id: conversationId({ day: dayName(localDay(start, 'UTC')), site: SPIKE_SITE, number: from + nth }),
      start,
      end,
      originatingDirection: 'inbound',
      divisionIds: [queue.site.division.id],
      legs: [
        customerLeg(media, 'inbound', start, [['interact', end - start]], 'client'),
        acdLeg(media, queue, start, end, true),
      ],
    } satisfies Conversation;
  });
}
