import { describe, expect, it } from 'vitest';
import { connect, refusal } from './scripted-server.ts';

const page = (...names: readonly string[]) => ({
  body: { entities: names.map((name) => ({ id: `id of ${name}`, name })), pageCount: 1 },
});
const names = (items: readonly { readonly name: string }[]) => items.map((item) => item.name);

describe('every queue, team, group and skill', () => {
  const division = { id: 'd1', name: 'Madrid' };

  it('is a list of all pages, each with its division where it has one', async () => {
    const { genesys, server } = await connect({
      '/routing/queues': [
        { body: { entities: [{ id: 'q1', name: 'Billing', division }], pageCount: 2 } },
        { body: { entities: [{ id: 'q2', name: 'Café', division: { id: 'd2' } }], pageCount: 2 } },
      ],
    });
    expect(await genesys.directory.places('queue')).toEqual([
      { id: 'q1', name: 'Billing', division },
      { id: 'q2', name: 'Café', division: { id: 'd2', name: 'd2' } },
    ]);
    expect(server.seenAt('/api/v2/routing/queues').map(({ query }) => query.get('pageNumber'))).toEqual(['1', '2']);
  });

  it('is asked for by cursor where Genesys turns the pages so', async () => {
    const { genesys } = await connect({
      '/teams': [
        { body: { entities: [{ id: 't1', name: 'Sales', division }], nextUri: '/api/v2/teams?after=MQ' } },
        { body: { entities: [{ id: 't2', name: 'Care', division }] } },
      ],
    });
    expect(names(await genesys.directory.places('team'))).toEqual(['Sales', 'Care']);
  });

  it('is in no division where it is a group', async () => {
    const { genesys } = await connect({ '/groups': [{ body: { entities: [{ id: 'g1', name: 'Tier 2' }] } }] });
    expect(await genesys.directory.places('group')).toEqual([{ id: 'g1', name: 'Tier 2' }]);
  });

  it('is a skill', async () => {
    const { genesys } = await connect({ '/routing/skills': [page('Spanish', 'Spanish legal')] });
    expect(names(await genesys.directory.skills())).toEqual(['Spanish', 'Spanish legal']);
  });
});

describe('the queues of somebody', () => {
  it('are those they have joined', async () => {
    const { genesys, server } = await connect({ '/users/ana/queues': [page('Billing')] });
    expect(names(await genesys.directory.queuesOf('ana'))).toEqual(['Billing']);
    expect(server.seen.at(-1)?.query.get('joined')).toBe('true');
  });
});

describe('names behind ids', () => {
  it('of queues leave out what Genesys does not know', async () => {
    const { genesys, server } = await connect({ '/routing/queues': [page('Billing')] });
    expect(await genesys.directory.queueNames(['id of Billing', 'gone'])).toEqual({ 'id of Billing': 'Billing' });
    expect(server.seen.at(-1)?.query.get('id')).toBe('id of Billing,gone');
  });

  it('of wrap-up codes are not asked for where the code is one of the system', async () => {
    const { genesys, server } = await connect({ '/routing/wrapupcodes': [page('Refund')] });
    expect(await genesys.directory.wrapUpCodeNames(['ININ-WRAP-UP-TIMEOUT'])).toEqual({});
    expect(server.seen).toHaveLength(0);
    expect(await genesys.directory.wrapUpCodeNames(['ININ-WRAP-UP-TIMEOUT', 'id of Refund'])).toEqual({
      'id of Refund': 'Refund',
    });
    expect(server.seen.at(-1)?.query.get('id')).toBe('id of Refund');
  });
});

describe('labels of presences', () => {
  const definition = (id: string, languageLabels: object | null, more: object = {}) => ({
    id,
    languageLabels,
    systemPresence: 'Busy',
    ...more,
  });

  it('are those of the organisation, the deactivated ones too, in English where there is English', async () => {
    const { genesys, server } = await connect({
      '/presence/definitions': ({ query }) => ({
        body: {
          entities:
            query.get('deactivated') === 'true'
              ? [definition('p3', { en_US: 'Smoking' })]
              : [
                  definition('p1', { es: 'Pausa', en_US: 'Pre-break' }),
                  definition('p2', { es: 'Papeleo' }),
                  definition('p4', null),
                  definition('p5', {}, { systemPresence: null }),
                ],
        },
      }),
    });
    expect(await genesys.directory.presenceLabels()).toEqual({
      p1: 'Pre-break',
      p2: 'Papeleo',
      p3: 'Smoking',
      p4: 'Busy',
      p5: 'p5',
    });
    expect(server.seenAt('/api/v2/presencedefinitions')).toHaveLength(0);
  });

  it('come from the deprecated list when the app lacks the permission for the new one', async () => {
    const { genesys, server } = await connect({
      '/presence/definitions': [{ status: 403 }],
      '/presencedefinitions': [{ body: { entities: [definition('p1', { en_US: 'Pre-break' })], pageCount: 1 } }],
    });
    expect(await genesys.directory.presenceLabels()).toEqual({ p1: 'Pre-break' });
    expect(server.seen.at(-1)?.query.get('deleted')).toBe('ALL');
  });

  it('are an error when Genesys is down, not a reason to ask elsewhere', async () => {
    const { genesys, server } = await connect({ '/presence/definitions': [{ status: 503 }] });
    expect(await refusal(genesys.directory.presenceLabels())).toMatchObject({ kind: 'unavailable' });
    expect(server.seenAt('/api/v2/presencedefinitions')).toHaveLength(0);
  });
});
