import { type BlockType, type Message, REFUSABLE } from './kit/message.ts';
import { textAlone, without } from './kit/render.ts';
import { detailsOf, isAboutBlocks, slackErrorCode } from './wire/slack-error.ts';

/** Sends a message as this Slack can show it. */
export type Fitting = <T>(message: Message, send: (message: Message) => Promise<T>) => Promise<T>;

const REMEMBERED_MS = 3_600_000;
const UNKNOWN_TYPE = /unsupported(?: block)? type: "?([a-z_]+)/;

/**
 * The order of fallbacks on every way to Slack: as it is; without the types of block that Slack does not know; at last
 * `text` alone, the whole of it, which every Slack takes.
 *
 * A type is left out of further messages, for an hour, only when Slack has said that it does not know the type: one
 * message may be malformed for reasons of its own.
 */
export function createFitting(now: () => number): Fitting {
  const refusedUntil = new Map<BlockType, number>();

  const refusedNow = () => REFUSABLE.filter((type) => (refusedUntil.get(type) ?? 0) > now());

  return async (message, send) => {
    let dropped: ReadonlySet<BlockType> = new Set(refusedNow());
    let fitting = withoutThem(message, dropped);
    for (;;) {
      try {
        return await send(fitting);
      } catch (error) {
        if (!isAboutBlocks(slackErrorCode(error)) || fitting.blocks.length === 0) throw error;
        const unknown = typesIn(fitting).filter((type) => unknownTypes(error).includes(type));
        for (const type of unknown) refusedUntil.set(type, now() + REMEMBERED_MS);
        const more = unknown.length > 0 ? unknown : likeliest(typesIn(fitting));
        dropped = new Set([...dropped, ...more]);
        fitting = more.length > 0 ? withoutThem(message, dropped) : textAlone(message);
      }
    }
  };
}

/** Where Slack does not say which, charts come first: they are the least widely known, and the rest may be fine. */
function likeliest(types: readonly BlockType[]): readonly BlockType[] {
  return types.includes('data_visualization') ? ['data_visualization'] : types;
}

function withoutThem(message: Message, refused: ReadonlySet<BlockType>): Message {
  return typesIn(message).some((type) => refused.has(type)) ? without(message, refused) : message;
}

function typesIn({ blocks }: Message): readonly BlockType[] {
  return REFUSABLE.filter((type) => blocks.some((block) => block.type === type));
}

function unknownTypes(error: unknown): readonly string[] {
  return detailsOf(error).flatMap((detail) => UNKNOWN_TYPE.exec(detail)?.[1] ?? []);
}
