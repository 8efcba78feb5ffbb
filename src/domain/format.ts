/** Shown for what cannot be computed: no data, or a divisor of 0. An en dash, never a zero. */
export const NOT_COMPUTABLE = '–';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * A length of time in its two largest units. Rounded half up, to seconds below an hour and to minutes from there on,
 * and only then cut into units, so that no reader ever sees `60s` or `59m 60s`.
 *
 * @param ms milliseconds; absent, negative or not finite is what cannot be computed
 * @example formatDuration(42_000) //=> '42s'
 * @example formatDuration(252_400) //=> '4m 12s'
 * @example formatDuration(13_260_000) //=> '3h 41m'
 * @example formatDuration(59_500) //=> '1m 0s'
 * @example formatDuration(undefined) //=> '–'
 */
export function formatDuration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) return NOT_COMPUTABLE;
  const seconds = Math.round(ms / SECOND);
  if (seconds < MINUTE / SECOND) return `${seconds}s`;
  if (seconds < HOUR / SECOND) return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  const minutes = Math.round(ms / MINUTE);
  return `${formatCount(Math.floor(minutes / 60))}h ${minutes % 60}m`;
}

/**
 * The same where a reader wants to know about how long: seconds are left out from ten minutes on.
 *
 * @param secondsBelowMs from where on they are left out
 * @example formatSpan(252_400) //=> '4m 12s'
 * @example formatSpan(660_400) //=> '11m'
 * @example formatSpan(545_000, 60_000) //=> '9m'
 */
export function formatSpan(ms: number | undefined, secondsBelowMs = 10 * MINUTE): string {
  const isExact = ms === undefined || !(ms >= secondsBelowMs && ms < HOUR);
  return isExact ? formatDuration(ms) : `${Math.floor(ms / MINUTE)}m`;
}

/**
 * A whole number, grouped by thousands as English does, which the decimal point beside it makes unambiguous and a
 * screen reader reads as one number.
 *
 * @example formatCount(12345) //=> '12,345'
 * @example formatCount(undefined) //=> '–'
 */
export function formatCount(count: number | undefined): string {
  if (count === undefined || !Number.isFinite(count)) return NOT_COMPUTABLE;
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/**
 * A share in per cent with one decimal, rounded half up, and the counts it was made of.
 *
 * @example formatRate(70, 80) //=> '87.5 % (70/80)'
 * @example formatRate(0, 0) //=> '–'
 */
export function formatRate(numerator: number, denominator: number): string {
  const percent = formatPercent(numerator, denominator);
  if (percent === NOT_COMPUTABLE) return percent;
  return `${percent} (${formatCount(numerator)}/${formatCount(denominator)})`;
}

/**
 * A share without its counts: where they stand beside it, or mean nothing (a share of time).
 *
 * @example formatPercent(1, 3) //=> '33.3 %'
 */
export function formatPercent(numerator: number, denominator: number): string {
  if (denominator <= 0 || !Number.isFinite(numerator) || !Number.isFinite(denominator)) return NOT_COMPUTABLE;
  return `${(Math.round((numerator * 1000) / denominator) / 10).toFixed(1)} %`;
}

/**
 * A count with its noun.
 *
 * @param many the plural, when it is not the singular with an s
 * @example formatQuantity(1, 'conversation') //=> '1 conversation'
 * @example formatQuantity(0, 'reply', 'replies') //=> '0 replies'
 */
export function formatQuantity(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/**
 * The same words as they begin a sentence.
 *
 * @example capital('pre-break') //=> 'Pre-break'
 */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
