import type { Decision, Policy, Reach, Rule, Subject } from '../../domain/access.ts';
import type { Agent, Named } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { type Access, allowedOf } from './access.ts';
import type { Audit, Audited } from './audit.ts';

/** The question in which a decision is made: the same object for as long as it is being answered. */
export interface AuditedQuestion {
  readonly name: string;
  readonly channelId: string | undefined;
  readonly reference: string;
}

export interface AuditedAccess extends Access {
  /** Writes what an administrator did to what is somebody else's: no decision about who is seen, and kept like one. */
  readonly acted: (asker: Asker, what: string, about: Named) => void;
  /** Writes what was done with what is somebody's own, or by itself for them, in the same way. */
  readonly noted: (by: Audited['who'], what: string, about: Named) => void;
  /** Resolves when every decision made so far is kept: the store is not closed before. */
  idle(): Promise<void>;
}

/** What an entry of the audit says of the decision itself. */
interface Decided {
  readonly about: readonly Named[];
  readonly decision: Decision;
}

/** By which rule each policy shows everybody. */
const SHOWS_EVERYBODY_BY = {
  genesys: 'division-grant',
  managers: 'manager',
  allowlist: 'allowlist',
  workspace: 'workspace',
} as const satisfies Record<Policy, Rule>;

/**
 * The same decisions, each written to the audit, refusals included. Whoever decides about people goes through here, so
 * that nothing can be answered that the audit does not know. An answer does not wait for its entries: `idle` does.
 *
 * People for whom the same was decided are one entry, and what a question decides twice is written once.
 *
 * @param policy the one in force
 * @param question the one being answered; absent when nobody asked, as at the start
 */
export function auditedAccess({
  access,
  audit,
  policy,
  question,
}: {
  readonly access: Access;
  readonly audit: Pick<Audit, 'record'>;
  readonly policy: Policy;
  readonly question: () => AuditedQuestion | undefined;
}): AuditedAccess {
  const pending = new Set<Promise<void>>();
  const isNews = createNews();

  function record(asker: Asker, subject: Subject | undefined, decided: readonly Decided[], scope?: Named): void {
    const asked = question();
    const name = asked?.name ?? 'app';
    const what = subject === undefined ? name : `${name} ${subject}`;
    for (const { about, decision } of decided) {
      const isFresh = (id: string) => isNews(asked, [asker.slackUserId, what, sameness(decision), id]);
      const fresh = about.filter(({ id }) => isFresh(id));
      const known = about.length === 0 ? !isFresh('nobody in particular') : fresh.length === 0;
      if (known) continue;
      const [channel, reference] = [asked?.channelId, asked?.reference ?? '-'];
      keep({ who: asker, what, about: fresh, scope, channel, decision, reference });
    }
  }

  function done(who: Audited['who'], what: string, about: Named, rule: 'administrator' | 'owner'): void {
    const asked = question();
    const [channel, reference] = [asked?.channelId, asked?.reference ?? '-'];
    keep({ who, what, about: [about], channel, decision: { allowed: true, rule }, reference });
  }

  function keep(audited: Audited): void {
    const written = audit.record(audited).finally(() => pending.delete(written));
    pending.add(written);
  }

  async function decisions(
    asker: Asker,
    agents: readonly Agent[],
    about: Subject,
    scope?: Named,
  ): Promise<readonly Decision[]> {
    const made = await access.decisions(asker, agents, about);
    record(asker, about, grouped(agents, made), scope);
    return made;
  }

  return {
    async self(asker) {
      const self = await access.self(asker);
      if ('refused' in self) record(asker, undefined, [{ about: [], decision: self.refused }]);
      return self;
    },

    async decide(asker, agent, about) {
      const decision = await access.decide(asker, agent, about);
      record(asker, about, [{ about: agent === undefined ? [] : [agent], decision }]);
      return decision;
    },

    decisions,

    async visible(asker, agents, about, scope) {
      return allowedOf(agents, await decisions(asker, agents, about, scope));
    },

    async reach(asker, about) {
      const reach = await access.reach(asker, about);
      record(asker, about, [reached(reach, policy)]);
      return reach;
    },

    // Shows nobody: what is decided by it is written where people are.
    divisions: (asker, about) => access.divisions(asker, about),

    acted: (asker, what, about) => done(asker, what, about, 'administrator'),
    noted: (by, what, about) => done(by, what, about, 'owner'),

    async idle() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

/** People for whom the same was decided, by the same rule, role and division, together. */
function grouped(agents: readonly Named[], decisions: readonly Decision[]): readonly Decided[] {
  const groups = new Map<string, { readonly about: Named[]; readonly decision: Decision }>();
  for (const [index, agent] of agents.entries()) {
    const decision = decisions[index];
    if (decision === undefined) continue;
    const group = groups.get(sameness(decision)) ?? { about: [], decision };
    group.about.push(agent);
    groups.set(sameness(decision), group);
  }
  return [...groups.values()];
}

function sameness({ allowed, rule, division, role }: Decision): string {
  return JSON.stringify([allowed, rule, division?.id, role?.id]);
}

/** What it was decided that somebody sees who named nobody. Everybody is not listed one by one. */
function reached(reach: Reach, policy: Policy): Decided {
  switch (reach.kind) {
    case 'nobody':
      return { about: [], decision: reach.decision };
    case 'everyone':
      return { about: [], decision: { allowed: true, rule: SHOWS_EVERYBODY_BY[policy] } };
    case 'divisions':
      return { about: reach.divisions, decision: { allowed: true, rule: 'division-grant' } };
    case 'agents': {
      // The asker is always one of them; alone, they see themselves without any rule of the policy.
      const rule = reach.agents.length > 1 ? SHOWS_EVERYBODY_BY[policy] : 'self';
      return { about: reach.agents, decision: { allowed: true, rule } };
    }
    default:
      return reach satisfies never;
  }
}

/** Whether a question hears of something for the first time. Outside of any question everything is news. */
function createNews(): (question: AuditedQuestion | undefined, of: readonly string[]) => boolean {
  const heard = new WeakMap<AuditedQuestion, Set<string>>();
  return (question, of) => {
    if (question === undefined) return true;
    const known = heard.get(question) ?? new Set();
    heard.set(question, known);
    const key = JSON.stringify(of);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  };
}
