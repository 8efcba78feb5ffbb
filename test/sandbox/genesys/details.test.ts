import { describe, expect, it } from 'vitest';
import { personNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { segmentAt } from '../../../src/sandbox/genesys/days/timeline.ts';
import { type Answer, NOON, openSandbox, shareSandbox } from './sandbox.ts';

const PATH = '/api/v2/analytics/conversations/details/query';
const ana = personNamed(createOrganisation(), 'Ana López');
const shared = shareSandbox();
const plain = (answer: Answer) => JSON.parse(JSON.stringify(answer.body));
const today = '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z';
const open = { type: 'and', predicates: [{ dimension: 'conversationEnd', operator: 'notExists' }] };
const openPartOf = (userId: string) => ({
  type: 'and',
  predicates: [
    { dimension: 'userId', value: userId },
    { dimension: 'segmentEnd', operator: 'notExists' },
  ],
});

describe('the details query', () => {
  it('finds the conversations in which somebody has a part that goes on, as the live state has them', async () => {
    const { call, sandbox } = shared();
    const agents = sandbox.organisation.people.filter(({ handles }) => handles);
    const busy = agents
      .map((person) => ({ person, state: sandbox.live.stateOf(person, NOON) }))
      .filter(
        ({ state }) =>
          state.sessions.length > 0 &&
          state.sessions.every(({ conversation }) => conversation.start > NOON - 86_400_000),
      );
    expect(busy.length).toBeGreaterThan(3);
    for (const { person, state } of busy.slice(0, 6)) {
      const body = {
        interval: '2026-11-14T00:00:00Z/2026-11-21T00:00:00Z',
        conversationFilters: [open],
        segmentFilters: [openPartOf(person.id)],
        paging: { pageSize: 100, pageNumber: 1 },
      };
      const { conversations } = plain(await call('POST', PATH, body));
      const living = conversations.filter(
        ({ conversationId }: { conversationId: string }) => !sandbox.history.conversation(conversationId)?.orphan,
      );
      const ids = living.map(({ conversationId }: { conversationId: string }) => conversationId);
      expect(ids.sort()).toEqual(state.sessions.map(({ conversation }) => conversation.id).sort());
    }
  });

  it('still shows the conversation that lost its end, though every communication is over', async () => {
    const { call } = shared();
    const week = { interval: '2026-11-14T00:00:00Z/2026-11-21T00:00:00Z', conversationFilters: [open] };
    const closed = {
      ...week,
      segmentFilters: [
        {
          type: 'and',
          predicates: [
            { dimension: 'purpose', value: 'agent' },
            { dimension: 'segmentEnd', operator: 'notExists' },
          ],
        },
      ],
      paging: { pageSize: 100, pageNumber: 1 },
    };
    const { conversations } = plain(await call('POST', PATH, closed));
    const old = conversations.filter(
      ({ conversationStart }: { conversationStart: string }) => conversationStart < '2026-11-19',
    );
    expect(old).toHaveLength(1);
    const conversation = plain(await call('GET', `/api/v2/conversations/${old[0].conversationId}`));
    const states = conversation.participants.flatMap(({ calls }: { calls: { state: string }[] }) =>
      calls.map(({ state }) => state),
    );
    expect(states.every((state: string) => ['disconnected', 'terminated'].includes(state))).toBe(true);
  });

  it('turns pages; past the last the list is absent and not empty', async () => {
    const { call } = shared();
    const page = async (pageNumber: number) =>
      plain(await call('POST', PATH, { interval: today, paging: { pageSize: 100, pageNumber } }));
    const first = await page(1);
    const pages = Math.ceil(first.totalHits / 100);
    const last = await page(pages);
    expect(first.conversations).toHaveLength(100);
    expect(last.conversations).toHaveLength(first.totalHits - (pages - 1) * 100);
    expect(await page(pages + 1)).toEqual({ totalHits: first.totalHits });
  });

  it('gives 25 unless told otherwise, in the order that was asked for', async () => {
    const { conversations } = plain(await shared().call('POST', PATH, { interval: today, order: 'desc' }));
    const starts = conversations.map(({ conversationStart }: { conversationStart: string }) => conversationStart);
    expect(starts).toHaveLength(25);
    expect(starts).toEqual(starts.toSorted((a: string, b: string) => b.localeCompare(a)));
  });

  it('asks all predicates of one filter of the same segment', async () => {
    const { call } = shared();
    const both = { dimension: 'segmentType', value: 'hold' };
    const total = async (segmentFilters: readonly object[]) =>
      plain(await call('POST', PATH, { interval: today, segmentFilters })).totalHits;
    const oneSegment = await total([{ type: 'and', predicates: [both, { dimension: 'purpose', value: 'customer' }] }]);
    const twoSegments = await total([
      { type: 'and', predicates: [both] },
      { type: 'and', predicates: [{ dimension: 'purpose', value: 'customer' }] },
    ]);
    expect(oneSegment).toBe(0);
    expect(twoSegments).toBeGreaterThan(0);
  });

  it('finds what is staged', async () => {
    const { sandbox, call } = await openSandbox();
    const [staged] = sandbox.live.put(ana.id, { conversations: [{ state: 'hold' }] });
    const { conversations } = plain(
      await call('POST', PATH, { interval: today, segmentFilters: [openPartOf(ana.id)], conversationFilters: [open] }),
    );
    expect(conversations[0].conversationId).toBe(staged?.id);
    expect(segmentAt(staged?.legs.at(-1) ?? never(), NOON)?.type).toBe('hold');
  });

  it.each([
    ['eight days without a filter', { interval: '2026-11-01T00:00:00Z/2026-11-09T00:00:00Z' }, 400],
    [
      'eight days with a filter',
      { interval: '2026-11-01T00:00:00Z/2026-11-09T00:00:00Z', conversationFilters: [open] },
      200,
    ],
    [
      '32 days with a filter',
      { interval: '2026-10-01T00:00:00Z/2026-11-02T00:00:00Z', conversationFilters: [open] },
      400,
    ],
    ['101 on a page', { interval: today, paging: { pageSize: 101, pageNumber: 1 } }, 400],
    ['metrics, which belong to aggregates', { interval: today, metrics: ['tHandle'] }, 400],
    [
      'a dimension of something else',
      {
        interval: today,
        segmentFilters: [{ type: 'and', predicates: [{ dimension: 'conversationEnd', operator: 'exists' }] }],
      },
      400,
    ],
  ])('answers %s', async (_, body, status) => {
    expect((await shared().call('POST', PATH, body)).status).toBe(status);
  });
});

function never(): never {
  throw new Error('nothing was staged');
}
