import { z } from 'zod';

/** What one can do to the simulated Genesys Cloud, to see what the app then says; `none` ends all of it. */
export const TROUBLES = {
  none: 'Genesys Cloud is well',
  slow: 'Genesys Cloud is slow',
  'rate-limited': 'Genesys Cloud limits the rate',
  forbidden: 'Genesys Cloud forbids everything',
  'socket-cut': 'Genesys Cloud cuts the live socket once',
  spike: 'Calls pile up in Billing EU for a minute',
} as const;

export type Trouble = keyof typeof TROUBLES;

export const troubleAsked = z.object({
  trouble: z.enum(['none', 'slow', 'rate-limited', 'forbidden', 'socket-cut', 'spike'] satisfies readonly Trouble[]),
});
