import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Person, personNamed, queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { closeCast, openWithCast } from './access-cast.ts';
import type { House } from './house.ts';

/** Who is meant, what is whole and what exists, told through the whole app to those who may not know everything. */

let house: House;
const person = (name: string): Person => personNamed(house.genesys.organisation, name);
const change = (who: Person, to: Partial<Person>) => Object.assign(who, to);
const queueId = (name: string) => queueNamed(house.genesys.organisation, name).id;

async function answered(user: string, command: string, text: string): Promise<SlackMessage> {
  house.clock.now += 10_000;
  const [message, ...others] = await house.ask(user, command, text);
  if (message === undefined || others.length > 0) throw new Error(`not one answer to ${text}`);
  return message;
}
const told = async (user: string, command: string, text: string) => (await answered(user, command, text)).text;

describe('with the policy managers', () => {
  beforeAll(async () => {
    house = await openWithCast('managers');
  });
  afterAll(() => closeCast(house));

  it('a namesake out of sight changes nothing in the answer about somebody in sight', async () => {
    change(person('Zoë Müller-<&>'), { name: 'Zed Quill Junior' });
    const before = await told('U0OMAR', '/agent-live', '"Zed Quill"');
    expect(before).toContain('Zed Quill Junior');
    change(person("Seán O'Brien"), { name: 'Zed Quill' });
    house.forget();
    const after = await told('U0OMAR', '/agent-live', '"Zed Quill"');
    expect(after).toContain('Zed Quill Junior');
    expect(after).not.toContain('Nobody');
  });

  it('somebody out of sight and somebody who is not in Genesys are one sentence, also to why', async () => {
    const sameFor = (text: string) => text.replaceAll(/<@U0\w+>/g, 'them');
    for (const words of ['', 'why ']) {
      const unseen = await told('U0OMAR', '/agent-live', `${words}<@U0SEAN>`);
      const missing = await told('U0OMAR', '/agent-live', `${words}<@U0NOBODY>`);
      expect(sameFor(unseen)).toBe(sameFor(missing));
      expect(unseen).not.toContain('Boston');
    }
  });
});

describe('with the policy genesys', () => {
  beforeAll(async () => {
    house = await openWithCast('genesys');
  });
  afterAll(() => closeCast(house));
  beforeEach(() => house.forget());

  it('asks nothing of Genesys for a question that names hundreds', async () => {
    const before = house.genesys.requests.length;
    const words = Array.from({ length: 330 }, (_, nth) => `"${nth + 10}"`).join(' ');
    expect(await told('U0GRACE', '/agent-live', words)).toMatch(/names at most 30/);
    expect(house.genesys.requests.length).toBe(before);
  });

  it('finds a queue whatever the accents', async () => {
    expect(await told('U0GRACE', '/agent-live', 'queue "retencion & fidelizacion"')).toContain('Retención');
  });

  it('says the same of a queue out of sight and of one that does not exist', async () => {
    const unseen = await told('U0ANA', '/agent-live', 'queue "Support APAC"');
    const missing = await told('U0ANA', '/agent-live', 'queue "Nowhere"');
    expect(unseen.replaceAll('Support APAC', 'Nowhere')).toBe(missing);
  });

  it('tells nobody how many wait who sees only some of a queue, and says so', async () => {
    const billing = queueId('Billing EU');
    change(person("Seán O'Brien"), { queueIds: [billing] });
    expect(await told('U0OMAR', '/agent-live', 'queue "Billing EU" waiting')).toMatch(
      /to those who may see everybody in it/,
    );
    expect(await told('U0GRACE', '/agent-live', 'queue "Billing EU" waiting')).not.toMatch(/may see everybody in it/);
  });

  it('answers about a queue without anybody for whoever holds the permission in its division, and nobody else', async () => {
    const retention = queueId('Retención & Fidelización');
    for (const each of house.genesys.organisation.people) {
      change(each, { queueIds: each.queueIds.filter((id) => id !== retention) });
    }
    const words = 'queue "Retención & Fidelización" waiting';
    expect(await told('U0OMAR', '/agent-live', words)).toMatch(/wait/);
    expect(await told('U0OMAR', '/agent-live', words)).not.toMatch(/There is no queue/);
    expect(await told('U0ANA', '/agent-live', words)).toMatch(/There is no queue/);
  });

  it('does not call somebody ready for a conversation who is in no queue', async () => {
    const ana = person('Ana Benavides');
    house.genesys.live.put(ana.id, { presence: { is: 'onQueue' }, routing: { is: 'IDLE' }, conversations: [] });
    expect(await told('U0OMAR', '/agent-live', '<@U0ANA>')).not.toMatch(/in no queue/);
    change(ana, { queueIds: [] });
    house.forget();
    expect(await told('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/free.*in no queue/);
  });
});

describe('of two queues with one name', () => {
  beforeAll(async () => {
    house = await openWithCast('workspace');
  });
  afterAll(() => closeCast(house));

  it('each button of the list leads to its own, for live and for statistics', async () => {
    // Every organisation has these very queues.
    for (const name of ['Billing EU', 'Support APAC']) {
      const queue = queueNamed(house.genesys.organisation, name);
      Object.assign(queue, { name: 'Twin' });
      onTestFinished(() => void Object.assign(queue, { name }));
    }
    for (const [command, words, action] of [
      ['/agent-live', 'queue Twin', 'live_pick'],
      ['/agent-stats', 'last week queue Twin by agent', 'stats_pick'],
    ] as const) {
      const answers: string[] = [];
      for (const nth of [0, 1]) {
        const list = await answered('U0OMAR', command, words);
        const [answer] = await house.press('U0OMAR', list, `${action}:${nth}`);
        expect(answer?.text).toContain('Twin');
        answers.push(JSON.stringify(answer?.blocks));
      }
      expect(answers[0]).not.toBe(answers[1]);
      expect(answers.join()).not.toMatch(/fits several/);
    }
  });
});

describe('a former member', () => {
  beforeAll(async () => {
    house = await openWithCast('genesys');
  });
  afterAll(() => closeCast(house));

  it('is not told by what a queue had beside those in sight', async () => {
    const words = 'last week queue "Billing EU"';
    const billing = queueId('Billing EU');
    const whole = await told('U0GRACE', '/agent-stats', words);
    expect(whole).toMatch(/offered/i);
    // All who worked there last week have left it, but for Ana, who has no role.
    for (const each of house.genesys.organisation.people) {
      if (each.name !== 'Ana Benavides') change(each, { queueIds: each.queueIds.filter((id) => id !== billing) });
    }
    change(person('Ana Benavides'), { queueIds: [billing] });
    house.forget();
    const part = await answered('U0ANA', '/agent-stats', words);
    expect(part.text).toMatch(/people you may see/);
    expect(JSON.stringify(part.blocks)).not.toMatch(/offered|abandoned|service level/i);
    // Two queues together tell no more than each of them, and somebody in a queue only of themselves.
    change(person('Ana Benavides'), { queueIds: [billing, queueId('Sales EU')] });
    house.forget();
    const both = await answered('U0ANA', '/agent-stats', 'last week queues "Billing EU" and "Sales EU"');
    expect(both.text).toMatch(/^Queue Billing EU, people you may see and queue Sales EU, people you may see/);
    expect(JSON.stringify(both.blocks)).not.toMatch(/offered|abandoned|service level/i);
    const hers = await answered('U0ANA', '/agent-stats', 'last week me queue "Billing EU"');
    expect(hers.text).toMatch(/^Ana Benavides, last week, only queue Billing EU/);
    expect(JSON.stringify(hers.blocks)).not.toMatch(/offered|abandoned|service level/i);
  });
});
