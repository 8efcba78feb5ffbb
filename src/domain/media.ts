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
