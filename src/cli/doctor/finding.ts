/** What a check of the set-up found. */
export interface Finding {
  /** What was looked at: `Slack bot token`. */
  readonly check: string;
  /** `lacks`: the app works, without something that `detail` names. `skipped`: it depends on a check that fails. */
  readonly status: 'ok' | 'lacks' | 'fails' | 'skipped';
  readonly detail: string;
  /** What to do. */
  readonly remedy?: string | undefined;
}

/** Whether the app can do its work: what it only lacks does not count. */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status === 'ok' || status === 'lacks');
}

/**
 * A line for each finding that is not well, or for each one, and one for all.
 *
 * @example findingsText([{ check: 'Store', status: 'fails', detail: 'it cannot be opened', remedy: 'check STORE_URL' }])
 * //=> fails    Store: it cannot be opened. To do: check STORE_URL.
 * //
 * //   1 check fails.
 */
export function findingsText(findings: readonly Finding[], which: 'all' | 'not-well' = 'all'): string {
  const well = findings.filter(({ status }) => status === 'ok').length;
  const told = which === 'all' ? findings : findings.filter(({ status }) => status !== 'ok');
  const others = which === 'all' ? [] : [`ok       ${well} ${well === 1 ? 'check' : 'checks'} (--all shows them).`];
  return [...told.map(lineOf), ...others, '', verdict(findings)].join('\n');
}

function lineOf({ check, status, detail, remedy }: Finding): string {
  const toDo = remedy === undefined ? '' : `. To do: ${remedy}`;
  return `${status.padEnd(7)}  ${check}: ${detail}${toDo}.`;
}

function verdict(findings: readonly Finding[]): string {
  const failing = findings.filter(({ status }) => status === 'fails').length;
  const lacking = findings.filter(({ status }) => status === 'lacks').length;
  if (failing > 0) return `${failing} ${failing === 1 ? 'check fails' : 'checks fail'}.`;
  return lacking > 0 ? `All that is needed is there; what is lacking is named above.` : 'All is there.';
}
