import type { Asker } from '../../src/domain/asker.ts';
import type { Media } from '../../src/domain/media.ts';
import type { StatsQuestion, Target } from '../../src/domain/question.ts';
import type { Split } from '../../src/domain/split.ts';
import {
  type Organisation,
  type Person,
  personNamed,
  queueNamed,
} from '../../src/sandbox/genesys/centre/organisation.ts';
import { createRandom, type Random } from '../../src/sandbox/genesys/centre/random.ts';
import type { Fact } from './stats-oracle.ts';

/** A question, and in the test's own words which facts it is about. */
export interface GoldenQuestion {
  readonly question: StatsQuestion;
  readonly asker: Asker;
  /** The whole queue, or the people named here. */
  readonly scope: 'agents' | 'queue';
  readonly people: readonly Person[];
  /** It is about the people and not about a part of their conversations. */
  readonly wholePeople: boolean;
  readonly isAbout: (fact: Fact) => boolean;
}

const SPLITS: readonly [Split | undefined, ...(Split | undefined)[]] = [
  undefined,
  'hour',
  'day',
  'week',
  'agent',
  'queue',
  'media',
  'wrapup',
  'direction',
];
const ZONES = ['Europe/Madrid', 'America/New_York', 'Asia/Kathmandu'] as const;
const MEDIA: readonly [Media, ...Media[]] = ['voice', 'callback', 'chat', 'email', 'message'];
const QUEUES = ['Billing EU', 'Sales EU', 'Support', 'Sales'] as const;

/** So many questions, the same for the same seed. */
export function goldenQuestions(
  organisation: Organisation,
  periods: readonly [string, ...string[]],
  count: number,
  seed: string,
): readonly GoldenQuestion[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const whom = somebody(organisation, random);
    const media = random.chance(0.25) ? [random.pick(MEDIA)] : random.chance(0.1) ? (['chat', 'email'] as const) : [];
    const direction = random.chance(0.15) ? random.pick(['inbound', 'outbound'] as const) : undefined;
    const skill = random.chance(0.12) ? organisation.skills[random.whole(0, 3)] : undefined;
    const question = {
      kind: 'stats',
      who: whom.who,
      period: random.pick(periods),
      timeZone: random.chance(0.5) ? random.pick(ZONES) : undefined,
      media,
      direction,
      skill: skill?.name,
      by: random.pick(SPLITS),
    } as const;
    const asker = anaIn(organisation, random.chance(0.7) ? 'Europe/Madrid' : 'America/New_York');
    return goldenQuestion(question, asker, whom, skill?.id);
  });
}

/** Everybody, in one zone. */
export function everybodysQuestion(organisation: Organisation, period: string, timeZone: string): GoldenQuestion {
  const question = { kind: 'stats', who: [], period, timeZone, media: [], by: 'day' } as const;
  const whom = { who: [], people: organisation.people };
  return goldenQuestion(question, anaIn(organisation, 'Europe/Madrid'), whom, undefined);
}

interface Somebody {
  readonly who: readonly Target[];
  readonly people: readonly Person[];
  /** Without people everybody's conversations in these. */
  readonly queueIds?: readonly string[];
}

function somebody(organisation: Organisation, random: Random): Somebody {
  const { people, teams } = organisation;
  const handlers = people.filter(({ handles, site }) => handles && site.index < 2);
  const one = (): Person => handlers[random.whole(0, handlers.length - 1)] ?? personNamed(organisation, 'Ana López');
  const named = (some: readonly Person[]): Somebody => ({
    who: some.map(({ id }) => ({ kind: 'agent', agentId: id })),
    people: some,
  });
  const queue = () => random.pick(QUEUES);
  const idOf = (name: string) => queueNamed(organisation, name).id;
  switch (random.whole(0, 9)) {
    case 0:
    case 1:
      return named([one()]);
    case 2:
      return named([...new Set([one(), one(), one()])]);
    case 3:
      return { who: [{ kind: 'me' }], people: [personNamed(organisation, 'Ana López')] };
    case 4: {
      const team = teams[random.whole(0, 3)];
      return {
        who: [{ kind: 'team', name: team?.name ?? '' }],
        people: people.filter(({ teamId }) => teamId === team?.id),
      };
    }
    case 5:
      return { who: [], people };
    case 6: {
      const names = [...new Set([queue(), queue()])];
      return { who: names.map((name) => ({ kind: 'queue', name })), people: [], queueIds: names.map(idOf) };
    }
    case 7: {
      const team = teams[random.whole(0, 3)];
      const ofTeam = {
        who: [{ kind: 'team', name: team?.name ?? '' }] as const,
        people: people.filter(({ teamId }) => teamId === team?.id),
      };
      const some: Somebody = random.chance(0.5) ? ofTeam : named([...new Set([one(), one()])]);
      const name = queue();
      return { ...some, who: [...some.who, { kind: 'queue', name }], queueIds: [idOf(name)] };
    }
    default: {
      const name = queue();
      return { who: [{ kind: 'queue', name }], people: [], queueIds: [idOf(name)] };
    }
  }
}

function goldenQuestion(
  question: StatsQuestion,
  asker: Asker,
  { people, queueIds }: Somebody,
  skillId: string | undefined,
): GoldenQuestion {
  const { who, media, direction } = question;
  const ids = new Set(people.map(({ id }) => id));
  return {
    question,
    asker,
    scope: queueIds === undefined || people.length > 0 ? 'agents' : 'queue',
    people,
    wholePeople:
      who.length > 0 &&
      queueIds === undefined &&
      media.length === 0 &&
      direction === undefined &&
      skillId === undefined,
    isAbout: ({ leg, conversation }) =>
      ((queueIds !== undefined && people.length === 0) || ids.has(leg.userId ?? '')) &&
      (queueIds === undefined || queueIds.includes(leg.queueId ?? '')) &&
      (media.length === 0 || media.some((one) => one === leg.media)) &&
      (direction === undefined || conversation.originatingDirection === direction) &&
      (skillId === undefined || leg.skillIds.includes(skillId)),
  };
}

function anaIn(organisation: Organisation, timeZone: string): Asker {
  const { email, name } = personNamed(organisation, 'Ana López');
  return { slackUserId: 'U0ANA', slackTeamId: 'T0', kind: 'member', email, name, timeZone, weekStart: 1 };
}
