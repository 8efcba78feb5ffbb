import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/access.ts';
import { type Organisation, type Person, personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { createOrganisation } from '../../src/sandbox/genesys/centre/staff.ts';
import { seenBy } from '../domain/access-rules.ts';
import { ASKERS, type CastMember, castIn, closeCast, openWithCast, selfOf, whoAsks, worldOf } from './access-cast.ts';
import { NO_ID, pressing, type Question, questionsOf, type Seated, seat, typing } from './access-questions.ts';
import { landed, namedIn, wordsIn } from './disclosure.ts';
import type { House } from './house.ts';

/** What one policy shows one asker who asks one question. */
interface Cell {
  readonly question: string;
  /** Of those in sight. */
  readonly named: readonly string[];
  readonly outOfSight: readonly string[];
  /** How many people a board or a pick list says that there are. */
  readonly counted?: number | undefined;
  /** Whether a total is told that speaks of everybody in it. */
  readonly total?: boolean | undefined;
}

/** Where only people with figures are named, somebody who sees most of all people sees some of them. */
const SOME: readonly string[] = ['some of them'];

const POLICIES: readonly Policy[] = ['genesys', 'managers', 'allowlist', 'workspace'];
describe.each(POLICIES)('with the policy %s, whichever way they ask', (policy) => {
  let house: House;
  beforeAll(async () => {
    house = await openWithCast(policy);
  });
  afterAll(() => closeCast(house));

  it.each(ASKERS)('$as sees exactly whom the rules show them', async (asker) => {
    const by = await seat(house, asker);
    const expected: Cell[] = [];
    const found: Cell[] = [];
    for (const { question, due } of cellsOf(house.genesys.organisation, policy, asker)) {
      house.clock.now += 2000;
      expected.push(dueCell(question, due));
      found.push(await foundCell(by, question, due));
    }
    expect(found).toEqual(expected);
  });
});

it('there are at least 1,200 such questions, some of them about people in sight and some not', () => {
  const organisation = createOrganisation();
  castIn(organisation);
  const cells = POLICIES.flatMap((policy) => ASKERS.flatMap((asker) => cellsOf(organisation, policy, asker)));
  expect(cells.length).toBeGreaterThanOrEqual(1200);
  expect(cells.filter(({ due }) => due.length > 0).length).toBeGreaterThan(150);
  expect(cells.filter(({ question, due }) => due.length < question.people.length).length).toBeGreaterThan(150);
});

describe('whoever is out of sight', () => {
  let house: House;
  beforeAll(async () => {
    house = await openWithCast('genesys');
  });
  afterAll(() => closeCast(house));

  const blind = ASKERS.filter(({ slackId }) =>
    ['U0ANA', 'U0COND', 'U0LINKED', 'U0NOBODY', 'U0GUEST'].includes(slackId),
  );

  it.each(blind)('is to $as the same as somebody who does not exist', async (asker) => {
    const by = await seat(house, asker);
    const omar = personNamed(house.genesys.organisation, 'Omar Haddad');
    const answerTo = async (ask: Question['ask']) => wordsIn(await landed(house, () => ask(by)));
    const typed = (words: string) => answerTo(typing('/agent-live', words));
    const pressed = (id: string) => answerTo(pressing('live_refresh', JSON.stringify({ v: 1, w: [`a:${id}`] })));

    expect((await typed('"omar haddad"')).replaceAll('omar haddad', 'nobody')).toBe(await typed('"nobody"'));
    expect((await typed(omar.email)).replaceAll(omar.email, 'no@example.com')).toBe(await typed('no@example.com'));
    expect(await pressed(omar.id)).toBe(await pressed(NO_ID));
  });
});

function cellsOf(
  organisation: Organisation,
  policy: Policy,
  asker: CastMember,
): readonly { readonly question: Question; readonly due: readonly Person[] }[] {
  const turn = ASKERS.indexOf(asker) + POLICIES.indexOf(policy);
  const [world, asks] = [worldOf(organisation, policy), whoAsks(organisation, asker)];
  return questionsOf(organisation, selfOf(organisation, asker), turn).map((question) => {
    const seen = seenBy(world, asks, question.about);
    return { question, due: question.people.filter(({ id }) => seen.has(id)) };
  });
}

function dueCell({ as, people, namesAll, tellsTotal }: Question, due: readonly Person[]): Cell {
  if (tellsTotal !== undefined) {
    return { question: as, named: [], outOfSight: [], total: people.length > 0 && due.length === people.length };
  }
  if (namesAll === 'perhaps') return { question: as, named: [], outOfSight: [] };
  if (!namesAll) return { question: as, named: due.length > people.length / 2 ? SOME : [], outOfSight: [] };
  return { question: as, named: namesOf(due), outOfSight: [], ...(people.length > 1 ? { counted: due.length } : {}) };
}

async function foundCell(by: Seated, question: Question, due: readonly Person[]): Promise<Cell> {
  const { as, people, namesAll, tellsTotal, ask } = question;
  const words = wordsIn(await landed(by.house, () => ask(by)));
  const inSight = new Set(namesOf(due));
  const found = namedIn(words, by.house.genesys.organisation.people);
  const named = found.filter((name) => inSight.has(name));
  const outOfSight = found.filter((name) => !inSight.has(name));
  if (tellsTotal !== undefined) return { question: as, named: [], outOfSight, total: tellsTotal(words) };
  if (namesAll === 'perhaps') return { question: as, named: [], outOfSight };
  if (!namesAll) {
    const someAreDue = due.length > people.length / 2 && named.length > 0;
    return { question: as, named: someAreDue ? SOME : [], outOfSight };
  }
  const [, count = people.filter(({ id }) => words.includes(id)).length] =
    /Asked: .+, (\d+) (?:person|people)\./.exec(words) ?? [];
  return { question: as, named, outOfSight, ...(people.length > 1 ? { counted: Number(count) } : {}) };
}

function namesOf(people: readonly Person[]): readonly string[] {
  return [...new Set(people.map(({ name }) => name))].toSorted();
}
