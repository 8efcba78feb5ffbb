import { totalOf } from '../../domain/figures/agent-stats.ts';
import { mediaRuleOf } from '../../domain/figures/figure.ts';
import { figureInCell } from '../../domain/figures/figure-text.ts';
import { besides, leadingMedium } from '../../domain/figures/measured.ts';
import { FIGURES, FIGURES_OF, type FigureId } from '../../domain/figures/metrics.ts';
import type { Watch } from '../../domain/figures/watch.ts';
import { formatCount, formatDuration } from '../../domain/format.ts';
import { mediaWord } from '../../domain/media-label.ts';
import { timeLabel, zoneWords } from '../../domain/period/date-label.ts';
import { clockReading } from '../../domain/period/zone.ts';
import type { Instant } from '../../domain/time.ts';
import type { NothingMeasured, Provenance, StatsReport, StatusPart } from '../../reports/stats/answer.ts';
import { aboutTitle } from '../kit/about.ts';
import { code, join, type Line, mention, moment, name, say } from '../kit/say.ts';
import type { Sharing } from '../kit/sharing.ts';

/** What the reader of a message brings along. */
export interface StatsView {
  readonly now: Instant;
  /** IANA zone of the reader, for the moment of the answer; the figures are in the zone that was asked for. */
  readonly timeZone: string;
  /** Set for a copy in a channel: who shared it. */
  readonly sharedBy?: string | undefined;
  /** Where a copy can be shared from here. */
  readonly sharing?: Sharing | undefined;
  /** The app may upload files, so that the whole answer can be had as one. */
  readonly files?: boolean | undefined;
}

/**
 * What a period was called and its days: of `last week · 9–15 Nov 2026` both, of a period without a name its days.
 *
 * @example periodParts({ label: 'last week · 9–15 Nov 2026' }) //=> { called: 'last week', days: '9–15 Nov 2026' }
 */
export function periodParts({ label }: Provenance['period']): {
  readonly called: string;
  readonly days: string | undefined;
} {
  const [called = label, days] = label.split(' · ');
  return { called, days };
}

/** Which conversations count, where not all do: `voice, inbound`. */
export function filtersOf({ question, skill, inQueues = [] }: Provenance): string {
  return [
    ...inQueues.map((queue) => `queue ${queue.name}`),
    ...question.media.map(mediaWord),
    ...(skill === undefined ? [] : [`skill ${skill.name}`]),
    ...(question.direction === undefined ? [] : [question.direction]),
  ].join(', ');
}

/** The small print, one line each: only what a reader cannot see above it. */
export function notesOf(
  report: StatsReport,
  figure: FigureId,
  view: StatsView,
  source = sourceLine(report, view),
): readonly Line[] {
  return [
    ...notOfThese(report),
    otherMedia(report, figure),
    flowedOut(report),
    report.watch && watchLine(report.watch, report.period.timeZone),
    unnamedNote(report.split),
    statusNote(report.status),
    source,
    ...sharedLines(view),
  ].filter((line) => line !== undefined);
}

/** `Madrid time · as of 11:12 · Genesys Analytics`, and what is not as expected. */
export function sourceLine(answer: StatsReport | NothingMeasured, view: StatsView): Line {
  const { period, asOf, cached, stale, filling } = answer;
  const age = formatDuration(Math.max(0, view.now - asOf));
  const { days } = periodParts(period);
  return join(
    [
      ...(days === undefined ? [] : [days]),
      zoneWords(period.timeZone),
      say`as of ${moment(asOf, view.timeZone)}`,
      'Genesys Analytics',
      ...(filling ? ['still filling'] : []),
      ...(stale ? [`${age} old, a fresh answer is on its way`] : cached ? [`cached ${age} ago`] : []),
      ...(answer.kind === 'report' && answer.before === undefined ? ['nothing to compare with'] : []),
    ],
    ' · ',
  );
}

/** `Watch: 13:00–14:00 had 1 in 4 of all abandons.` */
export function watchLine({ start, end, abandoned, ofAll }: Watch, timeZone: string): Line {
  const [from, to] = [start, end].map((at) => timeLabel(clockReading(at, timeZone)));
  const part = Math.round(ofAll / abandoned);
  const told = part <= 1 ? 'nearly all abandons' : `1 in ${part} of all abandons`;
  return say`Watch: ${from ?? ''}–${to ?? ''} had ${told}.`;
}

export function sharedLines({ sharedBy }: StatsView): readonly Line[] {
  return sharedBy === undefined ? [] : [say`Shared by ${mention(sharedBy)}`];
}

/** The figures that were asked for by name and that such people or queues do not have. */
export function notOfThese(report: StatsReport): readonly Line[] {
  const { question, scope } = report;
  const [missing] = (question.figures ?? []).filter((id) => !FIGURES_OF[scope].includes(id));
  if (missing === undefined) return ofPeopleAlone(report);
  const { name: called } = FIGURES[missing];
  return [
    scope === 'agents'
      ? say`${capital(called)} is measured for queues: name one, as in \`/agent-stats ${called} yesterday queue Billing\`.`
      : say`${capital(called)} is measured for people: ask by agent, or about somebody.`,
  ];
}

/** Time on queue is told of few people as a whole, whatever they did in it: nobody asks for more than that of Genesys Cloud. */
function ofPeopleAlone({ question, status, split }: StatsReport): readonly Line[] {
  const asked = (question.figures ?? []).find((id) => mediaRuleOf(FIGURES[id].computation) === 'people');
  if (asked === undefined) return [];
  const called = capital(FIGURES[asked].name);
  if (status.kind === 'not-asked') {
    return [
      say`${called} is told of people and teams of up to 100, without a filter: \`/agent-stats ${FIGURES[asked].name} last week team\`.`,
    ];
  }
  return split.by === 'agent'
    ? [
        say`${called} of each is not told apart: ask about one person, as in \`/agent-stats ${FIGURES[asked].name} last week @ana\`.`,
      ]
    : [];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function unnamedNote({ by, unnamed }: StatsReport['split']): Line | undefined {
  if (unnamed === undefined) return undefined;
  const what = by === 'queue' ? 'Queues' : 'Wrap-up codes';
  const permissions = unnamed.missingPermissions.map((each) => code(each));
  const why =
    permissions.length === 0 ? 'Genesys Cloud did not tell them' : say`the app lacks ${join(permissions, ' or ')}`;
  return say`${what} are without their names: ${why}.`;
}

/** The same figure of the media that do not lead: where the table is by media it stands there. */
function otherMedia({ scope, now, split }: StatsReport, figure: FigureId): Line | undefined {
  if (split.by === 'media') return undefined;
  const others = besides(figure, { sums: now }, leadingMedium(scope, now));
  if (others.length === 0) return undefined;
  const each = others.map(
    ({ medium, value }) => `${medium === undefined ? '' : mediaWord(medium)} ${figureInCell(value)}`,
  );
  return say`${FIGURES[figure].short}: ${each.join(' · ')}`;
}

/** Offered is answered, abandoned and what left the queue otherwise: where they do not add up, it is said. */
function flowedOut({ scope, now, filling }: StatsReport): Line | undefined {
  if (scope !== 'queue') return undefined;
  const { nOffered, tAnswered, tAbandon } = totalOf(now);
  const offered = (nOffered?.count ?? 0) - (nOffered?.callbacks ?? 0);
  const out = offered - (tAnswered?.count ?? 0) - (tAbandon?.count ?? 0);
  if (out <= 0) return undefined;
  const which = `${formatCount(out)} of the offered ${out === 1 ? 'was' : 'were'} neither answered nor abandoned`;
  return filling
    ? say`${which}: still waiting, or flowed out.`
    : say`${which}: ${out === 1 ? 'it' : 'they'} flowed out.`;
}

function statusNote(status: StatusPart): Line | undefined {
  switch (status.kind) {
    case 'known': {
      const { told, asked } = status.people ?? { told: 0, asked: 0 };
      if (told === asked) return undefined;
      const people = `${formatCount(told)} of ${formatCount(asked)} people`;
      return say`Occupancy is that of ${people}: Genesys Cloud gave none of the others. Perhaps the app may not see their division.`;
    }
    case 'not-asked':
      return undefined;
    case 'forbidden': {
      const missing = status.missingPermissions.slice(0, 3).map((each) => code(each));
      return say`Without occupancy: the app lacks ${missing.length === 0 ? 'the permission' : join(missing, ' or ')}.`;
    }
    case 'untold':
      return say`Occupancy is not known: Genesys Cloud gave none. Perhaps the app may not see the division.`;
    case 'failed':
      return say`Without occupancy: Genesys Cloud did not tell it.`;
    default:
      return status satisfies never;
  }
}

/** Whom an answer is about, as it begins a sentence. */
export function titleOf({ about }: Pick<Provenance, 'about'>): Line {
  return name(aboutTitle(about), 120);
}
