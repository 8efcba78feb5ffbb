import { describe, expect, it } from 'vitest';
import type { Agent } from '../../../src/domain/agent.ts';
import type { LiveQuestion } from '../../../src/domain/question.ts';
import { type LiveSource, SourceError } from '../../../src/reports/ports.ts';
import { minutesAgo, NOW } from '../../domain/live/people.ts';
import { ANA, ANA_MARIA, accessTo, BILLING, GRACE } from '../small-centre.ts';
import { scene } from './sources.ts';

/** The questions of `/agent-live` that are not about one person now, and what each costs. */

const team: Partial<LiveQuestion> = { who: [{ kind: 'team', name: 'Sales' }] };
const queue: Partial<LiveQuestion> = { who: [{ kind: 'queue', name: 'Billing' }] };

const everybody = accessTo(() => true);

describe('closed', () => {
  const conversations = [
    {
      conversationId: 'c1',
      media: 'voice',
      startedAt: minutesAgo(50),
      endedAt: minutesAgo(40),
      wrapUpCodeIds: ['w1', 'w2'],
    },
    {
      conversationId: 'c2',
      media: 'email',
      queueId: BILLING.id,
      startedAt: minutesAgo(20),
      endedAt: minutesAgo(2),
      wrapUpCodeIds: [],
    },
  ] as const;
  const directory = { wrapUpCodeNames: async () => ({ w1: 'Refund' }) };

  it('is what this person finished in the last hour, the latest first', async () => {
    const { ask, asked } = scene({ live: { endedConversations: async () => conversations }, directory });
    expect(await ask({ states: ['closed'] })).toMatchObject({
      kind: 'ended',
      agent: { name: 'Ana López' },
      within: { start: NOW - 3_600_000, end: NOW },
      conversations: [
        { conversationId: 'c2', queue: { name: 'Billing' }, wrapUps: [] },
        { conversationId: 'c1', wrapUps: ['Refund'] },
      ],
    });
    expect(asked).toEqual(['ended-conversations']);
  });

  it('of one medium leaves out the others', async () => {
    const { ask } = scene({ live: { endedConversations: async () => conversations }, directory });
    expect(await ask({ states: ['closed'], media: ['email'] })).toMatchObject({
      conversations: [{ conversationId: 'c2' }],
    });
  });

  it('is told without wrap-up codes when their names cannot be read', async () => {
    const { ask } = scene({
      live: { endedConversations: async () => conversations },
      directory: {
        wrapUpCodeNames: async () => {
          throw new SourceError({ kind: 'forbidden', endpoint: 'wrap-up-codes' });
        },
      },
    });
    expect(await ask({ states: ['closed'] })).toMatchObject({
      conversations: { length: 2 },
      missing: [{ what: 'wrap-up-names' }],
    });
  });

  it('is asked about one person at a time', async () => {
    const { ask, asked } = scene();
    expect(await ask({ ...team, states: ['closed'] })).toEqual({ kind: 'closed-for-several' });
    expect(asked).toEqual([]);
  });
});

describe('a queue', () => {
  const live = {
    waiting: async () =>
      [
        { queueId: BILLING.id, media: 'voice', count: 7, longestSince: 40_000 },
        { queueId: BILLING.id, media: 'chat', count: 2 },
      ] as const,
  };

  it.each([{ states: [] }, { states: ['queued'] }] as const)(
    'is what waits in it and who is in it: %j',
    async (more) => {
      const { ask, asked } = scene({ live });
      expect(await ask({ ...queue, ...more })).toMatchObject({
        kind: 'board',
        queue: {
          ...BILLING,
          inPart: false,
          waiting: [
            { media: 'voice', count: 7, longestSince: 40_000 },
            { media: 'chat', count: 2 },
          ],
        },
      });
      expect(await ask({ ...queue, ...more, media: ['chat'] })).toMatchObject({
        queue: { waiting: [{ media: 'chat' }] },
        cached: true,
      });
      expect(asked).toEqual(['statuses agents', `waiting ${BILLING.id}`]);
    },
  );

  it('asked for what waits shows everybody, whatever medium that is about', async () => {
    const { ask } = scene({ live });
    expect(await ask({ ...queue, states: ['queued'], media: ['chat'] })).toMatchObject({ rows: { length: 3 } });
    expect(await ask({ ...queue, media: ['chat'] })).toMatchObject({ rows: [] });
  });

  it('of which the asker sees some says nothing of what waits, and does not ask for it', async () => {
    const { ask, asked } = scene({ live, access: accessTo(({ id }) => id === ANA.id) });
    expect(await ask(queue)).toMatchObject({ queue: { inPart: true, waiting: undefined } });
    expect(asked).toEqual(['statuses agents']);
  });

  it.each<[string, Partial<LiveSource>, unknown]>([
    [
      'what waits',
      { waiting: refused },
      { queue: { waiting: undefined }, rows: { length: 3 }, missing: [{ what: 'waiting' }] },
    ],
    [
      'what people do',
      { ...live, agentStatuses: refused },
      { queue: { waiting: { length: 2 } }, counts: { unknown: 3 }, missing: [{ what: 'agent-statuses' }] },
    ],
  ])('of which Genesys refuses to tell %s is told without', async (_what, source, told) => {
    expect(await scene({ live: source }).ask(queue)).toMatchObject(told as object);
  });

  it('is named when what waits is asked for', async () => {
    expect(await scene({ live }).ask({ states: ['queued'] })).toEqual({
      kind: 'queued-without-queue',
      queues: [],
    });
  });
});

async function refused(): Promise<never> {
  throw new SourceError({ kind: 'forbidden', endpoint: 'refused' });
}

describe('a question that has no one answer', () => {
  it.each<[LiveQuestion['states'], string]>([
    [['closed', 'held'], 'closed'],
    [['active', 'queued'], 'queued'],
    [['queued', 'closed'], 'closed'],
  ])('mixes %j', async (states, state) => {
    const { ask, asked } = scene();
    expect(await ask({ states })).toEqual({ kind: 'states-apart', state });
    expect(asked).toEqual([]);
  });

  it('is no mix when one state is typed twice', async () => {
    expect(await scene().ask({ states: ['closed', 'closed'] })).toMatchObject({ kind: 'ended' });
  });

  it('is about nobody whom the asker may see', async () => {
    const { ask, asked } = scene({ access: accessTo(({ id }) => id !== ANA.id) });
    expect(await ask()).toMatchObject({ kind: 'problem', problem: { kind: 'no-such-agent', words: 'ana lópez' } });
    expect(asked).toEqual([]);
  });
});

describe('a question that names nobody', () => {
  it('is about the reports of the asker', async () => {
    expect(await scene({ access: everybody }).ask({ who: [] })).toMatchObject({
      about: { kind: 'my-team' },
      rows: [{ agent: ANA }, { agent: ANA_MARIA }, { agent: GRACE }] satisfies { agent: Agent }[],
      question: { who: [{ kind: 'my-team' }] },
    });
  });

  it('is about whom the configuration says', async () => {
    const { ask } = scene({ defaultScope: [{ kind: 'queue', name: 'Billing' }] });
    expect(await ask({ who: [] })).toMatchObject({ about: { kind: 'queue', name: 'Billing' } });
  });
});
