/** The limit: a Bolt app that acknowledges and sends one reply, and nothing else. */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const signingSecret = process.env['SLACK_SIGNING_SECRET'] ?? '';
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0', botUserId: 'U0' }),
  logLevel: LogLevel.ERROR,
});
app.command(/.*/, async ({ command, ack }) => {
  await ack();
  await fetch(command.response_url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', text: 'One reply.' }),
  });
});
const server = await app.start(0);
const address = server !== undefined && 'address' in server ? server.address() : null;
process.stdout.write(`listening on ${typeof address === 'object' ? address?.port : ''}\n`);
