import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { isObject, objectsIn } from '../../src/sandbox/slack/json.ts';
import { type House, MONDAY, openHouse } from './house.ts';

/** What integrators report of Genesys Cloud beyond its documentation, each from Slack to the wire and back. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let house: House;
beforeAll(async () => {
  house = await openHouse({ genesys: { load: 0.3 }, env: { GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000' } });
});
afterAll(() => house.stop());

async function told(command: '/agent-live' | '/agent-stats', text: string): Promise<string> {
  house.forget();
  return house.answer('U0OMAR', command, text);
}

/** What stands in the cells of a row. */
function textsIn(row: unknown): readonly unknown[] {
  return Array.isArray(row) ? row.map((cell: unknown) => (isObject(cell) ? cell['text'] : undefined)) : [];
}

const asked = (path: RegExp) => house.genesys.requests.filter((request) => path.test(request.path));

describe('after-call work that nobody does any more', () => {
  it('is not found again days later, when the list of conversations has an orphan', async () => {
    const ana = personNamed(house.genesys.organisation, 'Ana López');
    const gone = { orphanedAt: MONDAY - 40 * HOUR, since: MONDAY - 41 * HOUR };
    house.genesys.live.put(ana.id, { conversations: [{ ...gone, state: 'wrapup' }] });
    house.genesys.temper('lets people skip after-call work');
    house.genesys.faults.next({
      match: /\/analytics\/agents\/.*\/status$/,
      fault: { kind: 'status', status: 403 },
      times: 9,
    });
    expect(await told('/agent-live', '<@U0ANA>')).not.toMatch(/after-call work/i);
    house.genesys.faults.clear();
    house.genesys.temper();
    house.genesys.live.restore(ana.id);
  });
});

describe('what somebody finished', () => {
  it('is found though others are still working on it', async () => {
    const { history, organisation } = house.genesys;
    const day = { start: MONDAY - 3 * HOUR, end: MONDAY + 3 * HOUR };
    // Whoever handed over, and the moment after, at which the conversation goes on with somebody else.
    const [handed] = [...history.during(day)].flatMap((conversation) => {
      const first = conversation.legs.find(({ purpose, ending }) => purpose === 'agent' && ending === 'transfer');
      const left = first?.segments.at(-1)?.end ?? Infinity;
      return left + MINUTE < conversation.end && left > day.start ? [{ first, left, conversation }] : [];
    });
    if (handed?.first?.userId === undefined) throw new Error('nobody hands over');
    const person = organisation.personById.get(handed.first.userId);
    house.clock.now = handed.left + 1000;
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Madrid', hour: '2-digit', minute: '2-digit' });
    const text = await told('/agent-live', `"${person?.name ?? ''}" closed`);
    expect(text.split('\n')[1]).toMatch(new RegExp(`^${clock.format(handed.left)}: `));
  });
});

describe('messages of one kind', () => {
  it('are not all messages: of one person, of a team and of what was measured', async () => {
    house.clock.now = MONDAY;
    const ana = personNamed(house.genesys.organisation, 'Ana López');
    house.genesys.live.put(ana.id, { routing: { is: 'INTERACTING' }, conversations: [{ media: 'message' }] });
    // The sandbox has WhatsApp and no SMS.
    expect(await told('/agent-live', '<@U0ANA> whatsapp')).toMatch(/[Mm]essage/);
    expect(await told('/agent-live', '<@U0ANA> sms')).not.toMatch(/Message, inbound/);
    expect(await told('/agent-live', 'team whatsapp')).toMatch(/Kinds of messages are not told apart here/);
    const offered = async (medium: string) => {
      const [message] = await house.ask('U0OMAR', '/agent-stats', `last week queue "Billing EU" ${medium}`);
      return /\*([\d,]+)\* offered/.exec(JSON.stringify(message?.blocks))?.[1];
    };
    const messages = await offered('messages');
    expect(messages).toMatch(/^\d+$/);
    expect(await offered('whatsapp')).toBe(messages);
    expect(await told('/agent-stats', 'last week queue "Billing EU" sms')).toMatch(/[Nn]o conversations/);
    house.genesys.live.restore(ana.id);
  });
});

describe('callbacks', () => {
  it('have no abandon rate, and are not among what might have been abandoned', async () => {
    house.clock.now = MONDAY;
    house.forget();
    const [message] = await house.ask('U0OMAR', '/agent-stats', 'last week queue "Billing EU" by media');
    const tables = [...objectsIn(message?.blocks)].filter(isObject).filter(({ type }) => type === 'data_table');
    const rows = tables.flatMap(({ rows: some }) => (Array.isArray(some) ? some : [])).map(textsIn);
    expect(rows[0]?.slice(0, 4)).toEqual(['Medium', 'Offered', 'Abandoned', 'SL']);
    expect(rows.find(([medium]) => medium === 'Callback')?.slice(1, 4)).toEqual([
      expect.stringMatching(/\d/),
      '–',
      '–',
    ]);
  });
});

describe('service levels, whose settings also apply backwards', () => {
  it('are measured anew after an hour, of a period that has long settled', async () => {
    house.clock.now = MONDAY;
    await told('/agent-stats', 'last month queue "Billing EU"');
    const before = asked(/\/conversations\/aggregates\/query$/).length;
    house.clock.now += 30 * MINUTE;
    await house.answer('U0OMAR', '/agent-stats', 'last month queue "Billing EU"');
    expect(asked(/\/conversations\/aggregates\/query$/)).toHaveLength(before);
    house.clock.now += 31 * MINUTE;
    await house.answer('U0OMAR', '/agent-stats', 'last month queue "Billing EU"');
    expect(asked(/\/conversations\/aggregates\/query$/).length).toBeGreaterThan(before);
  });
});

describe('a refusal that is none of ours', () => {
  it('409 is asked again, and nobody hears of it', async () => {
    house.clock.now += 2 * HOUR;
    house.genesys.faults.next({ match: /\/aggregates\/query$/, fault: { kind: 'status', status: 409 } });
    expect(await told('/agent-stats', 'yesterday <@U0ANA>')).not.toMatch(/mistake|reference/);
    house.genesys.faults.clear();
  });

  it('a 400 to the last day is a matter of the period', async () => {
    house.genesys.faults.next({
      match: /\/conversations\/aggregates\/query$/,
      fault: { kind: 'status', status: 400 },
      times: 99,
    });
    const text = await told('/agent-stats', 'last week <@U0ANA>');
    house.genesys.faults.clear();
    expect(text).toMatch(/Ask about a shorter period/);
    expect(text).not.toMatch(/mistake/);
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'] as const)(
    'an answer that %s cannot decompress is unreadable, and not out of reach',
    async (encoding) => {
      house.genesys.faults.next({ match: /\/aggregates\/query$/, fault: { kind: 'garbled', encoding }, times: 9 });
      const text = await told('/agent-stats', 'yesterday <@U0ANA>');
      house.genesys.faults.clear();
      expect(text).toMatch(/answered with something unreadable/);
    },
  );

  it('an answer about something else is not "finished no conversation"', async () => {
    const body = { results: [] };
    house.genesys.faults.next({ match: /\/details\/query$/, fault: { kind: 'status', status: 200, body } });
    expect(await told('/agent-live', '<@U0ANA> closed')).toMatch(/unreadable/);
    house.genesys.faults.clear();
  });
});

describe('a live card', () => {
  it('is subscribed anew when Genesys says something about itself that is new', async () => {
    const [answer] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    if (answer === undefined) throw new Error('no answer');
    await house.press('U0OMAR', answer, 'live_follow');
    const subscriptions = () => asked(/\/subscriptions$/).length;
    await vi.waitFor(() => expect(subscriptions()).toBe(1), { timeout: 8000 });
    house.genesys.notifications.announce('v2.system.something_new');
    await vi.waitFor(() => expect(subscriptions()).toBe(2), { timeout: 8000 });
  });
});
