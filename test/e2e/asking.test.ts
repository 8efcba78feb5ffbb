import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const live = (text: string) => house.answer('U0OMAR', '/agent-live', text);
const stats = (text: string) => house.answer('U0OMAR', '/agent-stats', text);

describe('a question about nobody', () => {
  it('is answered with the usage, three examples that work, and buttons', async () => {
    const [message, ...others] = await house.ask('U0OMAR', '/agent-live');
    expect(others).toEqual([]);
    expect(message?.text).toMatch(/^What is somebody doing right now\?/);
    const examples = message?.text.split('\n').filter((line) => line.startsWith('`/agent-live ')) ?? [];
    expect(examples.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(message?.blocks)).toContain('My team now');
  });

  it('about history is answered with the usage too', async () => {
    expect(await stats('')).toMatch(/^How did it go over a period\?/);
    expect(await stats('help')).toBe(await stats(''));
  });

  it('that says only when is about everybody whom the asker may see', async () => {
    expect(await stats('yesterday')).toMatch(/^Everybody, yesterday: \d+ handled.*^Sun 22 Nov 2026 · Madrid time/ms);
  });
});

describe('somebody who cannot be asked about gets a sentence that says what to do', () => {
  it.each([
    [
      '@ana as plain text',
      '@ana',
      /^“@ana” is only text to me, .* Pick the person from the @ menu .* `\/agent-live @ana`/,
    ],
    ['somebody whom Slack does not know', '<@U0NOPE>', /^Slack does not know the person you mentioned\. Pick them/],
    ['somebody without an email address', '<@U0NOMAIL>', /^Slack shows no email address of <@U0NOMAIL>\. Ask with/],
    ['somebody whose address nobody confirmed', '<@U0UNSURE>', /^The email address of <@U0UNSURE> is not confirmed/],
    ['somebody who is not in Genesys Cloud', '<@U0NOBODY>', /^Nobody in Genesys Cloud has the email address of <@U0N/],
    ['a guest', '<@U0GUEST>', /^<@U0GUEST> is a guest in this workspace, so their address there is not used\./],
    ['somebody of another organisation', '<@U0STRANGER>', /^<@U0STRANGER> belongs to another organisation in Slack/],
    ['somebody who left Slack', '<@U0GONE>', /^<@U0GONE> is deactivated in Slack/],
    ['an app', '<@U0BOT>', /^<@U0BOT> is an app and not a person\./],
    ['a channel', '<#C0FLOOR|floor>', /^A channel cannot be asked about\. Name a person, your team or a queue/],
    ['a whole user group', '<!subteam^S0LEADS>', /^A user group cannot be asked about\./],
    ['an address that Genesys does not know', 'nobody@example.net', /^Nobody whom you may see is called “nobody@exa/],
    ['a name that nobody has', '"Ebenezer Scrooge"', /^Nobody whom you may see is called “Ebenezer Scrooge”/],
    [
      'a queue that does not exist',
      'queue Unicorns',
      /^There is no queue called “Unicorns” of which I may tell you anything\./,
    ],
    ['a queue without a name', 'queue', /^Which queue\? Write its name behind the word/],
    ['quotes that are not closed', 'queue "Billing', /^The quotes before “Billing” are not closed\./],
  ])('%s', async (_who, text, sentence) => {
    expect(await live(text)).toMatch(sentence);
  });

  it('and the same when asked about history', async () => {
    expect(await stats('last week @ana')).toMatch(/^“@ana” is only text to me, .* `\/agent-stats @ana`/);
    expect(await stats('last week <@U0NOBODY>')).toMatch(/^Nobody in Genesys Cloud has the email address of <@U0NO/);
  });
});

describe('a time that cannot be asked about gets a sentence that says what to do', () => {
  it.each([
    ['tomorrow', /^“tomorrow” is in the future: it begins on Tue 24 Nov 2026\. .* `\/agent-stats today`/],
    ['next week', /^“next week” is in the future/],
    ['2027-01-01', /^“2027-01-01” is in the future: it begins on Fri 1 Jan 2027\./],
    ['2026-02-30', /^The calendar of this time zone has no “2026-02-30”\. .* `\/agent-stats 2026-11-03`/],
    ['31 nov', /has no “31 nov”/],
    [
      '01/11/2026',
      /may be Sun 1 Nov 2026 or Sun 11 Jan 2026\. .* `\/agent-stats 2026-11-01` or `\/agent-stats 2026-01-11`/,
    ],
    ['last 0 days', /^“last 0 days” is no time at all\. Ask for at least 1/],
    ['2026-11-10..2026-11-02', /^“2026-11-10\.\.2026-11-02” would end on .*, before it begins on /],
    ['today tz:Europe/Atlantis', /^“Europe\/Atlantis” is no time zone that I know\. Write it as a region and a city/],
  ])('%s', async (text, sentence) => {
    expect(await stats(text)).toMatch(sentence);
  });

  it('asked of /agent-live, which only knows now', async () => {
    expect(await live('<@U0ANA> last week')).toMatch(/^“last week” asks for history, .* Ask `\/agent-stats` instead/);
  });
});

describe('noise', () => {
  const paragraph = 'Lorem <ipsum> & "dolor `sit` *amet*, ‮consectetur <!channel> adipiscing. '
    .repeat(60)
    .slice(0, 3000);
  it.each([
    ['3,000 letters', 'x'.repeat(3000)],
    ['3,000 characters of a pasted text', paragraph],
    ['3,000 brackets', '<'.repeat(3000)],
    ['3,000 quotes', '"'.repeat(3000)],
  ])('%s: one short sentence', async (_what, text) => {
    for (const command of ['/agent-live', '/agent-stats'] as const) {
      const answer = await house.answer('U0OMAR', command, text);
      expect(answer).toMatch(/^That is 3000 characters, and a question has at most 2000\./);
      expect(answer.length).toBeLessThan(300);
    }
  });

  it('with an ampersand in it is a name like any other', async () => {
    expect(await live('queue Retención &amp; Fidelización')).toMatch(/^Retención &amp; Fidelización: .+ · .+\n/);
  });

  it('in a few words is quoted back, harmless, with a way on', async () => {
    const answer = await live('&lt;!channel&gt; *hi*');
    expect(answer).not.toContain('<!');
    expect(answer).toMatch(/^I do not know “&lt;!channel&gt;”: .* `\/agent-live help` shows what I know\.$/);
  });

  it('that is nearly a word finds it', async () => {
    expect(await live('me rining')).toMatch(/Did you mean `\/agent-live me ringing`\?/);
  });
});

describe('somebody who may not ask', () => {
  it.each([
    ['a guest', 'U0GUEST', /^Guests of this workspace cannot ask about the contact centre\./],
    ['a guest of one channel', 'U0ULTRA', /^Guests of this workspace cannot ask/],
    [
      'somebody of another organisation',
      'U0STRANGER',
      /^Only people of the organisation that runs this contact centre/,
    ],
    ['somebody who left', 'U0GONE', /^Your Slack account is deactivated/],
    ['an app', 'U0BOT', /^Apps and bots cannot ask/],
  ])('%s is told so, alone, and nothing about anybody is asked for', async (_who, user, sentence) => {
    const requests = house.genesys.requests.length;
    for (const [command, text] of [
      ['/agent-live', '<@U0ANA>'],
      ['/agent-stats', 'last week'],
    ] as const) {
      const messages = await house.ask(user, command, text);
      expect(messages).toMatchObject([{ onlyFor: user, text: expect.stringMatching(sentence) }]);
    }
    // At most who it was about, for the audit.
    const asked = house.genesys.requests.slice(requests).map(({ path }) => path);
    expect(asked.filter((path) => !/\/(oauth\/token|users\/search)$/.test(path))).toEqual([]);
  });

  it('an impostor with the id of a colleague in another workspace is a stranger', async () => {
    const ack = await house.slack.command({
      user: 'U0OMAR',
      command: '/agent-live',
      text: '<@U0ANA>',
      override: { team_id: 'T0OTHER' },
    });
    await house.app.idle();
    expect(ack.status).toBe(200);
    expect(house.slack.messages({ user: 'U0OMAR' }).at(-1)?.text).toMatch(/^Only people of the organisation/);
  });
});

describe('a request that Slack has not sent', () => {
  const nowS = () => Math.floor(Date.now() / 1000);
  it.each([
    ['is signed with another secret', () => ({ secret: 'another' })],
    ['is not signed', () => ({ signature: null })],
    ['has a signature of another length', () => ({ signature: 'v0=short' })],
    ['is six minutes old', () => ({ timestamp: nowS() - 360 })],
    ['is of the future', () => ({ timestamp: nowS() + 3600 })],
    ['has no time', () => ({ timestamp: Number.NaN })],
  ])('%s is turned away with 401, and nothing is asked or answered', async (_what, signing) => {
    const [requests, messages] = [house.genesys.requests.length, house.slack.messages().length];
    const command = { user: 'U0OMAR', command: '/agent-live', text: '<@U0ANA>', signing: signing() };
    const ack = await house.slack.command(command);
    await house.app.idle();
    expect(ack).toMatchObject({ status: 401 });
    expect(house.genesys.requests.length).toBe(requests);
    expect(house.slack.messages().length).toBe(messages);
  });
});
