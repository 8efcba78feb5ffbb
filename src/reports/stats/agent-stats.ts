import type { Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { mediaIn, reduceRows, wholeOf } from '../../domain/figures/agent-stats.ts';
import { figuresOfPart, metricsFor } from '../../domain/figures/metrics.ts';
import { planStats, splitFor } from '../../domain/figures/stats-plan.ts';
import type { StatsFilter, StatsQuery } from '../../domain/figures/stats-query.ts';
import { fitting, meant } from '../../domain/matching.ts';
import { isMedia, isMessageType } from '../../domain/media.ts';
import { isoDate } from '../../domain/period/calendar.ts';
import { comparisonPeriod } from '../../domain/period/compared-period.ts';
import { type Period, readPeriod } from '../../domain/period/period.ts';
import { localDay, timeZoneNamed } from '../../domain/period/zone.ts';
import type { StatsQuestion, Target } from '../../domain/question.ts';
import { type Instant, SETTLED_AFTER_MS } from '../../domain/time.ts';
import type { Access } from '../people/access.ts';
import type { Who } from '../people/who.ts';
import type { AgentDirectory, Remember, Spending, StatsSource } from '../ports.ts';
import type { AgentDay, LargeQuestion, NothingMeasured, Provenance, StatsAnswer, StatsReport } from './answer.ts';
import { comparedWith, isEmpty, ranked, toTheMinute } from './as-asked.ts';
import { createStatsScope, type StatsScope } from './scope.ts';
import { createMeasuring, type Figures, type Planned, type Sheet, type Spent, statusAgentsFor } from './sheet.ts';
import { createSplitting, trendOf, watchIn } from './split.ts';

/** Periods to offer instead of one that costs too much, the longest first. */
const NARROWER_PERIODS = ['last month', 'last week', 'yesterday'];

export interface AgentStats {
  /** @throws SourceError when the directory, the grants or the figures cannot be read */
  readonly answer: (question: StatsQuestion, asker: Asker) => Promise<StatsAnswer>;
  /**
   * The same by agent and day, for a file: nothing about one person, nor where it would cost too much.
   *
   * @throws SourceError as `answer` does
   */
  readonly agentDays: (question: StatsQuestion, asker: Asker) => Promise<readonly AgentDay[]>;
}

/** A question whose words have been understood: when, about whom, which conversations. */
interface Understood {
  readonly kind: 'understood';
  readonly question: StatsQuestion;
  readonly asker: Asker;
  readonly period: Period;
  /** What it is compared with. */
  readonly against: Period;
  readonly scope: StatsScope;
  readonly skill: Named | undefined;
}

/**
 * Answers questions about measured history.
 *
 * @param parts.defaultScope who is meant when nobody is named; nobody in particular is everybody in sight
 */
export function createAgentStats(parts: {
  readonly stats: StatsSource;
  readonly directory: AgentDirectory;
  readonly remember: Remember;
  readonly who: Who;
  readonly access: Access;
  readonly now: () => Instant;
  readonly defaultScope: readonly Target[];
  readonly requestsPerMinute: number;
  readonly spending: Spending;
}): AgentStats {
  const { directory, now, spending } = parts;
  /** More are not made at all: the organisation's other integrations share the limit of the API. */
  const mostRequests = parts.requestsPerMinute;
  /** More are not made while somebody waits for the answer in the channel. */
  const large = Math.floor(mostRequests / 4);
  const resolveScope = createStatsScope(parts);
  const measuring = createMeasuring(parts);
  const splitting = createSplitting(parts);

  async function understand(question: StatsQuestion, asker: Asker): Promise<Understood | StatsAnswer> {
    const timeZone = timeZoneNamed(question.timeZone ?? asker.timeZone);
    if (timeZone === undefined) return { kind: 'unknown-zone', asked: question.timeZone ?? asker.timeZone };
    const reading = readPeriod(wordsOf(question), { now: now(), timeZone, weekStart: asker.weekStart });
    if (reading.kind === 'problem') return { kind: 'period-problem', problem: reading.problem };
    const period = toTheMinute(reading.period);
    // One that has only just begun has nothing before it to be compared with.
    const against = comparedWith(question, period);
    if ('problem' in against) return { kind: 'period-problem', problem: against.problem };
    const when = isEmpty(period) ? [] : [period.interval, against.interval];
    const [scope, skill] = await Promise.all([resolveScope(question.who, asker, when), skillNamed(question.skill)]);
    if (scope.kind === 'who-problem') return scope;
    if (skill !== undefined && 'kind' in skill) return skill;
    return { kind: 'understood', question: { ...question, who: scope.pinned }, asker, period, against, scope, skill };
  }

  async function skillNamed(asked: string | undefined): Promise<Named | StatsAnswer | undefined> {
    if (asked === undefined) return undefined;
    const found = meant(fitting(await directory.skills(), asked), asked);
    const [skill, ...others] = found;
    if (skill === undefined) return { kind: 'no-such-skill', asked };
    if (others.length === 0) return skill;
    return { kind: 'several-skills', asked, candidates: found.map(({ name }) => name) };
  }

  async function measure(
    understood: Understood,
    planned: Planned,
    spent: Spent = () => {},
  ): Promise<StatsReport | NothingMeasured> {
    const [figures, status] = await Promise.all([measuring.figures(planned, spent), measuring.status(planned, spent)]);
    const { scope } = understood;
    const { asOf, cached, stale, refreshed } = figures;
    const sheet = sheetFor(understood, figures.value);
    const provenance = {
      ...provenanceOf(understood, sheet.period, asOf),
      cached,
      stale,
      ...(refreshed !== undefined && { refreshed: () => afterwards(refreshed, understood, planned) }),
    };
    const whole = wholeOf(sheet.overall);
    if (mediaIn(whole).length === 0) return { ...provenance, kind: 'nothing', justBegun: false };
    // A day without words about its parts is told by its media; of one medium alone that would be one row.
    const onlyOne = understood.question.by === undefined && planned.by === 'media' && mediaIn(whole).length === 1;
    const by = onlyOne ? 'hour' : planned.by;
    const report: StatsReport = {
      ...provenance,
      kind: 'report',
      now: whole,
      before: beforeOf(sheet),
      status,
      split: ranked(await splitting.split(by, sheet, whole, scope), understood.question, scope.scope, whole),
      trend: trendOf(by, sheet),
      ...(scope.scope === 'queue' && { watch: watchIn(by, sheet) }),
    };
    return report;
  }

  async function afterwards(refreshed: Promise<void>, understood: Understood, planned: Planned) {
    await refreshed;
    const answer = await measure(understood, planned);
    // It was fetched for this question, though by way of the store.
    return { ...answer, cached: answer.stale };
  }

  /** The longest of the shorter periods that are answered at once. */
  async function narrowerThan({ question, asker }: Understood): Promise<StatsQuestion | undefined> {
    for (const period of NARROWER_PERIODS) {
      const narrower = { ...question, period };
      const understood = await understand(narrower, asker);
      if (understood.kind !== 'understood') return undefined;
      if (measuring.requests(planOf(understood)) <= large) return narrower;
    }
    return undefined;
  }

  async function agentDays({ scope, period, ...asked }: Understood): Promise<readonly AgentDay[]> {
    const { overall } = planOf({ ...asked, scope, period, question: { ...asked.question, by: 'day' } }).plan;
    const metrics = metricsFor(figuresOfPart(scope.scope, 'agent'));
    const query: StatsQuery = { ...overall, metrics, groupBy: ['userId', 'mediaType'] };
    const cost = parts.stats.plan(query);
    if (cost > large) return [];
    spending.expect(cost);
    const rows = await parts.stats.conversationSums(query);
    const named = await splitting.namesOf([...new Set(rows.flatMap(({ group }) => group.userId ?? []))], scope);
    const sums = reduceRows(rows, ({ group, start }) => `${start} ${group.userId ?? ''}`);
    return Object.entries(sums).map(([key, byMedia]) => {
      const [start = '', id = ''] = key.split(' ');
      const day = isoDate(localDay(Number(start), period.timeZone));
      return { day, agent: named.get(id) ?? 'Unknown agent', byMedia };
    });
  }

  return {
    agentDays: async (question, asker) => {
      const understood = await understand(question, asker);
      if (understood.kind !== 'understood' || isEmpty(understood.period)) return [];
      const { scope } = understood;
      const several = scope.scope === 'queue' || scope.filter.agents === 'everyone' || scope.agents.length > 1;
      return several ? agentDays(understood) : [];
    },
    answer: async (question, asker) => {
      const understood = await understand(question, asker);
      if (understood.kind !== 'understood') return understood;
      const { period } = understood;
      if (isEmpty(period)) return justBegun(provenanceOf(understood, period, now()));
      const planned = planOf(understood);
      const plannedRequests = measuring.requests(planned);
      if (plannedRequests > mostRequests) {
        const narrower = await narrowerThan(understood);
        return { kind: 'too-large', plannedRequests, mostRequests, narrower };
      }
      if (plannedRequests <= large) return measure(understood, planned);
      const proceed: LargeQuestion['proceed'] = (progress) => {
        let done = 0;
        spending.inBackground();
        return measure(understood, planned, (requests) => {
          done += requests;
          progress(done, plannedRequests);
        });
      };
      return { kind: 'large', plannedRequests, proceed };
    },
  };
}

function planOf({ question, period, against, scope, skill }: Understood): Planned {
  const { media, direction } = question;
  const by = question.by ?? (isAboutSeveral(question, scope) ? 'agent' : splitFor(period.interval));
  const filter: StatsFilter = {
    ...scope.filter,
    ...(media.some(isMedia) && { media: media.filter(isMedia) }),
    ...(media.some(isMessageType) && { messageTypes: media.filter(isMessageType) }),
    ...(skill !== undefined && { skillId: skill.id }),
    ...(direction !== undefined && { direction }),
  };
  const { interval, timeZone } = period;
  const plan = planStats({ interval, before: against.interval, timeZone, scope: scope.scope, filter, by });
  const filtered = media.length > 0 || skill !== undefined || direction !== undefined || 'queueIds' in scope.filter;
  const agentIds = scope.filter.agents ?? [];
  const statusAgentIds = agentIds === 'everyone' ? [] : statusAgentsFor(agentIds, filtered);
  return { period, comparedWith: against, compared: question.compared, plan, by, statusAgentIds };
}

/** People who were named one by one have a row each. */
function isAboutSeveral({ who }: StatsQuestion, { scope, agents, inQueues }: StatsScope): boolean {
  const people: readonly Target['kind'][] = ['me', 'email', 'name', 'agent'];
  const named = inQueues === undefined ? who : who.filter(({ kind }) => kind !== 'queue');
  return (
    scope === 'agents' && agents.length > 1 && named.length > 1 && named.every(({ kind }) => people.includes(kind))
  );
}

function provenanceOf({ question, scope, skill }: Understood, period: Period, asOf: Instant): Provenance {
  return {
    question,
    period,
    measured: period.interval,
    scope: scope.scope,
    about: scope.about,
    people: scope.filter.agents === 'everyone' ? undefined : scope.agents.length,
    skill,
    inQueues: scope.inQueues,
    asOf,
    cached: false,
    stale: false,
    filling: period.running || period.interval.end + SETTLED_AFTER_MS > asOf,
  };
}

/** What was measured, perhaps for somebody else, in the words and weeks of this asker. */
function sheetFor({ question, period: asked, against }: Understood, { interval, before, ...figures }: Figures): Sheet {
  // Of a running period it may end some minutes ago: "past 12 hours" are then read again for that moment.
  const reading = asked.running ? readPeriod(wordsOf(question), { ...asked, now: interval.end }) : undefined;
  const read = reading?.kind === 'period' ? reading.period : asked;
  const period = { ...read, running: asked.running, interval };
  const usual = question.compared === undefined ? comparisonPeriod(period) : against;
  return {
    ...figures,
    period,
    before: before && { period: { ...usual, interval: before.interval }, sums: before.sums },
  };
}

function wordsOf({ period }: StatsQuestion): string {
  return period.trim() === '' ? 'today' : period;
}

function beforeOf({ before }: Sheet): StatsReport['before'] {
  return before === undefined || mediaIn(before.sums).length === 0 ? undefined : before;
}

function justBegun(provenance: Provenance): NothingMeasured {
  return { ...provenance, kind: 'nothing', justBegun: true };
}
