import type { Policy } from '../domain/access.ts';
import type { Target } from '../domain/question.ts';
import type { Instant } from '../domain/time.ts';
import { createAgentLive } from './live/agent-live.ts';
import { createAccess } from './people/access.ts';
import { type AuditLog, type AuditStore, createAudit } from './people/audit.ts';
import { type AuditedQuestion, auditedAccess } from './people/audited-access.ts';
import { createNames } from './people/names.ts';
import { rememberDirectory } from './people/remembered-directory.ts';
import { createSight } from './people/sight.ts';
import { createWho } from './people/who.ts';
import type { AccessSource, AgentDirectory, LiveSource, Remember, Spending, StatsSource } from './ports.ts';
import { createAgentStats } from './stats/agent-stats.ts';

export type Reports = ReturnType<typeof createReports>;

/** All that can be answered about the contact centre, and who may see whom, from these sources. */
export function createReports(parts: {
  readonly sources: {
    readonly directory: AgentDirectory;
    readonly live: LiveSource;
    readonly stats: StatsSource;
    readonly access: AccessSource;
  };
  readonly remember: Remember;
  readonly access: {
    readonly policy: Policy;
    readonly allowlist: readonly string[];
    readonly identityLinks: ReadonlyMap<string, string>;
    readonly userGroupMembers: (userGroupId: string) => Promise<readonly string[]>;
  };
  readonly audit: {
    readonly log: AuditLog;
    readonly store: AuditStore;
    readonly newId: () => string;
    readonly days: number;
    /** The question being answered; absent when nobody asked. */
    readonly question: () => AuditedQuestion | undefined;
  };
  /** Who is meant when nobody is named; nobody in particular is everybody in sight. */
  readonly defaultScope: readonly Target[];
  /** What the app may ask of Genesys Cloud. */
  readonly requestsPerMinute: number;
  readonly spending: Spending;
  readonly now: () => Instant;
}) {
  const { sources, remember, defaultScope, requestsPerMinute, spending, now } = parts;
  const directory = rememberDirectory({ directory: sources.directory, remember });
  const unaudited = createAccess({ ...parts.access, source: sources.access, directory, remember });
  const access = auditedAccess({
    access: unaudited,
    audit: createAudit({ ...parts.audit, now }),
    policy: parts.access.policy,
    question: parts.audit.question,
  });
  const sight = createSight({ access, directory, stats: sources.stats, remember, now });
  const toName = createSight({ access: unaudited, directory, stats: sources.stats, remember, now });
  const names = createNames({ directory, access: unaudited, sight: toName });
  const who = createWho({ directory, access, sight, near: names.near });
  const quietWho = createWho({ directory, access: unaudited, sight: toName, near: names.near });
  const live = createAgentLive({ who, directory, live: sources.live, remember, now, defaultScope });
  const stats = createAgentStats({
    stats: sources.stats,
    directory,
    remember,
    who,
    access,
    now,
    defaultScope,
    requestsPerMinute,
    spending,
  });
  return { directory, access, who, quietWho, names, live, stats };
}
