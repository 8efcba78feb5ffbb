import type { Subject } from '../../domain/access.ts';
import { PLACE_KINDS, type Place, type PlaceKind } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { fold } from '../../domain/matching.ts';
import type { KnownName } from '../../domain/question.ts';
import { type AgentDirectory, SourceError } from '../ports.ts';
import type { Access } from './access.ts';
import type { Sight } from './sight.ts';

/** The names that a text may be about. */
export interface Names {
  /** Of everything that shares a word with the text, what the asker may know of. */
  in(text: string, asker: Asker, about: Subject): Promise<readonly KnownName[]>;
}

/** So many places outside the asker's divisions are looked into: each costs the list of its members. */
const MOST_LOOKED_INTO = 4;

/**
 * Finds the names in a text for its reader, after what the asker may see: a name that is out of sight decides nothing.
 * What is remembered costs no request; otherwise one for each of queues, teams, groups and people, a page each.
 *
 * @param parts.access without an audit: nothing is shown of anybody here
 */
export function createNames(parts: {
  readonly directory: Pick<AgentDirectory, 'places' | 'everyone'>;
  readonly access: Access;
  readonly sight: Sight;
}): Names {
  const { directory, access, sight } = parts;

  async function agentsIn(words: ReadonlySet<string>, asker: Asker, about: Subject): Promise<readonly KnownName[]> {
    const all = await orNothing(directory.everyone());
    const sharing = all.filter(({ name }) => shares(name, words));
    const seen = sharing.length === 0 ? [] : await access.visible(asker, sharing, about);
    return seen.map(({ id, name }) => ({ kind: 'agent', id, name }));
  }

  async function placesIn(
    kind: PlaceKind,
    words: ReadonlySet<string>,
    asker: Asker,
    about: Subject,
  ): Promise<readonly KnownName[]> {
    const sharing = (await orNothing(directory.places(kind))).filter(({ name }) => shares(name, words));
    if (sharing.length === 0) return [];
    const divisions = await access.divisions(asker, about);
    const own = (place: Place) => divisions === 'all' || divisions.some(({ id }) => id === place.division?.id);
    const others = sharing.filter((place) => !own(place)).toSorted((one, other) => other.name.length - one.name.length);
    const looked = await Promise.all(
      others.slice(0, MOST_LOOKED_INTO).map(async (place) => {
        const { known } = await sight.of(asker, kind, place, about, 'now');
        return known ? [place] : [];
      }),
    );
    const known = new Set([...sharing.filter(own), ...looked.flat()]);
    return sharing.filter((place) => known.has(place)).map(({ id, name }) => ({ kind, id, name }));
  }

  return {
    async in(text, asker, about) {
      if (asker.kind !== 'member') return [];
      const words = wordsOf(text);
      if (words.size === 0) return [];
      const found = await Promise.all([
        ...PLACE_KINDS.map((kind) => placesIn(kind, words, asker, about)),
        agentsIn(words, asker, about),
      ]);
      return found.flat();
    },
  };
}

function shares(name: string, words: ReadonlySet<string>): boolean {
  return [...wordsOf(name)].some((word) => words.has(word));
}

/** In both spellings of an umlaut: Jürgen and Juergen. */
function wordsOf(text: string): ReadonlySet<string> {
  const expanded = text.normalize('NFC').replace(/[äöü]/gi, (letter) => `${letter}e`);
  return new Set([text, expanded].flatMap((each) => fold(each).match(/[\p{L}\p{N}\p{S}]+/gu) ?? []));
}

/** Without a list its names are not known; the question goes on, and says what it lacks when it comes to need it. */
async function orNothing<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}
