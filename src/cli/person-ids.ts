import { webApi } from '@slack/bolt';
import { networkCode } from '../domain/unreached.ts';
import { type AgentDirectory, SourceError } from '../reports/ports.ts';
import { slackErrorCode } from '../slack/wire/slack-error.ts';

/** How an operator may name a person. */
export type PersonWord =
  | { readonly kind: 'slack-id' | 'genesys-id'; readonly id: string }
  | { readonly kind: 'email'; readonly email: string };

/** Under which ids a person stands in the audit. */
export interface PersonIds {
  readonly ids: readonly string[];
  /** What the operator should know of how they were found; for an address that nobody has, that alone. */
  readonly notes: readonly string[];
  /** Whom nobody could ask: without them the ids may not be all. */
  readonly unasked: readonly string[];
}

const SLACK_ID = /^[UW][A-Z0-9]{2,}$/;
const GENESYS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * @returns undefined for what is none of the three
 * @example readPerson('U02ANA') //=> { kind: 'slack-id', id: 'U02ANA' }
 * @example readPerson('ana@example.com') //=> { kind: 'email', email: 'ana@example.com' }
 * @example readPerson('@ana') //=> undefined
 */
export function readPerson(text: string): PersonWord | undefined {
  const word = text.trim();
  if (SLACK_ID.test(word)) return { kind: 'slack-id', id: word };
  if (GENESYS_ID.test(word)) return { kind: 'genesys-id', id: word.toLowerCase() };
  return EMAIL.test(word) ? { kind: 'email', email: word } : undefined;
}

/** Why a word names nobody. */
export function noPerson(word: string): string {
  return `"${word}" is no Slack id (U02ANA), no Genesys Cloud id and no email address`;
}

/**
 * The ids of a person. An address is looked up in both systems, and in the links of the configuration: somebody asks
 * under a Slack id and is asked about under a Genesys id.
 *
 * @param identityLinks email by Slack user id
 * @param slackIdOf rejects with Slack's error
 */
export async function idsOf(
  person: PersonWord,
  parts: {
    readonly identityLinks: ReadonlyMap<string, string>;
    readonly directory: Pick<AgentDirectory, 'findByEmail'>;
    readonly slackIdOf: (email: string) => Promise<string | undefined>;
  },
): Promise<PersonIds> {
  if (person.kind !== 'email') return { ids: [person.id], notes: [], unasked: [] };
  const { email } = person;
  const linked = [...parts.identityLinks].flatMap(([id, link]) => (sameAddress(link, email) ? [id] : []));
  const [slack, genesys] = await Promise.all([inSlack(email, parts.slackIdOf), inGenesys(email, parts.directory)]);
  return {
    ids: [...new Set([...linked, ...slack.ids, ...genesys.ids])],
    notes: [...(linked.length > 0 ? [] : slack.notes), ...genesys.notes],
    unasked: [...slack.unasked, ...genesys.unasked],
  };
}

async function inSlack(email: string, slackIdOf: (email: string) => Promise<string | undefined>): Promise<PersonIds> {
  try {
    const id = await slackIdOf(email);
    if (id !== undefined) return { ids: [id], notes: [], unasked: [] };
  } catch (error) {
    if (!isNobody(error))
      return {
        ids: [],
        notes: [],
        unasked: [`Slack cannot be asked (${slackErrorCode(error) ?? networkCode(error)})`],
      };
  }
  const note = `Slack knows no active person with the address ${email}: one who has left is found by their Slack id only`;
  return { ids: [], notes: [note], unasked: [] };
}

async function inGenesys(email: string, directory: Pick<AgentDirectory, 'findByEmail'>): Promise<PersonIds> {
  try {
    const ids = (await directory.findByEmail(email)).map(({ id }) => id);
    const notes = ids.length > 0 ? [] : [`Genesys Cloud knows nobody with the address ${email}`];
    return { ids, notes, unasked: [] };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ids: [], notes: [], unasked: [`Genesys Cloud cannot be asked (${error.message})`] };
  }
}

function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isNobody(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && error.data.error === 'users_not_found';
}
