/** Throws when something was asked, answered or pushed that Genesys's contract does not know. */
export function contractKept(strangers: readonly string[]): void {
  if (strangers.length > 0) throw new Error(`Genesys knows no:\n${strangers.join('\n')}`);
}
