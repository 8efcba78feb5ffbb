import { once } from 'node:events';
import { createServer } from 'node:http';
import { isObject, type JsonObject, parseJson } from '../../src/sandbox/slack/json.ts';
import type { Slack } from '../../src/sandbox/slack/slack.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

/** An answer with one of everything that a person can see or press. */
function answer(words: string): JsonObject {
  return {
    text: words,
    blocks: [
      { type: 'header', text: plain(words) },
      { type: 'section', text: mrkdwn('*Ana López* is on a call `4m 12s`'), accessory: button('open', 'Open form') },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'Day' },
            { type: 'raw_text', text: 'Answered' },
          ],
          [
            { type: 'raw_text', text: 'Monday' },
            { type: 'raw_number', value: 12, text: '12' },
          ],
        ],
      },
      {
        type: 'data_visualization',
        title: 'Answered',
        chart: {
          type: 'bar',
          series: [
            { name: 'Voice', data: [{ label: 'Mon', value: 12 }] },
            { name: 'Email', data: [{ label: 'Mon', value: 5 }] },
          ],
          axis_config: { categories: ['Mon'] },
        },
      },
      {
        type: 'actions',
        elements: [
          button('refresh', 'Refresh'),
          { ...button('share', 'Share'), confirm: { title: plain('Share this?'), text: plain('All will see it') } },
          {
            type: 'static_select',
            action_id: 'by',
            placeholder: plain('By …'),
            options: [{ text: plain('Queue'), value: 'queue' }],
          },
        ],
      },
      { type: 'context', elements: [mrkdwn('Analytics · as of <!date^1795340460^{time}|09:41 UTC>')] },
    ],
  };
}

function button(id: string, words: string) {
  return { type: 'button', action_id: id, value: id, text: plain(words) };
}

const form = {
  type: 'modal',
  callback_id: 'form',
  title: plain('New schedule'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
  ],
};

/** Answers everything at once, so that the page can be tested without the app. */
export async function startStubApp(slack: Slack): Promise<{ readonly stop: () => Promise<void> }> {
  let presses = 0;
  const post = (url: unknown, body: unknown, headers = {}) =>
    fetch(String(url), { method: 'POST', headers, body: JSON.stringify(body) });

  const react = async (form: URLSearchParams): Promise<unknown> => {
    const command = form.get('response_url');
    if (command !== null) return post(command, answer(`You asked: ${form.get('text')}`));
    const payload = parseJson(form.get('payload') ?? '');
    if (!isObject(payload) || !Array.isArray(payload['actions'])) return undefined;
    const [action] = payload['actions'].filter(isObject);
    const id = String(action?.['action_id']);
    if (id === 'open') return openForm(payload['trigger_id']);
    const shared = { response_type: 'in_channel', replace_original: false };
    if (id === 'share') return post(payload['response_url'], { ...answer('Shared by Omar'), ...shared });
    presses += 1;
    return post(payload['response_url'], { ...answer(`${id} ${presses}`), replace_original: true });
  };
  const openForm = (trigger_id: unknown) =>
    post(
      `${slack.apiUrl}views.open`,
      { trigger_id, view: form },
      { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    );
  const ack = (form: URLSearchParams): string => {
    const payload = parseJson(form.get('payload') ?? '');
    if (!isObject(payload) || payload['type'] !== 'view_submission') return '';
    const bad = JSON.stringify(payload).includes('"value":"bad"');
    return bad ? JSON.stringify({ response_action: 'errors', errors: { name: 'Another name, please' } }) : '';
  };

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const form = new URLSearchParams(body);
      response.end(ack(form));
      void react(form);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) slack.connect(`http://127.0.0.1:${address.port}/`);
  return {
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
