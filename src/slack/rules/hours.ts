import type { Window } from '../../domain/schedule/window.ts';
import { daysInWords } from '../../domain/schedule/words.ts';
import type { Weekday } from '../../domain/time.ts';
import type { Found } from '../words/days.ts';
import { wordAt } from '../words/spans.ts';
import type { Token } from '../words/tokens.ts';

const DAY_MINUTES = 1440;
const EVERY_DAY: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

export type Hours = Pick<Window, 'fromMinute' | 'toMinute'>;

/** A time of day on its own: minutes since midnight, and whether am or pm was said. */
interface Clock {
  readonly minute: number;
  readonly half: boolean;
  /** It can be nothing else than a time of day. */
  readonly sure: boolean;
}

/**
 * Hours of a day: `8-18`, `8:00-18:00`, `between 9 and 5`, `from 8am to 6pm`, `after 18:00`. A later end that is given
 * with a smaller number is in the afternoon: 9 to 5 is 09:00 to 17:00; `22:00-06:00` goes over midnight.
 *
 * @param afterDays days stand directly before, so that two numbers are hours
 * @returns `no-such-hours` for what is written like hours and cannot be any
 */
export function hoursAt(
  tokens: readonly Token[],
  at: number,
  afterDays: boolean,
): Found<Hours | 'no-such-hours'> | undefined {
  const word = wordAt(tokens, at) ?? '';
  const opening = /^(?:from|between)$/i.test(word) ? 1 : 0;
  const range = rangeAt(tokens, at + opening, opening === 1 || afterDays);
  if (range !== undefined) return { value: range.value, taken: opening + range.taken };
  const [until, since] = [/^(?:until|till|before|to)$/i.test(word), /^(?:after|from)$/i.test(word)];
  const clock = until || since ? clockAt(tokens, at + 1) : undefined;
  if (clock === undefined || !clock.value.sure) return undefined;
  const { minute } = clock.value;
  const value = until ? { fromMinute: 0, toMinute: minute } : { fromMinute: minute, toMinute: DAY_MINUTES };
  return { value: value.fromMinute === value.toMinute ? 'no-such-hours' : value, taken: 1 + clock.taken };
}

function rangeAt(tokens: readonly Token[], at: number, said: boolean): Found<Hours | 'no-such-hours'> | undefined {
  const word = wordAt(tokens, at) ?? '';
  const [, first, second] = /^(\d[\d:.h]*(?:am|pm|h)?)[-–](\d[\d:.h]*(?:am|pm|h)?)$/i.exec(word) ?? [];
  if (first !== undefined && second !== undefined) {
    const [from, to] = [readClock(first), readClock(second)];
    return { value: from === undefined || to === undefined ? 'no-such-hours' : between(from, to), taken: 1 };
  }
  const from = clockAt(tokens, at);
  if (from === undefined) return undefined;
  const joint = wordAt(tokens, at + from.taken) ?? '';
  if (!/^(?:to|and|until|till|-|–)$/i.test(joint)) return undefined;
  const to = clockAt(tokens, at + from.taken + 1);
  if (to === undefined) {
    const isNumber = /^\d/.test(wordAt(tokens, at + from.taken + 1) ?? '');
    return said && isNumber ? { value: 'no-such-hours', taken: from.taken + 2 } : undefined;
  }
  if (!said && !from.value.sure && !to.value.sure) return undefined;
  return { value: between(from.value, to.value), taken: from.taken + 1 + to.taken };
}

function between(from: Clock, to: Clock): Hours | 'no-such-hours' {
  const isAfternoon = to.minute <= from.minute && !to.half && from.minute <= 720 && to.minute < 720 && !to.sure;
  const toMinute = isAfternoon ? to.minute + 720 : to.minute;
  if (toMinute === from.minute || from.minute === DAY_MINUTES) return 'no-such-hours';
  return { fromMinute: from.minute, toMinute };
}

function clockAt(tokens: readonly Token[], at: number): Found<Clock> | undefined {
  const word = wordAt(tokens, at) ?? '';
  const next = wordAt(tokens, at + 1) ?? '';
  const half = /^(?:am|pm)$/i.test(next) ? readClock(`${word}${next}`) : undefined;
  if (half !== undefined) return { value: half, taken: 2 };
  const one = readClock(word);
  return one === undefined ? undefined : { value: one, taken: 1 };
}

function readClock(text: string): Clock | undefined {
  const named = new Map([
    ['noon', 720],
    ['midnight', DAY_MINUTES],
  ]).get(text.toLowerCase());
  if (named !== undefined) return { minute: named, half: true, sure: true };
  const [whole, hours, minutes, half] = /^(\d{1,2})(?:[:.h](\d{2})|h)?\s?(am|pm)?$/i.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0) || (half !== undefined && (hour < 1 || hour > 12))) {
    return undefined;
  }
  const inDay = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return { minute: inDay * 60 + minute, half: half !== undefined, sure: minutes !== undefined || half !== undefined };
}

/** Days and hours as one window; nothing when neither was said. */
export function windowOf(days: ReadonlySet<Weekday>, hours: Hours | undefined): Window | undefined {
  if (days.size === 0 && hours === undefined) return undefined;
  const chosen = days.size === 0 ? EVERY_DAY : EVERY_DAY.filter((day) => days.has(day));
  return { days: chosen, ...(hours ?? { fromMinute: 0, toMinute: DAY_MINUTES }) };
}

/** @example windowInWords({ days: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 1080 }) //=> 'weekdays 08:00–18:00' */
export function windowInWords({ days, ...hours }: Window): string {
  return [daysInWords(days), ...(isWholeDay(hours) ? [] : [hoursTyped(hours).replace('-', '–')])].join(' ');
}

/** @example windowAsTyped({ days: [1, 3], fromMinute: 480, toMinute: 1080 }) //=> 'mon wed 08:00-18:00' */
export function windowAsTyped({ days, ...hours }: Window): string {
  const all = days.length === EVERY_DAY.length;
  const typed = all ? ['every day'] : days.map((day) => DAYS_TYPED[day]);
  return [...typed, ...(isWholeDay(hours) ? [] : [hoursTyped(hours)])].join(' ');
}

const DAYS_TYPED = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function isWholeDay({ fromMinute, toMinute }: Hours): boolean {
  return fromMinute === 0 && toMinute === DAY_MINUTES;
}

/** @example hoursTyped({ fromMinute: 480, toMinute: 1080 }) //=> '08:00-18:00' */
export function hoursTyped({ fromMinute, toMinute }: Hours): string {
  return `${clockTyped(fromMinute)}-${clockTyped(toMinute)}`;
}

function clockTyped(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
