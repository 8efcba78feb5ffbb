/** A store and messages that the release before the first has left: nothing that people made with it is lost. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { auditCommand } from '../../src/cli/audit/audit-command.ts';
import { storeCommand } from '../../src/cli/store/store-command.ts';
import { run } from '../cli/deployment.ts';
import { temporaryFolder } from '../store/open.ts';
import { type House, MONDAY, openHouse } from './house.ts';

/** Made by the app at commit 176978e: two schedules, six entries of the audit, whatever else it remembered. */
const LEFT = join(import.meta.dirname, '../store/release-176978e');
const KEY = Buffer.alloc(32, 7).toString('base64');
const NEW_KEY = Buffer.alloc(32, 8).toString('base64');

let house: House;
afterEach(() => house.stop());

function left(kind: 'clear' | 'sealed'): string {
  const file = join(temporaryFolder(), 'floorwalker.db');
  writeFileSync(file, gunzipSync(readFileSync(join(LEFT, `${kind}.db.gz`))));
  return `sqlite:${file}`;
}

/** What people and operators find in it of what was made before. */
async function kept() {
  const listed = (user: string) => house.answer(user, '/agent-summary', 'list');
  const [omars, anas] = [await listed('U0OMAR'), await listed('U0ANA')];
  const { out } = await run(auditCommand, ['--json'], house.env);
  const audited = out.split('\n').filter((line) => line.includes(`"at":"${new Date(MONDAY).toISOString()}"`));
  return { omars, anas, audited: audited.length };
}

const EVERYTHING = {
  omars: expect.stringMatching(/weekdays at 08:30 Europe\/Madrid · queue Billing EU\n.*paused/),
  anas: expect.stringMatching(/Mon and Wed at 09:15 Europe\/Madrid.*\n.*next Wed 25 Nov, 09:15/),
  audited: 6,
};

describe('a store of an earlier release', () => {
  it.each([
    ['in clear', 'clear', {}],
    ['sealed', 'sealed', { STORE_KEY: KEY }],
  ] as const)('%s goes on with its schedules and its audit', async (_how, kind, env) => {
    house = await openHouse({ storeUrl: left(kind), env, now: MONDAY + 60_000 });
    expect(await kept()).toEqual(EVERYTHING);
  });

  it('takes another key, and keeps the same', async () => {
    const [from, to] = [left('sealed'), `sqlite:${temporaryFolder()}/new.db`];
    const keys = { STORE_KEY: NEW_KEY, STORE_KEY_OLD: KEY };
    house = await openHouse({ env: { STORE_KEY: NEW_KEY } });
    const copied = await run(storeCommand, ['copy', from, to], { ...house.env, ...keys });
    expect(copied).toMatchObject({ code: 0 });
    await house.stop();
    house = await openHouse({ storeUrl: to, env: { STORE_KEY: NEW_KEY }, now: MONDAY + 60_000 });
    expect(await kept()).toEqual(EVERYTHING);
  });

  it('posts what it was told to', async () => {
    const now = Date.UTC(2026, 10, 25, 8, 15, 30);
    house = await openHouse({ storeUrl: left('clear'), now, genesys: { load: 0.2 }, pausesPassAtOnce: true });
    // A change of any schedule makes the app look.
    await house.ask('U0GRACE', '/agent-summary', 'on <#C0LEADS|leads> 23:10 sun');
    await house.app.idle();
    const posts = house.slack.messages({ channel: 'C0FLOOR' }).filter(({ via }) => via === 'chat.postMessage');
    expect(posts[0]?.text).toMatch(/^Ana López · 23–24 Nov/);
  });
});

const buttons = z
  .array(z.object({ action: z.string(), value: z.string() }))
  .parse(JSON.parse(readFileSync(join(LEFT, 'buttons.json'), 'utf8')));

it.each(buttons)(
  'a button of an earlier release still does what it says: $action $value',
  async ({ action, value }) => {
    house = await openHouse({ storeUrl: left('clear'), now: MONDAY + 60_000 });
    const [message] = await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
    if (message === undefined) throw new Error('no message to press');
    const element = { type: 'button', action_id: action, value, text: { type: 'plain_text', text: 'Old' } };
    const old = { ...message, blocks: [{ type: 'actions', elements: [element] }] };
    const answers = await house.press('U0OMAR', old, action);
    const opened = [...house.slack.views.values()];
    expect(answers.length + opened.length).toBeGreaterThan(0);
    for (const { text } of answers) expect(text).not.toMatch(/older version|went wrong|no longer|mistake/);
  },
);
