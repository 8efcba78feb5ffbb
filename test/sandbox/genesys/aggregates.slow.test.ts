import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { personNamed, queueNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { cutBuckets } from '../../../src/sandbox/genesys/days/calendar.ts';
import { aggregateOracle } from './aggregate-oracle.ts';
import { type Answer, NOON, openSandbox, shareSandbox } from './sandbox.ts';

const PATH = '/api/v2/analytics/conversations/aggregates/query';
const METRICS = [
  'nBlindTransferred',
  'nConsultTransferred',
  'nOffered',
  'nOutbound',
  'nOverSla',
  'nTransferred',
  'oServiceLevel',
  'tAbandon',
  'tAcd',
  'tAcw',
  'tAlert',
  'tAnswered',
  'tContacting',
  'tDialing',
  'tHandle',
  'tHeldComplete',
  'tNotResponding',
  'tTalkComplete',
  'tWait',
] as const;

const organisation = createOrganisation();
const shared = shareSandbox();
const ana = personNamed(organisation, 'Ana López');
const billing = queueNamed(organisation, 'Billing EU');
const anaOnly = { type: 'and', predicates: [{ dimension: 'userId', value: ana.id }] };
const week = '2026-10-19T00:00:00+02:00/2026-10-26T00:00:00+01:00';

interface Row {
  readonly group: Readonly<Record<string, string>>;
  readonly data: readonly { readonly interval: string; readonly metrics: readonly MetricRow[] }[];
}
interface MetricRow {
  readonly metric: string;
  readonly stats: Readonly<Record<string, number>>;
}

function rows(answer: Answer): readonly Row[] {
  expect(answer).toMatchObject({ status: 200 });
  return JSON.parse(JSON.stringify(answer.body['results']));
}

/** One line for each figure, so that two answers can be compared whatever their order. */
function lines(results: readonly Row[]): readonly string[] {
  return results
    .flatMap(({ group, data }) =>
      data.flatMap(({ interval, metrics }) =>
        metrics.map(({ metric, stats }) => JSON.stringify([sorted(group), interval, metric, sorted(stats)])),
      ),
    )
    .sort();
}

const sorted = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

describe('every figure is what a slow count of the raw timelines gives', () => {
  const zone = fc.constantFrom('Europe/Madrid', 'America/New_York', 'Asia/Kathmandu', 'UTC');
  const query = fc.record({
    // Days around the end of summer time in Europe (25 October) and in America (1 November).
    from: fc.integer({ min: Date.UTC(2026, 9, 20), max: Date.UTC(2026, 10, 1) }),
    hours: fc.integer({ min: 1, max: 30 }),
    zone,
    granularity: fc.constantFrom(undefined, 'PT30M', 'PT1H', 'P1D'),
    groupBy: fc.constantFrom(
      [],
      ['userId'],
      ['queueId', 'mediaType'],
      ['userId', 'wrapUpCode'],
      ['originatingDirection'],
      ['requestedRoutingSkillId'],
    ),
    filter: fc.constantFrom(
      undefined,
      anaOnly,
      { type: 'and', predicates: [{ dimension: 'userId', operator: 'exists' }] },
      { type: 'and', predicates: [{ dimension: 'userId', operator: 'notExists' }] },
      {
        type: 'or',
        predicates: [
          { dimension: 'queueId', value: billing.id },
          { dimension: 'mediaType', value: 'chat' },
        ],
      },
      {
        type: 'and',
        clauses: [
          {
            type: 'or',
            predicates: [
              { dimension: 'queueId', value: billing.id },
              { dimension: 'userId', value: ana.id },
            ],
          },
          {
            type: 'or',
            predicates: [
              { dimension: 'mediaType', value: 'voice' },
              { dimension: 'mediaType', value: 'email' },
            ],
          },
        ],
      },
    ),
  });

  it('for random questions', async () => {
    const { call, sandbox } = shared();
    const equalsOracle = fc.asyncProperty(query, async ({ from, hours, granularity, filter, ...rest }) => {
      const interval = { start: from, end: from + hours * 3_600_000 };
      const body = {
        interval: `${new Date(interval.start).toISOString()}/${new Date(interval.end).toISOString()}`,
        timeZone: rest.zone,
        groupBy: rest.groupBy,
        metrics: METRICS,
        ...(granularity === undefined ? {} : { granularity }),
        ...(filter === undefined ? {} : { filter }),
      };
      const buckets = cutBuckets(interval, granularity, rest.zone) ?? [];
      const expected = aggregateOracle(sandbox.history, { ...body, buckets, now: NOON });
      expect(lines(rows(await call('POST', PATH, body)))).toEqual(lines(expected));
    });
    await fc.assert(equalsOracle, { numRuns: 15 });
  });
});

it('gives times as count, sum, min and max, counts as count alone, service level as a ratio, in alphabetical order', async () => {
  const { call } = shared();
  const [row] = rows(await call('POST', PATH, { interval: week, metrics: ['tHandle', 'oServiceLevel', 'nOffered'] }));
  expect(row?.group).toEqual({});
  expect(row?.data).toHaveLength(1);
  expect(row?.data[0]?.interval).toBe('2026-10-18T22:00:00.000Z/2026-10-25T23:00:00.000Z');
  const metrics = row?.data[0]?.metrics ?? [];
  expect(metrics.map(({ metric }) => metric)).toEqual(['nOffered', 'oServiceLevel', 'tHandle']);
  expect(metrics.map(({ stats }) => Object.keys(stats).sort())).toEqual([
    ['count'],
    ['denominator', 'numerator', 'ratio', 'target'],
    ['count', 'max', 'min', 'sum'],
  ]);
});

it('cuts days where the clock of the zone says: the day that summer time ends has 25 hours', async () => {
  const { call } = shared();
  const body = { interval: week, granularity: 'P1D', timeZone: 'Europe/Madrid', metrics: ['nOffered'] };
  const [row] = rows(await call('POST', PATH, body));
  const hours = row?.data.map(({ interval }) => {
    const [start = '', end = ''] = interval.split('/');
    return (Date.parse(end) - Date.parse(start)) / 3_600_000;
  });
  expect(hours).toEqual([24, 24, 24, 24, 24, 24, 25]);
});

it('leaves out what has no data: buckets, metrics and groups', async () => {
  const { call } = shared();
  const future = { interval: '2026-11-21T00:00:00Z/2026-11-22T00:00:00Z', metrics: ['tHandle'] };
  expect(rows(await call('POST', PATH, future))).toEqual([]);
  const running = { interval: '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z', granularity: 'PT1H', metrics: ['tHandle'] };
  const [row] = rows(await call('POST', PATH, running));
  expect(row?.data.at(-1)?.interval).toMatch(/^2026-11-20T10:00/);
});

it('has no queue metrics for a person, and no wait for a queue under a person', async () => {
  const { call } = shared();
  const metrics = ['nOffered', 'tWait', 'tAbandon', 'tAcd', 'oServiceLevel', 'tAnswered'];
  const filtered = rows(await call('POST', PATH, { interval: week, metrics, groupBy: ['userId'], filter: anaOnly }));
  expect(filtered.flatMap(({ data }) => data.flatMap((one) => one.metrics.map(({ metric }) => metric)))).toEqual([
    'tAnswered',
  ]);
  const grouped = rows(await call('POST', PATH, { interval: week, metrics, groupBy: ['userId'] }));
  const nobody = grouped.filter(({ group }) => !('userId' in group));
  expect(nobody).toHaveLength(1);
  expect(nobody[0]?.data[0]?.metrics.map(({ metric }) => metric)).toEqual([
    'nOffered',
    'oServiceLevel',
    'tAbandon',
    'tAcd',
    'tWait',
  ]);
});

it('counts handle time on the day that after-call work ends', async () => {
  const { call, sandbox } = shared();
  const midnight = Date.UTC(2026, 9, 24, 22);
  const late = [...sandbox.history.during({ start: midnight, end: midnight + 1 })].find(({ legs }) =>
    legs.some((leg) => {
      const work = leg.segments.at(-1);
      return (
        leg.media === 'voice' && work?.type === 'wrapup' && leg.segments[0].start < midnight && work.end > midnight
      );
    }),
  );
  expect(late).toBeDefined();
  const filter = { type: 'and', predicates: [{ dimension: 'conversationId', value: late?.id }] };
  const body = { interval: week, granularity: 'P1D', timeZone: 'Europe/Madrid', metrics: ['tHandle'], filter };
  const [row] = rows(await call('POST', PATH, body));
  expect(row?.data.map(({ interval }) => interval)).toEqual(['2026-10-24T22:00:00.000Z/2026-10-25T23:00:00.000Z']);
});

it('shows a client nothing of divisions that it has no access to, and does not say so', async () => {
  const [madrid] = organisation.sites;
  const divisionIds = [madrid?.division.id ?? ''];
  const clients = [{ id: 'madrid', secret: 's', permissions: 'all' as const, divisionIds }];
  const { call } = await openSandbox({ clients });
  const body = { interval: week, metrics: ['tHandle'], groupBy: ['divisionId'] };
  expect(rows(await call('POST', PATH, body)).map(({ group }) => group)).toEqual([{ divisionId: divisionIds[0] }]);
});

it.each([
  ['an unknown key', { dateFrom: '2026-11-01' }, 'bad.request'],
  ['no metrics', { metrics: [] }, 'bad.request'],
  ['an invented metric', { metrics: ['callDuration'] }, 'invalid.value'],
  ['an invented dimension', { groupBy: ['agent'] }, 'invalid.value'],
  ['a list as filter', { filter: [{ type: 'user' }] }, 'bad.request'],
  [
    'an invented operator',
    { filter: { type: 'and', predicates: [{ dimension: 'userId', operator: 'like' }] } },
    'invalid.value',
  ],
  ['a match without a value', { filter: { type: 'and', predicates: [{ dimension: 'userId' }] } }, 'bad.request'],
  ['a filter with nothing in it', { filter: { type: 'and' } }, 'bad.request'],
  ['a date that is none', { interval: '2026-13-01T00:00:00Z/2026-11-02T00:00:00Z' }, 'invalid.date'],
  ['dates without a time', { interval: '2026-11-01/2026-11-02' }, 'invalid.date'],
  ['an interval of one date', { interval: '2026-11-01T00:00:00Z' }, 'invalid.date'],
  ['an interval that runs backwards', { interval: '2026-11-02T00:00:00Z/2026-11-01T00:00:00Z' }, 'bad.request'],
  ['an invented zone', { timeZone: 'Mars/Olympus' }, 'bad.request'],
  ['a granularity in words', { granularity: 'daily' }, 'bad.request'],
  ['views', { views: [{ name: 'x' }] }, 'bad.request'],
])('refuses %s', async (_, change, code) => {
  const { call } = shared();
  const answer = await call('POST', PATH, { interval: week, metrics: ['tHandle'], ...change });
  expect(answer).toMatchObject({ status: 400, body: { code, status: 400 } });
});
