import { WEEKDAYS } from '../../domain/period/calendar.ts';
import { timeZoneNamed } from '../../domain/period/zone.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { readTime } from '../../domain/schedule/words.ts';
import type { Weekday } from '../../domain/time.ts';
import type { FieldOption, Form } from '../kit/form.ts';
import { summaryProblemSentence } from './problem.ts';
import { type AskedSchedule, readSummary } from './words.ts';

/** The callback of the form, and the blocks whose values come back under these names. */
export const SUMMARY_FORM = 'summary_form';

/** What the form begins with. */
export interface FormStart {
  /** Set when a schedule is changed and not made. */
  readonly id?: string | undefined;
  readonly channel?: string | undefined;
  readonly time: string;
  readonly days: readonly Weekday[];
  readonly timeZone: string;
  /** As it would be typed. */
  readonly scope: string;
  readonly quietDays: Schedule['quietDays'];
  readonly names: Schedule['names'];
}

export const DEFAULT_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
export const DEFAULT_TIME = '08:30';

const MONDAY_FIRST: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];

const QUIET: Readonly<Record<Schedule['quietDays'], string>> = {
  line: 'Post one line',
  skip: 'Post nothing',
};
const NAMES: Readonly<Record<Schedule['names'], string>> = {
  'members-only': 'Only where all readers are full members',
  always: 'Whoever reads the channel',
};

type Values = Readonly<Record<string, string>>;

/** The form for a schedule, for those who would rather not type it. */
export function summaryForm(start: FormStart): Form {
  const { id, channel, time, days, timeZone, scope, quietDays, names } = start;
  return {
    callback: SUMMARY_FORM,
    title: id === undefined ? 'New daily summary' : 'Daily summary',
    submit: 'Save',
    about: id,
    fields: [
      { kind: 'channel', name: 'channel', label: 'Channel', value: channel },
      { kind: 'time', name: 'time', label: 'Time', value: time },
      { kind: 'several', name: 'days', label: 'Days', options: MONDAY_FIRST.map(dayOption), values: days.map(String) },
      {
        kind: 'text',
        name: 'zone',
        label: 'Time zone',
        value: timeZone,
        hint: 'A region and a city, like Europe/Madrid',
      },
      {
        kind: 'text',
        name: 'scope',
        label: 'About',
        value: scope,
        hint: 'team, queue Billing, group "Tier 2"; nothing is everybody in your default scope',
        optional: true,
      },
      { kind: 'one', name: 'quiet', label: 'Days without conversations', options: options(QUIET), value: quietDays },
      { kind: 'one', name: 'names', label: 'Name people', options: options(NAMES), value: names },
    ],
  };
}

/** What is wrong with what was filled in: a sentence by field. */
export function formErrors(values: Values): Readonly<Record<string, string>> {
  const scope = scopeIn(values);
  return {
    ...(values['channel'] ? {} : { channel: 'Choose a channel.' }),
    ...(readTime(values['time'] ?? '') === undefined ? { time: 'Choose a time, like 08:30.' } : {}),
    ...(daysIn(values).length === 0 ? { days: 'Choose at least one day.' } : {}),
    ...(timeZoneNamed(values['zone'] ?? '') === undefined
      ? { zone: 'This is no time zone that I know. Write a region and a city, like Europe/Madrid.' }
      : {}),
    ...('error' in scope ? { scope: scope.error } : {}),
  };
}

/** What was filled in; nothing when it has errors. */
export function readForm(values: Values): Required<AskedSchedule> | undefined {
  const [channel, time, timeZone, scope] = [
    values['channel'],
    readTime(values['time'] ?? ''),
    timeZoneNamed(values['zone'] ?? ''),
    scopeIn(values),
  ];
  const days = daysIn(values);
  if (!channel || time === undefined || timeZone === undefined || days.length === 0 || 'error' in scope)
    return undefined;
  return {
    channel,
    time,
    timeZone,
    days,
    who: scope.who,
    quietDays: values['quiet'] === 'skip' ? 'skip' : 'line',
    names: values['names'] === 'always' ? 'always' : 'members-only',
  };
}

function daysIn(values: Values): readonly Weekday[] {
  const chosen = (values['days'] ?? '').split(',');
  return [...MONDAY_FIRST].sort((a, b) => a - b).filter((day) => chosen.includes(String(day)));
}

/** The words of the field, read as the command reads them. */
function scopeIn(values: Values): { readonly who: AskedSchedule['who'] } | { readonly error: string } {
  const words = readSummary(`on ${values['scope'] ?? ''}`);
  if (words.kind === 'problem') return { error: summaryProblemSentence(words.problem).slice(0, 150) };
  if (words.kind !== 'on' || words.asked.time !== undefined || words.asked.days !== undefined) {
    return { error: 'Name your team, a queue, a group or people here, and nothing else.' };
  }
  return { who: words.asked.who };
}

function dayOption(day: Weekday): FieldOption {
  const name = WEEKDAYS[day];
  return { label: name.charAt(0).toUpperCase() + name.slice(1), value: String(day) };
}

function options(labels: Readonly<Record<string, string>>): readonly FieldOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
