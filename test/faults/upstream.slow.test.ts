import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/genesys/wire/faults.ts';
import { type House, openHouse } from '../e2e/house.ts';
import { ENDPOINTS, type Endpoint, lastingFaultsOf, passingFaultsOf, toldAbout } from './endpoints.ts';
import { SILENCE } from './faults.ts';
import { leaks, secretsOf } from './secrets.ts';

/** More often than anything is asked for in one question. */
const AS_OFTEN_AS_ASKED = 100;
const MINUTE = 60_000;

interface Asked {
  readonly text: string;
  /** What is read aloud, and all that is shown. */
  readonly shown: string;
  /** The line about this question. */
  readonly answered: Record<string, unknown>;
  /** The requests to Genesys that failed. */
  readonly failures: readonly unknown[];
}

async function openFaultyHouse(attemptMs: number): Promise<House> {
  const house = await openHouse({
    // The widest path: who may see whom is asked of Genesys as well.
    env: { ACCESS_POLICY: 'genesys', GENESYSCLOUD_REQUESTS_PER_MINUTE: '10000' },
    pausesPassAtOnce: true,
    attemptMs,
  });
  const { organisation, live } = house.genesys;
  const ana = organisation.people.find(({ email }) => email === 'ana.lopez@example.com');
  live.put(ana?.id ?? '', { presence: { is: 'onQueue' }, routing: { is: 'INTERACTING' }, conversations: [{}] });
  // The past is made when it is asked for, which takes longer than anything else here.
  for (const { ask } of ENDPOINTS) await house.ask('U0OMAR', ...ask);
  return house;
}

/** Asks with nothing remembered, and looks for every secret in what was logged. */
async function ask(house: House, { match, ask: question }: Endpoint, fault: Fault, times: number): Promise<Asked> {
  const secrets = secretsOf(house);
  house.forget();
  house.clock.now += MINUTE;
  house.genesys.faults.clear();
  house.genesys.faults.next({ match, fault, times });
  const before = house.log.length;
  const messages = await house.ask('U0OMAR', ...question);
  const text = messages.map((message) => message.text).join('\n');
  const shown = [text, ...messages.map(({ blocks }) => JSON.stringify(blocks))].join('\n');
  house.genesys.faults.clear();

  const log = house.log.slice(before);
  const lines = JSON.stringify(log);
  expect(leaks(lines, [...secrets, ...secretsOf(house), '<@U0ANA>', text.slice(0, 40)])).toEqual([]);
  expect(leaks(text, [...secrets, 'Error', '    at ', 'undefined', '11111111-'])).toEqual([]);
  expect(text).not.toMatch(/\b[45]\d\d\b/);
  const answered = log.find(({ msg }) => msg === 'answered') ?? {};
  const failures = log.flatMap(({ msg, reference, err }) =>
    msg === 'a request to Genesys failed' && reference === answered['reference'] ? [err] : [],
  );
  return { text, shown, answered, failures };
}

const titled = ({ name, ask: [command, text] }: Endpoint) => `${name} behind ${command} ${text}`;

describe('whatever goes wrong in Genesys Cloud, the asker gets one answer and the log says why', () => {
  let house: House;
  beforeAll(async () => {
    house = await openFaultyHouse(15_000);
  }, 60_000);
  afterAll(() => house.stop());

  describe.each(ENDPOINTS.map((endpoint) => ({ title: titled(endpoint), endpoint })))('$title', ({ endpoint }) => {
    it.each(lastingFaultsOf(endpoint))('$name', async (fault) => {
      const told = toldAbout(endpoint, fault);
      const { text, shown, answered, failures } = await ask(house, endpoint, fault.fault, AS_OFTEN_AS_ASKED);
      expect(told.says.filter((words) => !words.test(shown))).toEqual([]);
      expect(text.endsWith(`(reference ${String(answered['reference'])})`)).toBe(told.withReference);
      expect(answered).toMatchObject({ outcome: told.outcome });
      expect(failures).toContainEqual(expect.objectContaining({ endpoint: endpoint.name, kind: fault.kind }));
    });

    it.each(passingFaultsOf(endpoint))('$name, which nobody notices', async ({ fault, times }) => {
      const { text, shown, failures } = await ask(house, endpoint, fault, times);
      expect(failures).toHaveLength(times);
      expect(shown).not.toMatch(/\(reference|could not be read|Without occupancy/);
      expect(text).toMatch(/Genesys (live state|Analytics)|Genesys Cloud Analytics \(.* · fresh/);
    });
  });
});

describe('when Genesys Cloud says nothing at all', () => {
  let house: House;
  beforeAll(async () => {
    house = await openFaultyHouse(250);
  }, 60_000);
  afterAll(() => house.stop());

  const thorough = ENDPOINTS.filter(({ tried }) => tried === 'all');

  it.each(thorough.map((endpoint) => ({ title: titled(endpoint), endpoint })))('$title', async ({ endpoint }) => {
    const told = toldAbout(endpoint, SILENCE);
    const { shown, answered } = await ask(house, endpoint, SILENCE.fault, AS_OFTEN_AS_ASKED);
    expect(told.says.filter((words) => !words.test(shown))).toEqual([]);
    expect(answered).toMatchObject({ outcome: told.outcome });
  });

  it('asks again, and a moment of silence is not noticed', async () => {
    const [first] = thorough;
    if (first === undefined) throw new Error('no endpoint is tried with everything');
    const { text } = await ask(house, first, SILENCE.fault, 1);
    expect(text).toMatch(/^Ana López has been on a call .* · Genesys live state$/s);
  });
});
