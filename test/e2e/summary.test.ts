/** A daily summary from the words that make it to the posts that come of it, and the Home that lists it. */
import { afterEach, describe, expect, it } from 'vitest';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

/** Tuesday, 08:29 in Madrid. */
const BEFORE_EIGHT_THIRTY = Date.UTC(2026, 10, 24, 7, 29);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let house: House;
/** Summaries that somebody else makes meanwhile, each at another time: the same one is not made twice. */
let othersMade = 0;
afterEach(() => house.stop());

const open = async (options: HouseOptions = {}) => {
  house = await openHouse({ now: BEFORE_EIGHT_THIRTY, genesys: { load: 0.2 }, pausesPassAtOnce: true, ...options });
};
const posts = () =>
  house.slack.messages({ channel: 'C0FLOOR' }).filter((message) => message.via === 'chat.postMessage');

/** Moves the clock and lets the app notice: any change of a schedule makes it look. */
async function later(ms: number): Promise<void> {
  house.clock.now += ms;
  othersMade += 1;
  const told = await house.ask('U0GRACE', '/agent-summary', `on <#C0LEADS|leads> 23:${10 + othersMade} sun`);
  expect(told.map(({ text }) => text).join()).toContain('Scheduled.');
  await house.app.idle();
}

describe('a daily summary', () => {
  it('is made with words, posted at its time with its details in the thread, and the next day again', async () => {
    await open();
    const made = await house.answer(
      'U0OMAR',
      '/agent-summary',
      'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"',
    );
    expect(made).toMatch(/^Scheduled\./);
    expect(posts()).toEqual([]);

    await later(MINUTE);
    const [headline, details] = posts();
    expect(headline?.text).toMatch(/^Billing EU · Monday 23 Nov: service level voice/);
    expect(headline?.text.split('\n').length).toBeLessThanOrEqual(6);
    expect(details?.threadTs).toBe(headline?.ts);
    expect(posts()).toHaveLength(2);

    await later(5 * MINUTE);
    expect(posts()).toHaveLength(2);

    await later(DAY);
    expect(posts()).toHaveLength(4);
    expect(posts()[2]?.text).toMatch(/^Billing EU · Tuesday 24 Nov:/);
  });

  it('says on Monday how Friday to Sunday went', async () => {
    await open({ now: Date.UTC(2026, 10, 23, 7, 29) });
    await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays queue "Billing EU"');
    await later(MINUTE);
    expect(posts()[0]?.text).toContain('20–22 Nov');
  });

  it('comes from the configuration too', async () => {
    await open({
      env: {
        SUMMARY_CHANNEL: 'C0FLOOR',
        SUMMARY_OWNER: 'U0OMAR',
        SUMMARY_TIME: '08:30',
        SUMMARY_TIME_ZONE: 'Europe/Madrid',
        SUMMARY_SCOPE: 'queue:Billing EU',
      },
    });
    await later(MINUTE);
    expect(posts()).toHaveLength(2);
    expect(posts()[0]?.text).toContain('Billing EU');
  });

  it('is written to the audit as a question of its owner', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays team');
    await later(MINUTE);
    const entries = house.log.filter((line) => line['log'] === 'audit' && String(line['what']).startsWith('schedule'));
    expect(entries[0]).toMatchObject({ who: 'U0OMAR', channel: 'C0FLOOR', decision: 'allowed' });
  });
});

describe('what its owner may no longer see leaves the next post', () => {
  /** The team of Omar, by agent: today's post, and what happens until tomorrow's. */
  async function postedAfter(policy: string, happens: () => unknown): Promise<readonly string[]> {
    await open({ env: { ACCESS_POLICY: policy } });
    await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays team');
    await later(MINUTE);
    expect(told(posts())).toContain('Zoë');
    const before = posts().length;
    happens();
    await later(DAY);
    return posts()
      .slice(before)
      .map((message) => told([message]));
  }
  const told = (messages: readonly unknown[]) => JSON.stringify(messages);
  const inGenesys = (name: string) => personNamed(house.genesys.organisation, name);
  const direct = () => house.slack.messages({ channel: 'D0OMAR' }).at(-1)?.text;

  it('one of the team gets another manager', async () => {
    const zoe = () => house.genesys.organisation.people.find(({ name }) => name.startsWith('Zoë'));
    const post = await postedAfter('managers', () =>
      Object.assign(zoe() ?? {}, { managerId: inGenesys('Ingrid Sørensen').id }),
    );
    expect(post).toHaveLength(2);
    expect(post.join()).not.toContain('Zoë');
  });

  it('its owner loses their role, and is told', async () => {
    const post = await postedAfter('genesys', () => Object.assign(inGenesys('Omar Haddad'), { grants: [] }));
    expect(post).toEqual([]);
    expect(direct()).toContain('was not posted');
  });

  it('its owner becomes a guest', async () => {
    const post = await postedAfter('genesys', () => house.slack.changePerson('U0OMAR', { kind: 'guest' }));
    expect(post).toEqual([]);
  });
});

describe('the Home', () => {
  const home = () => JSON.stringify(house.slack.homes.get('U0OMAR')?.view);

  it('greets whoever is new, says what goes on in their team and who they are, and lists no summaries', async () => {
    await open();
    await house.slack.openHome('U0OMAR');
    await house.app.idle();
    expect(home()).toContain('how did it go?');
    expect(home()).toContain('"text":"My team now"');
    expect(home()).toMatch(/\*Your team: \d+/);
    expect(home()).not.toMatch(/ \d+m \d+s/);
    expect(home()).toContain('home_refresh');
    expect(home()).toContain('Omar Haddad');
    expect(home()).toContain('New summary');
    expect(home()).not.toContain('summary_pause');
    expect(home()).toContain('Connected to Genesys Cloud.');
  });

  it('offers what was asked lately again, and has the buttons of the own summaries', async () => {
    await open();
    await house.ask('U0OMAR', '/agent-live', 'team');
    await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR|floor> 08:30 weekdays team');
    await house.slack.openHome('U0OMAR');
    await house.app.idle();
    const view = house.slack.homes.get('U0OMAR');
    if (view === undefined) throw new Error('no Home');
    expect(home()).not.toContain('how did it go?');
    await house.slack.click({ user: 'U0OMAR', view, actionId: 'ask_live:0' });
    await house.app.idle();
    expect(house.slack.messages({ channel: 'D0OMAR' }).at(-1)?.text).toContain('Your team');

    const menu = /more:\w+/.exec(home() ?? '')?.[0] ?? 'no such menu';
    await house.slack.click({ user: 'U0OMAR', view, actionId: menu, value: 'summary_pause' });
    await house.app.idle();
    expect(home()).toContain('summary_resume');
  });

  it('shows whoever leads nobody what they do themselves, and examples with queues of their own', async () => {
    await open({ env: { ACCESS_POLICY: 'genesys' } });
    await house.slack.openHome('U0ANA');
    await house.app.idle();
    const anas = JSON.stringify(house.slack.homes.get('U0ANA')?.view);
    expect(anas).toContain('Me now');
    expect(anas).toContain('*Ana López');
    const ana = personNamed(house.genesys.organisation, 'Ana López');
    const own = house.genesys.organisation.queues.filter(({ id }) => ana.queueIds.includes(id)).map(({ name }) => name);
    expect(own.some((name) => anas.includes(`/agent-live queue \\"${name}`))).toBe(true);
    const others = house.genesys.organisation.people.filter(({ id }) => id !== ana.id).map(({ name }) => name);
    expect(others.filter((name) => anas.includes(name))).toEqual([]);
  });

  it('is brought up to date by its button', async () => {
    await open();
    await house.slack.openHome('U0OMAR');
    await house.app.idle();
    const view = house.slack.homes.get('U0OMAR');
    if (view === undefined) throw new Error('no Home');
    house.clock.now += MINUTE;
    await house.slack.click({ user: 'U0OMAR', view, actionId: 'home_refresh' });
    await house.app.idle();
    expect(home()).toContain(`^${(BEFORE_EIGHT_THIRTY + MINUTE) / 1000}^`);
  });

  it('stays empty for a guest, with the reason', async () => {
    await open();
    await house.slack.openHome('U0GUEST');
    await house.app.idle();
    const guest = JSON.stringify(house.slack.homes.get('U0GUEST')?.view);
    expect(guest).toContain('Guests of this workspace cannot ask');
    expect(guest).not.toContain('ask_live');
  });

  it('says when Genesys Cloud does not answer', async () => {
    await open();
    house.genesys.faults.next({ match: '/organizations/me', fault: { kind: 'status', status: 503 }, times: 9 });
    await house.slack.openHome('U0OMAR');
    await house.app.idle();
    expect(home()).toContain('does not answer at the moment');
  });
});
