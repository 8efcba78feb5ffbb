/** What stands in the place of a code that an agent never chose. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['ININ-WRAP-UP-TIMEOUT', 'Timed out before a code was chosen'],
  ['ININ-WRAP-UP-SKIPPED', 'After-call work skipped'],
]);

/**
 * The words for a wrap-up code that Genesys Cloud writes itself: none is in its list of codes, and none was deleted.
 * One that we have no words for, such as the dialer's, is said as it is. Nothing for a code of the organisation.
 *
 * @example systemWrapUp('ININ-WRAP-UP-SKIPPED') //=> 'After-call work skipped'
 * @example systemWrapUp('ININ-OUTBOUND-BUSY') //=> 'ININ-OUTBOUND-BUSY'
 * @example systemWrapUp('7fb334b0-0e9e-11e4-9191-0800200c9a66') //=> undefined
 */
export function systemWrapUp(code: string): string | undefined {
  return WORDS.get(code) ?? (code.startsWith('ININ-') ? code : undefined);
}
