import type { Button } from './card.ts';

/**
 * Said before an answer is shared, in the dialog of a button and in a message. Who reads along is looked up when it is
 * shared, since channels change.
 */
export const SHARE_NOTICE =
  'Everybody in this channel will see it, and your name. Where guests or people of other organisations read along, nothing that names people is shared.';

/** The button that shares an answer, once its dialog is agreed to. */
export function shareButton(
  action: string,
  { value, about }: { readonly value: string; readonly about: string },
): Button {
  const confirm = {
    title: 'Share to channel?',
    text: `Share this answer about ${about}? ${SHARE_NOTICE}`,
    yes: 'Share',
  };
  return { action, label: 'Share', value, about, confirm };
}
