/**
 * The candidate that a mistyped word most probably meant: the fewest letters added, left out, changed or swapped with
 * their neighbour, and no more than one in three. The first of equals.
 *
 * @example nearest('yesterdya', ['today', 'yesterday']) //=> 'yesterday'
 * @example nearest('xyz', ['today', 'yesterday']) //=> undefined
 * @param most how many letters may be wrong
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  most = Math.floor(word.length / 3),
): string | undefined {
  let best: string | undefined;
  let fewest = most + 1;
  for (const candidate of candidates) {
    // Every surplus letter is one edit at least: most candidates are out before anything is compared.
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const count = edits(word, candidate);
    if (count < fewest) [best, fewest] = [candidate, count];
  }
  return best;
}

/** Damerau–Levenshtein distance (optimal string alignment), by rows. */
export function edits(from: string, to: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = from[i - 1] === to[j - 1] ? 0 : 1;
      const choices = [at(next, j - 1) + 1, at(row, j) + 1, at(row, j - 1) + changed];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next.push(Math.min(...choices, swapped ? at(above, j - 2) + 1 : Number.POSITIVE_INFINITY));
    }
    [above, row] = [row, next];
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
