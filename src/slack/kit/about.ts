import { capital } from '../../domain/format.ts';
import type { About } from '../../domain/question.ts';

/** More names than this are counted. */
const MOST_NAMES = 4;

/**
 * Whom an answer is about, as plain text in the middle of a sentence.
 *
 * @param reader `others` read what somebody else asked or scheduled: "your team" is not theirs
 * @example aboutWords({ kind: 'queue', name: 'Billing', inPart: true }) //=> 'queue Billing, people you may see'
 * @example aboutWords({ kind: 'my-team' }, 'others') //=> 'the team'
 */
export function aboutWords(about: About, reader: 'asker' | 'others' = 'asker'): string {
  switch (about.kind) {
    case 'person':
      return about.name;
    case 'queue':
    case 'team':
    case 'group':
      return `${about.kind} ${about.name}${partOf(about)}`;
    case 'my-team':
      return reader === 'asker' ? 'your team' : 'the team';
    case 'my-people':
      return reader === 'asker' ? 'your people' : 'the team';
    case 'everybody':
      return 'everybody';
    case 'divisions':
      return `everybody in ${inWords(about.names)}`;
    case 'several':
      return inWords(about.of.map((each) => aboutWords(each, reader)));
    default:
      return about satisfies never;
  }
}

/** The same as it begins a sentence, where a queue is called by its name alone. @example 'Billing', 'Your team' */
export function aboutTitle(about: About): string {
  return 'name' in about ? `${about.name}${about.kind === 'person' ? '' : partOf(about)}` : capital(aboutWords(about));
}

function partOf({ inPart }: { readonly inPart?: true | undefined }): string {
  return inPart === true ? ', people you may see' : '';
}

function inWords(names: readonly string[]): string {
  const shown =
    names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`] : names;
  return new Intl.ListFormat('en-GB').format(shown);
}
