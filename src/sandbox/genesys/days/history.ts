import type { Instant, Interval } from '../../../domain/time.ts';
import { PRESENCES } from '../centre/catalogue.ts';
import { conversationOrigin } from '../centre/ids.ts';
import type { Organisation, Person, Site } from '../centre/organisation.ts';
import { DAY, type DayNumber, dayNamed, localInstant } from './calendar.ts';
import { REACH, type SiteDay, simulateDay, USUAL_PACE } from './day.ts';
import { changesWithin, type PresenceChange } from './status-timeline.ts';
import { type Conversation, type Leg, legEnd, legStart } from './timeline.ts';

/** Thirteen months, and some days to compare with. */
const REMEMBERED_DAYS = 400;
/** About 150 MB; older days are forgotten and simulated anew when somebody asks. */
const MOST_CONVERSATIONS = 70_000;
/** What a question about now needs, in site-days; kept whatever its size. */
const LEAST_SITE_DAYS = 15;
/** How far back somebody's last presence is looked for. */
const PRESENCE_DAYS = 4;

/** Everything that ever happened, made when it is asked for. Instants after the clock are planned, not told. */
export interface History {
  /** The first instant of which there is anything. */
  readonly start: Instant;
  /** Conversations of which some part lies in the interval, those with an open end included. */
  readonly during: (interval: Interval) => Generator<Conversation>;
  readonly conversation: (id: string) => Conversation | undefined;
  /** The parts of this person in conversations, as far as they lie in the interval. */
  readonly legsOf: (person: Person, interval: Interval) => readonly LegOf[];
  /** What this person's presence was, from before the interval until its end. */
  readonly presencesOf: (person: Person, interval: Interval) => readonly PresenceChange[];
  readonly notRespondingOf: (person: Person, interval: Interval) => readonly Interval[];
}

export interface LegOf {
  readonly conversation: Conversation;
  readonly leg: Leg;
  readonly index: number;
}

interface KeptDay extends SiteDay {
  readonly legs: ReadonlyMap<string, readonly LegOf[]>;
}

/**
 * @param seed another seed is another past
 * @param createdAt the clock when the sandbox starts; the past reaches thirteen months back from there
 */
export function createHistory(
  organisation: Organisation,
  seed: string,
  createdAt: Instant,
  pace = USUAL_PACE,
): History {
  const start = Math.floor(createdAt / DAY - REMEMBERED_DAYS) * DAY;
  const kept = new Map<string, KeptDay>();
  let keptConversations = 0;

  const siteDay = (site: Site, day: DayNumber): KeptDay => {
    const key = `${site.index}/${day}`;
    const found = kept.get(key) ?? keepDay(simulateDay(organisation, site, day, seed, pace));
    if (!kept.delete(key)) keptConversations += found.conversations.length;
    kept.set(key, found);
    for (const [oldest, old] of kept) {
      if (keptConversations <= MOST_CONVERSATIONS || kept.size <= LEAST_SITE_DAYS) break;
      kept.delete(oldest);
      keptConversations -= old.conversations.length;
    }
    return found;
  };

  const midnight = createMidnights();
  const daysOf = function* (site: Site, interval: Interval): Generator<KeptDay> {
    // A local midnight is at most a day away from that of UTC.
    const from = Math.floor((Math.max(start, interval.start) - REACH.afterMs) / DAY) - 1;
    const to = Math.floor((interval.end + REACH.beforeMs) / DAY) + 1;
    for (let day = from; day <= to; day += 1) {
      const begins = midnight(site, day);
      const touches = begins + REACH.afterMs > interval.start && begins - REACH.beforeMs < interval.end;
      if (touches && begins >= start) yield siteDay(site, day);
    }
  };

  /** Days whose midnight lies in the interval. */
  const daysBegunIn = function* (site: Site, { start: from, end: to }: Interval): Generator<KeptDay> {
    for (let day = Math.floor(from / DAY) - 1; day <= Math.floor(to / DAY) + 1; day += 1) {
      const begins = midnight(site, day);
      if (begins >= from && begins < to && begins >= start) yield siteDay(site, day);
    }
  };

  return {
    start,
    *during(interval) {
      for (const site of organisation.sites) {
        for (const { conversations } of daysOf(site, interval)) {
          for (const conversation of conversations) {
            if (conversation.start < interval.end && conversation.end >= interval.start) yield conversation;
          }
        }
      }
    },
    conversation(id) {
      const origin = conversationOrigin(id);
      const site = organisation.sites[origin?.site ?? -1];
      if (origin === undefined || site === undefined) return undefined;
      const day = dayNamed(origin.day);
      if (!(day * DAY >= start && day * DAY <= createdAt + 2 * REMEMBERED_DAYS * DAY)) return undefined;
      const found = siteDay(site, day).conversations[origin.number];
      return found?.id === id ? found : undefined;
    },
    legsOf(person, interval) {
      const legs: LegOf[] = [];
      for (const day of daysOf(person.site, interval)) {
        for (const part of day.legs.get(person.id) ?? []) {
          if (legStart(part.leg) < interval.end && legEnd(part.leg) > interval.start) legs.push(part);
        }
      }
      return legs;
    },
    presencesOf(person, interval) {
      const changes: PresenceChange[] = [];
      const earliest = interval.start - PRESENCE_DAYS * DAY;
      // From the last day backwards, until one tells what ruled when the interval began.
      for (let end = interval.end; end > earliest; end -= DAY) {
        const ruled = changes.some((change) => change.at <= interval.start);
        if (end <= interval.start && ruled) break;
        for (const day of daysBegunIn(person.site, { start: end - DAY, end })) {
          changes.push(...(day.workdays.get(person.id)?.presences ?? []));
        }
      }
      return changesWithin([{ presence: PRESENCES.offline, at: earliest }, ...changes], interval);
    },
    notRespondingOf(person, interval) {
      return [...daysOf(person.site, interval)].flatMap((day) => day.workdays.get(person.id)?.notResponding ?? []);
    },
  };
}

/** Zones are slow to ask, and the same midnights are needed for every person. */
function createMidnights(): (site: Site, day: DayNumber) => Instant {
  const known = new Map<string, Instant>();
  return (site, day) => {
    const key = `${site.index}/${day}`;
    const found = known.get(key) ?? localInstant(day, 0, site.timeZone);
    known.set(key, found);
    return found;
  };
}

function keepDay(made: SiteDay): KeptDay {
  const legs = new Map<string, LegOf[]>();
  for (const conversation of made.conversations) {
    conversation.legs.forEach((leg, index) => {
      if (leg.userId === undefined) return;
      const own = legs.get(leg.userId);
      if (own === undefined) legs.set(leg.userId, [{ conversation, leg, index }]);
      else own.push({ conversation, leg, index });
    });
  }
  return { ...made, legs };
}
