import { readFileSync } from 'node:fs';
import { readPeriod } from '../../../src/domain/period/period.ts';
import { clockReading } from '../../../src/domain/period/zone.ts';
import type { LiveWords, StatsWords } from '../../../src/slack/words/asked.ts';
import type { AskedTarget } from '../../../src/slack/words/gathered.ts';

export const SUNDAY = { now: Date.parse('2026-11-22T10:00+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 } as const;
const DAY_MS = 86_400_000;

/** The phrases of a file with what they mean: each may mean any of several things, `x` is a refusal. */
export function phrasesIn(file: string): readonly (readonly [words: string, meanings: readonly string[]])[] {
  return readFileSync(`${import.meta.dirname}/../../phrases/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line.includes('|') && !line.startsWith('#'))
    .map((line) => {
      const at = line.lastIndexOf('|');
      // A slash of a zone stands between letters.
      return [line.slice(0, at), line.slice(at + 1).split(/\/(?=\d{4}-|x$|who=)/)] as const;
    });
}

/** What was understood, as such a file says it: `2026-11-09..2026-11-15;who=U02ANA;media=voice`. */
export function statsMeaning(read: StatsWords): string {
  if (read.kind !== 'stats') return read.kind === 'problem' ? 'x' : read.kind;
  const { who, period, media, by, direction, skill, timeZone, figures, top, compared } = read;
  return written([
    [undefined, days(period)],
    ['vs', compared],
    ['who', who.map(targetWords).join(',')],
    ['media', media.join(',')],
    ['by', by],
    ['dir', direction],
    ['skill', skill],
    ['zone', timeZone],
    ['figures', figures?.join(',')],
    ['top', top && `${top.most ? '' : '-'}${top.count}`],
  ]);
}

export function liveMeaning(read: LiveWords): string {
  if (read.kind !== 'live') return read.kind === 'problem' ? 'x' : read.kind;
  const { who, media, states, are = [] } = read;
  return written([
    ['who', who.map(targetWords).join(',')],
    ['media', media.join(',')],
    ['states', states.join(',')],
    ['are', are.join(',')],
  ]);
}

/** The parts that a file names are those that were understood; figures and ranks are named in a file of later. */
export function withoutExtras(meaning: string): string {
  return meaning.replaceAll(/;(?:figures|top)=[^;]*/g, '');
}

function written(parts: readonly (readonly [string | undefined, string | undefined])[]): string {
  return parts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => (key === undefined ? value : `${key}=${value}`))
    .join(';');
}

function targetWords(target: AskedTarget): string {
  switch (target.kind) {
    case 'slack-user':
      return target.slackUserId;
    case 'agent':
      return `agent:${target.agentId}`;
    case 'email':
      return `email:${target.email}`;
    case 'name':
    case 'queue':
    case 'team':
    case 'group':
      return `${target.kind}:${target.name}`;
    case 'me':
    case 'my-team':
      return target.kind;
    default:
      return target satisfies never;
  }
}

/** `2026-11-09..2026-11-15`, both ends included; a day alone; `..now` of what is running. */
function days(period: string): string {
  const reading = readPeriod(period, SUNDAY);
  if (reading.kind === 'problem') return `x ${reading.problem.kind}`;
  const { start, end } = reading.period.interval;
  const shown = (at: number) => new Date(clockReading(at, SUNDAY.timeZone)).toISOString();
  const [first, last] = [shown(start), shown(end)];
  const isMidnight = (at: string) => at.endsWith('T00:00:00.000Z');
  if (isMidnight(first) && end === SUNDAY.now) return `${first.slice(0, 10)}..now`;
  if (!isMidnight(first) || !isMidnight(last)) return `${first.slice(0, 16)}..${last.slice(0, 16)}`;
  const lastDay = new Date(Date.parse(last) - DAY_MS).toISOString().slice(0, 10);
  return lastDay === first.slice(0, 10) ? lastDay : `${first.slice(0, 10)}..${lastDay}`;
}
