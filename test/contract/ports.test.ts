import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, PLACE_KINDS } from '../../src/domain/agent.ts';
import type { StatsQuery } from '../../src/domain/figures/stats-query.ts';
import { createGenesys, type Genesys } from '../../src/genesys/genesys.ts';
import { rememberDirectory } from '../../src/reports/people/remembered-directory.ts';
import type { AgentDirectory, LiveSource, StatsSource } from '../../src/reports/ports.ts';
import { type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { CLIENT, MONDAY } from '../e2e/house.ts';
import { scene } from '../reports/live/sources.ts';
import { remembering } from '../reports/remembering.ts';
import { ANA, BILLING, directory, GRACE } from '../reports/small-centre.ts';
import { historyOf } from '../reports/stats/small-history.ts';
import { contractKept } from './kept.ts';

/**
 * What the answers rely on, whoever gives it: the fakes of the tests and the real sources against the same sentences. A
 * fake that is kinder than Genesys hides a fault.
 */

let sandbox: SandboxGenesys;
let real: Genesys;
beforeAll(async () => {
  sandbox = await startGenesys({ now: () => MONDAY, clients: [CLIENT], requestsPerMinute: 100_000 });
  real = createGenesys({
    apiUrl: sandbox.apiUrl,
    loginUrl: sandbox.loginUrl,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    requestsPerMinute: 100_000,
    store: { get: async () => undefined, set: async () => undefined },
    now: () => MONDAY,
    sleep: async () => {},
    random: Math.random,
    log: { debug: () => {}, warn: () => {} },
  });
});
afterAll(async () => {
  real.stop();
  await sandbox.stop();
  contractKept(sandbox.strangers);
});

const DAY = 86_400_000;
const lastWeek = { start: MONDAY - 7 * DAY, end: MONDAY };
const finished = (agentId: string, queueId: string | undefined, days: number) => ({
  at: lastWeek.start + days * DAY,
  agentId,
  queueId,
  handleMs: 60_000,
});
const fakeStats = () => historyOf([finished(ANA.id, BILLING.id, 1), finished(GRACE.id, undefined, 2)]).stats;

const letters = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

describe.each<[string, () => AgentDirectory]>([
  ['the directory of Genesys Cloud', () => real.directory],
  ['the same, remembered', () => rememberDirectory({ directory: real.directory, remember: remembering() })],
  ['the directory of the small centre', () => directory()],
])('%s', (_which, of) => {
  const spanish = async (): Promise<Agent> => {
    const [found] = (await of().everyone()).filter(({ name }) => /^[\p{L}]+ [\p{L}]*[áéíóúñ][\p{L}]*$/iu.test(name));
    if (found === undefined) throw new Error('nobody has an accent');
    return found;
  };

  it('finds all active people whose name contains each word, in any order, case and accents', async () => {
    const { name } = await spanish();
    const words = letters(name).toUpperCase().split(' ').toReversed();
    const fit = (await of().everyone()).filter((each) =>
      words.every((word) => letters(each.name).includes(word.toLowerCase())),
    );
    expect(ids(await of().findByName(words.join('  ')))).toEqual(ids(fit));
  });

  it('does not choose: whoever is called exactly so hides nobody', async () => {
    const [given = ''] = letters((await spanish()).name).split(' ');
    const fit = (await of().everyone()).filter((each) => letters(each.name).includes(given));
    expect(ids(await of().findByName(given))).toEqual(ids(fit));
  });

  it('finds nobody by nothing, and nobody by words that nobody has', async () => {
    expect(await of().findByName('  ')).toEqual([]);
    expect(await of().findByName('nobody whatsoever')).toEqual([]);
    expect(await of().findByEmail('nobody@whatsoever.example')).toEqual([]);
  });

  it('finds people by address in any case, and by id in any state', async () => {
    const { id, email = '' } = await spanish();
    expect(ids(await of().findByEmail(email.toUpperCase()))).toEqual([id]);
    expect(ids(await of().byIds([id, '00000000-0000-4000-8000-000000000000']))).toEqual([id]);
  });

  it.each(PLACE_KINDS)('has every %s with its members, and nobody in one that does not exist', async (kind) => {
    const places = await of().places(kind);
    expect(places.length).toBeGreaterThan(0);
    for (const { division } of places) expect(division === undefined).toBe(kind === 'group');
    const everyone = ids(await of().byIds(ids(await of().members(kind, places[0]?.id ?? ''))));
    expect(everyone.length).toBeGreaterThan(0);
    expect(await of().members(kind, '00000000-0000-4000-8000-000000000000')).toEqual([]);
  });

  it('knows of each member of a queue that they are in it, and of nobody else', async () => {
    const [queue] = await of().places('queue');
    const members = new Set(ids(await of().members('queue', queue?.id ?? '')));
    for (const { id } of (await of().everyone()).slice(0, 8)) {
      expect(ids(await of().queuesOf(id)).includes(queue?.id ?? '')).toBe(members.has(id));
    }
  });

  it('has names by id, without those that nobody knows', async () => {
    const [queue] = await of().places('queue');
    expect(await of().queueNames([queue?.id ?? '', 'gone'])).toEqual({ [queue?.id ?? '']: queue?.name });
  });
});

describe.each<[string, () => Promise<{ stats: StatsSource; agentId: string; queueId: string }>]>([
  ['the figures of Genesys Cloud', async () => ({ stats: real.stats, ...busiest() })],
  ['the small history', async () => ({ stats: fakeStats(), agentId: ANA.id, queueId: BILLING.id })],
])('%s', (_which, of) => {
  const query = (more: Partial<StatsQuery>): StatsQuery => ({
    interval: lastWeek,
    timeZone: 'UTC',
    granularity: 'whole',
    groupBy: [],
    filter: {},
    metrics: ['tHandle'],
    ...more,
  });
  const handled = async (stats: StatsSource, more: Partial<StatsQuery>) =>
    (await stats.conversationSums(query(more))).reduce((sum, row) => sum + (row.metrics.tHandle?.count ?? 0), 0);

  it('are the same in groups and as a whole, and by day and as a whole', async () => {
    const { stats, queueId } = await of();
    const filter = { queueIds: [queueId] };
    const whole = await handled(stats, { filter });
    expect(whole).toBeGreaterThan(0);
    expect(await handled(stats, { filter, groupBy: ['userId'] })).toBe(whole);
    expect(await handled(stats, { filter, granularity: 'day' })).toBe(whole);
  });

  it('are of those who are asked for, by their ids, and of nobody when nobody is', async () => {
    const { stats, agentId } = await of();
    const rows = await stats.conversationSums(query({ filter: { agents: [agentId] }, groupBy: ['userId'] }));
    expect(rows.map(({ group }) => group.userId)).toEqual([agentId]);
    expect(await handled(stats, { filter: { agents: ['00000000-0000-4000-8000-000000000000'] } })).toBe(0);
  });

  it('cost at least one request, known before the first', async () => {
    const { stats } = await of();
    expect(stats.plan(query({}))).toBeGreaterThanOrEqual(1);
  });
});

describe.each<[string, () => LiveSource, () => readonly string[]]>([
  ['the live state of Genesys Cloud', () => real.live, () => ids(sandbox.organisation.people).slice(0, 60)],
  ['the live source of the scenes', () => scene().live, () => Array.from({ length: 60 }, (_, nth) => `a-${nth}`)],
])('%s', (_which, of, people) => {
  it('is of those who are asked for, at most 50 of them', async () => {
    const found = await of().agentStatuses({ kind: 'agents', agentIds: people() });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(50);
    for (const { agentId } of found) expect(people()).toContain(agentId);
  });
});

function ids(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id).toSorted();
}

function busiest(): { readonly agentId: string; readonly queueId: string } {
  const person = sandbox.organisation.people.find(({ handles }) => handles);
  return { agentId: person?.id ?? '', queueId: person?.queueIds[0] ?? '' };
}
