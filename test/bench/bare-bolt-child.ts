/** The limit: a Bolt app that acknowledges and sends one reply, and nothing else. `node bare-bolt-child.ts <api url>` */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const [apiUrl = ''] = process.argv.slice(2);
const signingSecret = process.env['SLACK_SIGNING_SECRET'] ?? '';
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0', botUserId: 'U0' }),
  clientOptions: { slackApiUrl: apiUrl },
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
const address = 'address' in server ? server.address() : null;
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage() }));
process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
