import { expect, it } from 'vitest';
import { sentence } from '../../../src/slack/kit/render.ts';
import { say } from '../../../src/slack/kit/say.ts';
import { createResponseUrl } from '../../../src/slack/wire/response-url.ts';

const MESSAGE = { message: sentence(say`Ana is free.`), replace: false, seenBy: 'asker' } as const;

it.each([
  ['another host', 'https://hooks.slack.com.evil.example/x'],
  ['a host of the same name in front', 'https://evil.example/hooks.slack.com'],
  ['an unencrypted one of Slack', 'http://hooks.slack.com/x'],
  ['another scheme', 'ftp://hooks.slack.com/x'],
  ['no address', 'hooks.slack.com'],
])('nothing is sent to %s', async (_what, url) => {
  const respond = createResponseUrl('https://slack.com/api/', 500);
  await expect(respond(url, MESSAGE)).rejects.toThrow('not an address of Slack');
});
