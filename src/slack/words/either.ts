import type { KnownName } from '../../domain/question.ts';
import { readLive, readStats, speaksOfThePast } from './words.ts';

/** Which question words ask that stand behind no command, or that they ask none. */
export type Either = 'live' | 'stats' | 'help' | 'greeting';

/** What people say to somebody, and ask nothing with. */
const COURTESY =
  /^(?:(?:hi|hey|hello|yo|thanks?|thank you|thx|ty|cheers|ok|okay|great|nice|cool|perfect|good (?:morning|afternoon|evening|night|job)|morning|bye|test|testing|ping|please|sorry|there|bot|good bot|lol|haha|wow|awesome|amazing|love it|so much|a lot|very much|floorwalker|you)[\s,.!?]*)+$/i;

const ABOUT_THE_APP =
  /^(?:who are you|what are you|what can you do|what can i (?:ask|do|say)|how does (?:this|it) work|how do you work)[\s,.!?]*$/i;

/**
 * Whether words ask for what is going on now, or for figures of what is over. What names a period or a figure, or speaks
 * of the past, is the latter; everything else is about now.
 *
 * @param names what the asker may know of, for either question
 * @example either('billing last week', { live: [], stats: [] }) //=> 'stats'
 * @example either('who is free in billing?', { live: [], stats: [] }) //=> 'live'
 */
export function either(
  text: string,
  names: { readonly live: readonly KnownName[]; readonly stats: readonly KnownName[] },
): Either {
  if (ABOUT_THE_APP.test(text.trim())) return 'help';
  if (COURTESY.test(text.trim())) return 'greeting';
  const live = readLive(text, names.live);
  if (live.kind === 'help') return 'help';
  if (live.kind === 'whoami' || live.kind === 'why') return 'live';
  const stats = readStats(text, names.stats);
  if (live.kind === 'live') return stats.kind === 'stats' && speaksOfThePast(text, names.stats) ? 'stats' : 'live';
  if (stats.kind === 'stats' || live.problem.kind === 'only-stats') return 'stats';
  // A name of several things, of which any makes the same kind of question.
  const [meant] = stats.kind === 'problem' && stats.problem.kind === 'several-names' ? stats.problem.meant : [];
  if (meant !== undefined && meant.text !== text) return either(meant.text, names);
  // Neither is understood: what would be, if a word were spelt otherwise, says more.
  const offers = (problem: object) => 'offer' in problem && problem.offer !== undefined;
  return stats.kind === 'problem' && offers(stats.problem) && !offers(live.problem) ? 'stats' : 'live';
}
