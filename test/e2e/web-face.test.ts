import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { landed, namedIn, wordsIn } from './disclosure.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ mayViolate: true });
});
afterAll(() => house.stop());

const FORM = 'application/x-www-form-urlencoded';
const payload = (of: object) => new URLSearchParams({ payload: JSON.stringify(of) }).toString();
const click = (of: object) =>
  payload({ type: 'block_actions', user: { id: 'U0OMAR' }, actions: [{ action_id: 'live_refresh' }], ...of });

const nowS = () => Math.floor(Date.now() / 1000);

/** Posts what Slack would post, signed at some time, or with a signature that is given. */
function post(
  body: string,
  { timestamp = nowS(), signature = signatureOf(timestamp, body), contentType = FORM } = {},
): Promise<Response> {
  return fetch(`${house.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
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

  it('is not answered because it says in another form that it only checks the connection', async () => {
    const count = await told(async () => {
      const unsigned = { signature: 'v0=00', contentType: 'application/json' };
      expect((await post('ssl_check=1', unsigned)).status).toBe(401);
    });
    expect(count).toBe(0);
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

  it.each([
    ['JSON that is no object', 'application/json', 'null'],
    ['JSON that is a list', 'application/json', '[]'],
    ['JSON that is a word', 'application/json', '"url_verification"'],
    ['JSON that is broken', 'application/json', '{"type":'],
    ['JSON without a type', 'application/json', '{}'],
    ['an event without an event', 'application/json', '{"type":"event_callback"}'],
    ['an event that is a number', 'application/json', '{"type":"event_callback","event":7}'],
    ['nothing', FORM, ''],
    ['nothing as JSON', 'application/json', ''],
    ['an unknown type of content', 'text/plain', 'hello'],
    ['a form without a command', FORM, 'text=hello'],
    ['a command of nobody', FORM, 'command=/agent-live&text=me&team_id=T0ACME'],
    ['a payload that is no JSON', FORM, 'payload=hello'],
    ['a payload that is nothing', FORM, 'payload=null'],
    ['a payload that is a number', FORM, 'payload=7'],
    ['a click on nothing', FORM, click({ actions: [] })],
    ['a click on no list', FORM, click({ actions: 'all' })],
    ['a click on null', FORM, click({ actions: [null] })],
    ['a click of nobody', FORM, click({ user: null })],
    ['a click on an action without a name', FORM, click({ actions: [{ type: 'button' }] })],
    [
      'a form without its state',
      FORM,
      payload({ type: 'view_submission', user: { id: 'U0OMAR' }, view: { id: 'V1' } }),
    ],
    [
      'a form whose values are no values',
      FORM,
      payload({
        type: 'view_submission',
        user: { id: 'U0OMAR' },
        view: { id: 'V1', callback_id: 'summary_form', private_metadata: '', state: { values: { channel: null } } },
      }),
    ],
    [
      'a shortcut on nothing',
      FORM,
      payload({ type: 'message_action', callback_id: 'agent_status', user: { id: 'U0OMAR' } }),
    ],
    ['something that Slack never sends', FORM, payload({ type: 'constructor', user: { id: 'U0OMAR' } })],
  ])('calls a signed request with %s a bad one', async (_what, contentType, body) => {
    expect((await post(body, { contentType })).status).toBe(400);
  });

  it.each([`${FORM}; charset=utf-8`, `${FORM};charset=UTF-8`, 'Application/X-WWW-Form-Urlencoded'])(
    'takes a command as %s, as a proxy sends it on',
    async (contentType) => {
      const told = await landed(house, () => post(commandBy('U0OMAR'), { contentType }));
      expect(told).toHaveLength(1);
    },
  );

  it('leaves the connection usable after a body that is too large', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (body: string) =>
      new Promise<readonly [status: number | undefined, reused: boolean]>((resolve, reject) => {
        const sent = request(
          `${house.url}/slack/events`,
          { method: 'POST', agent, headers: { 'content-type': FORM, 'content-length': body.length } },
          (answer) => answer.resume().on('end', () => resolve([answer.statusCode, sent.reusedSocket])),
        );
        sent.on('error', reject).end(body);
      });
    expect(await send(`text=${'a'.repeat(3_000_000)}`)).toEqual([413, false]);
    expect(await send('text=a')).toEqual([401, true]);
    agent.destroy();
  });

  it.each(['/healthz', '/readyz', '/metrics'])('answers HEAD %s without a body', async (path) => {
    const answer = await fetch(`${house.url}${path}`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('names the variable of a wrong signature, and says by how much a clock is off', async () => {
    await post('text=a', { signature: 'v0=00' });
    expect(house.log).toContainEqual(expect.objectContaining({ variable: 'SLACK_SIGNING_SECRET' }));
    await post('text=a', { timestamp: nowS() + 1000 });
    const offBy = house.log.flatMap(({ offBySeconds }) => (typeof offBySeconds === 'number' ? offBySeconds : []));
    expect(offBy.at(-1)).toBeGreaterThan(990);
  });

  it('still answers after all of that', async () => {
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
  });
});
