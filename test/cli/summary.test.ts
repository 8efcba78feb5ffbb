import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app.ts';
import { summaryCommand } from '../../src/cli/summary-command.ts';
import { openStore } from '../../src/store/store.ts';
import { createSchedules } from '../../src/summaries/kept-schedules.ts';
import { clientWithout, deployed, type Environment, run, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout()]);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A deployment with one schedule of Omar's in #floor; its id. */
async function withSchedule() {
  const { env, slack } = await deployed({ genesys: genesys() });
  const settings: Environment = { ...env, ACCESS_POLICY: 'workspace' };
  const store = await openStore({ ...readConfig(settings).store, now: Date.now, log: quiet });
  const schedules = createSchedules({
    shelf: store.namespace('schedules'),
    random: Math.random,
    now: Date.now,
    log: quiet,
  });
  const { id } = await schedules.add({
    channel: 'C0FLOOR',
    owner: { slackUserId: 'U0OMAR', slackTeamId: slack.teamId },
    time: '08:30',
    timeZone: 'Europe/Madrid',
    days: [1, 2, 3, 4, 5],
    who: [{ kind: 'queue', name: 'Billing EU' }],
    quietDays: 'line',
    names: 'members-only',
  });
  await store.close();
  return { env: settings, slack, id, ask: (...args: string[]) => run(summaryCommand, args, settings) };
}

describe('npm run summary', () => {
  it('lists the schedules with their ids', async () => {
    const { ask, id } = await withSchedule();
    expect(await ask()).toMatchObject({
      code: 0,
      out: `${id}  C0FLOOR  08:30 Europe/Madrid  active  owner U0OMAR`,
      err: '',
    });
  });

  it('prints what a schedule would post, and posts nothing', async () => {
    const { ask, id, slack } = await withSchedule();
    const { code, out } = await ask('--schedule', id, '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/^Billing EU · /);
    expect(slack.messages({ channel: 'C0FLOOR' })).toEqual([]);
  });

  it('posts it, with its details in the thread', async () => {
    const { ask, id, slack } = await withSchedule();
    expect(await ask('--schedule', id)).toMatchObject({ code: 0, out: 'Posted in C0FLOOR.' });
    const [headline, details] = slack.messages({ channel: 'C0FLOOR' });
    expect(headline?.text).toContain('Billing EU');
    expect(details?.threadTs).toBe(headline?.ts);
  });

  it('says why it could not be posted', async () => {
    const { ask, id, slack } = await withSchedule();
    slack.changeChannel('C0FLOOR', { archived: true });
    expect(await ask('--schedule', id)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/summary: it could not be posted in C0FLOOR: channel-archived$/),
    });
  });

  it('does not know a schedule that is not there', async () => {
    const { ask } = await withSchedule();
    expect(await ask('--schedule', 'nope')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no schedule nope'),
    });
  });

  it.each([['--every'], ['now']])('shows its usage when it is asked for %s', async (argument) => {
    expect(await run(summaryCommand, [argument], {})).toMatchObject({
      code: 2,
      err: expect.stringContaining('npm run summary'),
    });
  });

  it('refuses a bad configuration with a line per problem', async () => {
    const { code, err } = await run(summaryCommand, [], {});
    expect(code).toBe(2);
    expect(err.split('\n').length).toBeGreaterThan(3);
  });
});
