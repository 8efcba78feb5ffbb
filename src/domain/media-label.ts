import { isMessageType, type Medium } from './media.ts';

const LABELS: Readonly<Record<Medium, string>> = {
  voice: 'Voice',
  callback: 'Callback',
  chat: 'Chat',
  email: 'E-mail',
  message: 'Message',
  video: 'Video',
  cobrowse: 'Co-browse',
  screenshare: 'Screen share',
  screenmonitoring: 'Screen monitoring',
  internalmessage: 'Internal message',
  unknown: 'Other',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  facebook: 'Facebook',
  instagram: 'Instagram',
  open: 'Open messaging',
};

/** @example mediaLabel('internalmessage') //=> 'Internal message' */
export function mediaLabel(media: Medium): string {
  return LABELS[media];
}

/** In a sentence, in which only names are spelled large. @example mediaWord('email') //=> 'e-mail' */
export function mediaWord(media: Medium): string {
  return isMessageType(media) ? LABELS[media] : LABELS[media].toLowerCase();
}
