import type { Split } from '../../src/domain/split.ts';
import type { Organisation } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { Fact } from './stats-oracle.ts';

/** Some facts that belong together, and what a reader calls them. */
export interface OraclePart {
  readonly label: string;
  readonly facts: readonly Fact[];
}

/** The facts by what they are split by: parts of time in their order, the others in any. Time is read off a calendar. */
export function oracleParts(
  facts: readonly Fact[],
  by: Split,
  timeZone: string,
  organisation: Organisation,
): readonly OraclePart[] {
  const labelOf = labelling(by, timeZone, organisation);
  const parts = new Map<string, { readonly label: string; readonly facts: Fact[] }>();
  for (const fact of [...facts].sort((a, b) => a.at - b.at)) {
    const found = labelOf(fact);
    if (found === undefined) continue;
    const part = parts.get(found.key) ?? { label: found.label, facts: [] };
    part.facts.push(fact);
    parts.set(found.key, part);
  }
  return [...parts.values()];
}

/** The day that each part of time begins with is its label: how the others are written is nothing to count. */
export function comparableLabel(by: Split, label: string): string {
  return by === 'hour' || by === 'week' || by === 'month' ? '' : label;
}

const TIMED_OUT = { id: 'ININ-WRAP-UP-TIMEOUT', name: 'Timed out before a code was chosen' };

type Labelled = { readonly key: string; readonly label: string } | undefined;

function labelling(by: Split, timeZone: string, organisation: Organisation): (fact: Fact) => Labelled {
  const named = (id: string | undefined, names: readonly { id: string; name: string }[], none?: string): Labelled => {
    if (id === undefined) return none === undefined ? undefined : { key: '', label: none };
    return { key: id, label: names.find((each) => each.id === id)?.name ?? id };
  };
  const calendar = calendarIn(timeZone);
  switch (by) {
    case 'agent':
      return ({ leg }) => named(leg.userId, organisation.people);
    case 'queue':
      return ({ leg }) => named(leg.queueId, organisation.queues, 'No queue');
    case 'wrapup':
      return ({ wrapUpCodeId }) => named(wrapUpCodeId, [...organisation.wrapUpCodes, TIMED_OUT], 'No wrap-up code');
    case 'direction':
      return ({ conversation: { originatingDirection: id } }) => ({
        key: id,
        label: id === 'inbound' ? 'Inbound' : 'Outbound',
      });
    case 'media':
      return ({ leg: { media } }) => {
        const word = media === 'email' ? 'e-mail' : media;
        return { key: media, label: `${word[0]?.toUpperCase()}${word.slice(1)}` };
      };
    case 'day':
      return ({ at }) => ({ key: calendar(at).date, label: calendar(at).label });
    case 'half-hour':
      return ({ at }) => ({ key: String(Math.floor(at / 1_800_000)), label: '' });
    case 'hour':
      return ({ at }) => ({ key: calendar(at).hour, label: '' });
    case 'week':
      return ({ at }) => ({ key: String(mondayOf(calendar(at).date)), label: '' });
    case 'month':
      return ({ at }) => ({ key: calendar(at).date.slice(0, 7), label: '' });
    default:
      return by satisfies never;
  }
}

function calendarIn(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  return (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const { weekday, year, month = '', day = '', hour, timeZoneName } = parts;
    const shortMonth = month.slice(0, 3);
    const number = String('JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(shortMonth) / 3 + 1).padStart(2, '0');
    const date = `${year}-${number}-${day.padStart(2, '0')}`;
    return { date, hour: `${date} ${hour} ${timeZoneName}`, label: `${weekday} ${day} ${shortMonth}` };
  };
}

function mondayOf(date: string): number {
  const day = Date.parse(date) / 86_400_000;
  return day - ((day + 3) % 7);
}
