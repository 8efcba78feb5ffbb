import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { figureValue, totalOf } from '../../../src/domain/figures/agent-stats.ts';
import { FIGURES } from '../../../src/domain/figures/metrics.ts';
import type { StatsQuery } from '../../../src/domain/figures/stats-query.ts';
import { readScope, type StatsQuestion } from '../../../src/domain/question.ts';
import type { Access } from '../../../src/reports/people/access.ts';
import { type AgentDirectory, SourceError, type StatsSource } from '../../../src/reports/ports.ts';
import { createAgentStats } from '../../../src/reports/stats/agent-stats.ts';
import type { NothingMeasured, StatsAnswer, StatsReport } from '../../../src/reports/stats/answer.ts';
import {
  ANA,
  ANA_LYON,
  accessTo,
  asker,
  BILLING,
  directory as directoryOf,
  EVERYBODY,
  GRACE,
  LYON,
  noAccess,
  OMAR,
  whoIn,
} from '../small-centre.ts';
import { type Finished, historyOf, memory } from './small-history.ts';

/** Sunday, 10:00 in Madrid. */
const NOW = Date.UTC(2026, 10, 22, 9, 0, 30);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday of last week, 10:00 in Madrid. */
const MONDAY = Date.UTC(2026, 10, 9, 9);

const everyoneInSight: Access = { ...accessTo(() => true), reach: async () => ({ kind: 'everyone' }) };

function question(more: Partial<StatsQuestion> = {}): StatsQuestion {
  return { kind: 'stats', who: [], period: 'last week', media: [], ...more };
}

const aboutAna = question({ who: [{ kind: 'agent', agentId: ANA.id }] });
const aboutBilling = question({ who: [{ kind: 'queue', name: 'Billing' }] });

/** Without the question who occurs in them. */
function figuresOf(asked: readonly StatsQuery[]): readonly StatsQuery[] {
  return asked.filter(({ groupBy }) => groupBy.join() !== 'userId');
}

function centre(
  conversations: readonly Finished[],
  also: {
    readonly access?: Access;
    readonly directory?: AgentDirectory;
    readonly stats?: Partial<StatsSource>;
    readonly now?: () => number;
    readonly defaultScope?: string;
  } = {},
) {
  const history = historyOf(conversations, also.stats);
  const now = also.now ?? (() => NOW);
  const access = also.access ?? accessTo(() => true);
  const directory = also.directory ?? directoryOf();
  const { remember, memories } = memory(now);
  const who = whoIn({ directory, access, stats: history.stats, now });
  const defaultScope = readScope(also.defaultScope ?? 'visible') ?? [];
  const spending = { expect: () => undefined, inBackground: () => undefined };
  const { answer } = createAgentStats({
    stats: history.stats,
    directory,
    remember,
    who,
    access,
    now,
    defaultScope,
    requestsPerMinute: 240,
    spending,
  });
  return { ...history, memories, ask: (asked: StatsQuestion, by = asker()) => answer(asked, by) };
}

function reported(answer: StatsAnswer | NothingMeasured): StatsReport {
  if (answer.kind !== 'report') throw new Error(`not a report but ${JSON.stringify(answer)}`);
  return answer;
}

const calls = (agentId: string, at: number, handleMs: readonly number[]): readonly Finished[] =>
  handleMs.map((each) => ({ agentId, at, handleMs: each, queueId: BILLING.id }));

describe('a question about one person', () => {
  const lastWeek = [...calls(ANA.id, MONDAY, [60_000, 120_000]), ...calls(ANA.id, MONDAY + 2 * DAY, [30_000])];
  const weekBefore = calls(ANA.id, MONDAY - 7 * DAY, [10_000]);
  const others = calls(GRACE.id, MONDAY, [999_000]);

  it('is answered with the sums of that person, and those of the week before', async () => {
    const report = reported(await centre([...lastWeek, ...weekBefore, ...others]).ask(aboutAna));
    expect(report.about).toEqual({ kind: 'person', name: 'Ana López' });
    expect(figureValue(FIGURES.handled.computation, totalOf(report.now))).toEqual({ kind: 'count', count: 3 });
    expect(figureValue(FIGURES.aht.computation, totalOf(report.now))).toEqual({
      kind: 'average',
      ms: 70_000,
      count: 3,
    });
    expect(totalOf(report.before?.sums ?? {}).tHandle).toEqual({ count: 1, sumMs: 10_000 });
    expect(report.before?.period.label).toContain('2–8 Nov');
  });

  it('has every day of the period, those without conversations too', async () => {
    const { split } = reported(await centre(lastWeek).ask(aboutAna));
    expect(split.by).toBe('day');
    expect(split.parts.map(({ label, byMedia }) => [label, totalOf(byMedia).tHandle?.count ?? 0])).toEqual([
      ['Mon 9 Nov', 2],
      ['Tue 10 Nov', 0],
      ['Wed 11 Nov', 1],
      ['Thu 12 Nov', 0],
      ['Fri 13 Nov', 0],
      ['Sat 14 Nov', 0],
      ['Sun 15 Nov', 0],
    ]);
  });

  it('asks for everything at the same time: one round trip', async () => {
    let [running, most] = [0, 0];
    const together = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return [];
    };
    await centre([], { stats: { conversationSums: together, statusTimes: together } }).ask(aboutAna);
    expect(most).toBe(4);
  });

  it('asks for no figure that only a queue has', async () => {
    const { ask, asked } = centre(lastWeek);
    await ask(aboutAna);
    for (const { metrics } of asked) expect(metrics).not.toContain('nOffered');
    expect(asked.map(({ filter }) => filter)).toEqual([{ agents: [ANA.id] }, { agents: [ANA.id] }]);
  });

  it('has the time on queue from the status times', async () => {
    const { status } = reported(await centre(lastWeek).ask(aboutAna));
    expect(status).toMatchObject({ kind: 'known', now: { onQueueMs: 8 * HOUR, interactingMs: 6 * HOUR } });
  });

  it.each([
    ['of the same people', [ANA.id], [ANA.id], { people: { told: 1, asked: 2 }, before: { onQueueMs: 8 * HOUR } }],
    ['of others before', [ANA.id], [ANA.id, GRACE.id], { people: { told: 1, asked: 2 }, before: undefined }],
    ['of everybody', [ANA.id, GRACE.id], [ANA.id, GRACE.id], { people: undefined, before: { onQueueMs: 16 * HOUR } }],
    ['of nobody', [], [ANA.id], { kind: 'untold' }],
  ] as const)('tells of how many people the time is known: %s', async (_, told, toldBefore, status) => {
    const rows = (ids: readonly string[]) =>
      ids.map((agentId) => ({ agentId, metric: 'tSystemPresence', qualifier: 'ON_QUEUE', sumMs: 8 * HOUR }) as const);
    const statusTimes: StatsSource['statusTimes'] = async ({ interval }) =>
      rows(interval.start < MONDAY - DAY ? toldBefore : told);
    const { ask } = centre(lastWeek, { stats: { statusTimes } });
    const both = { ...aboutAna, who: [ANA, GRACE].map(({ id }) => ({ kind: 'agent', agentId: id }) as const) };
    expect(reported(await ask(both)).status).toMatchObject(status);
  });

  it('has no time on queue for a part of the conversations', async () => {
    const { ask, askedStatus } = centre(lastWeek);
    expect(reported(await ask({ ...aboutAna, media: ['voice'] })).status).toEqual({ kind: 'not-asked' });
    expect(reported(await ask({ ...aboutAna, direction: 'inbound' })).status).toEqual({ kind: 'not-asked' });
    expect(askedStatus).toEqual([]);
  });

  it.each([
    ['forbidden', { kind: 'forbidden', missingPermissions: ['analytics:userAggregate:view'] }],
    ['unavailable', { kind: 'failed' }],
  ] as const)('still stands when the status times are %s', async (kind, status) => {
    const error = new SourceError({
      kind,
      endpoint: 'user-aggregates',
      missingPermissions: ['analytics:userAggregate:view'],
    });
    const report = reported(
      await centre(lastWeek, { stats: { statusTimes: () => Promise.reject(error) } }).ask(aboutAna),
    );
    expect(report.status).toEqual(status);
    expect(totalOf(report.now).tHandle?.count).toBe(3);
  });

  it('says that nothing was measured, instead of zeros', async () => {
    expect(await centre(others).ask(aboutAna)).toMatchObject({ kind: 'nothing', justBegun: false, filling: false });
  });

  it('fails with the source when the figures cannot be read', async () => {
    const error = new SourceError({ kind: 'unavailable', endpoint: 'conversation-aggregates' });
    const { ask } = centre([], { stats: { conversationSums: () => Promise.reject(error) } });
    await expect(ask(aboutAna)).rejects.toBe(error);
  });
});

describe('a question about a queue', () => {
  const inBilling = [...calls(ANA.id, MONDAY, [60_000]), ...calls(ANA_LYON.id, MONDAY, [1000, 1000])];

  it('is about everybody in it, and has what a queue has', async () => {
    const { ask, asked } = centre(inBilling);
    const report = reported(await ask(aboutBilling));
    expect(report).toMatchObject({
      scope: 'queue',
      about: { kind: 'queue', name: 'Billing' },
      status: { kind: 'not-asked' },
    });
    expect(asked[0]?.filter).toEqual({ queueIds: [BILLING.id] });
    expect(asked[0]?.metrics).toEqual(expect.arrayContaining(['nOffered', 'oServiceLevel', 'tAbandon', 'tWait']));
  });

  it('is about those in sight alone, when the asker does not see everybody in it', async () => {
    const { ask, asked } = centre(inBilling, { access: accessTo(({ division }) => division?.id !== LYON.id) });
    const report = reported(await ask({ ...aboutBilling, by: 'agent' }));
    expect(report).toMatchObject({ scope: 'agents', about: { kind: 'queue', name: 'Billing', inPart: true } });
    expect(totalOf(report.now).tHandle?.count).toBe(1);
    expect(report.split.parts.map(({ label }) => label)).toEqual(['Ana López', 'Grace O’Neill']);
    for (const { filter } of figuresOf(asked))
      expect(filter).toEqual({ queueIds: [BILLING.id], agents: [ANA.id, GRACE.id] });
  });

  it('names by agent whoever helped out there too, and whom nobody knows any more', async () => {
    const helper = calls(OMAR.id, MONDAY, [5000]);
    const stranger = calls('a-nobody-knows', MONDAY, [5000]);
    const { ask } = centre([...inBilling, ...helper, ...stranger]);
    const { split } = reported(await ask({ ...aboutBilling, by: 'agent' }));
    expect(split.parts.map(({ label }) => label)).toEqual([
      'Ana Petit',
      'Ana López',
      'Omar Haddad',
      { kind: 'unknown-agent' },
      'Grace O’Neill',
    ]);
  });

  describe('whose only member of today is in sight', () => {
    const onlyAna = directoryOf({ members: async () => [ANA] });
    const ofAna = accessTo(({ id }) => id === ANA.id, ANA);
    const hers = calls(ANA.id, MONDAY, [60_000]);
    const askAna = (conversations: readonly Finished[]) =>
      centre(conversations, { directory: onlyAna, access: ofAna }).ask({ ...aboutBilling, by: 'agent' });

    it('is whole for them when nobody else occurs in the figures', async () => {
      expect(reported(await askAna(hers))).toMatchObject({ scope: 'queue', about: { kind: 'queue', name: 'Billing' } });
    });

    it.each([
      ['then', MONDAY + HOUR],
      ['in the period that it is compared with', MONDAY - 7 * DAY],
    ])('is not whole when somebody else worked there %s: the rest would be theirs', async (_when, at) => {
      const report = reported(await askAna([...hers, ...calls(ANA_LYON.id, at, [90_000])]));
      expect(report).toMatchObject({ scope: 'agents', about: { kind: 'queue', name: 'Billing', inPart: true } });
      expect(report.now.voice?.tHandle).toEqual({ count: 1, sumMs: 60_000 });
      expect(report.now.voice).not.toHaveProperty('nOffered');
      expect(report.before).toBeUndefined();
    });

    it('is not whole when somebody occurs there whom the directory does not know', async () => {
      const report = reported(await askAna([...hers, ...calls('a-nobody-knows', MONDAY, [90_000])]));
      expect(report).toMatchObject({ scope: 'agents' });
    });

    it('is known for what they did there, also when they have left it', async () => {
      const { ask } = centre([...hers, ...calls(ANA_LYON.id, MONDAY, [90_000])], {
        directory: directoryOf({ members: async () => [ANA_LYON] }),
        access: ofAna,
      });
      expect(reported(await ask(aboutBilling))).toMatchObject({
        about: { kind: 'queue', name: 'Billing', inPart: true },
        people: 1,
      });
      expect(await ask({ ...aboutBilling, period: 'october' })).toMatchObject({ problem: { kind: 'no-such-place' } });
    });
  });

  it('by agent asks for the figures that agents have', async () => {
    const { ask, asked } = centre(inBilling);
    await ask({ ...aboutBilling, by: 'agent' });
    const groups = asked.find(({ groupBy }) => groupBy.includes('userId'));
    expect(groups?.metrics).toContain('tHandle');
    expect(groups?.metrics).not.toContain('nOffered');
  });
});

describe('a question that names nobody', () => {
  it('is about everybody without a list of people, where the asker sees everybody', async () => {
    const { ask, asked } = centre(calls(ANA.id, MONDAY, [1000]), { access: everyoneInSight });
    expect(reported(await ask(question()))).toMatchObject({
      about: { kind: 'everybody' },
      status: { kind: 'not-asked' },
    });
    for (const { filter } of asked) expect(filter).toEqual({ agents: 'everyone' });
  });

  it('is about the divisions in sight, and the asker', async () => {
    const inLyon: Access = {
      ...accessTo(() => true),
      reach: async () => ({ kind: 'divisions', divisions: [LYON], self: OMAR }),
    };
    const { ask, asked } = centre(calls(ANA_LYON.id, MONDAY, [1000]), { access: inLyon });
    expect(reported(await ask(question())).about).toEqual({ kind: 'divisions', names: ['Lyon'] });
    expect(asked[0]?.filter).toEqual({ agents: [OMAR.id, ANA_LYON.id] });
  });

  it('is refused where the asker sees nobody', async () => {
    const { ask, asked } = centre([], { access: noAccess() });
    expect(await ask(question())).toMatchObject({ kind: 'who-problem', problem: { kind: 'not-allowed' } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['team', { kind: 'my-team' }],
    ['queue:Billing', { kind: 'queue', name: 'Billing' }],
  ])('is about what the configuration says: %s', async (defaultScope, about) => {
    const { ask } = centre(calls(ANA.id, MONDAY, [1000]), { defaultScope });
    expect(reported(await ask(question())).about).toEqual(about);
  });

  it.each(['visible', 'team', 'queue:Billing'])('is told by day, whoever that is: %s', async (defaultScope) => {
    const { ask } = centre(calls(ANA.id, MONDAY, [1000]), { defaultScope });
    expect(reported(await ask(question())).split.by).toBe('day');
  });
});

describe('what a question costs', () => {
  it('is the agents once and the days once, never each agent on each day', async () => {
    const { ask, asked } = centre(calls(ANA.id, MONDAY, [1000]), { access: everyoneInSight });
    await ask(question({ period: 'october', by: 'agent' }));
    expect(asked.map(({ groupBy, granularity }) => [groupBy, granularity])).toEqual([
      [['mediaType'], 'day'],
      [['userId', 'mediaType'], 'whole'],
      [['mediaType'], 'whole'],
    ]);
  });

  it('does not ask to keep apart the media of a question about one', async () => {
    const { ask, asked } = centre(calls(ANA.id, MONDAY, [1000]));
    const report = reported(await ask({ ...aboutAna, media: ['voice'] }));
    expect(asked.map(({ groupBy }) => groupBy)).toEqual([[], []]);
    expect(Object.keys(report.now)).toEqual(['voice']);
  });

  /** One query cut by day and one whole, and as many for the status times of the same people and time. */
  const costing = (byDay: number, whole: number) =>
    centre(calls(ANA.id, MONDAY, [1000]), {
      stats: { plan: ({ granularity }) => (granularity === 'day' ? byDay : whole) },
    });

  it('is answered at once up to 60 requests', async () => {
    expect((await costing(15, 15).ask(aboutAna)).kind).toBe('report');
  });

  it('is told before the first request over 60, and answered with its progress', async () => {
    const { ask, asked } = costing(16, 15);
    const large = await ask(aboutAna);
    if (large.kind !== 'large') throw new Error(large.kind);
    expect(large.plannedRequests).toBe(62);
    expect(asked).toEqual([]);
    const done: number[] = [];
    const answer = await large.proceed((requests, planned) => {
      done.push(requests);
      expect(planned).toBe(62);
    });
    expect(answer.kind).toBe('report');
    expect(done).toHaveLength(4);
    expect(done.toSorted((a, b) => a - b)).toEqual(done);
    expect(done.at(-1)).toBe(62);
  });

  it('is refused over 240 with a shorter period that is not', async () => {
    const plan: StatsSource['plan'] = ({ interval }) => (interval.end - interval.start > 10 * DAY ? 200 : 2);
    const { ask, asked } = centre([], { stats: { plan } });
    expect(await ask({ ...aboutAna, period: 'last quarter' })).toMatchObject({
      kind: 'too-large',
      plannedRequests: 800,
      mostRequests: 240,
      narrower: { period: 'last week', who: aboutAna.who },
    });
    expect(asked).toEqual([]);
  });

  it('is refused over 240 without a proposal when no period is short enough', async () => {
    const answer = await costing(200, 200).ask(aboutAna);
    expect(answer).toMatchObject({ kind: 'too-large', narrower: undefined });
  });
});

describe('what was measured before', () => {
  it('is remembered long when the period is closed and settled, and briefly until then', async () => {
    const { ask, memories } = centre([]);
    await ask(aboutAna);
    expect(memories).toEqual(['stats-closed', 'stats-closed']);
    await ask({ ...aboutAna, period: 'today' });
    expect(memories.slice(2)).toEqual(['stats-running', 'stats-running']);
  });

  it('of yesterday is still filling at 01:00, and settled at 02:00', async () => {
    let now = Date.UTC(2026, 10, 22, 0);
    const { ask, memories } = centre(calls(ANA.id, Date.UTC(2026, 10, 21, 9), [1000]), { now: () => now });
    expect(reported(await ask({ ...aboutAna, period: 'yesterday' })).filling).toBe(true);
    now += HOUR;
    expect(reported(await ask({ ...aboutAna, period: 'yesterday' })).filling).toBe(false);
    expect(memories).toEqual(['stats-running', 'stats-running', 'stats-closed', 'stats-closed']);
  });

  it('serves whoever asks the same a few minutes later, and says what it covers', async () => {
    let now = NOW;
    const { ask, asked } = centre(calls(ANA.id, NOW - HOUR, [1000]), { now: () => now });
    const first = reported(await ask({ ...aboutAna, period: 'today' }));
    now += 3 * 60_000;
    const second = reported(await ask({ ...aboutAna, period: 'today' }, asker({ slackUserId: 'U0GRACE' })));
    expect(first).toMatchObject({ cached: false, asOf: NOW });
    expect(second).toMatchObject({ cached: true, asOf: NOW, measured: first.measured });
    expect(asked).toHaveLength(2);
  });

  it('of the past 12 hours is the same question a minute later', async () => {
    let now = NOW;
    const { ask, asked } = centre(calls(ANA.id, NOW - HOUR, [1000]), { now: () => now });
    await ask({ ...aboutAna, period: 'past 12 hours' });
    now += 60_000;
    await ask({ ...aboutAna, period: 'past 12 hours' });
    await ask({ ...aboutAna, period: 'past 11 hours' });
    expect(asked).toHaveLength(4);
  });

  it('is not given to a question about somebody or something else', async () => {
    const { ask, asked } = centre([]);
    await ask(aboutAna);
    await ask(question({ who: [{ kind: 'agent', agentId: GRACE.id }] }));
    await ask({ ...aboutAna, media: ['email'] });
    await ask({ ...aboutAna, by: 'media' });
    await ask({ ...aboutAna, timeZone: 'Asia/Kathmandu' });
    expect(asked).toHaveLength(10);
  });

  it('costs 200 askers of 20 questions as much as 20 questions', async () => {
    const { ask, asked } = centre(calls(ANA.id, MONDAY, [1000]));
    const questions = Array.from({ length: 20 }, (_, days) => ({ ...aboutAna, period: `last ${days + 2} days` }));
    await Promise.all(Array.from({ length: 200 }, (_, index) => ask(questions[index % 20] ?? aboutAna)));
    expect(asked).toHaveLength(40);
  });
});

describe('a running period', () => {
  it('ends with the last full minute', async () => {
    const { ask, asked } = centre(calls(ANA.id, NOW - HOUR, [1000]));
    const report = reported(await ask({ ...aboutAna, period: 'today' }));
    expect(report).toMatchObject({ filling: true, measured: { end: Date.UTC(2026, 10, 22, 9) } });
    expect(asked.map(({ interval }) => interval.end)).toEqual([Date.UTC(2026, 10, 22, 9), Date.UTC(2026, 10, 15, 9)]);
  });

  it('of the past hours keeps its length', async () => {
    const { ask, asked } = centre(calls(ANA.id, NOW - HOUR, [1000]));
    await ask({ ...aboutAna, period: 'past 12 hours' });
    expect(asked.map(({ interval }) => interval.end - interval.start)).toEqual([12 * HOUR, 12 * HOUR]);
  });

  it('that has only just begun is not asked for', async () => {
    const { ask, asked } = centre([], { now: () => Date.UTC(2026, 10, 21, 23, 0, 30) });
    expect(await ask({ ...aboutAna, period: 'today' })).toMatchObject({ kind: 'nothing', justBegun: true });
    expect(asked).toEqual([]);
  });
});

describe('a split', () => {
  const mixed: readonly Finished[] = [
    { agentId: ANA.id, at: MONDAY, handleMs: 1000, queueId: BILLING.id, wrapUp: 'w-refund' },
    { agentId: ANA.id, at: MONDAY, handleMs: 2000, media: 'email', direction: 'outbound' },
    { agentId: GRACE.id, at: MONDAY, handleMs: 3000, queueId: BILLING.id, wrapUp: 'w-gone' },
  ];
  const named = directoryOf({ wrapUpCodeNames: async () => ({ 'w-refund': 'Refund' }) });

  it.each([
    ['agent', ['Ana López', 'Grace O’Neill']],
    ['queue', ['Billing', 'no-queue']],
    ['media', ['Voice', 'E-mail']],
    ['wrapup', ['Refund', 'no-wrap-up-code', 'deleted-or-unseen']],
    ['direction', ['Inbound', 'Outbound']],
    ['week', ['9–15 Nov']],
  ] as const)('by %s names its parts, the busiest first', async (by, labels) => {
    const { ask } = centre(mixed, { access: everyoneInSight, directory: named });
    const { split } = reported(await ask(question({ by })));
    const told = split.parts.map(({ label }) => (typeof label === 'string' ? label : label.kind));
    expect(told.toSorted()).toEqual([...labels].toSorted());
    expect(told[0]).toBe(labels[0]);
  });

  it('by wrap-up code says that a code was not chosen in time', async () => {
    const late = { agentId: ANA.id, at: MONDAY, handleMs: 1000, wrapUp: 'ININ-WRAP-UP-TIMEOUT' };
    const { split } = reported(await centre([late], { directory: named }).ask(question({ by: 'wrapup' })));
    expect(split.parts.map(({ label }) => label)).toEqual(['Timed out before a code was chosen']);
  });

  const GONE = '7fb334b0-0e9e-11e4-9191-0800200c9a66';

  it.each([
    ['wrapup', 'ININ-WRAP-UP-SKIPPED', 'After-call work skipped'],
    ['wrapup', 'ININ-OUTBOUND-SOMETHING', 'ININ-OUTBOUND-SOMETHING'],
    ['wrapup', GONE, { kind: 'unread', of: 'wrapup', id: GONE }],
  ] as const)('by %s tells %s as %s where names may not be read, and what is missing', async (by, wrapUp, label) => {
    const refused = () =>
      Promise.reject(
        new SourceError({
          kind: 'forbidden',
          endpoint: 'wrapup-codes',
          missingPermissions: ['routing:wrapupCode:view'],
        }),
      );
    const one = { agentId: ANA.id, at: MONDAY, handleMs: 1000, wrapUp };
    const { ask } = centre([one], { directory: directoryOf({ wrapUpCodeNames: refused }) });
    const { split } = reported(await ask(question({ by })));
    expect(split.parts.map((part) => part.label)).toEqual([label]);
    expect(split.unnamed).toEqual(
      wrapUp.startsWith('ININ') ? undefined : { missingPermissions: ['routing:wrapupCode:view'] },
    );
  });

  it('by agent says who of a team had nothing', async () => {
    const { ask } = centre(calls(ANA.id, MONDAY, [1000]));
    const { split } = reported(await ask(question({ who: [{ kind: 'team', name: 'Sales' }], by: 'agent' })));
    expect(split.parts.map(({ label }) => label)).toEqual(['Ana López', 'Grace O’Neill']);
    expect(split.parts[1]?.byMedia).toEqual({});
  });

  it('shows as many parts as a table has rows, and says how many more there are', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      calls(`a-${index}`, MONDAY, Array(index + 1).fill(1)),
    ).flat();
    const { split } = reported(await centre(many, { access: everyoneInSight }).ask(question({ by: 'agent' })));
    expect(split.parts).toHaveLength(99);
    expect(split.more).toBe(151);
    expect(totalOf(split.parts[0]?.byMedia ?? {}).tHandle?.count).toBe(250);
  });

  it.each([
    ['yesterday', 'hour', undefined],
    ['last week', 'day', 'day'],
    ['october', 'day', 'week'],
    ['Q3', 'week', 'month'],
    ['2025-12-01..2026-11-01', 'month', 'month'],
  ])('of %s is by %s, and its chart by %s, when nobody says how', async (period, by, unit) => {
    const conversations = [Date.UTC(2026, 10, 21, 9), MONDAY, Date.UTC(2026, 9, 9, 9), Date.UTC(2026, 7, 9, 9)];
    const { ask } = centre(conversations.flatMap((at) => calls(ANA.id, at, [1000])));
    const report = reported(await ask({ ...aboutAna, period }));
    expect(report.split.by).toBe(by);
    expect(report.trend?.unit).toBe(unit);
    expect(report.trend?.points.length ?? 0).toBeLessThanOrEqual(20);
  });

  it('into any buckets sums up to the whole, over clock changes, in any zone', async () => {
    const autumn = Date.UTC(2026, 9, 12);
    const zones = fc.constantFrom('Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const finished: fc.Arbitrary<Finished> = fc.record({
      agentId: fc.constantFrom(...EVERYBODY.map(({ id }) => id)),
      at: fc.integer({ min: autumn, max: autumn + 40 * DAY }),
      media: fc.constantFrom('voice', 'email', 'chat'),
      handleMs: fc.nat(5_000_000),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(finished, { maxLength: 30 }),
        zones,
        fc.constantFrom('day', 'week', 'month', 'agent', 'media'),
        async (all, timeZone, by) => {
          const { ask } = centre(all, { access: everyoneInSight });
          const answer = await ask(question({ period: '2026-10-19..2026-11-08', timeZone, by }));
          const within = all.filter(
            ({ at }) => 'measured' in answer && at >= answer.measured.start && at < answer.measured.end,
          );
          const sums = answer.kind === 'report' ? totalOf(answer.now) : {};
          expect(sums.tHandle?.sumMs ?? 0).toBe(within.reduce((sum, { handleMs }) => sum + handleMs, 0));
          const parts = answer.kind === 'report' ? answer.split.parts : [];
          expect(parts.reduce((sum, { byMedia }) => sum + (totalOf(byMedia).tHandle?.count ?? 0), 0)).toBe(
            within.length,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('words that cannot be answered', () => {
  it.each([
    [{ period: 'tomorrow' }, { kind: 'period-problem', problem: { kind: 'future-period' } }],
    [{ timeZone: 'Europe/Madird' }, { kind: 'unknown-zone', asked: 'Europe/Madird' }],
    [{ skill: 'Klingon' }, { kind: 'no-such-skill', asked: 'Klingon' }],
    [{ skill: 'Spanish' }, { kind: 'several-skills', candidates: ['Spanish (spoken)', 'Spanish (written)'] }],
    [{ who: [{ kind: 'name', name: 'Nemo' }] }, { kind: 'who-problem', problem: { kind: 'no-such-agent' } }],
  ] as const)('%j', async (more, outcome) => {
    const skills = ['Spanish (spoken)', 'Spanish (written)', 'French', 'French (written)'];
    const directory = directoryOf({
      skills: async () => skills.map((name) => ({ id: `s-${name}`, name })),
    });
    const { ask, asked } = centre([], { directory });
    expect(await ask({ ...aboutAna, ...more })).toMatchObject(outcome);
    expect(asked).toEqual([]);
  });

  it('takes the skill whose whole name was typed', async () => {
    const skills = async () => ['French', 'French (written)'].map((name) => ({ id: `s-${name}`, name }));
    const { ask, asked } = centre([], { directory: directoryOf({ skills }) });
    expect(await ask({ ...aboutAna, skill: 'french' })).toMatchObject({ kind: 'nothing', skill: { name: 'French' } });
    expect(asked[0]?.filter).toEqual({ agents: [ANA.id], skillId: 's-French' });
  });
});
