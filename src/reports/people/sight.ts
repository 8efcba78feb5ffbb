import type { Subject } from '../../domain/access.ts';
import type { Agent, Place, PlaceKind } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { CONVERSATION_METRICS } from '../../domain/figures/figure.ts';
import type { StatsQuery } from '../../domain/figures/stats-query.ts';
import { type Instant, type Interval, SETTLED_AFTER_MS } from '../../domain/time.ts';
import type { AgentDirectory, Remember, StatsSource } from '../ports.ts';
import type { Access } from './access.ts';

/** When a question is about: now, or these times (a period and the one it is compared with). */
export type When = 'now' | readonly Interval[];

/** What an asker may be told of a queue, a team or a group. */
export interface PlaceSight {
  /** Nothing at all otherwise, not even that it exists. */
  readonly known: boolean;
  /**
   * Its own figures, counts and totals, offered and abandoned and waiting and service level among them. Otherwise only
   * what can be said of `people` is said, and that it is a part.
   */
  readonly whole: boolean;
  /** Everybody in sight who is a member today or occurs in the figures of those times. */
  readonly people: readonly Agent[];
}

/**
 * What is whole and what exists: the one decision of it. Statistics, boards, what waits, summaries, CSV and alerts all
 * read it, by way of the `whole` and `agents` of a `Whom`, and nobody else looks at who is a member.
 *
 * A total tells of everybody in it: minus what the asker knows already, it is somebody else's. So a place is whole for
 * whoever may see everybody who is a member of it today or occurs in its figures, then or in the period compared with.
 * One in which nobody is and nobody was is for those who hold the permission in its division; they know of it in any case.
 */
export interface Sight {
  of(asker: Asker, kind: PlaceKind, place: Place, about: Subject, when: When): Promise<PlaceSight>;
}

/** People who occur in figures without being found in the directory are nobody's to see but who sees everybody. */
interface Occupants {
  readonly agents: readonly Agent[];
  readonly unknown: boolean;
}

export function createSight(parts: {
  readonly access: Access;
  readonly directory: Pick<AgentDirectory, 'members' | 'byIds'>;
  readonly stats: Pick<StatsSource, 'conversationSums'>;
  readonly remember: Remember;
  readonly now: () => Instant;
}): Sight {
  const { access, directory, stats, remember, now } = parts;

  async function occupants(kind: PlaceKind, { id }: Place, when: When): Promise<Occupants> {
    const [members, ...helpers] = await Promise.all([
      directory.members(kind, id),
      // Of a team or a group only its members are ever counted, one by one.
      ...(kind === 'queue' && when !== 'now' ? when : []).map((interval) => whoOccurs(id, interval)),
    ]);
    const active = new Map(members.filter(({ state }) => state === 'active').map((agent) => [agent.id, agent]));
    const others = [...new Set(helpers.flat())].filter((agentId) => !active.has(agentId));
    const found = others.length === 0 ? [] : await directory.byIds(others);
    return { agents: [...active.values(), ...found], unknown: found.length < others.length };
  }

  /** The ids of all people who have any figure of a queue. As fresh as the figures, or somebody new would be missed. */
  async function whoOccurs(queueId: string, interval: Interval): Promise<readonly string[]> {
    const { start, end } = interval;
    if (end <= start) return [];
    const query: StatsQuery = {
      interval,
      timeZone: 'UTC',
      granularity: 'whole',
      groupBy: ['userId'],
      filter: { queueIds: [queueId] },
      metrics: CONVERSATION_METRICS,
    };
    const memory = end + SETTLED_AFTER_MS <= now() ? 'stats-closed' : 'live';
    const { value } = await remember(memory, `sight:${queueId}:${start}:${end}`, async () => {
      const rows = await stats.conversationSums(query);
      return [...new Set(rows.flatMap(({ group }) => group.userId ?? []))];
    });
    return value;
  }

  return {
    async of(asker, kind, place, about, when) {
      const divisions = await access.divisions(asker, about);
      // Nobody is out of sight: who worked there need not be found out.
      const all = divisions === 'all';
      const { agents, unknown } = await occupants(kind, place, all ? 'now' : when);
      const people = await access.visible(asker, agents, about, place);
      const holds = all || divisions.some(({ id }) => id === place.division?.id);
      // Without anybody there is nobody unseen: it is whole for whoever may know of it at all.
      const whole = people.length === agents.length && !unknown;
      return { known: holds || people.length > 0, whole: all || whole, people };
    },
  };
}
