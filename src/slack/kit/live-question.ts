import { z } from 'zod';
import { MEDIUMS } from '../../domain/media.ts';
import { AVAILABILITIES, LIVE_FILTERS, type LiveQuestion } from '../../domain/question.ts';
import { targetCodec } from '../../domain/target-codec.ts';
import { buttonValue } from './button-value.ts';
import { LIMITS } from './message.ts';

/** Version 1 had queues, teams and groups by name alone: it is read as well. */
const encoded = z.strictObject({
  v: z.literal([1, 2]),
  w: z.array(targetCodec).max(100),
  m: z.array(z.enum(MEDIUMS)).optional(),
  s: z.array(z.enum(LIVE_FILTERS)).optional(),
  a: z.array(z.enum(AVAILABILITIES)).optional(),
});

/**
 * The question as the value of a button, which asks it again.
 *
 * @returns nothing when it is too long for a button, as with dozens of people named one by one
 * @example
 * encodeLiveQuestion({ kind: 'live', who: [{ kind: 'queue', name: 'Billing' }], media: [], states: ['held'] })
 * //=> '{"v":2,"w":["q:Billing"],"s":["held"]}'
 */
export function encodeLiveQuestion({ who, media, states, are = [] }: LiveQuestion): string | undefined {
  const read = encoded.safeEncode({
    v: 2,
    w: [...who],
    ...(media.length > 0 ? { m: [...media] } : {}),
    ...(states.length > 0 ? { s: [...states] } : {}),
    ...(are.length > 0 ? { a: [...are] } : {}),
  });
  const value = read.success ? JSON.stringify(read.data) : '';
  return value !== '' && value.length <= LIMITS.buttonValue ? value : undefined;
}

/** Reads the value of a button, which anybody can write: nothing when it is not one of ours, or of another version. */
export function decodeLiveQuestion(value: string): LiveQuestion | undefined {
  const read = encoded.safeParse(buttonValue(value));
  if (!read.success) return undefined;
  const { w: who, m: media = [], s: states = [], a: are } = read.data;
  return { kind: 'live', who, media, states, ...(are === undefined ? {} : { are }) };
}
