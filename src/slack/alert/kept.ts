import { z } from 'zod';
import { MEDIA } from '../../domain/media.ts';
import { isTimeZone } from '../../domain/period/zone.ts';
import { targetCodec } from '../../domain/target-codec.ts';
import type { Weekday } from '../../domain/time.ts';
import { LIMITS } from '../kit/message.ts';
import { buttonValue } from '../kit/question.ts';
import { MEASURES } from '../rules/phrases.ts';
import type { AskedAlert } from '../rules/typed.ts';

const weekday: z.ZodType<Weekday> = z.literal([0, 1, 2, 3, 4, 5, 6]);
const minute = z.int().min(0).max(1440);

/** Version 1. */
const encoded = z.strictObject({
  v: z.literal(1),
  to: z
    .union([
      z.strictObject({ kind: z.literal('owner') }),
      z.strictObject({ kind: z.literal('channel'), id: z.string() }),
    ])
    .optional(),
  w: z.array(targetCodec).max(1),
  m: z.enum(MEASURES).optional(),
  e: z.enum(MEDIA).optional(),
  c: z.enum(['>', '<']).optional(),
  t: z.number().min(0).max(100_000_000).optional(),
  o: z.int().min(0).max(100_000).optional(),
  f: z.int().min(0).max(14_400_000).optional(),
  d: z.strictObject({ days: z.array(weekday).min(1).max(7), fromMinute: minute, toMinute: minute }).optional(),
  z: z.string().refine(isTimeZone).optional(),
  n: z.enum(['here', 'channel']).optional(),
});

/** What was asked for as the value of a button, which asks it again; nothing when it does not fit. */
export function encodeAsked(asked: AskedAlert): string | undefined {
  const { to, who, measure, medium, compare, threshold, atLeastOffered, forMs, when, timeZone, mention } = asked;
  const targets = who.flatMap((target) => (target.kind === 'slack-user' ? [] : [target]));
  const kept = {
    v: 1 as const,
    to,
    w: targets,
    m: measure,
    e: medium,
    c: compare,
    t: threshold,
    o: atLeastOffered,
    f: forMs,
    d: when && { ...when, days: [...when.days] },
    z: timeZone,
    n: mention,
  };
  const read = encoded.safeEncode(kept);
  const value = read.success ? JSON.stringify(read.data) : '';
  return value !== '' && value.length <= LIMITS.buttonValue ? value : undefined;
}

/** Reads the value of a button, which anybody can write: nothing when it is not one of ours. */
export function decodeAsked(value: string): AskedAlert | undefined {
  const read = encoded.safeParse(buttonValue(value));
  if (!read.success) return undefined;
  const { to, w, m, e, c, t, o, f, d, z: timeZone, n } = read.data;
  return {
    to,
    who: w,
    measure: m,
    medium: e,
    compare: c,
    threshold: t,
    atLeastOffered: o,
    forMs: f,
    when: d,
    timeZone,
    mention: n,
  };
}
