import { describe, expect, it } from 'vitest';
import type { AgentSession } from '../../../src/domain/live/status.ts';
import { SourceError, type SourceErrorKind } from '../../../src/reports/ports.ts';
import { communication, conversation, NOW, session, status, user } from '../../domain/live/people.ts';
import { ANA, BILLING } from '../small-centre.ts';
import { scene } from './sources.ts';

/** One person: what it costs to say what they are doing, and what is said when a part cannot be read. */

const fails =
  (kind: SourceErrorKind, endpoint: string, missingPermissions: readonly string[] = []) =>
  async () => {
    throw new SourceError({ kind, endpoint, missingPermissions });
  };

const busyWith = (...sessions: readonly AgentSession[]) => ({
  userStatus: async () => user({ agent: ANA, partCounts: { voice: sessions.length } }),
  agentStatus: async () => status({ agentId: ANA.id, sessions }),
  conversation: async (id: string) => conversation(id, [communication(id, { agentId: ANA.id })]),
});

const call = session('call', { queueId: BILLING.id });
const mail = session('mail', { queueId: BILLING.id, media: 'email' });

describe('what somebody is doing', () => {
  it('is told from user and agent status, and from each conversation', async () => {
    const { ask, asked } = scene({ live: busyWith(call, mail) });
    expect(await ask()).toMatchObject({
      kind: 'person',
      presenceLabel: 'On Queue',
      status: { agent: { name: 'Ana López' }, conversations: { length: 2 }, hidden: 0 },
      missing: [],
      asOf: NOW,
      cached: false,
    });
    expect(asked).toEqual(['user', 'agent-status', 'conversation call', 'conversation mail']);
  });

  it('costs two round trips in depth, even the first time', async () => {
    let trips = 0;
    let pending: (() => void)[] = [];
    /** Answers all that were asked together only when nobody has anything more to ask. */
    const trip = async <T>(answer: T): Promise<T> => {
      if (pending.length === 0) {
        setTimeout(() => {
          trips += 1;
          const answered = pending;
          pending = [];
          for (const go of answered) go();
        }, 5);
      }
      await new Promise<void>((go) => pending.push(go));
      return answer;
    };
    const busy = busyWith(call, mail);
    const { ask } = scene({
      live: {
        userStatus: async () => trip(await busy.userStatus()),
        agentStatus: async () => trip(await busy.agentStatus()),
        conversation: async (id) => trip(await busy.conversation(id)),
      },
      directory: {
        presenceLabels: () => trip({}),
        queueNames: () => trip({}),
        queuesOf: () => trip([BILLING]),
      },
    });
    await ask();
    expect(trips).toBe(2);
  });

  it('is not read again for some seconds, whoever asks and in whatever words', async () => {
    const { ask, asked, time } = scene({ live: busyWith(call) });
    await Promise.all([ask(), ask({ states: ['held'] })]);
    time.now += 4000;
    expect(await ask({ who: [{ kind: 'email', email: ANA.email ?? '' }] })).toMatchObject({ cached: true, asOf: NOW });
    expect(asked).toHaveLength(3);
  });

  it('says which of the conversations were asked for', async () => {
    const { ask } = scene({ live: busyWith(call, { ...mail, conversationId: 'mail' }) });
    const answer = await ask({ media: ['voice'], states: ['held'] });
    expect(answer).toMatchObject({ shown: [], status: { conversations: { length: 2 } } });
  });

  it('carries a question about exactly this person for its buttons', async () => {
    const { ask } = scene();
    expect(await ask({ media: ['email'] })).toMatchObject({
      question: { kind: 'live', who: [{ kind: 'agent', agentId: ANA.id }], media: ['email'], states: [] },
    });
  });

  it('says that they are in no queue, when the directory can tell', async () => {
    expect(await scene({ directory: { queuesOf: async () => [] } }).ask()).toMatchObject({ inNoQueue: true });
    expect(await scene({ directory: { queuesOf: async () => [BILLING] } }).ask()).toMatchObject({ inNoQueue: false });
    const down = async () => Promise.reject(new SourceError({ kind: 'forbidden', endpoint: 'user-queues' }));
    expect(await scene({ directory: { queuesOf: down } }).ask()).not.toHaveProperty('inNoQueue');
  });

  it('asks for ten conversations at most and tells the others by the agent status', async () => {
    const many = Array.from({ length: 13 }, (_, nth) => session(`c${nth}`));
    const { ask, asked } = scene({ live: busyWith(...many) });
    const answer = await ask();
    expect(asked.filter((each) => each.startsWith('conversation'))).toHaveLength(10);
    expect(answer).toMatchObject({ status: { conversations: { length: 13 } } });
  });
});

describe('when a part cannot be read', () => {
  it.each<SourceErrorKind>(['forbidden', 'not-found', 'unavailable', 'timeout', 'unexpected-response'])(
    'an agent status that is %s is replaced by the details query, and missed',
    async (kind) => {
      const { ask, asked } = scene({
        live: {
          ...busyWith(),
          agentStatus: fails(kind, 'agent-status', ['analytics:agentState:view']),
          openConversations: async () => ['call', 'call', 'orphan'],
          conversation: async (id) =>
            conversation(id, [communication(id, { agentId: ANA.id, state: id === 'orphan' ? 'ended' : 'held' })]),
        },
      });
      expect(await ask()).toMatchObject({
        status: { presence: { system: 'on-queue' }, conversations: [{ conversationId: 'call', state: 'held' }] },
        missing: [{ what: 'agent-status', why: kind, missingPermissions: ['analytics:agentState:view'] }],
      });
      expect(asked).toEqual(['user', 'agent-status', 'open-conversations', 'conversation call', 'conversation orphan']);
    },
  );

  it('the fallback looks back seven days', async () => {
    let within: unknown;
    const { ask } = scene({
      live: {
        agentStatus: fails('forbidden', 'agent-status'),
        openConversations: async (_id, interval) => {
          within = interval;
          return [];
        },
      },
    });
    await ask();
    expect(within).toEqual({ start: NOW - 7 * 24 * 3_600_000, end: NOW });
  });

  it('presence is still told when no list of conversations can be read', async () => {
    const { ask } = scene({
      live: {
        ...busyWith(call, mail),
        agentStatus: fails('forbidden', 'agent-status'),
        openConversations: fails('forbidden', 'conversation-details'),
      },
    });
    expect(await ask()).toMatchObject({
      status: { presence: { system: 'on-queue' }, conversations: [], hidden: 2 },
      missing: [{ what: 'agent-status' }, { what: 'conversation-list' }],
    });
  });

  it('a conversation leaves the others standing', async () => {
    const busy = busyWith(call, mail);
    const { ask } = scene({
      live: {
        ...busy,
        conversation: (id) => (id === 'mail' ? fails('forbidden', 'conversation')() : busy.conversation(id)),
      },
    });
    expect(await ask()).toMatchObject({
      status: {
        conversations: [
          { conversationId: 'call', unread: false },
          { conversationId: 'mail', media: 'email', unread: true },
        ],
      },
      missing: [{ what: 'conversations', why: 'forbidden' }],
    });
  });

  it('several conversations are one thing missing', async () => {
    const { ask } = scene({ live: { ...busyWith(call, mail), conversation: fails('timeout', 'conversation') } });
    expect(await ask()).toMatchObject({ missing: [{ what: 'conversations', why: 'timeout' }] });
  });

  it('names of presences and queues are missed, and all else is told', async () => {
    const down = fails('unavailable', 'names');
    const { ask } = scene({ live: busyWith(call), directory: { presenceLabels: down, queueNames: down } });
    const answer = await ask();
    expect(answer).toMatchObject({
      status: { conversations: [{ queue: { name: 'Billing' } }] },
      missing: [{ what: 'presence-labels' }, { what: 'queue-names' }],
    });
    expect(answer).not.toHaveProperty('presenceLabel');
  });

  it('the agent status alone answers when the user cannot be read', async () => {
    const { ask } = scene({ live: { ...busyWith(call), userStatus: fails('unavailable', 'user') } });
    expect(await ask()).toMatchObject({
      status: { hidden: 0, conversations: { length: 1 } },
      missing: [{ what: 'user' }],
    });
  });

  it.each<[string, SourceErrorKind, SourceErrorKind, string]>([
    ['both are refused', 'not-found', 'forbidden', 'user: not-found'],
    ['Genesys wants no more requests', 'unavailable', 'rate-limited', 'agent-status: rate-limited'],
    ['the app is logged out', 'unauthorised', 'unavailable', 'user: unauthorised'],
  ])('there is no answer when %s', async (_when, ofUser, ofStatus, message) => {
    const { ask, asked } = scene({
      live: { userStatus: fails(ofUser, 'user'), agentStatus: fails(ofStatus, 'agent-status') },
    });
    await expect(ask()).rejects.toThrow(message);
    expect(asked).toEqual(['user', 'agent-status']);
  });

  it('a mistake of our own is no missing part', async () => {
    const { ask } = scene({
      live: {
        userStatus: async () => {
          throw new TypeError('ours');
        },
      },
    });
    await expect(ask()).rejects.toThrow(TypeError);
  });
});
