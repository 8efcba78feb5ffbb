import {
  addUnits,
  type CalendarUnit,
  DAY_MS,
  type Day,
  type Days,
  dayOf,
  isoDate,
  isoWeek,
  startOfUnit,
  unitAround,
  weekdayOf,
} from './calendar.ts';
import { dayLabel } from './date-label.ts';
import { type Form, form } from './form.ts';
import {
  LONGEST_WAIT,
  latest,
  latestOver,
  type Meaning,
  type MeantDays,
  monthly,
  noSuchDay,
  oneDay,
  type Recurring,
  type Refused,
  refused,
  spanning,
  type Today,
  weekly,
  within,
  yearly,
} from './meaning.ts';
import { monthNamed, weekdayNamed } from './words.ts';

/** Months, quarters, halves, years and numbered weeks. */
export const CALENDAR_FORMS: readonly Form[] = [
  form('monday, tues', '{weekday}', ([word]) => recurring(word)),
  form('october, oct', '{month}', ([word]) => recurring(word)),
  form('Q3, H1', '([qh]\\d)', ([word]) => recurring(word)),
  form('3rd quarter, 1st half', '(\\d)th (quarter|half)', ([nth, what]) =>
    recurring(`${what[0] === 'q' ? 'q' : 'h'}${nth}`),
  ),
  form('last monday', '{last} {weekday}', ([word], { today }) => latestOver(recurring(word), today)),
  form('last october', '{last} {month}', ([word], { today }) => latestOver(recurring(word), today)),
  form('last Q3', '{last} ([qh]\\d)', ([word], { today }) => latestOver(recurring(word), today)),
  form('this october, this Q3', '{this} (?:{month}|([qh]\\d))', ([month, quarter], today) =>
    inYearOf(month || quarter, 0, today),
  ),
  form('november last year', '{month} {last} year', ([word], today) => inYearOf(word, 1, today)),
  form('last year november', '{last} year {month}', ([word], today) => inYearOf(word, 1, today)),
  form('october this year', '{month} {this} year', ([word], today) => inYearOf(word, 0, today)),
  form('Q3 last year', '([qh]\\d) {last} year', ([word], today) => inYearOf(word, 1, today)),
  form('Q3 this year', '([qh]\\d) {this} year', ([word], today) => inYearOf(word, 0, today)),
  form('2025', '{year}', ([year]) => wholeUnit(Number(year), 1, 'year')),
  form('2026-10', '{year}/(\\d{1,2})', ([year, month]) => wholeUnit(Number(year), Number(month), 'month')),
  form('10/2026', '(\\d{1,2})[/.]{year}', ([month, year]) => wholeUnit(Number(year), Number(month), 'month')),
  form("oct 2026, Oct '26", '{month} {year}', ([word, year]) =>
    wholeUnit(Number(year), monthNamed(word) ?? 0, 'month'),
  ),
  form('2026 october', '{year} {month}', ([year, word]) => wholeUnit(Number(year), monthNamed(word) ?? 0, 'month')),
  form('Q3 2026, Q3 26', '([qh])(\\d) ?/?{shortyear}', ([unit, nth, year]) =>
    numbered(unit, Number(nth), fullYear(year)),
  ),
  form('2026 Q3', '{year} ?([qh])(\\d)', ([year, unit, nth]) => numbered(unit, Number(nth), Number(year))),
  form('3Q26', '(\\d)([qh]){shortyear}', ([nth, unit, year]) => numbered(unit, Number(nth), fullYear(year))),
  form('3rd quarter 2026, first half of 2026', '(\\d)th (quarter|half) {year}', ([nth, what, year]) =>
    numbered(what[0] === 'q' ? 'q' : 'h', Number(nth), Number(year)),
  ),
  form('FY26, Q3 FY26', '.*\\b(?:fy|fiscal|financial).*', () => refused({ kind: 'fiscal-year' })),
  form('week 46, KW46', 'w(\\d{1,2})', ([week]) => yearly(1, (year) => numberedWeek(year, Number(week)))),
  form('2026-W46', '{year} ?w(\\d{1,2})', ([year, week]) => numberedWeek(Number(year), Number(week)) ?? noSuchDay),
  form(
    'W46 2026, week 46 of 2026',
    'w(\\d{1,2})[ /]{year}',
    ([week, year]) => numberedWeek(Number(year), Number(week)) ?? noSuchDay,
  ),
  form('monday week 46', '{weekday} w(\\d{1,2})', ([word, week], { today }) =>
    inWeek(
      word,
      latest(
        yearly(1, (year) => numberedWeek(year, Number(week))),
        today,
      ),
    ),
  ),
  form('first week of november', '1th week {month}(?: {year})?', ([word, year], today) =>
    partOfMonth(word, year, today, (days) => ({ first: days.first, last: days.first + 6 * DAY_MS })),
  ),
  form('last week of october', '{last} week {month}(?: {year})?', ([word, year], today) =>
    partOfMonth(word, year, today, (days) => ({ first: days.last - 6 * DAY_MS, last: days.last })),
  ),
  form(
    'first half of october, 2nd half of october 2026',
    '([12])th half {month}(?: {year})?',
    ([nth, word, year], today) => partOfMonth(word, year, today, (days) => halfOf(days, nth)),
  ),
  form('first half of last month', '([12])th half {last} month', ([nth], { today }) =>
    spanning(halfOf(unitAround(addUnits(today, -1, 'month'), 'month', 1), nth)),
  ),
  form('first half of this month', '([12])th half {this} month', ([nth], { today }) =>
    spanning(halfOf(unitAround(today, 'month', 1), nth)),
  ),
  form('first 3 days of november', '1th (\\d{1,2}) days {month}(?: {year})?', ([count, word, year], today) =>
    partOfMonth(word, year, today, (days) => ({ first: days.first, last: days.first + (Number(count) - 1) * DAY_MS })),
  ),
  form('last 3 days of october', '{last} (\\d{1,2}) days {month}(?: {year})?', ([count, word, year], today) =>
    partOfMonth(word, year, today, (days) => ({ first: days.last - (Number(count) - 1) * DAY_MS, last: days.last })),
  ),
  form('first day of november', '1th day {month}(?: {year})?', ([word, year], today) =>
    partOfMonth(word, year, today, ({ first }) => ({ first, last: first })),
  ),
  form('last day of october', '{last} day {month}(?: {year})?', ([word, year], today) =>
    partOfMonth(word, year, today, ({ last }) => ({ first: last, last })),
  ),
];

/** Single dates. */
export const DATE_FORMS: readonly Form[] = [
  form('2026-11-03, 2026/11/03', '{year}[/.](\\d{1,2})[/.](\\d{1,2})', ([year, month, day]) =>
    date(Number(year), Number(month), Number(day)),
  ),
  form('20261103', '(20\\d\\d)(\\d\\d)(\\d\\d)', ([year, month, day]) =>
    date(Number(year), Number(month), Number(day)),
  ),
  form('13/11/2026, 11/13/2026, 13 11 2026', '(\\d{1,2})[/ ](\\d{1,2})[/ ]{year}', ([first, second, year], today) =>
    eitherWay(Number(first), Number(second), year, today),
  ),
  form('13/11/26', '(\\d{1,2})/(\\d{1,2})/(\\d{2})', ([first, second, year], today) =>
    eitherWay(Number(first), Number(second), `20${year}`, today),
  ),
  form('25/12', '(?!24/7$)(\\d{1,2})/(\\d{1,2})', ([first, second], today) =>
    eitherWay(Number(first), Number(second), undefined, today),
  ),
  // With dots the day stands first, wherever dates are written so.
  form('03.11.2026', '(\\d{1,2})\\.(\\d{1,2})\\.{shortyear}', ([day, month, year]) =>
    date(fullYear(year), Number(month), Number(day)),
  ),
  form('03.11.', '(\\d{1,2})\\.(\\d{1,2})\\.?', ([day, month]) => dateInMonth(Number(day), Number(month), undefined)),
  form('3 Nov, 3rd of November, 3 nov 2026', '{dom} {month}(?: {shortyear})?', ([day, word, year]) =>
    dateInMonth(Number(day), monthNamed(word) ?? 0, year),
  ),
  form('Nov 3, November 3rd, 2026', '{month} {dom}(?: {year})?', ([word, day, year]) =>
    dateInMonth(Number(day), monthNamed(word) ?? 0, year),
  ),
  form('2026 nov 3', '{year} {month} {dom}', ([year, word, day]) =>
    dateInMonth(Number(day), monthNamed(word) ?? 0, year),
  ),
  form('the 15th', '(\\d{1,2})th', ([day]) => monthly(Number(day))),
];

/** Forms that are made of another one. */
export function dependentForms(read: (plain: string, today: Today) => Meaning): readonly Form[] {
  const dayFor = (words: string, { today, ...rest }: Today) => {
    const meaning = latest(read(words, { today, ...rest }), today);
    return meaning.kind === 'days' && meaning.days.first === meaning.days.last ? meaning.days.first : undefined;
  };
  const weekFrom = (words: string, today: Today, first: (day: Day) => Day): MeantDays | undefined => {
    const day = dayFor(words, today);
    if (day === undefined) return undefined;
    return {
      kind: 'days',
      days: { first: first(day), last: first(day) + 6 * DAY_MS },
      unit: 'week',
      weekStart: today.weekStart,
    };
  };
  return [
    form('early november, end of last month', '(?:early|late|mid|middle|beginning|start|end) (.+)', ([words], today) =>
      latest(read(words, today), today.today).kind === 'days' ? refused({ kind: 'vague' }) : undefined,
    ),
    form('Mon 16 Nov, Monday, 16 November 2026', '{weekday} (\\D*\\d.*)', ([word, rest], today) => {
      const day = dayFor(rest, today);
      if (day === undefined) return undefined;
      return weekdayOf(day) === weekdayNamed(word)
        ? read(rest, today)
        : refused({ kind: 'other-weekday', is: dayLabel(day), date: isoDate(day) });
    }),
    form('week of nov 9', 'week (.*\\d.*)', ([rest], today) =>
      weekFrom(rest, today, (day) => startOfUnit(day, 'week', today.weekStart)),
    ),
    form(
      'week commencing 9 nov',
      '(?:week|w) ?(?:commencing|starting|beginning|from) (.+)|wc (.+)',
      ([rest, short], today) => weekFrom(rest || short, today, (day) => day),
    ),
    form('week ending 15 nov', 'week ending (.+)', ([rest], today) => weekFrom(rest, today, (day) => day - 6 * DAY_MS)),
  ];
}

/** A weekday, a month, a quarter or a half without more. */
export function recurring(word: string): Recurring | Refused | undefined {
  const weekday = weekdayNamed(word);
  if (weekday !== undefined) return weekly(weekday);
  const month = monthNamed(word);
  if (month !== undefined) return yearly(1, (year) => wholeUnit(year, month, 'month'));
  const [unit = '', nth = ''] = word;
  if (numbered(unit, Number(nth), 2000).kind === 'refused') return noSuchDay;
  return yearly(1, (year) => numbered(unit, Number(nth), year));
}

function inYearOf(word: string, yearsBack: number, { today }: Today): Meaning | undefined {
  return within(recurring(word), unitAround(addUnits(today, -yearsBack, 'year'), 'year', 1));
}

function inWeek(word: string, week: Meaning): Meaning | undefined {
  const weekday = weekdayNamed(word);
  if (week.kind === 'refused') return week;
  return week.kind === 'days' && weekday !== undefined ? within(weekly(weekday), week.days) : undefined;
}

function partOfMonth(
  word: string,
  year: string,
  { today }: Today,
  part: (days: MeantDays['days']) => MeantDays['days'],
): Meaning | undefined {
  const month = monthNamed(word);
  if (month === undefined) return undefined;
  const whole = year === '' ? latest(recurring(word) ?? noSuchDay, today) : wholeUnit(Number(year), month, 'month');
  if (whole.kind !== 'days') return whole;
  const days = part(whole.days);
  const fits = days.first >= whole.days.first && days.last <= whole.days.last && days.first <= days.last;
  return fits ? { kind: 'days', days, unit: days.first === days.last ? 'day' : 'range' } : noSuchDay;
}

/** The first 15 days of a month, or those behind them. */
function halfOf({ first, last }: Days, nth: string): Days {
  const middle = first + 14 * DAY_MS;
  return nth === '1' ? { first, last: middle } : { first: middle + DAY_MS, last };
}

function wholeUnit(year: number, month: number, unit: CalendarUnit): MeantDays | Refused {
  const first = dayOf(year, month, 1);
  return first === undefined ? noSuchDay : { kind: 'days', days: unitAround(first, unit, 1), unit };
}

/** A quarter or a half of a year. */
function numbered(unit: string, nth: number, year: number): MeantDays | Refused {
  if (nth < 1 || nth > (unit === 'q' ? 4 : 2)) return noSuchDay;
  if (unit === 'q') {
    const quarter = wholeUnit(year, 3 * nth - 2, 'quarter');
    return quarter.kind === 'days' ? { ...quarter, name: `Q${nth} ${year}` } : quarter;
  }
  const [first, last] = [wholeUnit(year, 6 * nth - 5, 'month'), wholeUnit(year, 6 * nth, 'month')];
  if (first.kind !== 'days' || last.kind !== 'days') return noSuchDay;
  return {
    kind: 'days',
    days: { first: first.days.first, last: last.days.last },
    unit: 'range',
    name: `H${nth} ${year}`,
  };
}

function numberedWeek(year: number, week: number): MeantDays | undefined {
  const days = isoWeek(year, week);
  if (days === undefined) return undefined;
  return { kind: 'days', days, unit: 'week', name: `W${String(week).padStart(2, '0')} ${year}`, weekStart: 1 };
}

function date(year: number, month: number, dayOfMonth: number): MeantDays | Refused {
  const day = dayOf(year, month, dayOfMonth);
  return day === undefined ? noSuchDay : oneDay(day);
}

function dateInMonth(dayOfMonth: number, month: number, year: string | undefined): Meaning {
  if (year !== undefined && year !== '') return date(fullYear(year), month, dayOfMonth);
  return yearly(LONGEST_WAIT, (each) => date(each, month, dayOfMonth));
}

/** Day first in one country, month first in another: only a date that reads the same both ways is taken. */
function eitherWay(one: number, other: number, year: string | undefined, { today }: Today): Meaning {
  if (one > 12 || one === other) return dateInMonth(one, other, year);
  if (other > 12) return dateInMonth(other, one, year);
  const readings = [dateInMonth(one, other, year), dateInMonth(other, one, year)].map((each) => latest(each, today));
  const [dayFirst, monthFirst] = readings.map((each) => (each?.kind === 'days' ? isoDate(each.days.first) : undefined));
  if (dayFirst === undefined || monthFirst === undefined) return noSuchDay;
  return refused({ kind: 'ambiguous-date', readings: [dayFirst, monthFirst] });
}

/** @example fullYear('26') //=> 2026 */
function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}
