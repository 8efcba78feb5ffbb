/** A summary is what its owner would be told by `/agent-stats` for the same days. */
import { describe, expect, test } from 'vitest';
import type { Asker } from '../../src/domain/asker.ts';
import type { StatsQuestion } from '../../src/domain/question.ts';
import { coverageOf } from '../../src/domain/schedule/schedule.ts';
import type { AgentStats } from '../../src/reports/stats/agent-stats.ts';
import type { NothingMeasured, Provenance, StatsAnswer, StatsReport } from '../../src/reports/stats/answer.ts';
import { createDailySummaries } from '../../src/summaries/daily-summary.ts';

const owner: Asker = {
  slackUserId: 'U0OMAR',
  slackTeamId: 'T1',
  kind: 'member',
  name: 'Omar Haddad',
  timeZone: 'Asia/Kathmandu',
  weekStart: 1,
};
const schedule = { who: [{ kind: 'queue', name: 'Billing' }], timeZone: 'Europe/Madrid' } as const;
const weekdays = { time: '08:30', timeZone: 'Europe/Madrid', days: [1, 2, 3, 4, 5] } as const;
const monday = coverageOf(weekdays, { at: Date.UTC(2026, 10, 23, 7, 30), day: Date.UTC(2026, 10, 23) });
const tuesday = coverageOf(weekdays, { at: Date.UTC(2026, 10, 24, 7, 30), day: Date.UTC(2026, 10, 24) });

const provenance: Omit<Provenance, 'question'> = {
  period: {
    interval: monday.interval,
    label: '20–22 Nov 2026',
    unit: 'range',
    running: false,
    timeZone: 'Europe/Madrid',
    weekStart: 1,
  },
  measured: monday.interval,
  scope: 'queue',
  about: { kind: 'queue', name: 'Billing' },
  asOf: monday.settledAt,
  cached: false,
  stale: false,
  filling: false,
};
const reportOf = (question: StatsQuestion, handled: number): StatsReport => ({
  ...provenance,
  question,
  kind: 'report',
  now: { voice: { tHandle: { count: handled, sumMs: handled * 1000 } } },
  status: { kind: 'not-asked' },
  split: { by: 'agent', parts: [], more: 0 },
});

/** Answers every question alike and remembers what was asked. */
function answering(answer: (question: StatsQuestion) => StatsAnswer) {
  const asked: { readonly question: StatsQuestion; readonly asker: Asker }[] = [];
  const stats: Pick<AgentStats, 'answer'> = {
    answer: async (question, asker) => {
      asked.push({ question, asker });
      return answer(question);
    },
  };
  return { asked, summaries: createDailySummaries({ stats }) };
}

describe('a daily summary', () => {
  test('asks as its owner, for its days, in its own zone', async () => {
    const { asked, summaries } = answering((question) => reportOf(question, 3));
    await summaries.prepare({ schedule, coverage: monday, owner, named: true });
    await summaries.prepare({ schedule, coverage: tuesday, owner, named: true });
    expect(asked.map(({ question }) => question.period)).toEqual(['2026-11-20..2026-11-22', '2026-11-23']);
    expect(asked[0]).toMatchObject({ asker: owner, question: { who: schedule.who, timeZone: 'Europe/Madrid' } });
  });

  test('splits by agent where people may be named, and by queue where they may not', async () => {
    const { asked, summaries } = answering((question) => reportOf(question, 3));
    await summaries.prepare({ schedule, coverage: monday, owner, named: true });
    const unnamed = await summaries.prepare({ schedule, coverage: monday, owner, named: false });
    expect(asked.map(({ question }) => question.by)).toEqual(['agent', 'queue']);
    expect(unnamed).toMatchObject({ kind: 'summary', named: false });
  });

  test('has the same digest for the same figures, and another one when a figure changed', async () => {
    const digests = await Promise.all(
      [3, 3, 4].map(async (handled) => {
        const { summaries } = answering((question) => reportOf(question, handled));
        const summary = await summaries.prepare({ schedule, coverage: monday, owner, named: true });
        return summary.kind === 'summary' ? summary.digest : summary.kind;
      }),
    );
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  test('makes a large question too, since nobody waits for it', async () => {
    const { summaries } = answering((question) => ({
      kind: 'large',
      plannedRequests: 80,
      proceed: async () => reportOf(question, 3),
    }));
    expect(await summaries.prepare({ schedule, coverage: monday, owner, named: true })).toMatchObject({
      kind: 'summary',
    });
  });

  test('is quiet when nothing was measured', async () => {
    const nothing = (question: StatsQuestion): NothingMeasured => ({
      ...provenance,
      question,
      kind: 'nothing',
      justBegun: false,
    });
    const { summaries } = answering(nothing);
    expect(await summaries.prepare({ schedule, coverage: monday, owner, named: true })).toMatchObject({
      kind: 'quiet',
    });
  });

  test('is refused when its owner may not see it any more', async () => {
    const refusal: StatsAnswer = {
      kind: 'who-problem',
      problem: { kind: 'not-allowed', decision: { allowed: false, rule: 'no-grant' } },
    };
    const { summaries } = answering(() => refusal);
    expect(await summaries.prepare({ schedule, coverage: monday, owner, named: true })).toEqual({
      kind: 'refused',
      answer: refusal,
    });
  });
});
