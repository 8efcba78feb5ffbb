import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGenesys, type Genesys } from '../../src/genesys/genesys.ts';
import type { LiveEvent } from '../../src/reports/ports.ts';
import { type SandboxGenesys, startGenesys } from '../../src/sandbox/genesys/genesys.ts';
import { refusal } from './scripted-server.ts';

/*
 * The scripted servers of the other files answer whatever they are told; the sandbox refuses what Genesys refuses:
 * unknown keys, parameters, metrics and dimensions. So every kind of request is made to it once.
 */

/** Wednesday 18 November 2026, noon in Madrid. */
const NOON = Date.UTC(2026, 10, 18, 11);
const HOUR_MS = 3_600_000;

let sandbox: SandboxGenesys;
let genesys: Genesys;

beforeAll(async () => {
  sandbox = await startGenesys({
    now: () => NOON,
    requestsPerMinute: 100_000,
    clients: [
      { id: 'sandbox', secret: 'sandbox', permissions: 'all' },
      { id: 'poor', secret: 'poor', permissions: ['directory:user:view'] },
    ],
  });
  genesys = connectAs('sandbox');
});
afterAll(async () => {
  genesys.stop();
  await sandbox.stop();
});

function connectAs(client: string): Genesys {
  return createGenesys({
    apiUrl: sandbox.apiUrl,
    loginUrl: sandbox.loginUrl,
    clientId: client,
    clientSecret: client,
    requestsPerMinute: 100_000,
    store: { get: async () => undefined, set: async () => undefined },
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    log: { debug: () => {}, warn: () => {} },
  });
}

const personNamed = (name: string) => {
  const person = sandbox.organisation.people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`The sandbox has no ${name}`);
  return person;
};
const ids = (items: readonly { readonly id: string }[]) => items.map((item) => item.id).toSorted();

describe('who is who', () => {
  it('is found by email, name and id alike', async () => {
    const ana = personNamed('Ana López');
    const [byEmail] = await genesys.directory.findByEmail('ANA.LOPEZ@example.com');
    const byName = await genesys.directory.findByName('ana lopez');
    const byId = await genesys.directory.byIds([ana.id]);
    expect(byEmail).toEqual({
      id: ana.id,
      name: 'Ana López',
      email: 'ana.lopez@example.com',
      title: ana.title,
      division: ana.site.division,
      managerId: ana.managerId,
      state: 'active',
    });
    expect(byName).toEqual([byEmail]);
    expect(byId).toEqual([byEmail]);
  });

  it('is everybody who is active, and each in their team, queue, group and under their manager', async () => {
    const { people } = sandbox.organisation;
    const active = people.filter((person) => person.state === 'active');
    const ana = personNamed('Ana López');
    const [queueId = '', teamId = '', managerId = ''] = [ana.queueIds[0], ana.teamId, ana.managerId];
    expect(ids(await genesys.directory.everyone())).toEqual(ids(active));
    expect(ids(await genesys.directory.members('queue', queueId))).toEqual(
      ids(active.filter((one) => one.queueIds.includes(queueId))),
    );
    expect(ids(await genesys.directory.members('team', teamId))).toEqual(
      ids(active.filter((one) => one.teamId === teamId)),
    );
    expect(ids(await genesys.directory.directReports(managerId))).toContain(ana.id);
    const group = (await genesys.directory.places('group')).find(({ name }) => name === 'Tier 2');
    expect(ids(await genesys.directory.members('group', group?.id ?? ''))).toEqual(
      ids(active.filter((one) => one.groupIds.includes(group?.id ?? ''))),
    );
  });

  it('has names for what only has an id', async () => {
    const { queues, teams, wrapUpCodes, skills, presences } = sandbox.organisation;
    const namesOf = (items: readonly { readonly id: string; readonly name: string }[]) =>
      Object.fromEntries(items.map((item) => [item.id, item.name]));
    expect(await genesys.directory.queueNames(ids(queues))).toEqual(namesOf(queues));
    expect(await genesys.directory.wrapUpCodeNames([...ids(wrapUpCodes), 'ININ-WRAP-UP-TIMEOUT'])).toEqual(
      namesOf(wrapUpCodes),
    );
    expect(await genesys.directory.skills()).toEqual(skills);
    expect(Object.keys(await genesys.directory.presenceLabels()).toSorted()).toEqual(ids(presences));
    const inDivision = (all: typeof queues | typeof teams) =>
      all.map(({ id, name, site }) => ({ id, name, division: site.division }));
    expect(await genesys.directory.places('queue')).toEqual(inDivision(queues));
    expect(await genesys.directory.places('team')).toEqual(inDivision(teams));
  });

  it('has the same labels of presences for an app without the permission', async () => {
    const poor = connectAs('poor');
    expect(await poor.directory.presenceLabels()).toEqual(await genesys.directory.presenceLabels());
    poor.stop();
  });
});

describe('what goes on now', () => {
  it('is the same by user, agent status, conversation and details, and carries no customer', async () => {
    const ana = personNamed('Ana López');
    const [staged] = sandbox.live.put(ana.id, {
      presence: { is: 'onQueue', since: NOON - HOUR_MS },
      routing: { is: 'INTERACTING', since: NOON - 300_000 },
      conversations: [{ state: 'hold', since: NOON - 60_000, joinedAt: NOON - 300_000 }],
    });
    const conversationId = staged?.id ?? '';
    const user = await genesys.live.userStatus(ana.id);
    const status = await genesys.live.agentStatus(ana.id);
    const conversation = await genesys.live.conversation(conversationId);
    const open = await genesys.live.openConversations(ana.id, { start: NOON - 24 * HOUR_MS, end: NOON + 1 });
    sandbox.live.restore(ana.id);

    expect(user).toMatchObject({
      presence: { system: 'on-queue' },
      routing: { status: 'interacting' },
      partCounts: { voice: 1 },
    });
    expect(status.sessions).toMatchObject([{ conversationId, state: 'held', stateSince: NOON - 60_000 }]);
    expect(conversation.communications).toContainEqual(
      expect.objectContaining({
        agentId: ana.id,
        communicationId: status.sessions[0]?.sessionId,
        state: 'held',
        stateSince: NOON - 60_000,
      }),
    );
    expect(open).toContain(conversationId);
    expect(JSON.stringify([user, status, conversation])).not.toMatch(/canary|15550199/i);
  });

  it('is known for a whole team, and counted', async () => {
    const { managerId = '' } = personNamed('Ana López');
    const statuses = await genesys.live.agentStatuses({ kind: 'manager', managerId });
    const counts = await genesys.live.statusCounts({ kind: 'manager', managerId });
    expect(statuses.length).toBeGreaterThan(5);
    expect(counts.reduce((sum, one) => sum + one.count, 0)).toBe(statuses.length);
  });

  it.each([
    { routingStatus: 'not-responding' },
    { segmentType: 'hold' },
    { segmentType: 'wrapup' },
    { systemPresence: 'break' },
    { systemPresence: 'meal' },
  ] as const)('can be narrowed to %j', async (only) => {
    const agentIds = ids(sandbox.organisation.people).slice(0, 40);
    await expect(genesys.live.agentStatuses({ kind: 'agents', agentIds }, only)).resolves.toBeInstanceOf(Array);
  });

  it('includes who waits in all the queues and since when', async () => {
    const waiting = await genesys.live.waiting(ids(sandbox.organisation.queues));
    expect(waiting.length).toBeGreaterThan(0);
    for (const { count, longestSince = Number.NaN } of waiting) {
      expect(count).toBeGreaterThan(0);
      expect(NOON - longestSince).toBeGreaterThanOrEqual(0);
      expect(NOON - longestSince).toBeLessThan(3 * 24 * HOUR_MS);
    }
  });

  it('includes what somebody has just finished', async () => {
    const ana = personNamed('Ana López');
    const hour = { start: NOON - HOUR_MS, end: NOON };
    const ended = await genesys.live.endedConversations(ana.id, { start: NOON - 24 * HOUR_MS, end: NOON });
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.every((one) => one.endedAt < NOON && one.startedAt <= one.endedAt)).toBe(true);
    expect((await genesys.live.endedConversations(ana.id, hour)).length).toBeLessThanOrEqual(ended.length);
  });
});

describe('what was measured', () => {
  /** Sunday, with the hour that comes twice, to Saturday. */
  const week = { start: Date.parse('2026-10-24T22:00Z'), end: Date.parse('2026-10-31T23:00Z') };

  it('is accepted with every filter and grouping, and days add up to the week', async () => {
    const ana = personNamed('Ana López');
    const skill = (await genesys.directory.skills()).find(({ name }) => name === 'Spanish');
    const query = {
      interval: week,
      timeZone: 'Europe/Madrid',
      granularity: 'day',
      groupBy: ['userId', 'queueId', 'mediaType', 'wrapUpCode', 'originatingDirection'],
      filter: {
        agents: [ana.id],
        queueIds: ana.queueIds,
        media: ['voice', 'chat'],
        skillId: skill?.id,
        direction: 'inbound',
      },
      metrics: ['tHandle', 'nTransferred', 'oServiceLevel'],
    } as const;
    const days = await genesys.stats.conversationSums(query);
    const [whole] = await genesys.stats.conversationSums({ ...query, granularity: 'whole', groupBy: [] });
    expect(days.length).toBeGreaterThan(5);
    expect(days.reduce((sum, row) => sum + (row.metrics.tHandle?.sumMs ?? 0), 0)).toBe(whole?.metrics.tHandle?.sumMs);
  });

  it('is everybody without a list, in hours too', async () => {
    const day = { start: Date.parse('2026-10-24T22:00Z'), end: Date.parse('2026-10-25T23:00Z') };
    const rows = await genesys.stats.conversationSums({
      interval: day,
      timeZone: 'Europe/Madrid',
      granularity: 'hour',
      groupBy: [],
      filter: { agents: 'everyone' },
      metrics: ['tAnswered'],
    });
    expect(new Set(rows.map((row) => row.start)).size).toBe(rows.length);
    expect(rows.every((row) => row.end - row.start === HOUR_MS)).toBe(true);
  });

  it('includes the time in each status, which fills the week', async () => {
    const ana = personNamed('Ana López');
    const rows = await genesys.stats.statusTimes({
      interval: week,
      timeZone: 'Europe/Madrid',
      agentIds: [ana.id],
    });
    const routing = rows.filter((row) => row.metric === 'tAgentRoutingStatus');
    expect(routing.reduce((sum, row) => sum + row.sumMs, 0)).toBe(week.end - week.start);
  });
});

describe('who may see whom', () => {
  it('is read from the roles of a person', async () => {
    const grants = await genesys.access.grantsOf(personNamed('Omar Haddad').id);
    expect(grants).toContainEqual(
      expect.objectContaining({
        division: { id: personNamed('Omar Haddad').site.division.id, name: 'Madrid' },
        policies: expect.arrayContaining([expect.objectContaining({ domain: 'analytics', entity: 'agentState' })]),
      }),
    );
  });

  it('names the permission that the app lacks', async () => {
    const poor = connectAs('poor');
    const error = await refusal(poor.access.grantsOf(personNamed('Omar Haddad').id));
    expect(error).toMatchObject({ kind: 'forbidden', missingPermissions: ['authorization:grant:view'] });
    expect(error.correlationId).toMatch(/^[\w-]+$/);
    poor.stop();
  });
});

describe('a pushed change', () => {
  /** What a follower of Ana is told, one thing at a time. */
  function followAna(as: Genesys) {
    const ana = personNamed('Ana López');
    const told: string[] = [];
    const waiting = new Set<() => void>();
    const hear = (what: string) => {
      told.push(what);
      for (const look of waiting) look();
    };
    const { stop } = as.events.follow(ana.id, {
      event: ({ about }: LiveEvent) => hear(about),
      state: (state, missing) => hear([state, ...missing].join(' ')),
    });
    const until = (what: string, after = 0) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!told.slice(after).includes(what)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    return { ana, told, until, stop };
  }

  it('arrives, after broken lines too, over one channel', async () => {
    const { ana, told, until, stop } = followAna(genesys);
    await until('live');
    for (let i = 0; i < 3; i += 1) {
      const before = told.length;
      sandbox.notifications.drop();
      await until('interrupted', before);
      await until('live', before);
    }
    const before = told.length;
    sandbox.live.put(ana.id, { presence: { is: 'meal', since: NOON - 1000 } });
    await until('presence', before);
    sandbox.live.put(ana.id, { conversations: [{ state: 'alert' }] });
    await until('conversation', before);
    expect(sandbox.notifications.channels()).toHaveLength(1);
    sandbox.live.restore(ana.id);
    stop();
  });

  it('is refused to an app without the permission for conversations', async () => {
    const poor = connectAs('poor');
    const { told, until, stop } = followAna(poor);
    await until('refused conversation:communication:view');
    expect(told).toHaveLength(1);
    stop();
    poor.stop();
  });

  it('comes over a new channel when the old one has ended', async () => {
    const { told, until, stop } = followAna(genesys);
    await until('live');
    const before = told.length;
    sandbox.notifications.expireAll();
    await until('live', before);
    expect(sandbox.notifications.channels()).toHaveLength(1);
    stop();
  });
});
