import type { AccessSource } from '../reports/ports.ts';
import type { Client } from './http/client.ts';
import { subject } from './schemas.ts';

/** The roles of a person, as Genesys grants them: per division, with the permissions of each. */
export function createAccessSource(client: Client): AccessSource {
  return {
    async grantsOf(agentId) {
      const { grants } = await client.request({
        endpoint: 'grants',
        method: 'GET',
        path: `/authorization/subjects/${encodeURIComponent(agentId)}`,
        repeatable: true,
        schema: subject,
      });
      return grants.flatMap(({ division, role }) => {
        if (division?.id === undefined || role === undefined) return [];
        return [
          {
            division: { id: division.id, name: division.name ?? division.id },
            role: { id: role.id ?? '', name: role.name ?? role.id ?? '' },
            policies: role.policies.flatMap(({ domain, entityName, actions, condition }) =>
              domain === undefined || entityName === undefined
                ? []
                : [{ domain, entity: entityName, actions, conditional: isCondition(condition) }],
            ),
          },
        ];
      });
    },
  };
}

/** Whatever stands there, even in a form that we do not know, may restrict the policy. */
function isCondition(condition: unknown): boolean {
  return condition !== undefined && condition !== null && condition !== '';
}
