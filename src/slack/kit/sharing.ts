import type { Button } from './card.ts';

/** Where a copy of an answer can be shared: not from the asker's own conversation with the app. */
export type Sharing = 'channel' | 'thread' | 'nowhere';

/**
 * Said before an answer is shared, in the dialog of a button and in a message. Who reads along is looked up when it is
 * shared, since channels change.
 */
export const SHARE_NOTICE =
  'Everybody in this channel will see it, and your name. Where guests or people of other organisations read along, nothing that names people is shared.';

/** The button that shares an answer, once its dialog is agreed to. */
export function shareButton(
  action: string,
  of: { readonly value: string; readonly about: string; readonly sharing: Sharing | undefined },
): Button {
  const { value, about, sharing } = of;
  const confirm = {
    title: `${shareLabel(sharing, 'to channel')}?`,
    text: `Share this answer about ${about}? ${SHARE_NOTICE}`,
    yes: 'Share',
  };
  return { action, label: shareLabel(sharing), value, about, confirm };
}

/** @param where said of a channel, which goes without saying under an answer */
export function shareLabel(sharing: Sharing | undefined, where = ''): string {
  return sharing === 'thread' ? 'Share in thread' : `Share ${where}`.trim();
}
