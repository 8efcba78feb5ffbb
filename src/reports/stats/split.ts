import type { Agent } from '../../domain/agent.ts';
import {
  type Bucket,
  fillBuckets,
  type MediaSums,
  mediaIn,
  mergeMediaSums,
  totalOf,
} from '../../domain/figures/agent-stats.ts';
import { MOST_PARTS, timeUnitOf } from '../../domain/figures/stats-plan.ts';
import { type Watch, watchOf } from '../../domain/figures/watch.ts';
import { mediaLabel } from '../../domain/media-label.ts';
import { own } from '../../domain/own.ts';
import { bucketLabels } from '../../domain/period/bucket-label.ts';
import { splitBuckets, type TimeUnit } from '../../domain/period/buckets.ts';
import type { Split } from '../../domain/split.ts';
import { systemWrapUp } from '../../domain/wrap-up.ts';
import { type AgentDirectory, SourceError } from '../ports.ts';
import type { SplitPart, StatsSplit, TimePart, Trend, Unnamed } from './answer.ts';
import type { StatsScope } from './scope.ts';
import type { Sheet } from './sheet.ts';

/** A chart of Slack has 20 points, and the dates of more weeks than these would run into each other. */
const MOST_POINTS: Readonly<Record<Unit, number>> = {
  'half-hour': 12,
  hour: 20,
  day: 20,
  week: 10,
  month: 20,
};

type Unit = TimeUnit;

/** Cuts what was measured into the parts that an answer shows, and names them. */
export interface Splitting {
  /** Names by id, of people in this scope and whoever else is among its figures. */
  readonly namesOf: (ids: readonly string[], scope: StatsScope) => Promise<ReadonlyMap<string, string>>;
  readonly split: (by: Split, sheet: Sheet, whole: MediaSums, scope: StatsScope) => Promise<StatsSplit>;
}

export function createSplitting({ directory }: { readonly directory: AgentDirectory }): Splitting {
  async function byAgent(sheet: Sheet, scope: StatsScope): Promise<StatsSplit> {
    const groups = ranked(sheet.groups ?? {}).filter(([id]) => id !== '');
    const known = new Map(scope.agents.map((agent) => [agent.id, agent]));
    const ids = groups.map(([id]) => id);
    const shown = await namesOf(ids.slice(0, MOST_PARTS), known);
    return limited('agent', [
      ...named(groups, (id) => shown.get(id)?.name ?? { kind: 'unknown-agent' }),
      ...silentOf(scope, ids),
    ]);
  }

  async function namesOf(
    ids: readonly string[],
    known: ReadonlyMap<string, Agent>,
  ): Promise<ReadonlyMap<string, Agent>> {
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length === 0) return known;
    const found = await directory.byIds(unknown);
    return new Map([...known, ...found.map((agent) => [agent.id, agent] as const)]);
  }

  async function byName(
    by: 'queue' | 'wrapup',
    sheet: Sheet,
    nameAll: (ids: readonly string[]) => Promise<Readonly<Record<string, string>>>,
    none: Unnamed,
  ): Promise<StatsSplit> {
    const groups = ranked(sheet.groups ?? {});
    const ids = groups.slice(0, MOST_PARTS).flatMap(([id]) => (id === '' ? [] : [id]));
    const system = (id: string) => (by === 'wrapup' ? systemWrapUp(id) : undefined);
    const asked = ids.filter((id) => system(id) === undefined);
    const found = asked.length === 0 ? { names: {} } : await namesOrWhyNot(nameAll(asked));
    const nameOf = (id: string): string | Unnamed => {
      if (id === '') return none;
      const name = system(id) ?? own(found.names, id);
      return name ?? (found.names === undefined ? { kind: 'unread', of: by, id } : { kind: 'deleted-or-unseen' });
    };
    return { ...limited(by, named(groups, nameOf)), unnamed: found.unnamed };
  }

  return {
    namesOf: async (ids, { agents }) => {
      const found = await namesOf(ids, new Map(agents.map((agent) => [agent.id, agent])));
      return new Map([...found].map(([id, { name }]) => [id, name]));
    },
    split: async (by, sheet, whole, scope) => {
      switch (by) {
        case 'agent':
          return byAgent(sheet, scope);
        case 'queue':
          return byName('queue', sheet, (ids) => directory.queueNames(ids), { kind: 'no-queue' });
        case 'wrapup':
          return byName('wrapup', sheet, (ids) => directory.wrapUpCodeNames(ids), { kind: 'no-wrap-up-code' });
        case 'direction':
          return limited('direction', named(ranked(sheet.groups ?? {}), directionLabel));
        case 'media':
          return limited(
            'media',
            mediaIn(whole).map((media) => ({ label: mediaLabel(media), byMedia: { [media]: whole[media] } })),
          );
        case 'half-hour':
        case 'hour':
        case 'day':
        case 'week':
        case 'month': {
          const points = pointsOf(sheet, by);
          return { by, parts: points.slice(-MOST_PARTS), more: Math.max(0, points.length - MOST_PARTS) };
        }
        default:
          return by satisfies never;
      }
    },
  };
}

/** The figures stand without the names, whose list has a permission of its own. */
async function namesOrWhyNot(asked: Promise<Readonly<Record<string, string>>>): Promise<{
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly unnamed?: StatsSplit['unnamed'];
}> {
  try {
    return { names: await asked };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { unnamed: { missingPermissions: error.missingPermissions } };
  }
}

/** How the period went, in the smallest unit that was measured and that a chart can show. */
export function trendOf(by: Split, sheet: Sheet): Trend | undefined {
  const finest = timeUnitOf(by, sheet.period.interval);
  const units: readonly Unit[] = ['half-hour', 'hour', 'day', 'week', 'month'];
  for (const unit of units.slice(units.indexOf(finest))) {
    const points = pointsOf(sheet, unit);
    if (points.length < 2) return undefined;
    if (points.length <= MOST_POINTS[unit]) return { unit, points };
    if (unit === 'hour' && points.length <= 2 * MOST_POINTS.hour) return { unit: 'two hours', points: pairs(points) };
  }
  return undefined;
}

/** Of a day that was cut by hours, the hour to watch. */
export function watchIn(by: Split, sheet: Sheet): Watch | undefined {
  const { interval } = sheet.period;
  return timeUnitOf(by, interval) === 'hour' ? watchOf(bucketsOf(sheet, 'hour')) : undefined;
}

function bucketsOf({ period, overall }: Sheet, unit: Unit): readonly Bucket[] {
  return fillBuckets(overall, splitBuckets(period, unit));
}

/** The parts of a period in a unit, once for each sheet: its rows and its picture are often the same. */
function pointsOf(sheet: Sheet, unit: Unit): readonly TimePart[] {
  const points = POINTS.get(sheet) ?? new Map<Unit, readonly TimePart[]>();
  POINTS.set(sheet, points);
  const known = points.get(unit);
  if (known !== undefined) return known;
  const buckets = bucketsOf(sheet, unit);
  const labels = bucketLabels(buckets, unit, sheet.period.timeZone);
  const all = buckets.map(({ byMedia }, index) => ({ label: labels[index] ?? '', byMedia }));
  const told = isOfTheClock(unit) ? trimmed(all) : all;
  points.set(unit, told);
  return told;
}

const POINTS = new WeakMap<Sheet, Map<Unit, readonly TimePart[]>>();

function isOfTheClock(unit: Unit): boolean {
  return unit === 'hour' || unit === 'half-hour';
}

/** Without the empty ones at both ends: nobody works there at night. */
function trimmed(points: readonly TimePart[]): readonly TimePart[] {
  const filled = ({ byMedia }: TimePart) => mediaIn(byMedia).length > 0;
  return points.slice(Math.max(0, points.findIndex(filled)), points.findLastIndex(filled) + 1);
}

function pairs(points: readonly TimePart[]): readonly TimePart[] {
  return points.flatMap(({ label, byMedia }, index) =>
    index % 2 === 1 ? [] : [{ label, byMedia: mergeMediaSums(byMedia, points[index + 1]?.byMedia ?? {}) }],
  );
}

type Group = readonly [id: string, byMedia: MediaSums];

/** The busiest first. */
function ranked(groups: Readonly<Record<string, MediaSums>>): readonly Group[] {
  const size = ([, byMedia]: Group) => {
    const sums = totalOf(byMedia);
    return Math.max(sums.tHandle?.count ?? 0, sums.nOffered?.count ?? 0);
  };
  return Object.entries(groups)
    .map((group) => ({ group, size: size(group) }))
    .sort((a, b) => b.size - a.size)
    .map(({ group }) => group);
}

function named(groups: readonly Group[], nameOf: (id: string) => SplitPart['label']): readonly SplitPart[] {
  return groups.map(([id, byMedia]) => ({ label: nameOf(id), byMedia }));
}

function limited(by: Split, parts: readonly SplitPart[]): StatsSplit {
  return { by, parts: parts.slice(0, MOST_PARTS), more: Math.max(0, parts.length - MOST_PARTS) };
}

/** Whoever of a team had nothing has a row without figures: somebody who was named is never missing. */
function silentOf({ agents }: StatsScope, heard: readonly string[]): readonly SplitPart[] {
  const ids = new Set(heard);
  const silent = agents.filter(({ id }) => !ids.has(id)).map(({ name }) => ({ label: name, byMedia: {} }));
  return agents.length <= MOST_PARTS ? silent : [];
}

function directionLabel(id: string): SplitPart['label'] {
  if (id === 'inbound') return 'Inbound';
  return id === 'outbound' ? 'Outbound' : { kind: 'unknown-direction' };
}
