/** The stand-in and a real Bolt app: what one sends the other understands, over HTTP and over a socket. */
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../src/sandbox/slack/slack.ts';

const manifestPath = new URL('manifest.yml', import.meta.url).pathname;

for (const transport of ['HTTP', 'Socket Mode'] as const) {
  describe(`over ${transport}`, () => {
    let slack: Slack;
    let app: App;

    beforeEach(async () => {
      slack = await startSlack({ now: Date.now, manifestPath });
      const clientOptions = { slackApiUrl: slack.apiUrl, timeout: 2000, retryConfig: { retries: 0 } };
      const common = { token: slack.botToken, clientOptions, convoStore: false, logLevel: LogLevel.ERROR } as const;
      if (transport === 'HTTP') {
        const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR });
        app = new App({ ...common, receiver });
        const server = await app.start({ host: '127.0.0.1', port: 0 });
        const address = server.address();
        if (typeof address === 'object' && address !== null) {
          slack.connect(`http://127.0.0.1:${address.port}/slack/events`);
        }
      } else {
        const receiver = new SocketModeReceiver({
          appToken: slack.appToken,
          logLevel: LogLevel.ERROR,
          installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl }, port: 0 },
        });
        app = new App({ ...common, receiver });
        await app.start();
      }
    });

    afterEach(async () => {
      await app.stop();
      await slack.stop();
    });

    it('brings a command to the app and its answer to the one who asked', async () => {
      app.command('/ask', async ({ ack, respond, command }) => {
        await ack();
        await respond({ text: `You said ${command.text}`, response_type: 'ephemeral' });
      });
      const ack = await slack.command({ user: 'U0ANA', command: '/ask', text: 'about <@U0OMAR>' });
      expect(ack).toMatchObject({ status: 200, over: transport === 'HTTP' ? 'http' : 'socket' });
      const [answer] = await slack.until(() => some(slack.messages({ user: 'U0ANA' })));
      expect(answer).toMatchObject({ text: 'You said about <@U0OMAR>', channel: 'C0FLOOR', onlyFor: 'U0ANA' });
      expect(slack.messages({ user: 'U0OMAR' })).toEqual([]);
    });

    it('brings a pressed button to the app, which changes the message in place', async () => {
      app.action('refresh', async ({ ack, respond, action }) => {
        await ack();
        const pressed = action.type === 'button' ? action.value : '';
        await respond({ text: `Fresh ${pressed}`, replace_original: true });
      });
      const button = {
        type: 'button',
        action_id: 'refresh',
        value: 'ana',
        text: { type: 'plain_text', text: 'Refresh' },
      } as const;
      await app.client.chat.postMessage({
        channel: 'C0FLOOR',
        text: 'Stale',
        blocks: [{ type: 'actions', elements: [button] }],
      });
      const [message] = slack.messages();
      if (message === undefined) throw new Error('nothing was posted');
      await slack.click({ user: 'U0ANA', message, actionId: 'refresh' });
      const changed = await slack.until(() => slack.messages().find((one) => one.earlier.length > 0));
      expect(changed).toMatchObject({ ts: message.ts, text: 'Fresh ana', earlier: [{ text: 'Stale' }] });
    });

    it('opens a modal, and closes it when the app accepts what was filled in', async () => {
      app.command('/ask', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({
          trigger_id: body.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'form',
            title: { type: 'plain_text', text: 'Ask' },
            submit: { type: 'plain_text', text: 'Send' },
            blocks: [
              {
                type: 'input',
                block_id: 'what',
                label: { type: 'plain_text', text: 'What?' },
                element: { type: 'plain_text_input', action_id: 'words' },
              },
            ],
          },
        });
      });
      app.view('form', async ({ ack, view }) => {
        const words = view.state.values['what']?.['words']?.value;
        await (words === 'good' ? ack() : ack({ response_action: 'errors', errors: { what: 'Say something good' } }));
      });
      await slack.command({ user: 'U0ANA', command: '/ask' });
      const [view] = await slack.until(() => some([...slack.views.values()]));
      if (view === undefined) throw new Error('no modal');

      await expect(slack.submitView({ user: 'U0ANA', view })).rejects.toThrow('what is required');
      const bad = await slack.submitView({ user: 'U0ANA', view, values: { words: 'bad' } });
      expect(bad.body).toEqual({ response_action: 'errors', errors: { what: 'Say something good' } });
      expect(slack.views.size).toBe(1);
      await slack.submitView({ user: 'U0ANA', view, values: { words: 'good' } });
      expect(slack.views.size).toBe(0);
    });

    it('tells the app that somebody opened its Home tab', async () => {
      app.event('app_home_opened', async ({ event, client }) => {
        const text = { type: 'mrkdwn', text: 'Welcome' } as const;
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [{ type: 'section', text }] },
        });
      });
      await slack.openHome('U0ANA');
      const home = await slack.until(() => slack.homes.get('U0ANA'));
      expect(home.view).toMatchObject({ type: 'home', blocks: [{ text: { text: 'Welcome' } }] });
    });

    it('brings a shortcut on a message to the app', async () => {
      app.shortcut('ask_about', async ({ ack, respond, shortcut }) => {
        await ack();
        const about = shortcut.type === 'message_action' ? shortcut.message.user : '';
        await respond({ text: `About ${about}`, response_type: 'ephemeral' });
      });
      const message = slack.say('U0OMAR', 'C0FLOOR', 'Lunch?');
      await slack.shortcut({ user: 'U0ANA', callbackId: 'ask_about', message });
      const answer = await slack.until(() => slack.messages().find((one) => one.onlyFor === 'U0ANA'));
      expect(answer.text).toBe('About U0OMAR');
    });
  });
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
