import { describe, expect, it } from 'vitest';
import { createKeptRules } from '../../src/alerts/kept-rules.ts';
import type { RuleDraft } from '../../src/alerts/rules/rule.ts';
import { readConfig } from '../../src/app.ts';
import { alertsCommand } from '../../src/cli/alerts-command.ts';
import { queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { openStore } from '../../src/store/store.ts';
import { clientWithout, deployed, type Environment, run, sharedGenesys } from './deployment.ts';

const genesys = sharedGenesys([clientWithout()]);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A deployment with these alerts of Omar's. */
const MADE_AT = Date.UTC(2026, 10, 23, 9);

async function withAlerts(...changes: readonly Partial<RuleDraft>[]) {
  const { env, slack } = await deployed({ genesys: genesys() });
  const settings: Environment = { ...env, ACCESS_POLICY: 'workspace' };
  const store = await openStore({
    ...readConfig(settings).store,
    now: Date.now,
    log: quiet,
    deployment: undefined,
    as: 'visit',
  });
  let made = 0;
  // In the order in which they were made: none in the millisecond of another.
  const now = () => MADE_AT + made++;
  const rules = createKeptRules({ shelf: store.namespace('alerts'), random: Math.random, now, log: quiet });
  const { id, name } = queueNamed(genesys().organisation, 'Billing EU');
  const ids: string[] = [];
  for (const change of changes) {
    const rule = await rules.add({
      owner: { slackUserId: 'U0OMAR', slackTeamId: slack.teamId },
      to: { kind: 'channel', id: 'C0FLOOR' },
      target: { kind: 'queue', id, name },
      about: { kind: 'queue', name },
      condition: { kind: 'queue', measure: 'waiting', medium: 'voice', compare: '>', threshold: 5 },
      forMs: 30_000,
      zone: 'Europe/Madrid',
      mention: 'none',
      ...change,
    });
    ids.push(rule.id);
  }
  await store.close();
  return { ids, slack, ask: (...args: string[]) => run(alertsCommand, args, settings) };
}

describe('npm run alerts', () => {
  it('says that there are none', async () => {
    const { ask } = await withAlerts();
    expect(await ask()).toMatchObject({ code: 0, out: 'There are no alerts.', err: '' });
  });

  it('lists them with their ids, and that nobody has looked yet', async () => {
    const { ask, ids } = await withAlerts({}, { to: { kind: 'owner' } });
    const { code, out } = await ask();
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      `${ids[0]}  C0FLOOR  on  owner U0OMAR  when more than 5 calls are waiting in queue Billing EU for 30s`,
      `${ids[1]}  its owner  on  owner U0OMAR  when more than 5 calls are waiting in queue Billing EU for 30s`,
      '(not looked at yet, every 15 s)',
    ]);
  });

  it('prints what one finds now, and posts nothing', async () => {
    const { ask, ids, slack } = await withAlerts({
      condition: { kind: 'queue', measure: 'waiting', medium: 'voice', compare: '<', threshold: 500 },
    });
    const { code, out } = await ask('--alert', ids[0] ?? '');
    expect(code).toBe(0);
    expect(out).toMatch(/^It is true now\.\n/);
    expect(out).toMatch(/Billing EU: (?:no|\d+) calls? waiting/);
    expect(slack.messages({ channel: 'C0FLOOR' })).toEqual([]);
  });

  it('says why one finds nothing', async () => {
    const { ask, ids } = await withAlerts({ target: { kind: 'queue', id: 'gone', name: 'Gone' } });
    expect(await ask('--alert', ids[0] ?? '')).toMatchObject({
      code: 1,
      err: expect.stringContaining('or that is gone (no-such-place)'),
    });
  });

  it('does not know an alert that is not there', async () => {
    const { ask } = await withAlerts();
    expect(await ask('--alert', 'nope')).toMatchObject({ code: 1, err: expect.stringContaining('no alert nope') });
  });

  it.each([['--every'], ['now']])('shows its usage when it is asked for %s', async (argument) => {
    expect(await run(alertsCommand, [argument], {})).toMatchObject({
      code: 2,
      err: expect.stringContaining('npm run alerts -- --alert <id>'),
    });
  });
});
