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
