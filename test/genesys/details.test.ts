import { describe, expect, it } from 'vitest';
import { connect, refusal, type Script } from './scripted-server.ts';

const PATH = '/analytics/conversations/details/query';
const at = Date.parse;
const NOON = at('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Answers the pages one after the other; past the last one the list is absent, as in Genesys. */
const pages =
  (...all: readonly (readonly object[])[]): Script =>
  ({ body }) => {
    const { paging }: { paging: { pageNumber: number } } = JSON.parse(JSON.stringify(body));
    const conversations = all[paging.pageNumber - 1];
    return { body: { totalHits: 7, ...(conversations === undefined ? {} : { conversations }) } };
  };
const segment = (start: string, end?: string, more: object = {}) => ({
  segmentStart: `2026-11-22T${start}:00Z`,
  ...(end === undefined ? {} : { segmentEnd: `2026-11-22T${end}:00Z` }),
  ...more,
});
/** A conversation in which Ana had these segments. */
const withAna = (conversationId: string, ...segments: readonly object[]) => ({
  conversationId,
  conversationStart: '2026-11-22T10:00:00Z',
  conversationEnd: '2026-11-22T11:59:00Z',
  originatingDirection: 'inbound',
  participants: [
    {
      purpose: 'customer',
      participantName: 'Canary Customer',
      sessions: [{ mediaType: 'voice', ani: '+15550199', segments: [] }],
    },
    { purpose: 'agent', userId: 'ana', sessions: [{ mediaType: 'voice', segments }] },
    { purpose: 'agent', userId: 'ben', sessions: [{ mediaType: 'voice', segments: [segment('11:00', '11:50')] }] },
  ],
});

describe('open conversations', () => {
  it('are those where a segment of the agent has no end, the conversation having none either', async () => {
    const { genesys, server } = await connect({ [PATH]: pages([withAna('c1'), withAna('c2'), withAna('c1')]) });
    expect(await genesys.live.openConversations('ana', { start: NOON - DAY_MS, end: NOON })).toEqual(['c1', 'c2']);
    expect(server.seenAt(`/api/v2${PATH}`).map((request) => request.body)).toEqual([
      {
        interval: '2026-11-21T12:00:00.000Z/2026-11-22T12:00:00.000Z',
        order: 'desc',
        orderBy: 'conversationStart',
        paging: { pageSize: 100, pageNumber: 1 },
        conversationFilters: [
          { type: 'and', predicates: [{ type: 'dimension', dimension: 'conversationEnd', operator: 'notExists' }] },
        ],
        segmentFilters: [
          {
            type: 'and',
            predicates: [
              { type: 'dimension', dimension: 'userId', operator: 'matches', value: 'ana' },
              { type: 'dimension', dimension: 'segmentEnd', operator: 'notExists' },
            ],
          },
        ],
      },
    ]);
  });

  it('are none where the list is absent', async () => {
    const { genesys } = await connect({ [PATH]: pages() });
    expect(await genesys.live.openConversations('ana', { start: NOON - DAY_MS, end: NOON })).toEqual([]);
  });

  it('are read page after page, up to the one that is absent', async () => {
    const full = Array.from({ length: 100 }, (_, i) => withAna(`c${i}`));
    const { genesys, server } = await connect({ [PATH]: pages(full) });
    expect(await genesys.live.openConversations('ana', { start: NOON - DAY_MS, end: NOON })).toHaveLength(100);
    expect(server.seenAt(`/api/v2${PATH}`)).toHaveLength(2);
  });

  it('are looked for in the last 31 days of a longer interval: Genesys takes no more', async () => {
    const { genesys, server } = await connect({ [PATH]: pages() });
    await genesys.live.openConversations('ana', { start: NOON - 90 * DAY_MS, end: NOON });
    expect(server.seen.at(-1)?.body).toMatchObject({ interval: '2026-10-22T12:00:00.000Z/2026-11-22T12:00:00.000Z' });
  });
});

describe('ended conversations', () => {
  const lastHour = { start: NOON - HOUR_MS, end: NOON };
  const ended = async (...all: readonly (readonly object[])[]) => {
    const { genesys, server } = await connect({ [PATH]: pages(...all) });
    return { found: await genesys.live.endedConversations('ana', lastHour), requests: server.seenAt(`/api/v2${PATH}`) };
  };

  it("say what the agent's own part was", async () => {
    const conversation = withAna(
      'c1',
      segment('11:10', '11:12', { queueId: 'q1' }),
      segment('11:12', '11:30', { queueId: 'q1' }),
      segment('11:30', '11:32', { queueId: 'q1', wrapUpCode: 'w1' }),
    );
    const { found } = await ended([conversation]);
    expect(found).toEqual([
      {
        conversationId: 'c1',
        media: 'voice',
        direction: 'inbound',
        queueId: 'q1',
        startedAt: at('2026-11-22T11:10:00Z'),
        endedAt: at('2026-11-22T11:32:00Z'),
        wrapUpCodeIds: ['w1'],
      },
    ]);
  });

  it.each([
    ['ended in the hour', [segment('10:10', '11:00')], 1],
    ['ended just before it', [segment('10:10', '10:59')], 0],
    ['ended when it ended', [segment('11:10', '12:00')], 0],
    ['goes on', [segment('11:10', '11:20'), segment('11:20')], 0],
    ['has no segments', [], 0],
  ])("are counted by the agent's own end: a part that %s", async (_, segments, count) => {
    const { found } = await ended([withAna('c1', ...segments)]);
    expect(found).toHaveLength(count);
  });

  it('are looked for among all that began in the week before, the latest segments first', async () => {
    const { requests } = await ended([]);
    expect(requests.map((request) => request.body)).toMatchObject([
      { interval: '2026-11-15T11:00:00.000Z/2026-11-22T12:00:00.000Z', orderBy: 'segmentEnd', order: 'desc' },
    ]);
  });

  it('include what somebody handed over and others still work on', async () => {
    const handedOver = { ...withAna('c1', segment('11:10', '11:20')), conversationEnd: undefined };
    const { found } = await ended([handedOver]);
    expect(found).toMatchObject([{ conversationId: 'c1' }]);
  });

  it('are not looked for beyond the page on which all had been left by everybody', async () => {
    const page = (prefix: string, end: string | undefined) =>
      Array.from({ length: 100 }, (_, i) => ({
        ...withAna(`${prefix}${i}`, segment('10:10', '10:20')),
        participants: [
          { userId: 'ana', sessions: [{ segments: [segment('10:10', '10:20')] }] },
          { userId: 'ben', sessions: [{ segments: [segment('10:20', end)] }] },
        ],
      }));
    const { requests } = await ended(
      page('open', undefined),
      page('late', '11:30'),
      page('early', '10:59'),
      page('never', '10:40'),
    );
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['something else', { results: [] }],
    ['conversations that are none', { conversations: { c1: {} } }],
  ])('are not "none" when the answer is %s', async (_, body) => {
    const { genesys } = await connect({ [PATH]: [{ body, strange: /is not in|is no list/ }] });
    expect(await refusal(genesys.live.endedConversations('ana', { start: NOON - DAY_MS, end: NOON }))).toMatchObject({
      kind: 'unexpected-response',
    });
  });

  it('carry nothing of the customer', async () => {
    const { found } = await ended([
      withAna('c1', segment('11:10', '11:20', { subject: 'Canary', wrapUpNote: 'Canary' })),
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Canary|5550199/);
  });
});
