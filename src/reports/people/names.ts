import type { Subject } from '../../domain/access.ts';
import { type Named, PLACE_KINDS, type Place, type PlaceKind } from '../../domain/agent.ts';
import type { Asker } from '../../domain/asker.ts';
import { fold, nearlyCalled } from '../../domain/matching.ts';
import type { KnownName } from '../../domain/question.ts';
import { type AgentDirectory, SourceError } from '../ports.ts';
import type { Access } from './access.ts';
import type { Sight } from './sight.ts';

/** The names that a text may be about. */
export interface Names {
  /** Of everything that shares a word with the text, what the asker may know of. */
  readonly in: (text: string, asker: Asker, about: Subject) => Promise<readonly KnownName[]>;
  /** Of what the asker may know of, those that words were probably meant for which nothing is called; the closest first. */
  readonly near: (words: string, asker: Asker, about: Subject) => Promise<readonly KnownName[]>;
}

/** Of more, the words tell nothing. */
const MOST_NEAR = 40;

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

  /** Which of a list a text may be about. */
  type Pick = <T extends Named>(all: readonly T[]) => readonly T[];

  async function agentsIn(pick: Pick, asker: Asker, about: Subject): Promise<readonly KnownName[]> {
    const picked = pick(await orNothing(directory.everyone()));
    const seen = picked.length === 0 ? [] : await access.visible(asker, picked, about);
    return seen.map(({ id, name }) => ({ kind: 'agent', id, name }));
  }

  async function placesIn(kind: PlaceKind, pick: Pick, asker: Asker, about: Subject): Promise<readonly KnownName[]> {
    const picked = pick(await orNothing(directory.places(kind)));
    if (picked.length === 0) return [];
    const divisions = await access.divisions(asker, about);
    const own = (place: Place) => divisions === 'all' || divisions.some(({ id }) => id === place.division?.id);
    const others = picked.filter((place) => !own(place)).toSorted((one, other) => other.name.length - one.name.length);
    const looked = await Promise.all(
      others.slice(0, MOST_LOOKED_INTO).map(async (place) => {
        const { known } = await sight.of(asker, kind, place, about, 'now');
        return known ? [place] : [];
      }),
    );
    const known = new Set([...picked.filter(own), ...looked.flat()]);
    return picked.filter((place) => known.has(place)).map(({ id, name }) => ({ kind, id, name }));
  }

  async function all(pick: Pick, asker: Asker, about: Subject): Promise<readonly KnownName[]> {
    if (asker.kind !== 'member') return [];
    const found = await Promise.all([
      ...PLACE_KINDS.map((kind) => placesIn(kind, pick, asker, about)),
      agentsIn(pick, asker, about),
    ]);
    return found.flat();
  }

  return {
    async in(text, asker, about) {
      const words = wordsOf(text);
      if (words.size === 0) return [];
      return all((named) => named.filter(({ name }) => shares(name, words)), asker, about);
    },
    async near(words, asker, about) {
      const near = await all((named) => nearlyCalled(named, words), asker, about);
      return nearlyCalled(near, words).slice(0, MOST_NEAR);
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
