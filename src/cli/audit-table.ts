import type { Named } from '../domain/agent.ts';
import type { AuditEntry } from '../reports/people/audit.ts';
import { harmless } from './terminal.ts';

const TITLES = ['TIME (UTC)', 'WHO', 'WHAT', 'WHERE', 'ABOUT', 'DECISION', 'REASON', 'REFERENCE'] as const;
/** More names than that are counted: `--json` has them all. */
const MOST_NAMES = 3;

/**
 * The audit as a table, a line each. A name from elsewhere cannot break a line or move the cursor.
 *
 * @example auditTable([entry])
 * //=> TIME (UTC)           WHO                   WHAT              WHERE    ABOUT      DECISION  REASON          REFERENCE
 * //   2026-11-23 09:00:00  Omar Haddad (U0OMAR)  /agent-live live  C0FLOOR  Ana López  allowed   division-grant  K7F3
 */
export function auditTable(entries: readonly AuditEntry[]): string {
  const rows = [TITLES, ...entries.map(cellsOf)];
  const widths = TITLES.map((_title, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(entry: AuditEntry): readonly string[] {
  const { at, who, what, about, channel, decision, reference } = entry;
  return [
    new Date(at).toISOString().slice(0, 19).replace('T', ' '),
    `${who.name} (${who.slackUserId})`,
    what,
    channel ?? '–',
    namesOf(about),
    decision,
    reasonOf(entry),
    reference,
  ].map(harmless);
}

function namesOf(about: readonly Named[]): string {
  if (about.length === 0) return '–';
  const shown = about.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = about.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function reasonOf({ reason, role, division }: AuditEntry): string {
  const where = [...(role === undefined ? [] : [role]), ...(division === undefined ? [] : [`in ${division}`])];
  return where.length === 0 ? reason : `${reason}: ${where.join(' ')}`;
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - lengthOf(cell));
}

/** As many places as it takes on a screen, for the scripts whose letters take one. */
function lengthOf(cell: string): number {
  return [...new Intl.Segmenter().segment(cell)].length;
}
