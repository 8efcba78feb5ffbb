import { describe, expect, it } from 'vitest';
import { personNamed, queueNamed } from '../../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../../src/sandbox/genesys/centre/staff.ts';
import { type Answer, openSandbox, shareSandbox } from './sandbox.ts';

const organisation = createOrganisation();
const ana = personNamed(organisation, 'Ana López');
const omar = personNamed(organisation, 'Omar Haddad');
const shared = shareSandbox();
const plain = (answer: Answer) => JSON.parse(JSON.stringify(answer.body));
const names = (items: readonly { readonly name: string }[]): readonly string[] => items.map(({ name }) => name);

describe('the organisation', () => {
  it('has at least 60 agents in 3 divisions, 8 queues, and a manager for everybody but the head', () => {
    const { people, sites, queues } = organisation;
    expect(people.filter(({ handles }) => handles).length).toBeGreaterThanOrEqual(60);
    expect(new Set(people.map(({ site }) => site.division.id)).size).toBe(3);
    expect(sites).toHaveLength(3);
    expect(queues.length).toBeGreaterThanOrEqual(8);
    const unmanaged = people.filter(({ managerId, handles }) => handles && managerId === undefined);
    expect(unmanaged).toEqual([]);
    expect(personNamed(organisation, 'Ana López').managerId).toBe(omar.id);
  });

  it('can have a thousand agents', () => {
    const agents = createOrganisation(1000).people.filter(({ handles }) => handles);
    expect(agents).toHaveLength(1000);
    expect(new Set(agents.map(({ email }) => email.toLowerCase())).size).toBe(1000);
  });

  it.each<[string, (name: string, email: string) => boolean]>([
    ['accents', (name) => name === 'Ana López'],
    ['an apostrophe', (name) => name === "Grace O'Neill"],
    ['<&>', (name) => name.includes('<&>')],
    ['<!channel>', (name) => name.includes('<!channel>')],
    ['300 characters', (name) => name.length === 300],
    ['letters from right to left', (name) => /\p{Script=Arabic}/u.test(name)],
    ['capitals in their address', (_, email) => email !== email.toLowerCase()],
  ])('has somebody with %s', (_, test) => {
    expect(organisation.people.some(({ name, email }) => test(name, email))).toBe(true);
  });

  it('has two people of the same name in different divisions', () => {
    const both = organisation.people.filter(({ name }) => name === 'Maria Silva');
    expect(new Set(both.map(({ site }) => site.division.name)).size).toBe(2);
  });

  it('uses addresses of example.com only', () => {
    expect(organisation.people.filter(({ email }) => !email.toLowerCase().endsWith('@example.com'))).toEqual([]);
  });
});

describe('a search for users', () => {
  const search = async (query: readonly object[], more: object = {}) =>
    plain(await shared().call('POST', '/api/v2/users/search', { pageSize: 25, pageNumber: 1, query, ...more }));

  it.each([
    ['EXACT email', { type: 'EXACT', fields: ['email'], value: 'ana.lopez@example.com' }, ['Ana López']],
    [
      'EXACT email in other case',
      { type: 'EXACT', fields: ['email'], value: 'kiran.shrestha@EXAMPLE.com' },
      ['Kiran Shrestha'],
    ],
    ['EXACT email that is only a part', { type: 'EXACT', fields: ['email'], value: 'ana' }, []],
    ['CONTAINS name', { type: 'CONTAINS', fields: ['name'], value: 'lóp' }, ['Ana López']],
    ['CONTAINS, which does not ignore accents', { type: 'CONTAINS', fields: ['name'], value: 'lopez' }, []],
    ['STARTS_WITH name', { type: 'STARTS_WITH', fields: ['name'], value: 'zoë' }, ['Zoë Müller-<&>']],
    ['TERM', { type: 'TERM', fields: ['name'], value: 'haddad' }, ['Omar Haddad']],
    [
      'QUERY_STRING, which does ignore accents',
      { type: 'QUERY_STRING', fields: ['name'], value: 'lopez ana' },
      ['Ana López'],
    ],
    ['somebody who has left', { type: 'EXACT', fields: ['email'], value: 'ivan.petrov@example.com' }, ['Iván Petrov']],
    ['somebody who was deleted', { type: 'EXACT', fields: ['email'], value: 'dorothy@example.com' }, []],
  ])('finds by %s', async (_, criterion, expected) => {
    const { results, total } = await search([criterion]);
    expect(names(results)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  it('joins conditions', async () => {
    const state = { type: 'EXACT', fields: ['state'], values: ['active'], operator: 'AND' };
    const ivan = { type: 'EXACT', fields: ['email'], value: 'ivan.petrov@example.com' };
    expect((await search([ivan, state])).results).toEqual([]);
    const either = [ivan, { type: 'EXACT', fields: ['name'], value: 'ana lópez', operator: 'OR' }];
    expect(names((await search(either)).results)).toEqual(['Ana López', 'Iván Petrov']);
  });

  it('expands what is live', async () => {
    const { results } = await search([{ type: 'EXACT', fields: ['name'], value: 'Ana López' }], {
      expand: ['presence', 'routingStatus'],
    });
    expect(results[0]).toMatchObject({ presence: {}, routingStatus: {} });
  });

  it('turns pages, and past the last there is nobody', async () => {
    const everybody = [{ type: 'MATCH_ALL' }];
    const first = await search(everybody, { pageSize: 50 });
    const last = await search(everybody, { pageSize: 50, pageNumber: first.pageCount });
    const past = await search(everybody, { pageSize: 50, pageNumber: first.pageCount + 1 });
    expect(first.results).toHaveLength(50);
    expect(first.results.length * (first.pageCount - 1) + last.results.length).toBe(first.total);
    expect(past.results).toEqual([]);
  });

  it('shows only the divisions of a client that asks for it', async () => {
    const divisionIds = [ana.site.division.id];
    const { call } = await openSandbox({ clients: [{ id: 'm', secret: 's', permissions: 'all', divisionIds }] });
    const maria = { type: 'EXACT', fields: ['name'], value: 'Maria Silva' };
    const all = plain(await call('POST', '/api/v2/users/search', { query: [maria] }));
    const own = plain(await call('POST', '/api/v2/users/search', { query: [maria], enforcePermissions: true }));
    expect([all.total, own.total]).toEqual([2, 1]);
  });
});

describe('users one by one and in lists', () => {
  it('hides who is not active unless asked for', async () => {
    const { call } = shared();
    const ivan = personNamed(organisation, 'Iván Petrov');
    expect((await call('GET', `/api/v2/users/${ivan.id}`)).status).toBe(404);
    expect((await call('GET', `/api/v2/users/${ivan.id}?state=any`)).body).toMatchObject({ state: 'inactive' });
    const ids = `id=${ana.id},${ivan.id}`;
    expect(names(plain(await call('GET', `/api/v2/users?${ids}`)).entities)).toEqual(['Ana López']);
    expect(names(plain(await call('GET', `/api/v2/users?${ids}&state=any`)).entities)).toHaveLength(2);
  });

  it('takes a list with commas and as repeated keys', async () => {
    const { call } = shared();
    const commas = await call('GET', `/api/v2/users?id=${ana.id},${omar.id}&expand=presence,routingStatus`);
    const repeated = await call('GET', `/api/v2/users?id=${ana.id}&id=${omar.id}&expand=presence&expand=routingStatus`);
    expect(repeated.body).toEqual({ ...commas.body });
    expect(plain(commas).total).toBe(2);
  });

  it('turns pages with the address of the next', async () => {
    const { call } = shared();
    const page = plain(await call('GET', '/api/v2/users?pageSize=40'));
    const next = plain(await call('GET', page.nextUri));
    expect(next.pageNumber).toBe(2);
    expect(next.entities).toHaveLength(page.total - 40);
    expect(next).not.toHaveProperty('nextUri');
  });

  it('knows who reports to whom', async () => {
    const reports = plain(await shared().call('GET', `/api/v2/users/${omar.id}/directreports`));
    expect(names(reports)).toContain('Ana López');
    expect(reports).toHaveLength(11);
  });
});

describe('queues, teams, groups and words', () => {
  it.each([
    ['*bill*', ['Billing EU', 'Billing']],
    ['Billing', ['Billing']],
    ['billing eu', ['Billing EU']],
    ['sales*', ['Sales EU', 'Sales']],
    ['Nothing', []],
  ])('finds queues called %s', async (name, expected) => {
    expect(names(plain(await shared().call('GET', `/api/v2/routing/queues?name=${name}`)).entities)).toEqual(expected);
  });

  it('knows the members of a queue, with what they do', async () => {
    const queue = queueNamed(organisation, 'Billing EU');
    const path = `/api/v2/routing/queues/${queue.id}/members?pageSize=100&expand=routingStatus&joined=true`;
    const { entities } = plain(await shared().call('GET', path));
    expect(names(entities)).toContain('Ana López');
    expect(entities[0]).toMatchObject({ joined: true, routingStatus: { status: expect.any(String) } });
  });

  it('goes through teams with a cursor', async () => {
    const { call } = shared();
    const first = plain(await call('GET', '/api/v2/teams?pageSize=4'));
    const second = plain(await call('GET', first.nextUri));
    expect(names([...first.entities, ...second.entities])).toEqual([
      'Sales EU',
      'Care EU',
      'Sales',
      'Care',
      'Support APAC',
      'Messaging APAC',
    ]);
    expect(second).not.toHaveProperty('nextUri');
    expect((await call('GET', '/api/v2/teams?after=nonsense')).status).toBe(400);
  });

  it('finds teams by the beginning of their name, and their members', async () => {
    const { call } = shared();
    const found = plain(await call('GET', '/api/v2/teams?name=sales'));
    expect(names(found.entities)).toEqual(['Sales EU', 'Sales']);
    const exact = { query: [{ type: 'EXACT', fields: ['name'], value: 'Sales' }] };
    expect(names(plain(await call('POST', '/api/v2/teams/search', exact)).results)).toEqual(['Sales']);
    const members = plain(await call('GET', `/api/v2/teams/${ana.teamId}/members?expand=entities`));
    expect(names(members.entities)).toContain('Ana López');
  });

  it('finds groups by name, and their members', async () => {
    const { call } = shared();
    const exact = { query: [{ type: 'EXACT', fields: ['name'], value: 'tier 2' }] };
    const [group] = plain(await call('POST', '/api/v2/groups/search', exact)).results;
    expect(group).toMatchObject({ name: 'Tier 2', memberCount: expect.any(Number) });
    const members = plain(await call('GET', `/api/v2/groups/${group.id}/members?pageSize=100`));
    expect(members.entities).toHaveLength(group.memberCount);
  });

  it('knows skills and wrap-up codes by name and id', async () => {
    const { call } = shared();
    expect(names(plain(await call('GET', '/api/v2/routing/skills?name=Spanish')).entities)).toEqual(['Spanish']);
    const code = organisation.wrapUpCodes[4];
    const { entities } = plain(await call('GET', `/api/v2/routing/wrapupcodes?id=${code?.id}`));
    expect(names(entities)).toEqual(['Complaint <escalated> & logged']);
  });

  it('keeps the labels of presences, deleted and foreign ones too', async () => {
    const { call } = shared();
    const current = plain(await call('GET', '/api/v2/presence/definitions')).entities;
    const all = plain(await call('GET', '/api/v2/presencedefinitions?deleted=ALL&pageSize=100')).entities;
    const labels = all.map((one: { languageLabels: { en_US?: string; es?: string } }) => one.languageLabels);
    expect(labels).toContainEqual({ en_US: 'Pre-break', es: 'Antes del descanso' });
    expect(labels).toContainEqual({ es: 'Acompañamiento' });
    expect(all.length - current.length).toBe(1);
  });
});

describe('grants', () => {
  const grantsOf = async (name: string) =>
    plain(await shared().call('GET', `/api/v2/authorization/subjects/${personNamed(organisation, name).id}`)).grants;

  it('give a supervisor her division', async () => {
    const grants = await grantsOf('Omar Haddad');
    expect(grants).toContainEqual(
      expect.objectContaining({
        division: expect.objectContaining({ name: 'Madrid' }),
        role: expect.objectContaining({
          name: 'Supervisor',
          policies: expect.arrayContaining([{ domain: 'analytics', entityName: 'agentState', actions: ['view'] }]),
        }),
      }),
    );
  });

  it('give the workforce manager all divisions, with wildcards', async () => {
    const grants = await grantsOf("Grace O'Neill");
    expect(grants.at(-1)).toMatchObject({
      division: { id: '*' },
      role: { policies: [{ domain: 'analytics', entityName: '*', actions: ['*'] }] },
    });
  });

  it('hold a condition for somebody', () => {
    const conditions = organisation.people.flatMap(({ grants }) =>
      grants.flatMap(({ role }) => role.policies.flatMap(({ condition }) => condition ?? [])),
    );
    expect(conditions.length).toBeGreaterThan(0);
  });
});
