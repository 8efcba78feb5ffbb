import { createElement as h, type ReactNode } from 'react';
import { isObject } from '../slack/json.ts';
import { HOME } from '../slack/people.ts';
import type { Slack } from '../slack/slack.ts';
import type { SlackMessage, View } from '../slack/workspace.ts';
import { markupOf, type Reader, renderBlocks, renderText } from './blocks.ts';
import { wordsOf } from './controls.ts';

/** One thing in the timeline; the script replaces it when its markup has changed. */
export interface Item {
  readonly id: string;
  readonly html: string;
}

/** Everything that the page shows to one person in one place. */
export interface Shown {
  readonly items: readonly Item[];
  /** A modal that is open for this person, or an empty text. */
  readonly modal: string;
}

/** A channel, the direct messages with the app, or its Home tab. */
export type Place = string;
export const HOME_TAB: Place = 'home';

/** What this person sees in this place, through their own zone. */
export function show(slack: Slack, user: string, place: Place, now: number): Shown {
  const person = slack.people.get(user);
  const reader: Reader = {
    timeZone: person?.timeZone ?? 'UTC',
    now,
    people: [...slack.people.values()],
    channels: [...slack.channels.values()].filter((channel) => channel.kind !== 'im'),
  };
  const modal = [...slack.views.values()].findLast((view) => view.user === user);
  return {
    items: place === HOME_TAB ? home(slack.homes.get(user), reader) : messages(slack, user, place, reader),
    modal: modal === undefined ? '' : markupOf(renderModal(modal, reader)),
  };
}

function home(view: View | undefined, reader: Reader): readonly Item[] {
  const nothing = h('p', { className: 'empty' }, 'The app has published nothing here yet.');
  const content = view === undefined ? nothing : renderBlocks(view.view['blocks'], reader);
  return [{ id: 'home', html: markupOf(h('div', { className: 'body', 'data-view': view?.id ?? '' }, content)) }];
}

function messages(slack: Slack, user: string, channel: Place, reader: Reader): readonly Item[] {
  const seen = slack.messages({ user, channel });
  const threads = Map.groupBy(seen, (message) => message.threadTs ?? '');
  return (threads.get('') ?? []).map((message) => ({
    id: message.ts,
    html: markupOf(renderMessage(message, threads.get(message.ts) ?? [], slack, reader)),
  }));
}

function renderMessage(
  message: SlackMessage,
  replies: readonly SlackMessage[],
  slack: Slack,
  reader: Reader,
): ReactNode {
  const { ts, from, onlyFor, text, blocks, earlier, postedAt, threadTs } = message;
  const isRoot = threadTs === undefined;
  const ours = from === HOME.botUserId;
  const name = slack.people.get(from)?.name ?? from;
  const body = blocks.length > 0 ? renderBlocks(blocks, reader) : renderText({ type: 'mrkdwn', text }, reader);
  return h(
    'article',
    { className: onlyFor === undefined ? 'message' : 'message ephemeral', 'data-ts': ts, 'aria-label': `${name} said` },
    h('span', { className: ours ? 'face app' : 'face', 'aria-hidden': true }, ours ? 'FW' : initials(name)),
    h(
      'div',
      { className: 'said' },
      onlyFor === undefined ? null : h('p', { className: 'only' }, '◉ Only visible to you'),
      h(
        'p',
        { className: 'who' },
        h('strong', null, name),
        ours ? h('span', { className: 'badge' }, 'APP') : null,
        ' ',
        h('time', { dateTime: new Date(postedAt).toISOString() }, timeOf(postedAt, reader)),
        earlier.length > 0 ? h('span', { className: 'edited' }, ' (edited)') : null,
      ),
      h('div', { className: 'body' }, body),
      ours ? null : shortcuts(slack),
      isRoot && onlyFor === undefined ? replyButton(name) : null,
      replies.length === 0 ? null : thread(replies, slack, reader),
    ),
  );
}

function thread(replies: readonly SlackMessage[], slack: Slack, reader: Reader): ReactNode {
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  return h(
    'details',
    { className: 'thread' },
    h('summary', null, count),
    ...replies.map((reply) => h('div', { key: reply.ts }, renderMessage(reply, [], slack, reader))),
  );
}

/** Where commands cannot be typed, the app can still be mentioned. */
function replyButton(name: string): ReactNode {
  return h(
    'button',
    { type: 'button', className: 'button quiet', 'data-reply': name, 'aria-label': `Reply in thread of ${name}` },
    'Reply in thread',
  );
}

/** What the app offers to do with a colleague's message. */
function shortcuts(slack: Slack): ReactNode {
  const offered = slack.manifest.shortcuts.filter((shortcut) => shortcut.type === 'message');
  return offered.map(({ callbackId, name }) =>
    h('button', { key: callbackId, type: 'button', className: 'button quiet', 'data-shortcut': callbackId }, name),
  );
}

function renderModal({ id, view }: View, reader: Reader): ReactNode {
  const title = wordsOf(view['title']);
  const submit = isObject(view['submit']) ? wordsOf(view['submit']) : undefined;
  return h(
    'form',
    { method: 'dialog', 'data-view': id, 'aria-label': title },
    h('h2', null, title),
    renderBlocks(withBlockIds(view['blocks']), reader),
    h('p', { className: 'problem', role: 'alert' }),
    h(
      'div',
      { className: 'actions' },
      h('button', { type: 'button', className: 'button', 'data-close': '' }, wordsOf(view['close']) || 'Close'),
      submit === undefined ? null : h('button', { type: 'submit', className: 'button primary' }, submit),
    ),
  );
}

/** An error of the app names a block: it must be found again. */
function withBlockIds(blocks: unknown): unknown {
  if (!Array.isArray(blocks)) return blocks;
  return blocks.filter(isObject).map((block, index) => ({ ...block, block_id: block['block_id'] ?? `b${index}` }));
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('');
}

function timeOf(at: number, { timeZone }: Reader): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
}
