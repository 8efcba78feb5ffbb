import { blocksOf } from './blocks.ts';
import type { Card } from './card.ts';
import { type BlockType, LIMITS, type Message } from './message.ts';
import { clip } from './mrkdwn.ts';
import type { Line } from './say.ts';
import { aloudText, wholeText } from './text.ts';

const NOTHING: ReadonlySet<BlockType> = new Set();

/**
 * A card as it leaves for Slack.
 *
 * @param refused types of block that this Slack does not know: the same is told without them, nothing is lost
 */
export function render(card: Card, refused: ReadonlySet<BlockType> = NOTHING): Message {
  return { text: refused.size > 0 ? wholeText(card) : aloudText(card), blocks: blocksOf(card, refused), card };
}

/** A message of one sentence or paragraph. */
export function sentence(line: Line): Message {
  return render({ head: [line] });
}

/** The same message for a Slack that refuses these types of block. */
export function without({ card }: Message, refused: ReadonlySet<BlockType>): Message {
  return render(card, refused);
}

/** The whole answer as text alone, which every Slack takes. */
export function textAlone(message: Message): Message {
  return { ...message, text: clip(wholeText(message.card), LIMITS.text), blocks: [] };
}
