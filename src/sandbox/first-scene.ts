import type { Instant } from '../domain/time.ts';
import { QUEUES, SITES } from './genesys/centre/catalogue.ts';
import { type Person, queueNamed } from './genesys/centre/organisation.ts';
import { MORNING_MINUTES, morningShifts } from './genesys/days/shifts.ts';
import { seededStory } from './genesys/days/story.ts';
import type { SandboxGenesys, Scene } from './genesys/genesys.ts';
import type { ScriptedState } from './genesys/live/script.ts';
import { plainName } from './plain-names.ts';

const MINUTE = 60_000;
const SPIKE_IN = 'Billing EU';
/** Whom one looks at first, and who becomes somebody's: what they do is left to the day. */
const LEFT_ALONE = 'Ana López';

/** What somebody meets who has just come: a working morning of a company with a story, and with plain names. */
export function firstScene(now: Instant): Scene {
  const queue = queueNamed({ queues: QUEUES }, SPIKE_IN);
  return {
    pace: {
      shiftsOf: morningShifts(now),
      story: seededStory(now, MORNING_MINUTES, { site: SITES[0], queue }),
    },
    called: plainName,
  };
}

/**
 * Puts the people of this moment in their places: one who does not respond and one who is stuck in after-call work where
 * the spike is, one who keeps a caller on hold elsewhere. Again whenever those have been there for too long to be true.
 *
 * @returns whom it has placed, for {@link clearStage}
 */
export function setStage({ organisation, live }: SandboxGenesys, now: Instant): readonly Person[] {
  const queue = queueNamed(organisation, SPIKE_IN);
  const atWork = (person: Person): boolean =>
    person.name !== LEFT_ALONE && live.stateOf(person, now).presence.systemPresence === 'OnQueue';
  const [madrid = [], boston = []] = organisation.agentsOfSite;
  const [silent, writing] = madrid.filter((person) => person.queueIds.includes(queue.id)).filter(atWork);
  const holding = boston.filter((person) => person.teamId !== boston[0]?.teamId).find(atWork);
  const placed: (readonly [Person | undefined, ScriptedState])[] = [
    [silent, { routing: { is: 'NOT_RESPONDING', since: now - 7.25 * MINUTE }, conversations: [] }],
    [writing, working({ queueId: queue.id, state: 'wrapup', since: now - 11 * MINUTE, joinedAt: now - 15 * MINUTE })],
    [holding, working({ state: 'hold', since: now - 4.3 * MINUTE, joinedAt: now - 9 * MINUTE })],
  ];
  return placed.flatMap(([person, state]) => {
    if (person === undefined) return [];
    live.put(person.id, state);
    return [person];
  });
}

function working(conversation: NonNullable<ScriptedState['conversations']>[number]): ScriptedState {
  return { routing: { is: 'INTERACTING', since: conversation.joinedAt }, conversations: [conversation] };
}

/** Lets those whom {@link setStage} has placed go on with their day. */
export function clearStage({ live }: SandboxGenesys, placed: readonly Person[]): void {
  for (const { id } of placed) live.restore(id);
}
