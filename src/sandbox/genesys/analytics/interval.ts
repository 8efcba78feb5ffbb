import type { Interval } from '../../../domain/time.ts';
import { badRequest, invalidDate } from '../wire/refusal.ts';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * `start/end` as analytics takes it: ISO 8601, each with its own offset; without one it is UTC.
 *
 * @throws Refusal `invalid.date`, or `bad.request` when it ends before it starts
 * @example readInterval('2026-11-09T00:00:00-05:00/2026-11-16T00:00:00-05:00')
 * //=> { start: 1794200400000, end: 1794805200000 }
 */
export function readInterval(text: string): Interval {
  const [from = '', to = '', ...more] = text.split('/');
  if (more.length > 0 || to === '') throw invalidDate(text);
  const interval = { start: readInstant(from), end: readInstant(to) };
  if (interval.end <= interval.start) throw badRequest(`The interval [${text}] must end after it starts`);
  return interval;
}

function readInstant(text: string): number {
  const match = ISO.exec(text);
  const at = match === null ? Number.NaN : Date.parse(match[1] === undefined ? `${text}Z` : text);
  if (Number.isNaN(at)) throw invalidDate(text);
  return at;
}

export function writeInterval({ start, end }: Interval): string {
  return `${new Date(start).toISOString()}/${new Date(end).toISOString()}`;
}
