/** What figures are told apart by: stretches of time, people, and what conversations are. */
export const SPLITS = [
  'half-hour',
  'hour',
  'day',
  'week',
  'month',
  'agent',
  'queue',
  'media',
  'wrapup',
  'direction',
] as const;
export type Split = (typeof SPLITS)[number];
