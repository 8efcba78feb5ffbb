import { describe, expect, it } from 'vitest';
import { connect, refusal, type Script } from './scripted-server.ts';

const DIVISION = { id: 'd1', name: 'Madrid' };
const person = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  email: `${id}@example.com`,
  state: 'active',
  division: DIVISION,
  ...more,
});
const ids = (items: readonly { readonly id: string }[]) => items.map((item) => item.id);

/** `GET /users` that knows these people and pages them. */
const usersOf =
  (...people: readonly ReturnType<typeof person>[]): Script =>
  ({ query }) => {
    const wanted = query.get('id')?.split(',');
    const found = wanted === undefined ? people : people.filter((one) => wanted.includes(one.id));
    const size = Number(query.get('pageSize'));
    const page = Number(query.get('pageNumber'));
    return {
      body: {
        entities: found.slice((page - 1) * size, page * size),
        pageCount: Math.ceil(found.length / size),
        total: found.length,
      },
    };
  };

describe('somebody found by email', () => {
  it('is searched by exactly this address, in any state', async () => {
    const results = [person('ana', 'Ana', { email: 'Ana.Lopez@Example.com', state: 'inactive' })];
    const { genesys, server } = await connect({ '/users/search': [{ body: { results, pageCount: 1 } }] });
    expect(await genesys.directory.findByEmail(' ANA.LOPEZ@example.com')).toMatchObject([
      { id: 'ana', state: 'inactive', division: DIVISION },
    ]);
    expect(server.seenAt('/api/v2/users/search')[0]?.body).toEqual({
      pageSize: 100,
      pageNumber: 1,
      query: [{ type: 'EXACT', fields: ['email'], value: 'ana.lopez@example.com' }],
      enforcePermissions: true,
    });
  });

  it('is nobody when the search found somebody else or nobody', async () => {
    const results = [person('ana', 'Ana', { email: 'ana.lopez@example.com.mx' })];
    const { genesys } = await connect({ '/users/search': [{ body: { results } }, { body: {} }] });
    expect(await genesys.directory.findByEmail('ana.lopez@example.com')).toEqual([]);
    expect(await genesys.directory.findByEmail('ana.lopez@example.com')).toEqual([]);
  });

  it('is asked for again when the search leaves out the division', async () => {
    const { genesys, server } = await connect({
      '/users/search': [{ body: { results: [{ id: 'ana', email: 'ana@example.com' }] } }],
      '/users': usersOf(person('ana', 'Ana', { title: 'Agent', manager: { id: 'omar' } })),
    });
    expect(await genesys.directory.findByEmail('ana@example.com')).toEqual([
      {
        id: 'ana',
        name: 'Ana',
        email: 'ana@example.com',
        title: 'Agent',
        division: DIVISION,
        managerId: 'omar',
        state: 'active',
      },
    ]);
    expect(server.seenAt('/api/v2/users')[0]?.query.get('state')).toBe('any');
  });

  it('is not asked for without an address', async () => {
    const { genesys, server } = await connect({});
    expect(await genesys.directory.findByEmail('  ')).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });
});

describe('somebody found by name', () => {
  it('costs the same beside others who are looked for at the same time', async () => {
    const people = [person('a1', 'Ana López'), person('b1', 'Ben Smith')];
    const { genesys, server } = await connect({ '/users': usersOf(...people) });
    const found = await Promise.all(['ana', 'ben', 'nobody'].map((name) => genesys.directory.findByName(name)));
    expect(found.map(ids)).toEqual([['a1'], ['b1'], []]);
    expect(server.seenAt('/api/v2/users')).toHaveLength(1);
  });

  const people = [person('j1', 'José Ruiz'), person('j2', 'Jose Smith'), person('a1', 'Ana López')];

  it('is found whatever the accents, without any permission, where all people fit in a few pages', async () => {
    const { genesys, server } = await connect({ '/users': usersOf(...people) });
    expect(ids(await genesys.directory.findByName('jose'))).toEqual(['j1', 'j2']);
    expect(ids(await genesys.directory.findByName('ANA LOPEZ'))).toEqual(['a1']);
    expect(server.seenAt('/api/v2/users/search')).toHaveLength(0);
  });

  it('reads each page once', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => person(`p${i}`, `Person ${i}`));
    const { genesys, server } = await connect({ '/users': usersOf(...many) });
    expect(ids(await genesys.directory.findByName('person 1100'))).toEqual(['p1100']);
    expect(server.seenAt('/api/v2/users').map((request) => request.query.get('pageNumber'))).toEqual(['1', '2', '3']);
  });

  it('is searched by each word in an organisation of many thousands', async () => {
    const { genesys, server } = await connect({
      '/users': [{ body: { entities: [person('x', 'X')], pageCount: 40 } }],
      '/users/search': [{ body: { results: [...people, person('a2', 'Ana López', { state: 'inactive' })] } }],
    });
    expect(ids(await genesys.directory.findByName('ana lopez'))).toEqual(['a1']);
    expect(server.seenAt('/api/v2/users/search')[0]?.body).toMatchObject({
      query: [
        { type: 'EXACT', fields: ['state'], values: ['active'] },
        { type: 'CONTAINS', fields: ['name'], value: 'ana', operator: 'AND' },
        { type: 'CONTAINS', fields: ['name'], value: 'lopez', operator: 'AND' },
      ],
    });
  });

  it('is not asked for without a name', async () => {
    const { genesys, server } = await connect({});
    expect(await genesys.directory.findByName(' ')).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });
});

describe('people by id', () => {
  it('are asked for a hundred at a time, each once, leavers included', async () => {
    const many = Array.from({ length: 250 }, (_, i) => person(`p${i}`, `Person ${i}`));
    const { genesys, server } = await connect({ '/users': usersOf(...many) });
    const found = await genesys.directory.byIds([...ids(many), 'p0', 'p1']);
    expect(new Set(ids(found)).size).toBe(250);
    const requests = server.seenAt('/api/v2/users');
    expect(requests.map((request) => request.query.get('id')?.split(',').length)).toEqual([100, 100, 50]);
    expect(requests.every((request) => request.query.get('state') === 'any')).toBe(true);
  });

  it('cost nothing when there is nobody', async () => {
    const { genesys, server } = await connect({});
    expect(await genesys.directory.byIds([])).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  it.each([
    ['active', 'active'],
    ['inactive', 'inactive'],
    ['deleted', 'deleted'],
    ['suspended', 'inactive'],
    [null, 'active'],
  ])('in state %j are %s', async (state, expected) => {
    const body = { entities: [person('ana', 'Ana', { state })] };
    const { genesys } = await connect({ '/users': [{ body, strange: /state is suspended/ }] });
    expect(await genesys.directory.byIds(['ana'])).toMatchObject([{ state: expected }]);
  });
});

describe('several people', () => {
  it('are everyone who is active, all pages', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => person(`p${i}`, `Person ${i}`));
    const { genesys, server } = await connect({ '/users': usersOf(...many) });
    expect(await genesys.directory.everyone()).toHaveLength(1001);
    expect(server.seenAt('/api/v2/users')).toHaveLength(3);
    expect(server.seen.at(-1)?.query.get('state')).toBe('active');
  });

  it('are the reports of a manager, which is a plain list', async () => {
    const { genesys } = await connect({ '/users/omar/directreports': [{ body: [person('ana', 'Ana')] }] });
    expect(await genesys.directory.directReports('omar')).toMatchObject([{ id: 'ana', division: DIVISION }]);
  });

  it('are the members of a team, turned by cursor and completed', async () => {
    const { genesys, server } = await connect({
      '/teams/t1/members': [
        { body: { entities: [{ id: 'ana', name: 'Ana' }], nextUri: '/api/v2/teams/t1/members?after=MQ%3D%3D' } },
        { body: { entities: [{ id: 'ben', name: 'Ben' }] } },
      ],
      '/users': usersOf(person('ana', 'Ana'), person('ben', 'Ben')),
    });
    expect(await genesys.directory.members('team', 't1')).toMatchObject([
      { id: 'ana', division: DIVISION },
      { id: 'ben' },
    ]);
    const turns = server.seenAt('/api/v2/teams/t1/members').map((request) => request.query.get('after'));
    expect(turns).toEqual([null, 'MQ==']);
  });

  it('are the members of a queue, whose pages are not counted', async () => {
    const member = (id: string, user?: object) => ({ id, name: id, joined: true, user });
    const { genesys, server } = await connect({
      '/routing/queues/q1/members': [
        {
          body: {
            entities: [member('ana', person('ana', 'Ana'))],
            nextUri: '/api/v2/routing/queues/q1/members?pageNumber=2',
          },
        },
        { body: { entities: [member('ben')] } },
      ],
      '/users': usersOf(person('ben', 'Ben')),
    });
    expect(await genesys.directory.members('queue', 'q1')).toMatchObject([
      { name: 'Ana' },
      { name: 'Ben', division: DIVISION },
    ]);
    expect(server.seenAt('/api/v2/users')[0]?.query.get('id')).toBe('ben');
  });

  it('are the members of a group', async () => {
    const { genesys } = await connect({
      '/groups/g1/members': [{ body: { entities: [person('ana', 'Ana')], pageCount: 1 } }],
    });
    expect(ids(await genesys.directory.members('group', 'g1'))).toEqual(['ana']);
  });

  it('stay as they are when nobody knows their division', async () => {
    const { genesys } = await connect({
      '/groups/g1/members': [{ body: { entities: [{ id: 'ghost' }] } }],
      '/users': usersOf(),
    });
    expect(await genesys.directory.members('group', 'g1')).toMatchObject([
      { id: 'ghost', name: 'ghost', division: undefined },
    ]);
  });

  it('are an error, not an empty list, when the app may not see them', async () => {
    const { genesys } = await connect({
      '/teams/t1/members': [
        { status: 403, body: { message: 'You are missing the following permission(s): groups:team:view' } },
      ],
    });
    expect(await refusal(genesys.directory.members('team', 't1'))).toMatchObject({
      kind: 'forbidden',
      endpoint: 'team-members',
      missingPermissions: ['groups:team:view'],
    });
  });
});
