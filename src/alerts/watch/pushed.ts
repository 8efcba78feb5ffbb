import type { LiveEvent, LiveEvents } from '../../reports/ports.ts';

/** Whose changes Genesys pushes to the process that watches. */
export interface Pushed {
  /** These and no others; as many of them as there is room for. */
  follow(agentIds: readonly string[]): void;
  readonly isPushed: (agentId: string) => boolean;
  stop(): void;
}

/** A channel takes 333 people: the others are for those who follow somebody themselves. */
const MOST = 250;

/**
 * @param onChange told of each change, and when a line that was broken stands again: what happened between is unknown
 */
export function createPushed(
  events: LiveEvents,
  onChange: (agentId: string, about: LiveEvent['about']) => void,
): Pushed {
  const followed = new Map<string, { live: boolean; readonly stop: () => void }>();

  function begin(agentId: string): void {
    const entry = { live: false, stop: () => {} };
    followed.set(agentId, entry);
    const { stop } = events.follow(agentId, {
      event: ({ about }) => onChange(agentId, about),
      state: (state) => {
        entry.live = state === 'live';
        if (entry.live)
          for (const about of ['presence', 'routing-status', 'conversation'] as const) onChange(agentId, about);
      },
    });
    entry.stop = stop;
  }

  function end(agentId: string): void {
    followed.get(agentId)?.stop();
    followed.delete(agentId);
  }

  return {
    follow: (agentIds) => {
      const wanted = new Set(agentIds.slice(0, MOST));
      for (const agentId of followed.keys()) if (!wanted.has(agentId)) end(agentId);
      for (const agentId of wanted) if (!followed.has(agentId)) begin(agentId);
    },
    isPushed: (agentId) => followed.get(agentId)?.live === true,
    stop: () => {
      for (const agentId of followed.keys()) end(agentId);
    },
  };
}
