import type { Instant } from '../../domain/time.ts';
import { isObject } from './json.ts';
import { readContent } from './methods/chat.ts';
import { HOME } from './people.ts';
import type { SlackMessage, Workspace } from './workspace.ts';

const MOST_USES = 5;
const LIFETIME_MS = 30 * 60_000;

/** Where a `response_url` answers: the channel, the person, and the message that was clicked, if one was. */
export interface Place {
  readonly channel: string;
  readonly user: string;
  readonly message?: SlackMessage;
}

export type ResponseUrls = ReturnType<typeof createResponseUrls>;

/** `response_url`s: five answers within half an hour, wherever the question came from. */
export function createResponseUrls(workspace: Workspace, base: () => string) {
  const given = new Map<string, { readonly place: Place; readonly at: Instant; uses: number }>();

  return {
    give: (place: Place): string => {
      const id = workspace.nextId('R');
      given.set(id, { place, at: workspace.now(), uses: 0 });
      return `${base()}/response/${id}`;
    },
    use(id: string, body: unknown): { readonly status: number; readonly body: string } {
      const address = given.get(id);
      if (address === undefined) return { status: 404, body: 'invalid_url' };
      if (workspace.now() - address.at > LIFETIME_MS) return { status: 404, body: 'expired_url' };
      if (address.uses >= MOST_USES) return { status: 404, body: 'used_url' };
      address.uses += 1;
      const problem = answerIn(workspace, 'response_url', address.place, body);
      return problem === undefined ? { status: 200, body: 'ok' } : { status: 400, body: problem };
    },
  };
}

/**
 * Lets an answer land: the body of an ack or of a post to a `response_url`.
 *
 * @returns Slack's word when it refuses
 */
export function answerIn(
  workspace: Workspace,
  via: 'ack' | 'response_url',
  place: Place,
  body: unknown,
): string | undefined {
  const answer = typeof body === 'string' ? { text: body } : body;
  if (!isObject(answer)) return 'invalid_payload';
  const { text = '', blocks, response_type, replace_original, delete_original, thread_ts } = answer;
  const original = place.message === undefined ? undefined : workspace.message(place.message.channel, place.message.ts);

  if (delete_original === true) {
    if (text !== '' || blocks !== undefined) workspace.violate(via, 'delete_original stands alone: the rest is lost');
    if (original === undefined)
      workspace.violate(via, 'delete_original: a command has no message of the app to delete');
    else workspace.remove(original);
    return undefined;
  }

  const read = readContent(workspace, via, { text: typeof text === 'string' ? text : '', blocks });
  if ('refused' in read) return read.refused.error;
  if (replace_original === true) {
    if (original !== undefined && response_type === 'in_channel' && original.onlyFor !== undefined) {
      workspace.violate(via, 'an ephemeral message cannot become visible to the channel');
    }
    if (original !== undefined) {
      workspace.edit(original, read.content);
      return undefined;
    }
    // Slack ignores it here and posts a second message (reported for bolt-js and bolt-python alike).
    workspace.violate(via, 'replace_original: the response_url of a command cannot change what it said before');
  }
  workspace.post({
    ...read.content,
    channel: place.channel,
    from: HOME.botUserId,
    via,
    ...(response_type === 'in_channel' ? {} : { onlyFor: place.user }),
    ...(typeof thread_ts === 'string' ? { threadTs: thread_ts } : {}),
  });
  return undefined;
}
