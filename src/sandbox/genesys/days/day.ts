import type { Instant, Interval } from '../../../domain/time.ts';
import { conversationId } from '../centre/ids.ts';
import type { Organisation, Person, Queue, QueueMedia, Site } from '../centre/organisation.ts';
import { createRandom, type Random } from '../centre/random.ts';
import { type DayNumber, dayName, weekdayOf } from './calendar.ts';
import { playAbandon, playInbound, playOutbound, playPrivateCall, type Scene, type Stage } from './scenes.ts';
import { type ShiftsOf, usualShifts } from './shifts.ts';
import type { PresenceChange } from './status-timeline.ts';
import { noStory, type Story, type StrainOf } from './story.ts';
import { type Conversation, legEnd, legStart } from './timeline.ts';
import { isIdle, nextStretch, occupy, planDay, presencesOf, type Worker } from './workday.ts';

/** All that one site did on one local day: the same for the same seed, whenever it is asked for. */
export interface SiteDay {
  /** A conversation's number in its id is its index here. */
  readonly conversations: readonly Conversation[];
  readonly workdays: ReadonlyMap<string, Workday>;
}

export interface Workday {
  readonly presences: readonly PresenceChange[];
  readonly notResponding: readonly Interval[];
}

/** How far what a site-day made may reach from its local midnight: emails wait from the day before, and are parked. */
export const REACH: { readonly beforeMs: number; readonly afterMs: number } = {
  beforeMs: 14 * 3_600_000,
  afterMs: 60 * 3_600_000,
};

/** Between two conversations of an agent, at a load of 1. */
const MEAN_IDLE_MS = 380_000;
/** Share of an agent's work that is none of a queue's. */
const PRIVATE_CALLS = 0.008;

/** How people work, and what at. */
export interface Pace {
  readonly shiftsOf: ShiftsOf;
  readonly story: Story;
}

export const USUAL_PACE: Pace = { shiftsOf: usualShifts, story: noStory() };

/** Simulates a site's day: who is free takes what comes, colleagues take what is passed on. */
export function simulateDay(
  organisation: Organisation,
  site: Site,
  day: DayNumber,
  seed: string,
  { shiftsOf, story } = USUAL_PACE,
): SiteDay {
  const random = createRandom(`${seed}/${site.index}/${day}`);
  const staff = organisation.people.filter((person) => person.site === site);
  const shifts = shiftsOf(site);
  const plans = staff.flatMap((person) => planDay(person, day, shifts, random) ?? []);
  const workers = plans.filter((worker) => worker.person.handles);
  const queues = organisation.queues.filter((queue) => queue.site === site);
  const strainOf = story(day);
  const floor = {
    random,
    workers,
    queues,
    strainOf,
    supervisors: plans.filter((plan) => !plan.person.handles),
    name: dayName(day),
  };
  const conversations: Conversation[] = [];
  const byPerson = new Map(workers.map((worker) => [worker.person, worker]));

  const keep = (scene: Scene): void => {
    for (const { person, until, notRespondingFrom } of scene.busy) {
      const worker = byPerson.get(person);
      if (worker === undefined) continue;
      occupy(worker, until);
      if (notRespondingFrom !== undefined) worker.notResponding.push({ start: notRespondingFrom, end: until });
    }
    const origin = { day: floor.name, site: site.index, number: conversations.length };
    conversations.push(toConversation(conversationId(origin), scene, site));
  };

  const waitingForWork = new Set(workers);
  while (waitingForWork.size > 0) {
    const worker = earliest(waitingForWork);
    const at = worker.freeAt + random.duration(MEAN_IDLE_MS / loadOf(worker, queues, strainOf));
    const block = worker.blocks[worker.current];
    if (block === undefined || at > block.end - 90_000) {
      if (!nextStretch(worker)) waitingForWork.delete(worker);
      continue;
    }
    work(worker, at, { ...floor, keep });
  }
  const orphaned = site.index === 0 && weekdayOf(day) === 3 ? orphan(conversations, floor.name, site) : undefined;
  if (orphaned !== undefined) conversations.push(orphaned);
  const workdays = new Map(
    plans.map((worker) => [
      worker.person.id,
      { presences: presencesOf(worker), notResponding: worker.notResponding } satisfies Workday,
    ]),
  );
  return { conversations, workdays };
}

function earliest(workers: ReadonlySet<Worker>): Worker {
  let found: Worker | undefined;
  for (const worker of workers) if (found === undefined || worker.freeAt < found.freeAt) found = worker;
  if (found === undefined) throw new Error('Nobody is left');
  return found;
}

/** Whoever belongs to a queue that is hard pressed is pressed as hard. */
function loadOf({ person, freeAt }: Worker, queues: readonly Queue[], strainOf: StrainOf): number {
  const own = queues.filter((queue) => person.queueIds.includes(queue.id));
  return Math.max(...own.map((queue) => strainOf(queue, freeAt).load));
}

interface Floor {
  readonly random: Random;
  readonly strainOf: StrainOf;
  readonly workers: readonly Worker[];
  readonly queues: readonly Queue[];
  readonly supervisors: readonly Worker[];
  readonly keep: (scene: Scene) => void;
}

/** The next thing that this worker does, and who gives up waiting meanwhile. */
function work(worker: Worker, at: Instant, { random, workers, queues, strainOf, supervisors, keep }: Floor): void {
  const agent = worker.person;
  const own = queues.filter((queue) => agent.queueIds.includes(queue.id));
  const pressed = own.find((queue) => strainOf(queue, at).pull > 0);
  const pulled = pressed !== undefined && random.chance(strainOf(pressed, at).pull) ? pressed : undefined;
  const queue = pulled ?? own[random.whole(0, own.length - 1)];
  const otherQueue = queues[random.whole(0, queues.length - 1)];
  if (queue === undefined || otherQueue === undefined) throw new Error(`${agent.name} takes conversations of no queue`);
  const strain = strainOf(queue, at);
  const stage: Stage = {
    random,
    otherQueue,
    strain,
    supervisor: supervisors.find((plan) => plan.person.id === agent.managerId)?.person,
    colleague: (when, except) => idleColleague(workers, when, except, random),
  };
  const cast = { agent, queue, at };
  if (random.chance(strain.givenUp)) {
    const given = pulled === undefined ? chooseMedia(queue, random) : 'voice';
    if (given !== 'email' || strain.emailsAreGivenUp) keep(playAbandon(given, { queue, at }, stage));
  }
  if (pulled !== undefined) {
    keep(playInbound('voice', cast, stage));
    return;
  }
  const fate = random.next();
  if (fate < PRIVATE_CALLS + queue.outbound) {
    keep(fate < PRIVATE_CALLS ? playPrivateCall(cast, stage) : playOutbound(cast, stage));
    return;
  }
  const media = chooseMedia(queue, random);
  keep(playInbound(media, cast, stage));
  if (media !== 'chat' && media !== 'message') return;
  // Who writes does so with several people at once.
  for (let extra = random.whole(0, strain.besides); extra > 0; extra -= 1) {
    keep(playInbound(media, { ...cast, at: at + random.whole(5, 240) * 1000 }, stage));
  }
}

function idleColleague(workers: readonly Worker[], at: Instant, except: Person, random: Random): Person | undefined {
  const idle = workers.filter((worker) => worker.person !== except && isIdle(worker, at));
  return idle[random.whole(0, idle.length - 1)]?.person;
}

function chooseMedia(queue: Queue, random: Random): QueueMedia {
  const sum = queue.media.reduce((total, share) => total + share.weight, 0);
  let left = random.next() * sum;
  for (const { media, weight } of queue.media) {
    left -= weight;
    if (left < 0) return media;
  }
  return 'voice';
}

function toConversation(id: string, scene: Scene, site: Site): Conversation {
  return {
    id,
    start: Math.min(...scene.legs.map(legStart)),
    // With the last after-call work, as Analytics has it.
    end: Math.max(...scene.legs.map(legEnd)),
    originatingDirection: scene.direction,
    divisionIds: [site.division.id],
    legs: scene.legs,
  };
}

/** Every Wednesday Madrid loses the end of a call: a copy of a real one, never closed. */
function orphan(conversations: readonly Conversation[], name: string, site: Site): Conversation | undefined {
  const call = conversations.find(({ legs }) => legs.some((leg) => leg.purpose === 'agent' && leg.media === 'voice'));
  if (call === undefined) return undefined;
  const id = conversationId({ day: name, site: site.index, number: conversations.length });
  return { ...call, id, end: Infinity, orphan: true };
}
