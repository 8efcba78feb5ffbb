import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { rememberDirectory } from '../../../src/reports/people/remembered-directory.ts';
import type { AgentDirectory } from '../../../src/reports/ports.ts';
import { SourceError } from '../../../src/reports/ports.ts';
import { remembering } from '../remembering.ts';
import { ANA, agent, BILLING, BILLING_EU, directory, GRACE, LYON_ONLY, OMAR, SALES } from '../small-centre.ts';

/** What the directory is asked, and what it is not asked twice. */

/** The directory of the small centre that writes down each request. */
function counting(also: Partial<AgentDirectory> = {}) {
  const asked: string[] = [];
  const source = directory(also);
  const counted: AgentDirectory = {
    findByEmail: (email) => noting('findByEmail', email, source.findByEmail(email)),
    findByName: (name) => noting('findByName', name, source.findByName(name)),
    byIds: (ids) => noting('byIds', ids.join(), source.byIds(ids)),
    everyone: () => noting('everyone', '', source.everyone()),
    directReports: (id) => noting('directReports', id, source.directReports(id)),
    places: (kind) => noting('places', kind, source.places(kind)),
    members: (kind, id) => noting('members', `${kind} ${id}`, source.members(kind, id)),
    skills: () => noting('skills', '', source.skills()),
    queueNames: (ids) => noting('queueNames', ids.join(), source.queueNames(ids)),
    wrapUpCodeNames: (ids) => noting('wrapUpCodeNames', ids.join(), source.wrapUpCodeNames(ids)),
    presenceLabels: () => noting('presenceLabels', '', source.presenceLabels()),
    queuesOf: (id) => noting('queuesOf', id, source.queuesOf(id)),
  };
  function noting<T>(what: string, of: string, answer: T): T {
    asked.push(`${what} ${of}`.trim());
    return answer;
  }
  const remember = remembering();
  return { asked, remember, remembered: rememberDirectory({ directory: counted, remember }) };
}

describe('the remembered directory', () => {
  it.each<[keyof AgentDirectory, (from: AgentDirectory) => Promise<unknown> | undefined, unknown]>([
    ['findByEmail', (from) => from.findByEmail(ANA.email ?? ''), [ANA]],
    ['findByName', (from) => from.findByName('lópez'), [ANA]],
    ['byIds', (from) => from.byIds([GRACE.id, ANA.id]), [GRACE, ANA]],
    ['everyone', (from) => from.everyone(), { length: 5 }],
    ['directReports', (from) => from.directReports(OMAR.id), { length: 3 }],
    ['places', (from) => from.places('team'), [SALES]],
    ['members', (from) => from.members('queue', BILLING.id), { length: 3 }],
    ['skills', (from) => from.skills(), []],
    ['queueNames', (from) => from.queueNames([BILLING.id]), { [BILLING.id]: 'Billing' }],
    ['presenceLabels', (from) => from.presenceLabels(), { 'p-prebreak': 'Pre-break' }],
    ['queuesOf', (from) => from.queuesOf(ANA.id), [{ id: BILLING.id }]],
  ])('answers %s as the directory does, and asks it once', async (_what, ask, expected) => {
    const { asked, remembered } = counting();
    expect(await ask(remembered)).toMatchObject(Object(expected));
    expect(await ask(remembered)).toMatchObject(Object(expected));
    expect(asked).toHaveLength(1);
  });

  it('finds a person again in any case', async () => {
    const { asked, remembered } = counting();
    await remembered.findByEmail('A-Ana-López@example.com');
    await remembered.findByEmail('a-ana-lópez@EXAMPLE.com');
    expect(asked).toHaveLength(1);
  });

  it('finds somebody who was made after nobody was found', async () => {
    const people = [ANA];
    const { remembered } = counting({ findByName: async (name) => people.filter((each) => each.name.includes(name)) });
    expect(await remembered.findByName('Nia')).toEqual([]);
    const nia = agent('Nia New');
    people.push(nia);
    expect(await remembered.findByName('Nia')).toEqual([nia]);
  });

  it('passes on that the directory cannot answer, and asks again the next time', async () => {
    let down = true;
    const { remembered } = counting({
      findByEmail: async () => {
        if (down) throw new SourceError({ kind: 'unavailable', endpoint: 'users-search' });
        return [ANA];
      },
    });
    await expect(remembered.findByEmail('ana@example.com')).rejects.toThrow('unavailable');
    down = false;
    expect(await remembered.findByEmail('ana@example.com')).toEqual([ANA]);
  });
});

describe('names by id', () => {
  it('are asked for in one request, the new ones only', async () => {
    const { asked, remembered } = counting();
    await remembered.queueNames([BILLING.id, BILLING_EU.id]);
    expect(await remembered.queueNames([BILLING_EU.id, LYON_ONLY.id, BILLING.id])).toEqual({
      [BILLING.id]: 'Billing',
      [BILLING_EU.id]: 'Billing EU',
      [LYON_ONLY.id]: 'Réclamations',
    });
    expect(asked).toEqual([`queueNames ${BILLING.id},${BILLING_EU.id}`, `queueNames ${LYON_ONLY.id}`]);
  });

  it('that Genesys does not know are left out, and not asked for again', async () => {
    const { asked, remembered } = counting();
    expect(await remembered.queueNames(['q-deleted', BILLING.id])).toEqual({ [BILLING.id]: 'Billing' });
    expect(await remembered.queueNames(['q-deleted'])).toEqual({});
    expect(asked).toHaveLength(1);
  });

  it('of no ids cost nothing', async () => {
    const { asked, remembered } = counting();
    expect(await remembered.wrapUpCodeNames([])).toEqual({});
    expect(await remembered.byIds([])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('are never asked for twice, whoever asks together, and nobody waits for ever', async () => {
    const ids = fc.uniqueArray(fc.constantFrom(BILLING.id, BILLING_EU.id, LYON_ONLY.id, 'q-deleted'));
    await fc.assert(
      fc.asyncProperty(fc.array(ids, { maxLength: 5 }), async (questions) => {
        const { asked, remembered } = counting();
        const answers = await Promise.all(questions.map((each) => remembered.queueNames(each)));
        const source = directory();
        expect(answers).toEqual(await Promise.all(questions.map((each) => source.queueNames(each))));
        expect(asked.length).toBe(questions.flat().length > 0 ? 1 : 0);
      }),
    );
  });
});
