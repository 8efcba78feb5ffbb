import type { AuditEntry } from '../../reports/people/audit.ts';
import { harmless } from '../terminal.ts';

const TITLES = ['TIME (UTC)', 'WHO', 'WHAT', 'WHERE', 'ABOUT', 'DECISION', 'REASON', 'REFERENCE'] as const;
/** More names than that are counted: `--json` has them all. */
const MOST_NAMES = 3;

/** How wide the columns are at least: rows are printed as they are read, before it is known what comes. */
const WIDTHS = [19, 28, 22, 11, 28, 8, 32, 8] as const;

export const AUDIT_HEAD = line(TITLES);

/**
 * An entry as a line of a table. A name from elsewhere cannot break it or move the cursor; a long one moves the rest.
 *
 * @example auditRow(entry)
 * //=> 2026-11-23 09:00:00  Omar Haddad (U0OMAR)          /agent-live live        C0FLOOR      Ana López …  allowed   …
 */
export function auditRow(entry: AuditEntry): string {
  return line(cellsOf(entry));
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, column) => padded(cell, WIDTHS[column] ?? 0))
    .join('  ')
    .trimEnd();
}

function cellsOf(entry: AuditEntry): readonly string[] {
  const { at, who, what, channel, decision, reference } = entry;
  return [
    new Date(at).toISOString().slice(0, 19).replace('T', ' '),
    `${who.name} (${who.slackUserId})`,
    what,
    channel ?? '–',
    namesOf(entry),
    decision,
    reasonOf(entry),
    reference,
  ].map(harmless);
}

function namesOf({ about, scope, count = about.length }: AuditEntry): string {
  const place = scope === undefined ? [] : [`${scope.name}:`];
  if (about.length === 0) return [...place, '–'].join(' ');
  const shown = about.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = count - shown.length;
  return [...place, shown.join(', '), ...(more > 0 ? [`and ${more} more`] : [])].join(' ');
}

function reasonOf({ reason, role, division }: AuditEntry): string {
  const where = [...(role === undefined ? [] : [role]), ...(division === undefined ? [] : [`in ${division}`])];
  return where.length === 0 ? reason : `${reason}: ${where.join(' ')}`;
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - lengthOf(cell)));
}

/** As many places as it takes on a screen, for the scripts whose letters take one. */
function lengthOf(cell: string): number {
  return [...new Intl.Segmenter().segment(cell)].length;
}
