import type { Config } from '../config.ts';
import { connectGenesys, slackClient } from './connections.ts';
import { idsOf, type PersonIds, type PersonWord } from './person-ids.ts';

const GIVE_IDS =
  'nothing was done. Give the ids instead of the address: the Slack id (U…, "Copy member ID" in the profile) and the Genesys Cloud id (the UUID in the address of the person in Admin > People)';

/**
 * All the ids of whom an operator names.
 *
 * @param complain hears what the operator should know of how they were found
 * @returns nothing when one of them is not found, or nobody could be asked
 */
export async function findPeople(
  words: readonly PersonWord[],
  config: Config,
  complain: (sentence: string) => void,
): Promise<readonly string[] | undefined> {
  const found = await Promise.all(words.map((word) => lookUp(word, config)));
  for (const note of found.flatMap(({ notes }) => notes)) complain(note);
  const unasked = [...new Set(found.flatMap((each) => each.unasked))];
  for (const sentence of unasked) complain(sentence);
  if (unasked.length > 0) complain(GIVE_IDS);
  if (unasked.length > 0 || found.some(({ ids }) => ids.length === 0)) return undefined;
  return [...new Set(found.flatMap(({ ids }) => ids))];
}

/** Slack and Genesys are asked for an address only. */
async function lookUp(person: PersonWord, config: Config): Promise<PersonIds> {
  const genesys = connectGenesys(config);
  const slack = slackClient(config.slack.botToken, config.slack.apiUrl);
  try {
    return await idsOf(person, {
      identityLinks: config.access.identityLinks,
      directory: genesys.directory,
      slackIdOf: async (email) => (await slack.users.lookupByEmail({ email })).user?.id,
    });
  } finally {
    genesys.stop();
  }
}
