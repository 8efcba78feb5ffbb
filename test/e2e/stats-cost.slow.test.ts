import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Gate, openGate } from './gate.ts';
import { type House, openHouse } from './house.ts';

/** All in one zone: yesterday in another is another question. */
const ASKERS = ['U0OMAR', 'U0ANA', 'U0ZOE', 'U0CARMEN'];
const WHO = ['<@U0ANA>', '<@U0ZOE>', 'team "Sales EU"', 'queue "Sales EU"', 'queue Support'];
const WHEN = ['yesterday', '2026-11-21', '2026-11-20', '2026-11-20 by agent'];
const QUESTIONS = WHEN.flatMap((when) => WHO.map((who) => `${when} ${who}`));

const asked = z.object({
  granularity: z.string().optional(),
  groupBy: z.array(z.string()).default([]),
  metrics: z.array(z.string()),
});

let gate: Gate;
let house: House;
beforeAll(async () => {
  gate = await openGate();
  house = await openHouse({ env: { GENESYSCLOUD_API_URL: gate.url } });
  gate.to = house.genesys.apiUrl;
});
afterAll(async () => {
  await house.stop();
  await gate.stop();
});
beforeEach(() => {
  house.genesys.requests.length = 0;
});

/** What was asked of the figures of conversations, and of the time in statuses. */
const queries = () => house.genesys.requests.filter(({ path }) => path.endsWith('/aggregates/query'));
const sums = () =>
  queries()
    .filter(({ path }) => path.includes('/conversations/'))
    .map(({ body }) => asked.parse(JSON.parse(body)));

describe('a person’s week, with its comparison, when the person is known', () => {
  it('takes one round trip: all of its requests are on their way at the same time', async () => {
    await house.answer('U0OMAR', '/agent-stats', 'yesterday <@U0ANA>');
    house.genesys.requests.length = 0;
    gate.hold(4);
    const text = await house.answer('U0OMAR', '/agent-stats', 'last week <@U0ANA>');
    expect(gate.groups).toEqual([4]);
    expect(queries()).toHaveLength(4);
    expect(text).toMatch(/(?:up|down) .* on 9–15 Nov/);
    gate.hold(1);
  });
});

describe('a question fetches no more than its answer shows', () => {
  it('by day: totals for each day and medium, and of the period before only the total', async () => {
    await house.answer('U0OMAR', '/agent-stats', '2026-11-16..2026-11-18 team "Sales EU"');
    expect(sums().map(({ granularity, groupBy }) => [granularity, groupBy])).toEqual([
      ['P1D', ['mediaType']],
      [undefined, ['mediaType']],
    ]);
  });

  it('by agent: totals for each agent beside those for each day, never agents on each day', async () => {
    await house.answer('U0OMAR', '/agent-stats', '2026-11-16..2026-11-18 team "Care EU" by agent');
    const shapes = sums().map(({ granularity, groupBy }) => [granularity ?? 'whole', groupBy.join('+')].join(' '));
    expect(shapes.sort()).toEqual(['P1D mediaType', 'whole mediaType', 'whole userId+mediaType']);
  });

  it('asks for metrics of a queue about no person, and for none that is not shown', async () => {
    await house.answer('U0OMAR', '/agent-stats', 'yesterday me by agent');
    const metrics = sums().flatMap((query) => query.metrics);
    for (const ofQueues of ['nOffered', 'tWait', 'tAbandon', 'oServiceLevel', 'tAcd']) {
      expect(metrics).not.toContain(ofQueues);
    }
  });
});

describe('two hundred askers of twenty questions', () => {
  it('cost what twenty questions cost', async () => {
    // On a busy machine some of so many are acknowledged late here: app, Slack and Genesys share one core.
    const crowded = await openHouse({
      mayViolate: true,
      env: { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000' },
      genesys: { requestsPerMinute: 10_000 },
    });
    onTestFinished(() => crowded.stop());
    const { requests } = crowded.genesys;
    const costs = () => requests.filter(({ path }) => path.endsWith('/aggregates/query')).map(({ body }) => body);
    await Promise.all(
      // One person alone may take only a quarter of a minute's requests.
      QUESTIONS.map((text, nth) =>
        crowded.slack.command({ user: ASKERS[nth % ASKERS.length] ?? '', command: '/agent-stats', text }),
      ),
    );
    await crowded.app.idle();
    const once = costs();
    crowded.forget();
    requests.length = 0;

    const crowd = Array.from({ length: 200 }, (_, index) => ({
      user: ASKERS[index % ASKERS.length] ?? '',
      command: '/agent-stats',
      text: QUESTIONS[Math.floor(index / ASKERS.length) % QUESTIONS.length] ?? '',
    }));
    const answered = () => crowded.log.filter(({ outcome }) => outcome === 'answered' || outcome === 'nothing').length;
    const before = answered();
    // They come within the time that the first answers take.
    crowded.genesys.faults.latency(500);
    for (let at = 0; at < crowd.length; at += 40) {
      await Promise.all(crowd.slice(at, at + 40).map((question) => crowded.slack.command(question)));
    }
    await crowded.app.idle();
    expect(answered() - before).toBe(200);
    expect(costs().sort()).toEqual(once.sort());
  }, 60_000);
});
