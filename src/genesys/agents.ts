import type { Agent, PlaceKind } from '../domain/agent.ts';
import { fitting, fold } from '../domain/matching.ts';
import { type AgentDirectory, SourceError } from '../reports/ports.ts';
import { createCatalogue } from './catalogue.ts';
import type { Client } from './http/client.ts';
import { byId, type Condition, cursorList, numberedList, numberedPage, search } from './lists.ts';
import { directReports, named, queueMember, type User, user } from './schemas.ts';

/** Up to this many pages of people, a name is looked for among all of them, here, where accents do not count. */
const PAGES_TO_READ_FOR_A_NAME = 4;

/** The most people that Genesys is known to give in one page. */
const EVERYONE = { endpoint: 'users', path: '/users', query: { state: 'active' }, item: user, pageSize: 500 };

/** Who is who, from the directory, routing, teams and groups of Genesys Cloud. */
export function createAgentDirectory(client: Client): AgentDirectory {
  async function byIds(ids: readonly string[]): Promise<readonly Agent[]> {
    const users = await byId(client, { endpoint: 'users', path: '/users', query: { state: 'any' }, item: user, ids });
    return users.map(toAgent);
  }

  /** Searches and memberships may leave out the division, without which nobody may be shown: those are asked for. */
  async function complete(users: readonly User[]): Promise<readonly Agent[]> {
    const incomplete = users.filter((one) => one.division?.id === undefined).map((one) => one.id);
    if (incomplete.length === 0) return users.map(toAgent);
    const whole = new Map((await byIds(incomplete)).map((agent) => [agent.id, agent]));
    return users.map((one) => whole.get(one.id) ?? toAgent(one));
  }

  const findUsers = async (conditions: readonly Condition[]) =>
    complete(
      await search(client, {
        endpoint: 'users-search',
        path: '/users/search',
        item: user,
        conditions,
        body: { enforcePermissions: true },
      }),
    );

  let reading: Promise<readonly Agent[] | undefined> | undefined;

  /**
   * Everybody, unless there are so many that a search is cheaper. Names that are looked for at the same time share one
   * reading: a question with thirty of them costs as much as one with one.
   */
  function everyoneOfFew(): Promise<readonly Agent[] | undefined> {
    reading ??= readEveryoneOfFew().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function readEveryoneOfFew(): Promise<readonly Agent[] | undefined> {
    const firstPage = await numberedPage(client, EVERYONE, 1);
    if ((firstPage.pageCount ?? 1) > PAGES_TO_READ_FOR_A_NAME) return undefined;
    return (await numberedList(client, EVERYONE, firstPage)).map(toAgent);
  }

  const membersOf: Readonly<Record<PlaceKind, (placeId: string) => Promise<readonly Agent[]>>> = {
    async team(teamId) {
      const path = `/teams/${encodeURIComponent(teamId)}/members`;
      const members = await cursorList(client, { endpoint: 'team-members', path, item: named });
      return byIds(members.map((member) => member.id));
    },

    async queue(queueId) {
      const path = `/routing/queues/${encodeURIComponent(queueId)}/members`;
      const members = await numberedList(client, { endpoint: 'queue-members', path, item: queueMember });
      return complete(members.map((member) => member.user ?? user.parse({ id: member.id })));
    },

    async group(groupId) {
      const path = `/groups/${encodeURIComponent(groupId)}/members`;
      return complete(await numberedList(client, { endpoint: 'group-members', path, item: user }));
    },
  };

  return {
    ...createCatalogue(client),
    byIds,
    everyone: async () => (await numberedList(client, EVERYONE)).map(toAgent),

    async findByEmail(email) {
      const value = email.trim().toLowerCase();
      if (value === '') return [];
      // No condition on the state: somebody who has left is another answer than a stranger.
      const found = await findUsers([{ type: 'EXACT', fields: ['email'], value }]);
      return found.filter((agent) => agent.email?.toLowerCase() === value);
    },

    async findByName(name) {
      if (fold(name) === '') return [];
      const all = await everyoneOfFew();
      if (all !== undefined) return fitting(all, name);
      const words = name.trim().split(/\s+/);
      const found = await findUsers([
        { type: 'EXACT', fields: ['state'], values: ['active'] },
        ...words.map((value): Condition => ({ type: 'CONTAINS', fields: ['name'], value, operator: 'AND' })),
      ]);
      return fitting(
        found.filter((agent) => agent.state === 'active'),
        name,
      );
    },

    async directReports(managerId) {
      const users = await client.request({
        endpoint: 'direct-reports',
        method: 'GET',
        path: `/users/${encodeURIComponent(managerId)}/directreports`,
        repeatable: true,
        schema: directReports,
      });
      return complete(users);
    },

    async members(kind, placeId) {
      try {
        return await membersOf[kind](placeId);
      } catch (error) {
        if (error instanceof SourceError && error.kind === 'not-found') return [];
        throw error;
      }
    },
  };
}

/** A person as we know them. Genesys leaves the state out only where it lists active people. */
export function toAgent(body: User): Agent {
  const { division } = body;
  return {
    id: body.id,
    name: body.name ?? body.id,
    email: body.email,
    title: body.title,
    division: division?.id === undefined ? undefined : { id: division.id, name: division.name ?? division.id },
    managerId: body.manager?.id,
    state:
      body.state === undefined || body.state === 'active'
        ? 'active'
        : body.state === 'deleted'
          ? 'deleted'
          : 'inactive',
  };
}
