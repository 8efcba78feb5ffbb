import type { Named } from '../../../domain/agent.ts';
import { entityId } from './ids.ts';
import type { Role, RolePolicy } from './organisation.ts';

/** The division that stands for all of them. */
export const ALL_DIVISIONS: Named = { id: '*', name: 'All Divisions' };
/** One like any other, which somebody has called so. */
export const CALLED_ALL_DIVISIONS: Named = { id: entityId('division', 0xa11), name: 'All Divisions' };

const LIVE: RolePolicy = { domain: 'analytics', entityName: 'agentState', actions: ['view'] };
const STATS: RolePolicy = { domain: 'analytics', entityName: 'conversationAggregate', actions: ['view'] };
const OWN_WORK: RolePolicy = { domain: 'conversation', entityName: 'communication', actions: ['view', 'transfer'] };

const role = (number: number, name: string, policies: readonly RolePolicy[]): Role => ({
  id: entityId('role', number),
  name,
  policies,
});

/** Roles as companies make them: exact, with wildcards at each place, and with a condition. */
export const ROLES = {
  agent: role(1, 'Agent', [OWN_WORK]),
  supervisor: role(2, 'Supervisor', [LIVE, STATS, OWN_WORK]),
  workforceManager: role(3, 'Workforce Manager', [{ domain: 'analytics', entityName: '*', actions: ['*'] }]),
  siteManager: role(4, 'Site Manager', [
    { domain: 'analytics', entityName: 'agentState', actions: ['*'] },
    { domain: 'analytics', entityName: '*', actions: ['view'] },
  ]),
  administrator: role(5, 'Master Admin', [{ domain: '*', entityName: '*', actions: ['*'] }]),
  /** Sees the floor and not the figures. */
  floorwalker: role(6, 'Floorwalker', [LIVE]),
  /** The figures of some queues only: whether it applies cannot be seen from outside. */
  restrictedAnalyst: role(7, 'Restricted Analyst', [
    { ...LIVE, condition: '{"label":"Queue","operator":"IN","operands":["Sales"]}' },
    { ...STATS, condition: '{"label":"Queue","operator":"IN","operands":["Sales"]}' },
  ]),
  /** Near misses: another action and another entity than those that count. */
  reportBuilder: role(8, 'Report Builder', [
    { domain: 'analytics', entityName: 'conversationAggregate', actions: ['add', 'edit'] },
    { domain: 'analytics', entityName: 'conversationDetail', actions: ['view'] },
  ]),
} as const satisfies Readonly<Record<string, Role>>;
