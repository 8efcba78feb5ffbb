import { inParts } from './lines.ts';
import { type Block, LIMITS } from './message.ts';

/** Text from elsewhere is never searched for links and channels: `verbatim`. */
export function section(mrkdwn: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text: mrkdwn, verbatim: true } };
}

export function sections(lines: readonly string[]): readonly Block[] {
  return inParts(lines).map(section);
}

/** Small print; of nothing there is no block. */
export function smallPrint(lines: readonly string[]): readonly Block[] {
  return inParts(lines)
    .slice(0, LIMITS.contextElements)
    .map((text) => ({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }));
}
