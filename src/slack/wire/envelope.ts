import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { ConnectionLog } from './bolt-log.ts';
import { isCommand, isEvent, isInteraction } from './signed-request.ts';

const told = z.object({ type: z.enum(['hello', 'disconnect']) });
const envelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('slash_commands'), payload: z.unknown().refine(isCommand) }),
  z.object({ type: z.literal('interactive'), payload: z.unknown().refine(isInteraction) }),
  z.object({ type: z.literal('events_api'), payload: z.looseObject({ event: z.looseObject({ type: z.string() }) }) }),
]);

/**
 * Stands before Bolt's client, which would let the process end over an envelope that is no object or an event that is
 * none, and would take an event for a message of its own that has the name of one: such an envelope is a line in the log.
 */
export function guardEnvelopes(client: SocketModeReceiver['client'], log: ConnectionLog): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const message = parsed(data);
    if (isBinary !== true && isOfSlack(message)) for (const listen of listeners) listen(data, isBinary);
    else log.warn({ type: typeIn(message) }, 'an envelope is nothing of Slack’s');
  });

  function isOfSlack(message: unknown): boolean {
    if (told.safeParse(message).success) return true;
    const read = envelope.safeParse(message).data;
    if (read === undefined) return false;
    return read.type !== 'events_api' || (isEvent(read.payload) && isFreeName(read.payload.event.type));
  }

  /** The client tells of events by their own names, beside its own. */
  function isFreeName(type: string): boolean {
    return type !== 'error' && type !== 'slack_event' && client.listenerCount(type) === 0;
  }
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(typeof data === 'string' ? data : Buffer.isBuffer(data) ? data.toString() : '');
  } catch {
    return undefined;
  }
}

/** One of Slack's own words at most: nothing of what somebody said. */
function typeIn(message: unknown): string | undefined {
  return z.object({ type: z.string().regex(/^[a-z_]{1,30}$/) }).safeParse(message).data?.type;
}
