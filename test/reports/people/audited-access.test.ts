import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Decision, Policy } from '../../../src/domain/access.ts';
import type { Agent } from '../../../src/domain/agent.ts';
import type { Access } from '../../../src/reports/people/access.ts';
import type { Audited } from '../../../src/reports/people/audit.ts';
import { type AuditedQuestion, auditedAccess } from '../../../src/reports/people/audited-access.ts';
import { ANA, ANA_LYON, accessTo, asker, EVERYBODY, GRACE, LYON, MADRID, noAccess, OMAR } from '../small-centre.ts';

const LIVE: AuditedQuestion = { name: '/agent-live', channelId: 'C0FLOOR', reference: 'K7F3' };
const inMadrid = (agent: Agent) => agent.division?.id === MADRID.id;

function watched({
  access = accessTo(inMadrid),
  policy = 'genesys',
  question = LIVE,
  keep = async () => {},
}: {
  readonly access?: Access;
  readonly policy?: Policy;
  readonly question?: AuditedQuestion | undefined;
  readonly keep?: () => Promise<void>;
} = {}) {
  const entries: Audited[] = [];
  let current: AuditedQuestion | undefined = question;
  const audited = auditedAccess({
    access,
    policy,
    audit: {
      record: (entry) => {
        entries.push(entry);
        return keep();
      },
    },
    question: () => current,
  });
  return {
    audited,
    entries,
    nextQuestion: (next: AuditedQuestion | undefined) => {
      current = next;
    },
  };
}

const told = (entries: readonly Audited[]) =>
  entries.map(({ about, decision }) => [decision.rule, about.map(({ id }) => id)]);

describe('a decision about one person', () => {
  it('is written with who asked what about whom, where, why, and the reference of the question', async () => {
    const { audited, entries } = watched();
    const decision = await audited.decide(asker(), ANA, 'live');
    expect(decision).toEqual({ allowed: true, rule: 'division-grant', division: MADRID });
    expect(entries).toEqual([
      { who: asker(), what: '/agent-live live', about: [ANA], channel: 'C0FLOOR', decision, reference: 'K7F3' },
    ]);
  });

  it('is written when it is a refusal', async () => {
    const { audited, entries } = watched();
    await audited.decide(asker(), ANA_LYON, 'stats');
    expect(told(entries)).toEqual([['no-grant', [ANA_LYON.id]]]);
  });

  it('is written also when nobody asked', async () => {
    const { audited, entries, nextQuestion } = watched();
    nextQuestion(undefined);
    await audited.decide(asker(), ANA, 'live');
    expect(entries).toMatchObject([{ what: 'app live', reference: '-' }]);
  });

  it('that could not be made leaves no entry', async () => {
    const access = { ...accessTo(inMadrid), decide: () => Promise.reject(new Error('no answer')) };
    const { audited, entries } = watched({ access });
    await expect(audited.decide(asker(), ANA, 'live')).rejects.toThrow('no answer');
    expect(entries).toEqual([]);
  });
});

describe('a decision about many people', () => {
  it('is an entry for those who are seen for the same reason, and one for those who are not', async () => {
    const { audited, entries } = watched();
    expect(await audited.visible(asker(), [GRACE, ANA_LYON, OMAR, ANA], 'live')).toEqual([GRACE, OMAR, ANA]);
    expect(told(entries)).toEqual([
      ['division-grant', [GRACE.id, ANA.id]],
      ['no-grant', [ANA_LYON.id]],
      ['self', [OMAR.id]],
    ]);
  });

  it('is an entry for each division and role', async () => {
    const byDivision = (agent: Agent): Decision => ({
      allowed: true,
      rule: 'division-grant',
      division: agent.division,
      role: agent === GRACE ? { id: 'r2', name: 'Coach' } : { id: 'r1', name: 'Lead' },
    });
    const access: Access = { ...accessTo(inMadrid), decisions: async (_asker, agents) => agents.map(byDivision) };
    const { audited, entries } = watched({ access });
    await audited.decisions(asker(), [ANA, GRACE, ANA_LYON, OMAR], 'live');
    expect(told(entries).map(([, about]) => about)).toEqual([[ANA.id, OMAR.id], [GRACE.id], [ANA_LYON.id]]);
  });

  it('about nobody is no entry', async () => {
    const { audited, entries } = watched();
    expect(await audited.visible(asker(), [], 'live')).toEqual([]);
    expect(entries).toEqual([]);
  });

  it('names everybody once, on the side where the answer puts them, and answers as without the audit', async () => {
    const some = fc.subarray([...EVERYBODY]);
    await fc.assert(
      fc.asyncProperty(some, some, async (seen, asked) => {
        const access = accessTo((agent) => seen.includes(agent));
        const { audited, entries } = watched({ access });
        const visible = await audited.visible(asker(), asked, 'live');
        expect(visible).toEqual(await access.visible(asker(), asked, 'live'));
        const written = entries.flatMap(({ about, decision }) => about.map(({ id }) => `${id} ${decision.allowed}`));
        expect(written.toSorted()).toEqual(asked.map((agent) => `${agent.id} ${visible.includes(agent)}`).toSorted());
      }),
    );
  });
});

describe('whom somebody sees who names nobody', () => {
  it.each<[string, Partial<Access>, Policy, readonly [string, readonly string[]]]>([
    ['everybody by their role', { reach: async () => ({ kind: 'everyone' }) }, 'genesys', ['division-grant', []]],
    ['everybody by the list', { reach: async () => ({ kind: 'everyone' }) }, 'allowlist', ['allowlist', []]],
    ['everybody in a trial', { reach: async () => ({ kind: 'everyone' }) }, 'workspace', ['workspace', []]],
    [
      'some divisions',
      { reach: async () => ({ kind: 'divisions', divisions: [MADRID, LYON], self: OMAR }) },
      'genesys',
      ['division-grant', [MADRID.id, LYON.id]],
    ],
    [
      'their reports',
      { reach: async () => ({ kind: 'agents', agents: [OMAR, ANA] }) },
      'managers',
      ['manager', [OMAR.id, ANA.id]],
    ],
    ['themselves alone', { reach: async () => ({ kind: 'agents', agents: [OMAR] }) }, 'managers', ['self', [OMAR.id]]],
    [
      'nobody',
      { reach: async () => ({ kind: 'nobody', decision: { allowed: false, rule: 'no-confirmed-email' } }) },
      'genesys',
      ['no-confirmed-email', []],
    ],
  ])('is written: %s', async (_what, access, policy, entry) => {
    const { audited, entries } = watched({ access: { ...accessTo(inMadrid), ...access }, policy });
    await audited.reach(asker(), 'stats');
    expect(told(entries)).toEqual([entry]);
    expect(entries[0]?.decision.allowed).toBe(entry[0] !== 'no-confirmed-email');
  });
});

describe('who somebody is in Genesys Cloud', () => {
  it('is written when the answer is that they are nobody there', async () => {
    const { audited, entries } = watched({ access: noAccess('not-in-genesys') });
    await audited.self(asker());
    expect(entries).toMatchObject([{ what: '/agent-live', about: [], decision: { rule: 'not-in-genesys' } }]);
  });

  it('shows nobody anything, and is not written otherwise', async () => {
    const { audited, entries } = watched();
    expect(await audited.self(asker())).toEqual({ agent: OMAR });
    expect(entries).toEqual([]);
  });
});

describe('what a question decides twice', () => {
  it('is written once, and anew when it is decided otherwise or by another question', async () => {
    let sight = inMadrid;
    const { audited, entries, nextQuestion } = watched({ access: accessTo((agent) => sight(agent)) });
    await audited.visible(asker(), [ANA, ANA_LYON], 'live');
    await audited.decide(asker(), ANA_LYON, 'live');
    await audited.visible(asker(), [ANA, GRACE], 'live');
    await audited.decide(asker(), ANA, 'stats');
    sight = () => false;
    await audited.decide(asker(), ANA, 'live');
    nextQuestion({ ...LIVE });
    await audited.decide(asker(), ANA, 'live');
    expect(told(entries)).toEqual([
      ['division-grant', [ANA.id]],
      ['no-grant', [ANA_LYON.id]],
      ['division-grant', [GRACE.id]],
      ['division-grant', [ANA.id]],
      ['no-grant', [ANA.id]],
      ['no-grant', [ANA.id]],
    ]);
  });

  it('about nobody in particular is written once as well', async () => {
    const { audited, entries } = watched({ access: noAccess() });
    await audited.reach(asker(), 'live');
    await audited.reach(asker(), 'live');
    await audited.reach(asker(), 'stats');
    expect(entries.map(({ what }) => what)).toEqual(['/agent-live live', '/agent-live stats']);
  });
});

describe('an answer', () => {
  it('does not wait for its entries, a stop does', async () => {
    const writes: (() => void)[] = [];
    const { audited } = watched({ keep: () => new Promise((resolve) => void writes.push(resolve)) });
    await audited.decide(asker(), ANA, 'live');
    let isIdle = false;
    const stopped = audited.idle().then(() => {
      isIdle = true;
    });
    await audited.decide(asker(), ANA_LYON, 'live');
    writes[0]?.();
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    writes[1]?.();
    await stopped;
    expect(isIdle).toBe(true);
  });
});
