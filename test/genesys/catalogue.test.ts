import { describe, expect, it } from 'vitest';
import { connect, refusal } from './scripted-server.ts';

const page = (...names: readonly string[]) => ({
  body: { entities: names.map((name) => ({ id: `id of ${name}`, name })), pageCount: 1 },
});
const names = (items: readonly { readonly name: string }[]) => items.map((item) => item.name);

describe('things found by name', () => {
  it('are queues whose name contains it; one called exactly so is meant alone', async () => {
    const { genesys, server } = await connect({ '/routing/queues': [page('Billing', 'Billing EU', 'Pre-Billing')] });
    expect(names(await genesys.directory.queues('billing'))).toEqual(['Billing']);
    expect(names(await genesys.directory.queues('*bill*'))).toEqual(['Billing', 'Billing EU', 'Pre-Billing']);
    expect(server.seenAt('/api/v2/routing/queues').map((request) => request.query.get('name'))).toEqual([
      '*billing*',
      '*bill*',
    ]);
  });

  it('are no queues at all without a name, rather than all of them', async () => {
    const { genesys, server } = await connect({});
    expect(await genesys.directory.queues(' * ')).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  it('are teams whose name starts with it', async () => {
    const { genesys, server } = await connect({ '/teams': [page('Sales Madrid', 'Sales Boston')] });
    expect(names(await genesys.directory.teams('sales'))).toEqual(['Sales Madrid', 'Sales Boston']);
    expect(server.seen.at(-1)?.query.get('name')).toBe('sales');
  });

  it('are groups', async () => {
    const { genesys, server } = await connect({
      '/groups/search': [{ body: { results: [{ id: 'g1', name: 'Tier 2' }] } }],
    });
    expect(await genesys.directory.groups('tier')).toEqual([{ id: 'g1', name: 'Tier 2' }]);
    expect(server.seen.at(-1)?.body).toEqual({
      pageSize: 100,
      pageNumber: 1,
      query: [{ type: 'CONTAINS', fields: ['name'], value: 'tier' }],
    });
  });

  it('are skills', async () => {
    const { genesys } = await connect({ '/routing/skills': [page('Spanish', 'Spanish legal')] });
    expect(names(await genesys.directory.skills('SPANISH'))).toEqual(['Spanish']);
  });

  it('are all divisions, page after page', async () => {
    const division = (id: string) => ({ body: { entities: [{ id, name: id }], pageCount: 2 } });
    const { genesys } = await connect({ '/authorization/divisions': [division('Madrid'), division('Boston')] });
    expect(names(await genesys.directory.divisions())).toEqual(['Madrid', 'Boston']);
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
