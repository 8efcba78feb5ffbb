import { describe, expect, it } from 'vitest';
import type { Agent, Place, PlaceKind } from '../../../src/domain/agent.ts';
import type { Target } from '../../../src/domain/question.ts';
import {
  ANA,
  ANA_LYON,
  ANA_MARIA,
  accessTo,
  agent,
  asker,
  BILLING,
  BILLING_EU,
  directory,
  GRACE,
  LEFT,
  LYON_ONLY,
  MADRID,
  noAccess,
  OMAR,
  SALES,
  whoIn,
} from '../small-centre.ts';

/** Whom a question is about, and what an asker can learn from a question that is about nobody. */

const inMadrid = accessTo((each) => each.division?.id === MADRID.id);
const seesAll = accessTo(() => true);

async function ask(targets: readonly Target[], access = inMadrid, people?: readonly Agent[]) {
  return whoIn({ directory: directory({}, people), access }).resolve(targets, asker(), 'live');
}

async function names(targets: readonly Target[], access = inMadrid) {
  const outcome = await ask(targets, access);
  return outcome.kind === 'agents' ? outcome.agents.map((each) => each.name) : outcome.problem.kind;
}

async function problemOf(targets: readonly Target[], access = inMadrid, people?: readonly Agent[]) {
  const outcome = await ask(targets, access, people);
  return outcome.kind === 'problem' ? outcome.problem : outcome.about;
}

const mention = (of: Agent): Target => ({ kind: 'email', email: of.email ?? '', slackUserId: 'U0THEM' });
const typed = (email: string): Target => ({ kind: 'email', email });
const called = (name: string): Target => ({ kind: 'name', name });

describe('a person', () => {
  it.each<[string, Target, string]>([
    ['me', { kind: 'me' }, 'Omar Haddad'],
    ['a mention', mention(ANA), 'Ana López'],
    ['an address in capitals', typed('A-ANA-LÓPEZ@EXAMPLE.COM'), 'Ana López'],
    ['a name without its accent', called('ana lopez'), 'Ana López'],
    ['a part of a name', called('grace'), 'Grace O’Neill'],
    ['somebody picked from a list', { kind: 'agent', agentId: ANA.id }, 'Ana López'],
  ])('is found by %s', async (_by, target, name) => {
    expect(await ask([target])).toMatchObject({
      kind: 'agents',
      about: { kind: 'person', name },
      agents: [{ name }],
      whole: false,
    });
  });

  it('is asked about once, however often they are named', async () => {
    expect(await names([mention(ANA), called('ana lopez'), called('grace'), mention(ANA)])).toEqual([
      'Ana López',
      'Grace O’Neill',
    ]);
  });

  it('who has the name of another is told apart in what it is about too', async () => {
    const twin = agent('Ana López', { id: 'a-twin' });
    const both: Target[] = [ANA, twin, ANA].map(({ id }) => ({ kind: 'agent', agentId: id }));
    expect(await problemOf(both, seesAll, [ANA, twin])).toEqual({
      kind: 'several',
      of: [
        { kind: 'person', name: 'Ana López' },
        { kind: 'person', name: 'Ana López' },
      ],
    });
  });

  it('who left is said to be inactive', async () => {
    expect(await problemOf([mention(LEFT)])).toEqual({ kind: 'inactive', name: 'Luis Gone', state: 'inactive' });
  });

  it('who took over the address of somebody who left is the one who is meant', async () => {
    const before = agent('Ana Before', { email: ANA.email, state: 'deleted' });
    expect(await problemOf([mention(ANA)], inMadrid, [before, ANA])).toEqual({ kind: 'person', name: 'Ana López' });
  });

  it('whom Slack knows and Genesys does not has an answer of its own, for whoever sees everybody', async () => {
    const stranger = agent('Only In Slack');
    expect(await problemOf([mention(stranger)], seesAll)).toEqual({ kind: 'not-in-genesys', slackUserId: 'U0THEM' });
  });
});

describe('a name that fits several people', () => {
  it('is never a silent first match, and the list gives no address', async () => {
    expect(await problemOf([called('ana')])).toEqual({
      kind: 'several-agents',
      words: 'ana',
      candidates: [
        { id: ANA.id, name: 'Ana López', title: 'Agent', division: MADRID },
        { id: ANA_MARIA.id, name: 'Ana María Ruiz', title: 'Agent', division: MADRID },
      ],
      more: 0,
    });
  });

  it('may be an address that two people have', async () => {
    const twin = agent('Ana Twin', { email: ANA.email });
    expect(await problemOf([mention(ANA)], inMadrid, [ANA, twin])).toMatchObject({
      kind: 'several-agents',
      slackUserId: 'U0THEM',
      candidates: [{ name: 'Ana López' }, { name: 'Ana Twin' }],
    });
  });

  it('is the one whose whole name was typed', async () => {
    const people = [agent('Ana'), agent('Ana López')];
    expect(await problemOf([called('ANA')], seesAll, people)).toEqual({ kind: 'person', name: 'Ana' });
  });

  it('lists twenty and counts the rest', async () => {
    const people = Array.from({ length: 23 }, (_, nth) => agent(`Ana ${nth}`));
    expect(await problemOf([called('ana')], seesAll, people)).toMatchObject({
      candidates: { length: 20 },
      more: 3,
    });
  });

  it('is no question when only one of them is in sight', async () => {
    const lyon = accessTo((each) => each.id === ANA_LYON.id);
    expect(await names([called('ana')], lyon)).toEqual(['Ana Petit']);
  });
});

describe('somebody the asker may not see', () => {
  it.each<[string, Target, Target]>([
    ['a typed name', called('Ana Petit'), called('Ana Nobody')],
    ['a typed address', typed(ANA_LYON.email ?? ''), typed('nobody@example.com')],
    ['an id from an old list', { kind: 'agent', agentId: ANA_LYON.id }, { kind: 'agent', agentId: 'a-nobody' }],
  ])('is answered like somebody who does not exist: %s', async (_by, unseen, missing) => {
    const words = (problem: unknown) => JSON.stringify(problem).replace(/"words":"[^"]*"/u, '');
    const answer = await problemOf([unseen]);
    expect(words(answer)).toBe(words(await problemOf([missing])));
    expect(answer).toHaveProperty('kind');
  });

  it('is plainly refused when mentioned, with the decision, like somebody whom only Slack knows', async () => {
    const refused = { kind: 'not-allowed', decision: { allowed: false, rule: 'no-grant' }, slackUserId: 'U0THEM' };
    expect(await problemOf([mention(ANA_LYON)])).toEqual(refused);
    expect(await problemOf([mention(agent('Only In Slack'))])).toEqual(refused);
  });

  it('takes the others of the question along: nobody is left out in silence', async () => {
    expect(await names([mention(ANA), mention(ANA_LYON)])).toBe('not-allowed');
  });

  it('does not stand in the way of a namesake in sight, though the name fits them better', async () => {
    const unseen = agent('Ana', { division: undefined });
    expect(await problemOf([called('ana')], inMadrid, [unseen, ANA])).toEqual({ kind: 'person', name: 'Ana López' });
  });
});

describe('a queue, a team, a group, my team', () => {
  it.each<[string, Target, object]>([
    [
      'queue',
      { kind: 'queue', name: 'billing' },
      { about: { kind: 'queue', name: 'Billing' }, queue: { id: BILLING.id }, agents: [ANA, GRACE] },
    ],
    [
      'team',
      { kind: 'team', name: 'sales' },
      { about: { kind: 'team', name: 'Sales' }, team: { id: SALES.id }, agents: [ANA, GRACE] },
    ],
    ['group', { kind: 'group', name: 'tier 2' }, { about: { kind: 'group', name: 'Tier 2' }, agents: [GRACE] }],
    [
      'reports',
      { kind: 'my-team' },
      { about: { kind: 'my-team' }, manager: { id: OMAR.id, name: OMAR.name }, agents: [ANA, ANA_MARIA, GRACE] },
    ],
  ])('is the active people of it whom the asker may see: %s', async (_what, target, expected) => {
    expect(await ask([target])).toMatchObject(expected);
  });

  it('is whole only while nobody of it is out of sight', async () => {
    const billing: Target = { kind: 'queue', name: 'Billing' };
    expect(await ask([billing])).toMatchObject({ whole: false });
    expect(await ask([billing], seesAll)).toMatchObject({ whole: true });
    expect(await ask([{ kind: 'team', name: 'Sales' }])).toMatchObject({ whole: true });
  });

  it('is not whole when somebody occurs in its figures whom the directory does not know', async () => {
    const members = async () => [ANA];
    const stats = {
      conversationSums: async () => [{ group: { userId: 'deleted-for-good' }, start: 0, end: 1, metrics: {} }],
    };
    const when = [{ start: 0, end: 1 }];
    const whole = async (access: typeof inMadrid, of = stats) => {
      const who = whoIn({ directory: directory({ members }), access, stats: of });
      return await who.resolve([{ kind: 'queue', name: 'Billing' }], asker(), 'stats', when);
    };
    expect(await whole(inMadrid)).toMatchObject({ whole: false });
    expect(await whole(inMadrid, { conversationSums: async () => [] })).toMatchObject({ whole: true });
    expect(await whole(seesAll)).toMatchObject({ whole: true });
  });

  it('beside another one is people, no longer that queue', async () => {
    const both = await ask([{ kind: 'queue', name: 'Billing' }, mention(ANA_MARIA)]);
    expect(both).toMatchObject({
      about: {
        kind: 'several',
        of: [
          { kind: 'queue', name: 'Billing' },
          { kind: 'person', name: 'Ana María Ruiz' },
        ],
      },
      whole: false,
    });
    expect(both).not.toHaveProperty('queue');
  });

  it('that nobody has heard of is named', async () => {
    expect(await problemOf([{ kind: 'queue', name: 'Biling' }])).toEqual({
      kind: 'no-such-place',
      place: 'queue',
      words: 'Biling',
      near: [BILLING, BILLING_EU].map(({ id, name }) => ({ kind: 'queue', id, name })),
    });
  });

  it('whose name fits several is not guessed', async () => {
    expect(await problemOf([{ kind: 'queue', name: 'bill' }])).toEqual({
      kind: 'several-places',
      place: 'queue',
      words: 'bill',
      candidates: [BILLING, BILLING_EU].map(({ id, name }) => ({ id, name })),
      more: 0,
    });
  });

  it('in which nobody is in sight does not exist, and hides none of a longer name', async () => {
    const problem = { kind: 'no-such-place', place: 'queue', words: 'reclamations', near: [] };
    expect(await problemOf([{ kind: 'queue', name: 'reclamations' }])).toEqual(problem);
    const longer: Place = { id: 'q-longer', name: 'Réclamations Madrid', division: MADRID };
    const places = async () => [LYON_ONLY, longer];
    const members = async (_kind: PlaceKind, id: string) => [id === longer.id ? ANA : ANA_LYON];
    const also = directory({ places, members });
    const found = await whoIn({ directory: also, access: inMadrid }).resolve(
      [{ kind: 'queue', name: 'reclamations' }],
      asker(),
      'live',
    );
    expect(found).toMatchObject({ about: { kind: 'queue', name: 'Réclamations Madrid' }, whole: true });
  });

  it('without anybody is a queue all the same, for those who hold the permission in its division', async () => {
    const empty: Target = { kind: 'queue', name: BILLING_EU.name };
    expect(await ask([empty])).toMatchObject({ about: { kind: 'queue', name: 'Billing EU' }, agents: [], whole: true });
    const inLyon = accessTo(({ division }) => division?.id === ANA_LYON.division?.id);
    expect(await problemOf([empty], inLyon)).toMatchObject({ kind: 'no-such-place' });
    expect(
      await problemOf(
        [empty],
        accessTo(() => false, ANA),
      ),
    ).toMatchObject({ kind: 'no-such-place' });
  });

  it('is found by its id, whatever it is called and whoever is called so as well', async () => {
    const byId: Target = { kind: 'queue', name: 'Billing EU', id: BILLING.id };
    expect(await ask([byId])).toMatchObject({ about: { kind: 'queue', name: 'Billing' }, queue: { id: BILLING.id } });
    expect(await problemOf([{ kind: 'queue', name: 'Billing', id: 'q-gone' }])).toMatchObject({
      kind: 'no-such-place',
    });
  });

  it('may be a manager without reports', async () => {
    const grace = accessTo(() => true, GRACE);
    expect(await problemOf([{ kind: 'my-team' }], grace)).toEqual({ kind: 'nobody-there', place: 'my-team' });
  });
});

describe('an asker who may see nobody', () => {
  it.each<[string, Target]>([
    ['me', { kind: 'me' }],
    ['a mention', mention(ANA)],
    ['a mention of somebody unknown', mention(agent('Only In Slack'))],
    ['a name', called('ana')],
    ['a name that fits nobody', called('zzz')],
    ['a queue that exists', { kind: 'queue', name: 'Billing' }],
    ['a queue that does not', { kind: 'queue', name: 'zzz' }],
    ['their team', { kind: 'my-team' }],
  ])('is told that, and learns nothing else: %s', async (_by, target) => {
    expect(await problemOf([target], noAccess())).toMatchObject({
      kind: 'not-allowed',
      decision: { allowed: false, rule: 'not-a-member' },
    });
  });
});

it('a queue without anybody, beside somebody who is not found, is told first when it was asked for first', async () => {
  const empty: Target = { kind: 'queue', name: 'Billing EU' };
  const nobody: Target = { kind: 'email', email: 'who@example.com' };
  expect(await problemOf([empty, nobody])).toMatchObject({ kind: 'nobody-there', place: 'queue' });
  expect(await problemOf([nobody, empty])).toMatchObject({ kind: 'no-such-agent' });
});

it('a question that names more than thirty is told so before anybody is looked for', async () => {
  const looked: string[] = [];
  const findByName = async (name: string) => {
    looked.push(name);
    return [];
  };
  const who = whoIn({ directory: directory({ findByName }), access: inMadrid });
  const many = Array.from({ length: 31 }, (_, nth): Target => ({ kind: 'name', name: String(nth) }));
  expect(await who.resolve(many, asker(), 'live')).toEqual({
    kind: 'problem',
    problem: { kind: 'too-many-named', named: 31, most: 30 },
  });
  expect(looked).toEqual([]);
  expect((await who.resolve(many.slice(1), asker(), 'live')).kind).toBe('problem');
  expect(looked).toHaveLength(30);
});

it('a question about nobody is a problem, not everybody', async () => {
  expect(await problemOf([])).toEqual({ kind: 'nobody-named' });
});
