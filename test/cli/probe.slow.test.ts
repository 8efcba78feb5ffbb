import { afterEach, describe, expect, it } from 'vitest';
import { doctorCommand } from '../../src/cli/doctor/doctor-command.ts';
import { MOST_REQUESTS } from '../../src/cli/doctor/probe.ts';
import type { TemperamentName } from '../../src/sandbox/genesys/wire/temperaments.ts';
import { clientWithout, deployed, run, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout(), clientWithout('analytics:conversationDetail:view')]);
afterEach(() => genesys().temper());

async function probed(temperament?: TemperamentName, client = clientWithout()) {
  const { env } = await deployed({ genesys: genesys(), client });
  genesys().temper(temperament);
  const before = genesys().requests.length;
  const { code, out, err } = await run(doctorCommand, ['--probe'], env);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const requests = genesys().requests.slice(before);
  return {
    lines: out.split('\n'),
    requests,
    of: (what: string) => out.split('\n').find((line) => line.includes(what)),
  };
}

describe('what the app takes for granted of Genesys Cloud', () => {
  it('is tried without changing anything, within its budget', async () => {
    const { lines, requests } = await probed();
    expect(lines.filter((line) => line.startsWith('does not hold'))).toEqual([]);
    expect(lines.filter((line) => /^(holds|cannot tell) /.test(line))).toHaveLength(12);
    expect(requests.length).toBeLessThanOrEqual(MOST_REQUESTS);
    const changing = requests.filter(({ method, path }) => method !== 'GET' && !/(query|search|token)$/.test(path));
    expect(changing).toEqual([]);
  });

  it.each([
    [
      'takes a week of aggregates, and says so',
      'conversation aggregates take 31 days',
      /^does not hold .*7 days/,
      ['GENESYSCLOUD_INTERVAL_DAYS=7'],
    ],
    [
      'takes a day of aggregates, and does not say why',
      'conversation aggregates take 31 days',
      /^does not hold .*1 days/,
      ['GENESYSCLOUD_INTERVAL_DAYS=1'],
    ],
    [
      'wants whole half-hours of status times',
      'user aggregates take any minute',
      /^does not hold .*half-hours/,
      ['GENESYSCLOUD_STATUS_MINUTES=30'],
    ],
    ['withholds who people are', 'names in agent states', /^cannot tell .* come without an id/, []],
    ['tells nothing of agents', 'names in agent states', /^cannot tell .*nobody is there/, []],
    ['leaves divisions and names out of people', 'people who have left', /^(holds|cannot tell)/, []],
    ['has fields that are new, and null for what there is not', 'notification topics', /^holds/, []],
    ['has words that are new', 'any minute', /^holds/, []],
  ] as const)('is told where Genesys Cloud %s: %s', async (temperament, what, says, env) => {
    const { of, lines } = await probed(temperament);
    expect(of(what)).toMatch(says);
    expect(lines.filter((line) => line.startsWith('GENESYSCLOUD_'))).toEqual(env);
  });

  it('cannot be told without the permission, which is named', async () => {
    const { of } = await probed(undefined, clientWithout('analytics:conversationDetail:view'));
    expect(of('the end of their segments')).toMatch(/^cannot tell .*analytics:conversationDetail:view/);
  });
});
