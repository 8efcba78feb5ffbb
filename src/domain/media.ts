/**
 * The media types of Genesys Cloud analytics (`mediaType`). An SMS or a WhatsApp is a `message`.
 * A type that Genesys adds later is read as `unknown`.
 */
export const MEDIA = [
  'voice',
  'callback',
  'chat',
  'email',
  'message',
  'video',
  'cobrowse',
  'screenshare',
  'screenmonitoring',
  'internalmessage',
  'unknown',
] as const;

export type Media = (typeof MEDIA)[number];

/** What rings and is talked on; everything else appears on the screen. */
export const SPOKEN_MEDIA: ReadonlySet<Media> = new Set(['voice', 'callback', 'video']);

/** The kinds of a message that people ask for by name; facts of `messageType`. */
export const MESSAGE_TYPES = ['sms', 'whatsapp', 'facebook', 'instagram', 'open'] as const;

export type MessageType = (typeof MESSAGE_TYPES)[number];

/** What a question may be narrowed to: whoever asks for WhatsApp must not be shown all messages. */
export const MEDIUMS = [...MEDIA, ...MESSAGE_TYPES] as const;

export type Medium = (typeof MEDIUMS)[number];

export function isMessageType(medium: Medium): medium is MessageType {
  return MESSAGE_TYPES.some((type) => type === medium);
}

export function isMedia(medium: Medium): medium is Media {
  return !isMessageType(medium);
}

/** Whether a conversation is of a medium that was asked for; nothing asked for is everything. */
export function isOfMedium(
  { media, messageType }: { readonly media: Media; readonly messageType?: string | undefined },
  asked: readonly Medium[],
): boolean {
  return asked.length === 0 || asked.some((medium) => medium === (isMessageType(medium) ? messageType : media));
}
