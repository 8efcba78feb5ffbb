import type { webApi } from '@slack/bolt';
import type { DailySummaries } from '../reports/daily-summary.ts';
import type { Remember } from '../reports/ports.ts';
import type { Poster } from '../reports/summary-run.ts';
import { type Audience, createAudience } from './audience.ts';
import { createOutbox } from './outbox.ts';
import type { People } from './people.ts';
import { createSummaryPoster } from './summary-post.ts';
import { createSummaryShow, type SummaryShow } from './summary-show.ts';

/** What a summary says to the readers of its channel, and the way there. */
export interface SummaryDesk {
  readonly audience: (channelId: string) => Promise<Audience>;
  readonly show: SummaryShow;
  readonly poster: Poster;
}

/** @param parts.onceClient never sends again by itself, so that one post does not become two */
export function createSummaryDesk(parts: {
  readonly client: webApi.WebClient;
  readonly onceClient: webApi.WebClient;
  readonly summaries: DailySummaries;
  readonly people: People;
  readonly remember: Remember;
  readonly now: () => number;
}): SummaryDesk {
  const { onceClient } = parts;
  const audience = createAudience(parts);
  const outbox = createOutbox({ client: onceClient, onFallback: () => undefined });
  return {
    audience,
    show: createSummaryShow({ ...parts, audience }),
    poster: createSummaryPoster({ outbox, client: onceClient }),
  };
}
