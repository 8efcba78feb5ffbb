import type { Block } from './message.ts';

/** The thread in which something was asked, or which a mention begins: what is shared goes there. */
export interface Thread {
  /** Of the message at its root. */
  readonly ts: string;
  /** Somebody has replied in it: before that, what one person alone may see does not show there. */
  readonly begun: boolean;
}

const MARK = /^(thread|root):(\d+\.\d+):\d+$/;

/** The blocks with what can be pressed in them marked, so that whoever presses it is known to be in this thread. */
export function markedWith(blocks: readonly Block[], { ts, begun }: Thread): readonly Block[] {
  return blocks.map((block, nth) =>
    block.type === 'actions' || ('accessory' in block && block.accessory !== undefined)
      ? { ...block, block_id: `${begun ? 'thread' : 'root'}:${ts}:${nth}` }
      : block,
  );
}

/** @example threadMarked('root:1763888400.000100:4') //=> { ts: '1763888400.000100', begun: false } */
export function threadMarked(blockId: string): Thread | undefined {
  const [, where, ts] = MARK.exec(blockId) ?? [];
  return ts === undefined ? undefined : { ts, begun: where === 'thread' };
}
