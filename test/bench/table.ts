/** Every table of this run. */
export const PRINTED: { title: string; head: readonly string[]; rows: readonly (readonly string[])[] }[] = [];

/**
 * Prints figures side by side, under a title that says what they are about.
 *
 * @returns whether every figure is within its bound: one that is not says NO
 */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): boolean {
  PRINTED.push({ title, head, rows });
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const written = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  const [first = '', ...others] = written;
  process.stdout.write(`\n${title}\n${[first, '-'.repeat(first.length), ...others].join('\n')}\n`);
  return !rows.flat().some((cell) => /: NO\b/.test(cell));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** @example verdict(1.2, 1.6) //=> '1.20 (at most 1.6: yes)' */
export function verdict(ratio: number, most: number): string {
  return `${ratio.toFixed(2)} (at most ${Number(most.toFixed(2))}: ${ratio <= most ? 'yes' : 'NO'})`;
}
