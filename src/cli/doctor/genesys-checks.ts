import type { Config } from '../../config.ts';
import type { Genesys } from '../../genesys/genesys.ts';
import { SourceError } from '../../reports/ports.ts';
import { connectGenesys } from '../connections.ts';
import { PERMISSIONS, type Permission, type PermissionConfig, type PermissionName } from '../permissions.ts';
import type { Finding } from './finding.ts';

/** An id that nobody has: a permission is checked before what is asked for is looked up. */
const NOBODY = '00000000-0000-4000-8000-000000000000';
const MINUTE_MS = 60_000;
/** What a status query answers at most. */
const MOST_STATUSES = 50;

/** For each permission the cheapest of the requests that the app makes with it. */
const PROBES: Readonly<Record<PermissionName, (genesys: Genesys, now: number) => Promise<unknown>>> = {
  'directory:user:view': ({ directory }) => directory.findByEmail('doctor@floorwalker.invalid'),
  'authorization:grant:view': ({ access }) => access.grantsOf(NOBODY),
  'analytics:agentState:view': ({ live }) => live.agentStatus(NOBODY),
  'analytics:agentStateNames:view': areNamesShown,
  'conversation:communication:view': ({ live }) => live.conversation(NOBODY),
  'analytics:conversationDetail:view': ({ live }, now) => live.endedConversations(NOBODY, lastMinutes(now)),
  'analytics:conversationAggregate:view': ({ stats }, now) =>
    stats.conversationSums({
      interval: lastMinutes(now),
      timeZone: 'UTC',
      granularity: 'whole',
      groupBy: [],
      filter: { agents: [NOBODY] },
      metrics: ['tHandle'],
    }),
  'analytics:userAggregate:view': ({ stats }, now) =>
    stats.statusTimes({ interval: lastMinutes(now), timeZone: 'UTC', agentIds: [NOBODY] }),
  'analytics:queueObservation:view': ({ live }) => live.waiting([NOBODY]),
  'routing:queue:view': ({ directory }) => directory.places('queue'),
  'routing:wrapupCode:view': ({ directory }) => directory.wrapUpCodeNames([NOBODY]),
  'groups:team:view': ({ directory }) => directory.places('team'),
  'presence:presenceDefinition:view': ({ directory }) => directory.presenceLabels(),
};

/** Logs in to Genesys Cloud, and asks for everything that takes a permission once, one after the other. */
export async function checkGenesys(config: Config, now: number): Promise<readonly Finding[]> {
  let refusals: SourceError[] = [];
  const genesys = connectGenesys(config, ({ outcome }) => {
    if (outcome !== 'ok' && outcome.kind === 'forbidden') refusals.push(outcome);
  });
  try {
    const login = judgeLogin(await outcomeOf(genesys.ready()));
    if (login.status !== 'ok') return [login, NOT_CHECKED];
    const findings: Finding[] = [login];
    for (const permission of PERMISSIONS) {
      refusals = [];
      const problem = await outcomeOf(PROBES[permission.permission](genesys, now));
      // A refusal counts also where the app has another way, and the probe was answered.
      findings.push(judgePermission(permission, refusals[0] ?? problem, config));
    }
    return findings;
  } finally {
    genesys.stop();
  }
}

const NOT_CHECKED: Finding = {
  check: 'Genesys permissions',
  status: 'skipped',
  detail: 'they show only after a login',
};

/** @param problem with which the probe ended, or the refusal that it met on its way */
function judgePermission(
  { permission, serves, without, needed }: Permission,
  problem: SourceError | undefined,
  config: PermissionConfig,
): Finding {
  const check = `Genesys permission ${permission}`;
  // Nobody has the id that was asked for: whoever is told so was allowed to ask.
  if (problem === undefined || problem.kind === 'not-found') return { check, status: 'ok', detail: serves };
  const status = needed(config) ? 'fails' : 'lacks';
  if (problem.kind !== 'forbidden') {
    return { check, status, detail: `it cannot be checked (${told(problem)})`, remedy: 'run the doctor again' };
  }
  // Genesys may want another one first, or one that we do not know of.
  const wanted = problem.missingPermissions;
  const isThisOne = wanted.length === 0 || wanted.includes(permission);
  return {
    check,
    status,
    detail: `${isThisOne ? 'it is missing' : `Genesys Cloud wants ${wanted.join(', ')}`}: ${without}`,
    remedy: `add ${isThisOne ? 'it' : 'that'} to a role of the OAuth client, in every division whose people are asked about`,
  };
}

function judgeLogin(problem: SourceError | undefined): Finding {
  const check = 'Genesys login';
  if (problem === undefined) return { check, status: 'ok', detail: 'the OAuth client is accepted' };
  // What the network says has its remedy with it.
  const remedy = problem.reason === undefined ? loginRemedy(problem) : undefined;
  return { check, status: 'fails', detail: told(problem), remedy };
}

function loginRemedy({ kind, endpoint }: SourceError): string {
  switch (kind) {
    case 'unauthorised':
      return 'check GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, and that GENESYSCLOUD_REGION is the region of that client';
    case 'unavailable':
    case 'timeout':
      return 'look at status.mypurecloud.com, and check GENESYSCLOUD_REGION';
    case 'rate-limited':
      return 'wait a minute: somebody asks too much with the same OAuth client';
    case 'unexpected-response':
      return endpoint === 'token'
        ? 'check that the grant type of the OAuth client is Client Credentials, and that no proxy answers instead'
        : 'check that no proxy or gateway answers instead of Genesys Cloud';
    case 'forbidden':
    case 'not-found':
    case 'invalid-request':
      return 'check GENESYSCLOUD_API_URL and GENESYSCLOUD_LOGIN_URL where they are set';
    default:
      return kind satisfies never;
  }
}

/**
 * Without the permission Genesys Cloud counts people in its statuses and does not say who they are.
 *
 * @throws SourceError of the kind `forbidden` when that is so
 */
async function areNamesShown({ directory, live }: Genesys): Promise<void> {
  const agentIds = (await directory.everyone()).slice(0, MOST_STATUSES).map(({ id }) => id);
  if (agentIds.length === 0) return;
  const [counts, named] = await Promise.all([
    live.statusCounts({ kind: 'agents', agentIds }),
    live.agentStatuses({ kind: 'agents', agentIds }),
  ]);
  if (named.some(({ agentId }) => agentId !== undefined) || counts.every(({ count }) => count === 0)) return;
  throw new SourceError({ kind: 'forbidden', endpoint: 'agent-statuses' });
}

async function outcomeOf(work: Promise<unknown>): Promise<SourceError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

function told({ message, reason, correlationId }: SourceError): string {
  if (reason !== undefined) return reason;
  const said = message.replace('unavailable', 'it does not serve at the moment');
  return correlationId === undefined ? said : `${said}, Genesys reference ${correlationId}`;
}

function lastMinutes(now: number): { readonly start: number; readonly end: number } {
  const end = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return { start: end - 15 * MINUTE_MS, end };
}
