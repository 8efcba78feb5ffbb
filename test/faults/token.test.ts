import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Fault } from '../../src/sandbox/genesys/wire/faults.ts';
import { type House, openHouse } from '../e2e/house.ts';
import { leaks, secretsOf } from './secrets.ts';

/** Longer than a token lasts. */
const A_DAY_AND_MORE = 25 * 3_600_000;

const refused = (status: number, error: string): Fault => ({
  kind: 'status',
  status,
  body: { error, description: 'canary description' },
});

const WRONG_CLIENT =
  /^Genesys Cloud refused to log the app in: the id or secret of its OAuth client is wrong\. Your administrator has to correct it\. \(reference \w{8}\)$/;
const OTHER_KIND =
  /^Genesys Cloud refused to log the app in: its OAuth client has another grant type\. .* Client Credentials\. \(reference \w{8}\)$/;
const NOT_NOW =
  /^Genesys Cloud could not log the app in at the moment\. Try again in a minute\. \(reference [0-9a-f]{8}\)$/;

const busy = (as: 'seconds' | 'date'): Fault => ({ kind: 'status', status: 429, retryAfter: { seconds: 30, as } });
const IN_HALF_A_MINUTE =
  /^Genesys Cloud lets the app log in only so often\. Try again in 30 seconds\. \(reference [0-9a-f]{8}\)$/;

const REFUSALS: readonly { readonly name: string; readonly fault: Fault; readonly says: RegExp }[] = [
  { name: 'an id that Genesys does not know (400)', fault: refused(400, 'invalid_client'), says: WRONG_CLIENT },
  { name: 'a wrong secret (401)', fault: refused(401, 'invalid_client'), says: WRONG_CLIENT },
  { name: 'another kind of client (400)', fault: refused(400, 'unauthorized_client'), says: OTHER_KIND },
  { name: 'a grant that is not supported (400)', fault: refused(400, 'unsupported_grant_type'), says: OTHER_KIND },
  { name: 'the rate limit, in seconds', fault: busy('seconds'), says: IN_HALF_A_MINUTE },
  { name: 'the rate limit, as a date', fault: busy('date'), says: IN_HALF_A_MINUTE },
  { name: '403', fault: refused(403, 'access_denied'), says: NOT_NOW },
  { name: 'silence', fault: { kind: 'hang' }, says: NOT_NOW },
  { name: 'half an answer', fault: { kind: 'half-body' }, says: NOT_NOW },
  { name: 'a page instead of JSON', fault: { kind: 'not-json' }, says: NOT_NOW },
  { name: 'a token that is none', fault: { kind: 'status', status: 200, body: { access_token: '' } }, says: NOT_NOW },
];

describe('when Genesys Cloud does not let the app in', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ attemptMs: 400, pausesPassAtOnce: true });
    await house.ask('U0OMAR', '/agent-live', 'me');
  });
  afterAll(() => house.stop());

  it.each(REFUSALS)('because of $name, the asker is told what to do', async ({ fault, says }) => {
    const secrets = secretsOf(house);
    house.forget();
    house.clock.now += A_DAY_AND_MORE;
    const [lines, requests] = [house.log.length, house.genesys.requests.length];
    house.genesys.faults.next({ match: 'POST /oauth/token', fault });

    const text = await house.answer('U0OMAR', '/agent-live', '<@U0ANA>');

    const log = house.log.slice(lines);
    const reference = /\(reference (\w{8})\)$/.exec(text)?.[1];
    expect(text).toMatch(says);
    // Insisting cures nothing, and a wrong secret may lock the client.
    expect(house.genesys.requests.slice(requests).map(({ path }) => path)).toEqual(['/oauth/token']);
    expect(log).toContainEqual(expect.objectContaining({ msg: 'a request to Genesys failed', reference }));
    expect(leaks(JSON.stringify(log), secrets)).toEqual([]);
  });

  it.each([
    ['500', { kind: 'status', status: 500 }],
    ['a connection that breaks', { kind: 'reset' }],
  ] as const)('because of %s, it is asked again before anybody hears of it', async (_name, fault) => {
    house.forget();
    house.clock.now += A_DAY_AND_MORE;
    house.genesys.faults.next({ match: 'POST /oauth/token', fault });
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    house.forget();
    house.clock.now += A_DAY_AND_MORE;
    house.genesys.faults.next({ match: 'POST /oauth/token', fault, times: 3 });
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(NOT_NOW);
  });

  it('lets the next question try again', async () => {
    house.forget();
    house.clock.now += A_DAY_AND_MORE;
    house.genesys.faults.next({ match: 'POST /oauth/token', fault: { kind: 'not-json' } });
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(NOT_NOW);
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
  });
});

describe('credentials that are really wrong', () => {
  it.each([
    ['the id', { GENESYSCLOUD_OAUTHCLIENT_ID: 'somebody-else' }],
    ['the secret', { GENESYSCLOUD_OAUTHCLIENT_SECRET: 'canary-but-another-one' }],
  ])('%s: the asker hears that an administrator has to correct it', async (_what, env) => {
    const house = await openHouse({ env });
    onTestFinished(() => house.stop());
    expect(await house.answer('U0OMAR', '/agent-stats', 'yesterday me')).toMatch(WRONG_CLIENT);
    expect(leaks(JSON.stringify(house.log), [...secretsOf(house), 'somebody-else'])).toEqual([]);
  });
});
