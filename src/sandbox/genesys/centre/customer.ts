/**
 * The customer of every conversation. None of these words may ever reach a reader, a log or a store of the app: tests
 * look for them.
 */
export const CANARY = {
  name: 'Canary Customer',
  number: '+15550199',
  email: 'canary.customer@example.com',
  subject: 'Canary subject: where is my parcel',
  attribute: 'canary-attribute-0199',
} as const;

export const CANARY_WORDS: readonly string[] = ['Canary', 'canary', '15550199'];

/** Where the customer is reached, as the media spells it. */
export function customerAddress(media: string): string {
  return media === 'email' || media === 'chat' ? CANARY.email : `tel:${CANARY.number}`;
}
