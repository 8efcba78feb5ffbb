import { blocksOf } from './blocks.ts';
import type { Card } from './card.ts';
import type { BlockType, Message } from './message.ts';
import { aloudText, wholeText } from './text.ts';

const NOTHING: ReadonlySet<BlockType> = new Set();

/**
 * A card as it leaves for Slack. Where Slack refuses a type of block, the same card is rendered without it, and in the
 * end as text alone: nothing that was answered is lost.
 */
export function render(card: Card, refused: ReadonlySet<BlockType> = NOTHING): Message {
  return {
    text: refused.size > 0 ? wholeText(card) : aloudText(card),
    blocks: blocksOf(card, refused),
    whole: () => wholeText(card),
    without: (types) => render(card, new Set([...refused, ...types])),
  };
}
