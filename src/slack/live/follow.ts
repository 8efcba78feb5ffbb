import { AsyncLocalStorage } from 'node:async_hooks';
import type { Agent } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import type { LiveQuestion } from '../../domain/question.ts';
import type { CardView } from '../../reports/follow/card.ts';
import { createFollowLive, MOST_CARDS, MOST_CARDS_EACH, type Place } from '../../reports/follow/follow-live.ts';
import type { Later } from '../../reports/follow/turns.ts';
import type { AgentLive } from '../../reports/live/agent-live.ts';
import { readPerson } from '../../reports/live/person.ts';
import type { Access } from '../../reports/people/access.ts';
import type { AgentDirectory, LiveEvents, LiveSource } from '../../reports/ports.ts';
import type { Clicked, Feature, Outcome } from '../feature.ts';
import { oldButtonMessage } from '../kit/failure.ts';
import { decodeLiveQuestion } from '../kit/question.ts';
import type { Outbox, Posted } from '../outbox.ts';
import type { People } from '../people/people.ts';
import { isUneditable } from '../wire/slack-error.ts';
import {
  alreadyFollowingMessage,
  enoughCardsMessage,
  followingMessage,
  followMessage,
  lostCardMessage,
  noRoomMessage,
  restartingMessage,
} from './follow-card.ts';
import { createLeftCards, type LeftCardsParts } from './left-cards.ts';
import { liveMessage } from './message.ts';

const FOLLOW_MS = 10 * 60_000;

export interface FollowParts {
  /** Answers the first time, with its permission and its problems. */
  readonly live: AgentLive;
  /** Read again for each change, past what is remembered. */
  readonly source: LiveSource;
  readonly directory: AgentDirectory;
  /** Absent when nothing can be pushed: then changes are asked for. */
  readonly events: LiveEvents | undefined;
  readonly access: Access;
  readonly people: Pick<People, 'asker'>;
  readonly outbox: Outbox;
  readonly appUrl: string;
  /** The app's share of Genesys Cloud. */
  readonly requestsPerMinute: number;
  /** Where the cards of this process are written down, and its name there. */
  readonly kept: Pick<LeftCardsParts, 'shelf' | 'claims' | 'owner'>;
  readonly now: () => number;
  readonly later: Later;
  readonly onError: (error: unknown) => void;
}

export interface Follow {
  readonly feature: Feature;
  /** Ends the cards of processes that have died, from now on. */
  readonly start: () => void;
  /** Freezes all cards; resolves soon after `withinMs` at the latest. Slack must still be reachable. */
  readonly stop: (withinMs: number) => Promise<void>;
}

/** Follow live: a card in the asker's direct messages that edits itself for ten minutes. */
export function createFollow(parts: FollowParts): Follow {
  const { live, source, directory, access, people, outbox, appUrl, now } = parts;
  const follows = createFollowLive({ ...parts, read: (agent) => readPerson({ live: source, directory, now }, agent) });

  const kept = createLeftCards({ ...parts, ...parts.kept });

  const viewFor = (asker: Asker) => ({ now: now(), timeZone: asker.timeZone, appUrl, asker });

  async function follow({ value, asker }: Clicked): Promise<Outcome> {
    const one = personIn(value);
    if (one === undefined) return { outcome: 'old-button', message: oldButtonMessage() };
    const place = follows.reserve(keyOf(asker, one.agentId), asker.slackUserId);
    switch (place.kind) {
      case 'already':
        return { outcome: 'already-following', message: alreadyFollowingMessage(place.until, asker.timeZone) };
      case 'full':
        return { outcome: 'no-room', message: noRoomMessage(MOST_CARDS) };
      case 'enough':
        return { outcome: 'no-room', message: enoughCardsMessage(MOST_CARDS_EACH) };
      case 'stopping':
        return { outcome: 'restarting', message: restartingMessage() };
      case 'free':
        return openIn(place, one.question, asker).finally(() => place.giveBack());
      default:
        return place satisfies never;
    }
  }

  async function openIn(place: Place, question: LiveQuestion, asker: Asker): Promise<Outcome> {
    const answer = await live.answer(question, asker);
    if (answer.kind !== 'person') {
      const outcome = answer.kind === 'problem' ? answer.problem.kind : answer.kind;
      return { outcome, message: liveMessage(answer, viewFor(asker)) };
    }
    const until = now() + FOLLOW_MS;
    const first: CardView = { kind: 'live', answer, until, pushes: { kind: 'live' }, old: false };
    const { slackUserId: userId, timeZone } = asker;
    const written = await kept.keep({ userId, question, timeZone });
    const posted = await outbox.direct(userId, followMessage(first, viewFor(asker))).catch((error: unknown) => {
      written.ended();
      throw error;
    });
    await written.posted(posted);
    place.open({
      answer,
      until,
      // Decided minutes later, it still belongs to this question: the audit says so, and once only.
      maySee: AsyncLocalStorage.bind(() => maySee(asker, answer.status.agent)),
      show: (view) => edit(posted, followMessage(view, viewFor(asker))),
      ended: written.ended,
      sayEnd: async (view) => void (await outbox.post(posted.channel, followMessage(view, viewFor(asker)))),
    });
    return { outcome: 'following', message: followingMessage(answer, until, viewFor(asker)) };
  }

  /** From what is known now of both, who may have moved or left since. */
  async function maySee({ slackUserId, slackTeamId }: Asker, { id }: Agent): Promise<boolean> {
    const asker = await people.asker({ userId: slackUserId, teamIds: [slackTeamId] });
    const [agent] = await directory.byIds([id]);
    return agent !== undefined && (await access.decide(asker, agent, 'live')).allowed;
  }

  async function edit(posted: Posted, message: ReturnType<typeof followMessage>): Promise<'shown' | 'gone'> {
    try {
      await outbox.update(posted, message);
      return 'shown';
    } catch (error) {
      if (isUneditable(error)) return 'gone';
      throw error;
    }
  }

  async function stopFollowing({ value, asker }: Clicked): Promise<Outcome> {
    const one = personIn(value);
    if (one === undefined) return { outcome: 'old-button', message: oldButtonMessage() };
    if (follows.end(keyOf(asker, one.agentId), 'stopped')) return { outcome: 'stopped' };
    return { outcome: 'card-lost', message: lostCardMessage(one.question, viewFor(asker)), replace: true };
  }

  return {
    feature: { actions: { live_follow: follow, live_stop: stopFollowing } },
    start: kept.start,
    stop: async (withinMs) => {
      await follows.stop(withinMs);
      await kept.stop();
    },
  };
}

/** The button of an answer about one person carries exactly that person. */
function personIn(value: string): { readonly question: LiveQuestion; readonly agentId: string } | undefined {
  const question = decodeLiveQuestion(value);
  const [only, ...others] = question?.who ?? [];
  if (question === undefined || only?.kind !== 'agent' || others.length > 0) return undefined;
  return { question, agentId: only.agentId };
}

function keyOf({ slackUserId }: Asker, agentId: string): string {
  return `${slackUserId} ${agentId}`;
}
