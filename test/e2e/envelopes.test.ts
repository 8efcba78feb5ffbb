/** Whatever an envelope of Socket Mode contains, it ends nothing: it is answered, or it is a line in the log. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type House, openHouse } from './house.ts';

let house: House;
const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  house = await openHouse({ socketMode: true });
  await vi.waitUntil(() => house.slack.socketMode.connected() === 1, { timeout: 15_000 });
});
afterAll(async () => {
  await house.stop();
  process.off('unhandledRejection', note);
});

const noted = () => house.log.filter(({ msg }) => msg === 'an envelope is nothing of Slack’s').length;
const answered = () => house.log.filter(({ msg }) => msg === 'answered').length;

const user = { id: 'U0OMAR' };
const click = { type: 'block_actions', user, team: { id: 'T0ACME' }, actions: [{ action_id: 'live_refresh' }] };
const event = { type: 'event_callback', team_id: 'T0ACME', event_id: 'Ev1' };
const command = { command: '/agent-live', user_id: 'U0OMAR', team_id: 'T0ACME', text: 'me', channel_id: 'C0FLOOR' };

describe('an envelope that is nothing of Slack’s', () => {
  it.each<readonly [what: string, text: string | Uint8Array]>([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['bytes', new Uint8Array([0, 1, 2])],
    ...[null, 7, 'hello', [], [null], {}, { type: null }, { type: 'error' }, { type: 'connected' }].map(
      (of): readonly [string, string] => [JSON.stringify(of), JSON.stringify(of)],
    ),
    ...(
      [
        ['slash_commands', undefined],
        ['slash_commands', null],
        ['slash_commands', {}],
        ['slash_commands', { ...command, text: 7 }],
        ['slash_commands', { ...command, command: 'constructor' }],
        ['interactive', null],
        ['interactive', 'payload'],
        ['interactive', { type: 'constructor' }],
        ['interactive', { ...click, actions: [] }],
        ['interactive', { ...click, actions: [null] }],
        ['interactive', { ...click, user: null }],
        ['interactive', { type: 'view_submission', user, view: { id: 'V1' } }],
        ['interactive', { type: 'message_action', user, callback_id: 'agent_status' }],
        ['events_api', undefined],
        ['events_api', null],
        ['events_api', {}],
        ['events_api', event],
        ['events_api', { ...event, event: null }],
        ['events_api', { ...event, event: 7 }],
        ['events_api', { ...event, event: { type: null } }],
        ['events_api', { ...event, event: { type: 'error' } }],
        ['events_api', { ...event, event: { type: 'ws_message' } }],
        ['events_api', { ...event, event: { type: 'disconnected' } }],
        ['events_api', { ...event, event: { type: 'close' } }],
        ['events_api', { ...event, event: { type: 'slack_event' } }],
      ] as const
    ).map(([type, payload]): readonly [string, string] => {
      const text = JSON.stringify({ envelope_id: 'e1', type, payload });
      return [text, text];
    }),
  ])('(%s) is a line in the log, and the connection stands', async (_what, text) => {
    const before = noted();
    house.slack.socketMode.sendRaw(text);
    await expect.poll(noted).toBe(before + 1);
    expect(await (await fetch(`${house.url}/readyz`)).json()).toMatchObject({ slack: true });
    expect(unhandled).toEqual([]);
  });
});

describe('an envelope that is absurd behind the door', () => {
  it.each([
    ['a command of nobody', 'slash_commands', { ...command, user_id: 'U0UNHEARD' }],
    ['a command that nobody knows', 'slash_commands', { ...command, command: '/constructor' }],
    ['a command without an address', 'slash_commands', { ...command, response_url: 7 }],
    ['a click with no value', 'interactive', { ...click, actions: [{ action_id: 'live_refresh', value: { a: 1 } }] }],
    ['a click from no workspace', 'interactive', { ...click, team: null }],
    [
      'a form that no release knows',
      'interactive',
      {
        type: 'view_submission',
        user,
        team: { id: 'T0ACME' },
        view: { id: 'V1', callback_id: '__proto__', private_metadata: '', state: { values: {} } },
      },
    ],
    [
      'a shortcut on what nobody wrote',
      'interactive',
      { type: 'message_action', user, callback_id: 'agent_status', channel: { id: 'C0FLOOR' }, message: {} },
    ],
    [
      'a Home of nobody',
      'events_api',
      { ...event, event: { type: 'app_home_opened', tab: 'home', user: 'U0UNHEARD' } },
    ],
  ])('(%s) is answered or logged', async (_what, type, payload) => {
    const before = house.log.length;
    house.slack.socketMode.sendRaw(JSON.stringify({ envelope_id: 'e2', type, payload }));
    await expect.poll(() => house.log.length).toBeGreaterThan(before);
    await house.app.idle();
    expect(unhandled).toEqual([]);
  });

  it('and afterwards a command is answered', async () => {
    const before = answered();
    expect(await house.answer('U0OMAR', '/agent-live', '<@U0ANA>')).toMatch(/^Ana López/);
    expect(answered()).toBe(before + 1);
  });
});
