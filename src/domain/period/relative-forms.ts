import { addUnits, DAY_MS, type Day, type Days, startOfUnit, unitAround, weekdayOf } from './calendar.ts';
import { type Form, form } from './form.ts';
import {
  inTheFuture,
  latestOver,
  type Meaning,
  type MeantDays,
  monthly,
  noSuchDay,
  oneDay,
  type Recurring,
  refused,
  type Today,
  unknown,
  weekly,
  within,
} from './meaning.ts';
import { type CountedUnit, unitNamed, weekdayNamed } from './words.ts';

const WEEKEND = 'weekend';
const WORKING = '(?:working|business|work|week)';

/** Periods that are said from today. */
export const RELATIVE_FORMS: readonly Form[] = [
  form('today', 'today|this day', (_, { today }) => oneDay(today, 'today')),
  form('yesterday', 'yesterday', (_, { yesterday }) => oneDay(yesterday, 'yesterday')),
  form('the day before yesterday', 'day before yesterday', (_, { yesterday }) => oneDay(yesterday - DAY_MS)),
  form('tomorrow', 'tomorrow', (_, { today }) => oneDay(today + DAY_MS, 'tomorrow')),
  form('next week', '(?:next|coming) .+', () => inTheFuture),
  form('in 3 days', 'in {n} ?{unit}', () => inTheFuture),
  form('wtd, mtd, qtd, ytd', '(wtd|mtd|qtd|ytd)', ([word], today) => thisUnit(TO_DATE[word], today)),
  form('this week, this month', '{this} {unit}', ([word], today) => thisUnit(unitNamed(word), today)),
  form('last week, past hour, last 1 days', '{last} (1 )?{unit}', ([one, word], today) =>
    // Of several nobody says how many; but so people write "last weeks".
    one === '' && isPlural(word) && word !== 'weeks' ? unknown : lastUnits(1, unitNamed(word), today),
  ),
  form(
    'last 7 days, past 12 hours, last 30 minutes, 7d',
    '(?:{last} (-?\\d+)|(-?\\d{1,3})) ?{unit}',
    ([count, alone, word], today) =>
      // 2026 day by day is a year.
      lastUnits(Number(count || alone), unitNamed(word), today),
  ),
  form('3m', '(?:{last} )?{n} ?m', ([count]) => refused({ kind: 'minutes-or-months', count: Number(count) })),
  form('last few days, few weeks, several months', '(?:{last} )?(?:few|several|some) {unit}', () =>
    refused({ kind: 'how-many' }),
  ),
  form('last 7 days including today', '{last} {n} days including today', ([count], { today }) =>
    Number(count) < 1
      ? refused({ kind: 'at-least-one' })
      : daysUpTo(today, Math.min(Number(count), MOST), `last ${Number(count)} days including today`),
  ),
  form('3 days ago, 2 weeks ago', '{n} ?{unit} ago', ([count, word], today) =>
    unitsAgo(Number(count), unitNamed(word), today),
  ),
  form('the week before last, the month before last', '{unit} before last', ([word], today) =>
    unitsAgo(2, unitNamed(word), today),
  ),
  form('same day last week', '(?:same|this) (?:day|time) {last} (week|month|year)', ([word], { today }) =>
    word === 'week' ? oneDay(today - 7 * DAY_MS) : oneDay(addUnits(today, -1, word === 'month' ? 'month' : 'year')),
  ),
  form('last 5 working days', `{last} {n} ${WORKING} ?days`, ([count], { today }) => workingDays(Number(count), today)),
  form('last working week', `{last} ${WORKING} week|weekdays {last} week|{last} week weekdays`, (_, today) =>
    workingWeek(7, today),
  ),
  form(
    'weekdays this week',
    `(?:{this} )?(?:working|business|work) week|(?:{this} )?weekdays|weekdays {this} week`,
    (_, today) => workingWeek(0, today),
  ),
  form('weekend', WEEKEND, () => weekends),
  form('last weekend', `{last} ${WEEKEND}`, (_, { today }) => latestOver(weekends, today)),
  form('this weekend', `{this} ${WEEKEND}`, (_, { today }) => within(weekends, unitAround(today, 'week', 1))),
  form('weekend last week', `${WEEKEND} {last} week|{last} week ${WEEKEND}`, (_, { today }) =>
    within(weekends, unitAround(today - 7 * DAY_MS, 'week', 1)),
  ),
  form('monday last week', '{weekday} {last} week', ([word], today) => weekdayOfWeek(word, 7, today)),
  form('last week monday', '{last} week {weekday}', ([word], today) => weekdayOfWeek(word, 7, today)),
  form('monday this week', '{weekday} {this} week', ([word], today) => weekdayOfWeek(word, 0, today)),
  form('this week monday', '{this} week {weekday}', ([word], today) => weekdayOfWeek(word, 0, today)),
  form('this friday', '{this} {weekday}', ([word], today) => weekdayOfWeek(word, 0, today)),
  form(
    'the 15th of last month',
    '{dom} {last} month',
    ([day], { today }) =>
      within(monthly(Number(day)), unitAround(addUnits(today, -1, 'month'), 'month', 1)) ?? noSuchDay,
  ),
  form(
    'the 15th of this month',
    '{dom} {this} month',
    ([day], { today }) => within(monthly(Number(day)), unitAround(today, 'month', 1)) ?? noSuchDay,
  ),
];

const TO_DATE: Readonly<Record<string, CountedUnit>> = { wtd: 'week', mtd: 'month', qtd: 'quarter', ytd: 'year' };

/** More than any cap allows: clipped, so that it is refused as too long and never leaves the calendar. */
const MOST = 9999;

/** Saturday and Sunday, wherever weeks begin. */
const weekends: Recurring = {
  kind: 'recurring',
  around: (day) =>
    weekly(6)
      .around(day)
      .map(({ days }) => ({
        kind: 'days',
        days: { first: days.first, last: days.first + DAY_MS },
        unit: 'days',
        name: 'weekend',
      })),
};

function thisUnit(unit: CountedUnit | undefined, { today, weekStart }: Today): Meaning | undefined {
  if (unit === undefined || unit === 'hour' || unit === 'minute') return undefined;
  if (unit === 'day') return oneDay(today, 'today');
  return { kind: 'days', days: unitAround(today, unit, weekStart), unit, name: `this ${unit}` };
}

/** Whole units before the current one; minutes and hours end now. */
function lastUnits(count: number, unit: CountedUnit | undefined, today: Today): Meaning | undefined {
  if (unit === undefined) return undefined;
  if (count < 1) return refused({ kind: 'at-least-one' });
  const most = Math.min(count, unit === 'minute' ? 60 * MOST : MOST);
  if (unit === 'minute') return { kind: 'recent', minutes: most, name: named('past', most, 'minute') };
  if (unit === 'hour') return { kind: 'recent', minutes: 60 * most, name: named('past', most, 'hour') };
  if (unit === 'day') return lastDays(most, today);
  const next = startOfUnit(today.today, unit, today.weekStart);
  const days = { first: addUnits(next, -most, unit), last: next - DAY_MS };
  if (count === 1) return { kind: 'days', days, unit, name: `last ${unit}` };
  return { kind: 'days', days, unit: unit === 'week' ? 'days' : 'range', name: named('last', count, unit) };
}

function lastDays(count: number, { yesterday }: Today): MeantDays {
  return count === 1 ? oneDay(yesterday, 'yesterday') : daysUpTo(yesterday, count, `last ${count} days`);
}

function daysUpTo(last: Day, count: number, name?: string): MeantDays {
  return { kind: 'days', days: { first: last - (count - 1) * DAY_MS, last }, unit: count === 1 ? 'day' : 'days', name };
}

/** Of days the one day, of anything longer the whole of it. */
function unitsAgo(count: number, unit: CountedUnit | undefined, { today, weekStart }: Today): Meaning | undefined {
  if (unit === undefined || unit === 'hour' || unit === 'minute') return undefined;
  if (count < 1) return refused({ kind: 'at-least-one' });
  const then = addUnits(startOfUnit(today, unit, weekStart), -Math.min(count, MOST), unit);
  if (unit === 'day') return oneDay(then, count === 1 ? 'yesterday' : undefined);
  return {
    kind: 'days',
    days: unitAround(then, unit, weekStart),
    unit,
    name: count === 1 ? `last ${unit}` : undefined,
  };
}

/** Monday to Friday of a week, as many days back as are told. */
function workingWeek(daysBack: number, { today }: Today): MeantDays {
  const { first } = unitAround(today - daysBack * DAY_MS, 'week', 1);
  return { kind: 'days', days: { first, last: first + 4 * DAY_MS }, unit: 'days' };
}

/** Working days before today, where no weekend lies between them: an answer is about one stretch of time. */
function workingDays(count: number, today: Day): Meaning {
  if (count < 1) return refused({ kind: 'at-least-one' });
  let last = today - DAY_MS;
  while (isWeekend(last)) last -= DAY_MS;
  const days: Days = { first: last - (Math.min(count, 5) - 1) * DAY_MS, last };
  const between = count > 5 || weekdayOf(days.first) > weekdayOf(days.last) || isWeekend(days.first);
  return between ? refused({ kind: 'not-one-stretch' }) : daysUpTo(last, count);
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) === 0 || weekdayOf(day) === 6;
}

function weekdayOfWeek(word: string, daysBack: number, { today, weekStart }: Today): MeantDays | undefined {
  const weekday = weekdayNamed(word);
  if (weekday === undefined) return undefined;
  return within(weekly(weekday), unitAround(today - daysBack * DAY_MS, 'week', weekStart));
}

function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s');
}

/** @example named('past', 12, 'hour') //=> 'past 12 hours' */
function named(which: string, count: number, unit: string): string {
  return count === 1 ? `${which} ${unit}` : `${which} ${count} ${unit}s`;
}
