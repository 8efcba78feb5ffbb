/** Who is forgotten is forgotten everywhere, and one line says that it was done. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { storeCommand } from '../../src/cli/store/store-command.ts';
import { ORGANISATION_ID } from '../../src/sandbox/genesys/centre/ids.ts';
import { personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { HOME } from '../../src/sandbox/slack/people.ts';
import type { RecentQuestion } from '../../src/slack/home/recent.ts';
import { tryEverything } from '../e2e/everything.ts';
import { openHouse } from '../e2e/house.ts';
import { collected, openForTest, temporaryFolder } from '../store/open.ts';
import { everythingIn, hasRedis, startRedis } from '../store/redis-server.ts';
import { type Environment, run } from './deployment.ts';

const KEY = Buffer.alloc(32, 7);
const DEPLOYMENT = { workspace: HOME.teamId, client: 'the test', organisation: async () => ORGANISATION_ID };

/** An app in which everybody has asked about everybody, stopped, and the environment of its operator. */
async function usedBefore(storeUrl: string, key: Buffer | undefined) {
  const keys: Environment = key === undefined ? {} : { STORE_KEY: key.toString('base64') };
  const house = await openHouse({
    storeUrl,
    env: { ...keys, ADMINS: 'U0OMAR' } as Record<string, string>,
    now: Date.now(),
  });
  onTestFinished(() => house.stop());
  await tryEverything(house, 'U0OMAR');
  await house.ask('U0ANA', '/agent-live', '<@U0OMAR>');
  await house.ask('U0ANA', '/agent-summary', 'on <#C0FLOOR> 08:45 weekdays queue "Billing EU"');
  await house.ask('U0OMAR', '/agent-summary', 'on <#C0FLOOR> 09:30 weekdays <@U0ANA>');
  await house.ask('U0ANA', '/agent-alert', 'on me when queue "Billing EU" waiting > 5 for 2m');
  await house.ask('U0OMAR', '/agent-alert', 'on me when <@U0ANA> acw > 5m');
  await house.app.stop();
  // As one leaves it who dies while somebody is told of: the same rule, the same person.
  const left = await openForTest(storeUrl, { key, deployment: DEPLOYMENT, as: 'visit' });
  await left.claims.claim('a watch', { owner: 'dead', leaseMs: 1 });
  const about = (id: string) => ({
    rule: { owner: { slackUserId: id } },
    episode: { affected: [{ id: personNamed(house.genesys.organisation, 'Ana López').id }, { id: 'other' }] },
  });
  await left.claims.renew('a watch', {
    owner: 'dead',
    leaseMs: 1,
    note: JSON.stringify({ of: { a: about('U0ANA'), b: about('U0OMAR') } }),
  });
  await left.close();
  const ana = personNamed(house.genesys.organisation, 'Ana López');
  const env: Environment = { ...house.env, ...keys };
  const purge = (args: readonly string[], also: Environment = {}) =>
    run(storeCommand, ['purge', ...args], { ...env, ...also });
  const store = () => openForTest(storeUrl, { key, deployment: DEPLOYMENT, as: 'visit' });
  const traces = async () => {
    const words = ['U0ANA', ana.id, ana.email, ana.name];
    const clear: string[] = [];
    for await (const entry of (await store()).all()) clear.push(JSON.stringify(entry));
    return words.filter((word) => clear.join('\n').includes(word));
  };
  return { house, ana, env, purge, store, traces };
}

const inFolder = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

describe('forgetting a person', () => {
  it.each([
    ['sealed', KEY],
    ['in clear', undefined],
  ])('leaves no trace of them in a file %s but one line that does not name them', async (_, key) => {
    const folder = temporaryFolder();
    const { ana, purge, store, traces } = await usedBefore(`sqlite:${folder}/floorwalker.db`, key);
    expect(await traces()).toEqual(['U0ANA', ana.id, ana.email, ana.name]);
    const { code, out } = await purge(['U0ANA', ana.id]);
    expect(code).toBe(0);
    expect(await traces()).toEqual([]);
    const raw = inFolder(folder);
    expect(['U0ANA', ana.id, ana.email, ana.name].filter((word) => raw.includes(word))).toEqual([]);
    const [, reference = ''] = /by this reference: (\S+)/.exec(out) ?? [];
    const lines = (await collected((await store()).namespace<{ what: string; reference: string }>('audit').entries()))
      .map(([, entry]) => entry)
      .filter(({ what }) => what === 'purge');
    expect(lines).toEqual([expect.objectContaining({ reference, about: [] })]);
  });

  it('hands what they made to the heir, and takes them out of what others made', async () => {
    const { ana, purge, store } = await usedBefore(`sqlite:${temporaryFolder()}/floorwalker.db`, KEY);
    const schedules = async () => {
      type Kept = { readonly schedule: { readonly owner: { readonly slackUserId: string }; readonly time: string } };
      const entries = await collected((await store()).namespace<Kept>('schedules').entries());
      return entries
        .map(([, { schedule }]) => [schedule.owner.slackUserId, schedule.time] as const)
        .toSorted(([one], [other]) => one.localeCompare(other));
    };
    const alerts = async () => {
      type Kept = { readonly of: { readonly owner: { readonly slackUserId: string } } };
      const entries = await collected((await store()).namespace<Kept>('alerts').entries());
      return entries.map(([, { of }]) => of.owner.slackUserId);
    };
    const before = await schedules();
    expect((await alerts()).toSorted()).toEqual(['U0ANA', 'U0OMAR']);
    expect(before).toEqual([
      ['U0ANA', '08:45'],
      ['U0OMAR', '09:30'],
    ]);
    const { out } = await purge([ana.email, '--heir', 'U0OMAR']);
    expect(out).toContain('2 handed over to U0OMAR, 2 of others no longer about them');
    expect(await alerts()).toEqual(['U0OMAR']);
    const successor = await (await store()).claims.claim('a watch', { owner: 'next', leaseMs: 1 });
    expect(successor).toMatchObject({
      note: expect.stringContaining(
        '"b":{"rule":{"owner":{"slackUserId":"U0OMAR"}},"episode":{"affected":[{"id":"other"}]}}',
      ),
    });
    expect(await schedules()).toEqual([['U0OMAR', '08:45']]);
  });

  it('leaves the others as they were', async () => {
    const { purge, store } = await usedBefore(`sqlite:${temporaryFolder()}/floorwalker.db`, KEY);
    const ofOmar = async () => ({
      recent: (await (await store()).namespace<RecentQuestion[]>('recent').get('U0OMAR'))?.length,
      audit: (await collected((await store()).namespace('audit').entries())).filter(([, entry]) =>
        JSON.stringify(entry).includes('U0OMAR'),
      ).length,
    });
    const before = await ofOmar();
    const { code } = await purge(['U0GRACE']);
    expect([code, await ofOmar()]).toEqual([0, before]);
  });

  it('says where the configuration still names them', async () => {
    const { purge } = await usedBefore(`sqlite:${temporaryFolder()}/floorwalker.db`, KEY);
    const { err } = await purge(['U0OMAR'], { IDENTITY_LINKS: 'U0OMAR=omar@other.example' });
    expect(err.split('\n')).toEqual(['store: ADMINS still names them', 'store: IDENTITY_LINKS still names them']);
  });

  it.skipIf(!hasRedis)('leaves no trace in a Redis', async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const { ana, purge, traces } = await usedBefore(server.url, undefined);
    expect((await purge(['U0ANA', ana.id])).code).toBe(0);
    expect(await traces()).toEqual([]);
    const { text } = await everythingIn(server.url);
    expect(['U0ANA', ana.id, ana.email, ana.name].filter((word) => text.includes(word))).toEqual([]);
  });

  it.each<[string, Environment, string]>([
    ['Genesys Cloud', { GENESYSCLOUD_OAUTHCLIENT_SECRET: 'wrong' }, 'Genesys Cloud cannot be asked (token: unauth'],
    ['Slack', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'Slack cannot be asked (invalid_auth)'],
  ])('by their address does nothing while %s cannot be asked, and says which ids to give', async (_, wrong, why) => {
    const { ana, purge, traces } = await usedBefore(`sqlite:${temporaryFolder()}/floorwalker.db`, KEY);
    const { code, out, err } = await purge([ana.email], wrong);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(why);
    expect(err).toContain('nothing was done. Give the ids instead of the address: the Slack id');
    expect(await traces()).toHaveLength(4);
  });
});
