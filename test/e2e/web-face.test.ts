import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { landed, namedIn, wordsIn } from './disclosure.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ mayViolate: true });
});
afterAll(() => house.stop());

const nowS = () => Math.floor(Date.now() / 1000);

/** Posts what Slack would post, signed at some time, or with a signature that is given. */
function post(body: string, { timestamp = nowS(), signature = signatureOf(timestamp, body) } = {}): Promise<Response> {
  return fetch(`${house.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signature,
    },
    body,
  });
}

function signatureOf(timestamp: number, body: string): string {
  const digest = createHmac('sha256', house.slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return `v0=${digest}`;
}

function commandBy(user: string): string {
  return new URLSearchParams({
    command: '/agent-live',
    text: 'me',
    user_id: user,
    team_id: 'T0ACME',
    channel_id: 'C0FLOOR',
    response_url: house.slack.newResponseUrl({ channel: 'C0FLOOR', user }),
    trigger_id: '1.2.3',
  }).toString();
}

const told = async (work: () => Promise<unknown>) => (await landed(house, work)).length;

describe('a command that does not come from Slack now', () => {
  it.each([
    ['signed at this moment', 0, 200, 1],
    ['4 minutes old', -240, 200, 1],
    ['6 minutes old', -360, 401, 0],
    ['4 minutes ahead', 240, 200, 1],
    ['6 minutes ahead', 360, 401, 0],
    ['an hour ahead', 3600, 401, 0],
  ])('%s is answered as it should be', async (_when, seconds, status, answers) => {
    let response: Response | undefined;
    const count = await told(async () => {
      response = await post(commandBy('U0OMAR'), { timestamp: nowS() + seconds });
    });
    expect([response?.status, count]).toEqual([status, answers]);
  });

  it('goes by the time of the machine, as Slack does, whatever the clock of the answers says', async () => {
    const behind = await openHouse({ now: Date.now() - 3_600_000 });
    onTestFinished(() => behind.stop());
    expect(await behind.answer('U0OMAR', '/agent-live', 'help')).toContain('/agent-live team');
  });

  it('says nothing when its body was changed after it was signed', async () => {
    const [real, forged] = [commandBy('U0GUEST'), commandBy('U0OMAR')];
    const timestamp = nowS();
    const count = await told(async () => {
      expect((await post(forged, { timestamp, signature: signatureOf(timestamp, real) })).status).toBe(401);
    });
    expect(count).toBe(0);
  });

  it('tells the same person the same when it comes twice, and nobody else', async () => {
    const body = commandBy('U0OMAR');
    const answers = await landed(house, () => Promise.all([post(body), post(body)]));
    expect(answers).toHaveLength(2);
    expect(house.slack.messages({ user: 'U0ANA' }).filter((message) => answers.includes(message))).toEqual([]);
  });
});

describe('a question from elsewhere', () => {
  const FOREIGN = /^Only people of the organisation that runs this contact centre can ask about it/;

  it('is refused when a command names another workspace', async () => {
    const asked = { user: 'U0OMAR', command: '/agent-live', text: '<@U0ANA>', override: { team_id: 'T0OTHER' } };
    const [answer] = await landed(house, () => house.slack.command(asked));
    expect(answer?.text).toMatch(FOREIGN);
  });

  it('is refused when a click names another workspace', async () => {
    const [message] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    const override = { user: { id: 'U0OMAR', team_id: 'T0OTHER' } };
    const [answer] = await landed(house, () =>
      house.slack.click({ user: 'U0OMAR', actionId: 'live_refresh', override, ...(message && { message }) }),
    );
    expect(answer?.text).toMatch(FOREIGN);
  });

  it('is refused when a guest presses a button of an answer that was somebody else’s', async () => {
    const [message] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    const answers = await landed(house, () =>
      house.slack.click({ user: 'U0GUEST', actionId: 'live_stats_today', ...(message && { message }) }),
    );
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/^Guests of this workspace cannot ask/)]);
    expect(namedIn(wordsIn(answers), house.genesys.organisation.people)).toEqual([]);
  });
});

describe('the web face', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/slack/install'],
    ['GET', '/slack/oauth_redirect'],
    ['GET', '/admin'],
    ['GET', '/metrics/..%2f..%2fdata'],
    ['GET', '/.env'],
    ['POST', '/slack/commands'],
    ['POST', '/slack/actions'],
  ])('has no %s %s', async (method, path) => {
    expect((await fetch(`${house.url}${path}`, { method })).status).toBe(404);
  });

  it.each([
    ['/slack/events', 'GET'],
    ['/slack/events', 'DELETE'],
    ['/metrics', 'POST'],
    ['/readyz', 'PUT'],
    ['/healthz', 'DELETE'],
  ])('refuses %s by %s', async (path, method) => {
    expect((await fetch(`${house.url}${path}`, { method })).status).toBe(405);
  });

  it('refuses a body of more than a megabyte, signed or not', async () => {
    const body = `text=${'a'.repeat(1_100_000)}`;
    expect((await post(body)).status).toBe(413);
    expect((await post(body, { signature: 'v0=00' })).status).toBe(413);
  });

  it('still answers after all of that', async () => {
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López is /);
  });
});
