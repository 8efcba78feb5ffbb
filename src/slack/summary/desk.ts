import type { webApi } from '@slack/bolt';
import type { Remember } from '../../reports/ports.ts';
import type { AgentStats } from '../../reports/stats/agent-stats.ts';
import { createDailySummaries } from '../../summaries/daily-summary.ts';
import type { Poster } from '../../summaries/run.ts';
import { createOutbox } from '../outbox.ts';
import { type Audience, createAudience } from '../people/audience.ts';
import type { People } from '../people/people.ts';
import { createSummaryPoster } from './poster.ts';
import { createSummaryShow, type SummaryShow } from './show.ts';

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
  readonly stats: AgentStats;
  readonly people: People;
  readonly remember: Remember;
  readonly now: () => number;
}): SummaryDesk {
  const { onceClient } = parts;
  const audience = createAudience(parts);
  const outbox = createOutbox({ client: onceClient, onFallback: () => undefined });
  return {
    audience,
    show: createSummaryShow({ ...parts, summaries: createDailySummaries(parts), audience }),
    poster: createSummaryPoster({ outbox, client: onceClient }),
  };
}
