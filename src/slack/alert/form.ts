import { capital } from '../../domain/format.ts';
import { MEDIA, type Media } from '../../domain/media.ts';
import type { FieldOption, Form } from '../kit/form.ts';
import type { AlertProblem } from '../rules/alert-problem.ts';
import { windowAsTyped } from '../rules/hours.ts';
import { several } from '../rules/in-words.ts';
import { isOfQueue, MEASURES, type Measure, measureTyped } from '../rules/phrases.ts';
import { alertProblemSentence } from '../rules/problem.ts';
import { type AskedAlert, numberAsTyped, timeTyped } from '../rules/typed.ts';
import { readAlert } from '../rules/words.ts';

/** The callback of the form, and the blocks whose values come back under these names. */
export const ALERT_FORM = 'alert_form';

/** Whom alerts may call at all: `ALERT_MENTIONS`. */
export type Mentions = 'none' | 'here' | 'channel';

/** Media that queues have. */
const QUEUE_MEDIA: readonly Media[] = ['voice', 'callback', 'chat', 'email', 'message'];

const MEASURE_LABELS: Readonly<Record<Measure, string>> = {
  waiting: 'Queue: how many wait',
  'longest-wait': 'Queue: the longest wait',
  free: 'Queue: how many are free',
  'service-level': 'Queue: service level of today',
  abandoned: 'Queue: abandon rate of today',
  acw: 'People: in after-call work',
  held: 'People: a call on hold',
  'not-responding': 'People: not responding',
  break: 'People: on a break',
};

const PLACES = { owner: 'My direct messages', channel: 'The channel below' } as const;
const COMPARES = { '>': 'more than', '<': 'less than' } as const;
const CALLS = { none: 'Nobody', here: '@here', channel: '@channel' } as const;

type Values = Readonly<Record<string, string>>;

/**
 * The form for an alert, for those who would rather not type it.
 *
 * @param start what is known already
 * @param of the alert that is changed, and whom a rule may call
 */
export function alertForm(
  start: AskedAlert,
  of: { readonly id?: string | undefined; readonly whom: string; readonly mentions: Mentions },
): Form {
  const { to, measure, medium = 'voice', compare, threshold, forMs, when, timeZone, mention = 'none' } = start;
  const zone = timeZone === undefined ? [] : [`tz:${timeZone}`];
  return {
    callback: ALERT_FORM,
    title: of.id === undefined ? 'New alert' : 'Alert',
    submit: 'Save',
    about: of.id,
    fields: [
      {
        kind: 'text',
        name: 'whom',
        label: 'Watch',
        value: of.whom,
        hint: 'queue "Billing EU", team, group "Tier 2", or a person',
      },
      { kind: 'one', name: 'measure', label: 'What', options: options(MEASURE_LABELS), value: measure ?? 'waiting' },
      { kind: 'one', name: 'compare', label: 'When it is', options: options(COMPARES), value: compare ?? '>' },
      {
        kind: 'text',
        name: 'threshold',
        label: 'Than',
        value: threshold === undefined ? '' : thresholdAsTyped(start),
        hint: '5 of a number, 3m of a time, 70 % of a share (70 % at least 20 offered)',
      },
      {
        kind: 'one',
        name: 'medium',
        label: 'Medium of a queue',
        options: QUEUE_MEDIA.map((each) => ({ value: each, label: capital(several(each)) })),
        value: medium,
      },
      {
        kind: 'text',
        name: 'for',
        label: 'For at least',
        value: forMs === undefined ? '' : timeTyped(forMs),
        hint: '30s or 2m; nothing is what is usual: half a minute for those who wait, a minute for the day',
        optional: true,
      },
      {
        kind: 'text',
        name: 'hours',
        label: 'Days and hours',
        value: [...(when === undefined ? [] : [windowAsTyped(when)]), ...zone].join(' '),
        hint: 'mon-fri 8-18; nothing is always. In your time zone, or with tz:Europe/Madrid',
        optional: true,
      },
      { kind: 'one', name: 'place', label: 'Tell', options: options(PLACES), value: to?.kind ?? 'owner' },
      {
        kind: 'channel',
        name: 'channel',
        label: 'Channel',
        value: to?.kind === 'channel' ? to.id : undefined,
        optional: true,
      },
      ...(of.mentions === 'none'
        ? []
        : [{ kind: 'one', name: 'call', label: 'Call', options: callsFor(of.mentions), value: mention } as const]),
    ],
  };
}

function thresholdAsTyped({ measure = 'waiting', threshold = 0, atLeastOffered }: AskedAlert): string {
  const offered = atLeastOffered === undefined ? '' : ` at least ${atLeastOffered} offered`;
  return `${numberAsTyped(measure, threshold)}${offered}`;
}

function callsFor(mentions: Mentions): readonly FieldOption[] {
  return options(CALLS).filter(({ value }) => mentions === 'channel' || value !== 'channel');
}

/** What is wrong with what was filled in: a sentence by field. Names are looked up later. */
export function formErrors(values: Values): Readonly<Record<string, string>> {
  const { measure } = numbersIn(values);
  const stand = isOfQueue(measure) ? 'queue "x"' : 'me';
  const read = readAlert(sentenceOf({ ...values, whom: stand }));
  return {
    ...((values['whom'] ?? '').trim() === '' ? { whom: 'Name a queue, your team, a group or a person.' } : {}),
    ...((values['threshold'] ?? '').trim() === '' ? { threshold: 'Write a number: 5, 3m or 70 %.' } : {}),
    ...(values['place'] === 'channel' && !values['channel'] ? { channel: 'Choose a channel.' } : {}),
    ...(read.kind === 'problem'
      ? { [fieldOf(read.problem, values)]: shortened(alertProblemSentence(read.problem)) }
      : {}),
  };
}

/** What was filled in as one sentence, which is read as if it had been typed. */
export function sentenceOf(values: Values): string {
  const { measure, compare, medium } = numbersIn(values);
  const text = (name: string) => (values[name] ?? '').trim();
  const lasting = text('for') === '' ? '' : `for ${text('for').replace(/^for\s+/i, '')}`;
  const condition = `${isOfQueue(measure) ? `${medium} ` : ''}${measureTyped(measure)} ${compare} ${text('threshold')}`;
  const place = values['place'] === 'channel' ? `on <#${text('channel')}>` : 'on me';
  const call = values['call'] === 'here' || values['call'] === 'channel' ? `mention:${values['call']}` : '';
  return [place, 'when', text('whom'), condition, lasting, text('hours'), call].filter((part) => part !== '').join(' ');
}

function numbersIn(values: Values): { readonly measure: Measure; readonly compare: '>' | '<'; readonly medium: Media } {
  return {
    measure: MEASURES.find((each) => each === values['measure']) ?? 'waiting',
    compare: values['compare'] === '<' ? '<' : '>',
    medium: MEDIA.find((each) => each === values['medium']) ?? 'voice',
  };
}

/** The field that a problem is of: the one whose words it names, else the number. */
function fieldOf(problem: AlertProblem, values: Values): string {
  if (problem.kind === 'lasting') return 'for';
  if (['no-such-hours', 'unknown-zone', 'not-in-alerts', 'zone-abbreviation'].includes(problem.kind)) return 'hours';
  const named = 'word' in problem ? problem.word : 'words' in problem ? problem.words : undefined;
  if (typeof named !== 'string') return 'threshold';
  return ['for', 'hours'].find((field) => (values[field] ?? '').includes(named)) ?? 'threshold';
}

/** Slack shows so much under a field. */
function shortened(sentence: string): string {
  return sentence.length <= 150 ? sentence : `${sentence.slice(0, 149)}…`;
}

function options(labels: Readonly<Record<string, string>>): readonly FieldOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
