import { describe, expect, it } from 'vitest';
import { connect, refusal } from './scripted-server.ts';

const policy = (more: object = {}) => ({ domain: 'analytics', entityName: 'agentState', actions: ['view'], ...more });
const grantsOf = async (...grants: readonly object[]) => {
  const { genesys } = await connect({
    '/authorization/subjects/omar': [{ body: { id: 'omar', grants }, strange: /condition/ }],
  });
  return genesys.access.grantsOf('omar');
};

describe('the grants of a person', () => {
  it('are roles in divisions with their permissions', async () => {
    const role = { id: 'r1', name: 'Supervisor', policies: [policy(), policy({ entityName: '*', actions: ['*'] })] };
    expect(await grantsOf({ subjectId: 'omar', division: { id: 'd1', name: 'Madrid' }, role })).toEqual([
      {
        division: { id: 'd1', name: 'Madrid' },
        role: { id: 'r1', name: 'Supervisor' },
        policies: [
          { domain: 'analytics', entity: 'agentState', actions: ['view'], conditional: false },
          { domain: 'analytics', entity: '*', actions: ['*'], conditional: false },
        ],
      },
    ]);
  });

  it.each([
    [undefined, false],
    [null, false],
    ['', false],
    ['owner == self', true],
    [{ conjunction: 'AND' }, true],
    [{}, true],
  ])('with the condition %j: conditional is %s', async (condition, conditional) => {
    const [grant] = await grantsOf({ division: { id: '*' }, role: { policies: [policy({ condition })] } });
    expect(grant).toMatchObject({ division: { id: '*', name: '*' }, policies: [{ conditional }] });
  });

  it('are none where a division, a role or a permission is not named', async () => {
    expect(await grantsOf({ role: { policies: [policy()] } }, { division: { id: 'd1' } })).toEqual([]);
    expect(
      await grantsOf({
        division: { id: 'd1' },
        role: { policies: [{ actions: ['view'] }, policy({ actions: null })] },
      }),
    ).toMatchObject([{ policies: [{ actions: [] }] }]);
  });

  it('cannot be read without a permission, which the error names', async () => {
    const { genesys } = await connect({
      '/authorization/subjects/omar': [
        { status: 403, body: { message: 'You are missing the following permission(s): authorization:grant:view' } },
      ],
    });
    expect(await refusal(genesys.access.grantsOf('omar'))).toMatchObject({
      kind: 'forbidden',
      endpoint: 'grants',
      missingPermissions: ['authorization:grant:view'],
    });
  });
});
