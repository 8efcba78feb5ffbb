import { CANARY_WORDS } from '../../src/sandbox/genesys/centre/customer.ts';
import { CANARY_SECRET, type House } from '../e2e/house.ts';

/** What may stand in no line of the log, whatever goes wrong. */
export function secretsOf(house: House): readonly string[] {
  return [
    CANARY_SECRET,
    Buffer.from(`sandbox:${CANARY_SECRET}`).toString('base64'),
    house.slack.botToken,
    house.slack.appToken,
    house.slack.signingSecret,
    ...house.tokens(),
    ...CANARY_WORDS,
    '@example.com',
    'Bearer',
    'Basic ',
    'response/R',
  ];
}

/** The secrets that stand in a text. */
export function leaks(text: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => text.includes(secret));
}
