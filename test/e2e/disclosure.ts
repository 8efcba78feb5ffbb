import type { Person } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { Content, SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import type { House } from './house.ts';

/**
 * What landed in Slack, for whomever, while `work` was done and answered; without the edits of direct messages, which
 * follow somebody by themselves.
 */
export async function landed(house: House, work: () => Promise<unknown>): Promise<readonly Content[]> {
  const before = new Set(house.slack.messages());
  const homes = new Set(house.slack.homes.values());
  const views = new Set(house.slack.views.values());
  await work();
  await house.app.idle();
  const shown = [...house.slack.homes.values()].filter((home) => !homes.has(home));
  const opened = [...house.slack.views.values()].filter((view) => !views.has(view));
  return [
    ...house.slack.messages().filter((message) => !before.has(message) && !isEditedCard(message)),
    ...[...shown, ...opened].map(({ view }) => ({ text: '', blocks: [view] })),
  ];
}

function isEditedCard({ channel, earlier }: SlackMessage): boolean {
  return channel.startsWith('D') && earlier.length > 0;
}

/** Every word in messages, what buttons carry included, as somebody reads it. */
export function wordsIn(messages: readonly Content[]): string {
  const words: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') words.push(value, unescaped(value));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  for (const { text, blocks } of messages) gather([text, blocks]);
  return words.join('\n');
}

/** The names of those of these people who are named, addressed or identified in a text. */
export function namedIn(words: string, people: readonly Person[]): readonly string[] {
  const found = people.filter(({ name, email, id }) =>
    [beginningOf(name), email, id].some((each) => words.includes(each)),
  );
  return [...new Set(found.map(({ name }) => name))].toSorted();
}

/** Names are cut when they are shown; nobody else's begins in the same way. */
function beginningOf(name: string): string {
  return name.slice(0, 40);
}

function unescaped(mrkdwn: string): string {
  return mrkdwn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
