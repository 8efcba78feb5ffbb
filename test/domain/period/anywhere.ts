import { fc } from '@fast-check/vitest';

const DAY_MS = 86_400_000;
const FROM = Date.UTC(2000, 0, 1);
const TO = Date.UTC(2100, 0, 1);

/** Every zone that the runtime knows. */
export const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

/** Any moment of a hundred years in any zone; half of them within two days of a change of its clock, if it has any. */
export const momentsAnywhere = fc
  .record({
    timeZone: zones,
    at: fc.integer({ min: FROM, max: TO - 1 }),
    nearby: fc.option(fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS })),
  })
  .map(({ timeZone, at, nearby }) => {
    const change = nearby === null ? undefined : clockChangeAfter(at, timeZone);
    return { timeZone, now: change === undefined || nearby === null ? at : change + nearby };
  });

/** What a wall clock shows, by `Intl` alone: a second opinion on the arithmetic of the source. */
export function wallClock(timeZone: string): (at: number) => { readonly date: string; readonly time: string } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => {
    const [date = '', time = ''] = format.format(at).split(' ');
    return { date, time };
  };
}

/** The next change of the clock within a year, to the millisecond. */
function clockChangeAfter(at: number, timeZone: string): number | undefined {
  const show = wallClock(timeZone);
  const offset = (moment: number) =>
    Date.parse(`${show(moment).date}T${show(moment).time}Z`) - moment + (moment % 1000);
  const before = offset(at);
  let low = at;
  while (offset(low + 7 * DAY_MS) === before) {
    low += 7 * DAY_MS;
    if (low > at + 366 * DAY_MS) return undefined;
  }
  let high = low + 7 * DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
