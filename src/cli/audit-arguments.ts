import { parseArgs } from 'node:util';
import { type PersonWord, readPerson } from './person-ids.ts';

export type AuditRequest =
  | { readonly kind: 'list'; readonly of: PersonWord | undefined; readonly json: boolean }
  | { readonly kind: 'purge'; readonly people: readonly PersonWord[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly sentence: string };

export const AUDIT_USAGE = `Who asked what about whom, and why it was answered or refused.

  npm run audit                              all that is kept, oldest first
  npm run audit -- --of <person>             what a person asked or was asked about
  npm run -s audit -- --json                 a JSON object a line, with all ids
  npm run audit -- purge <person> [...]      forget a person

A person is a Slack id (U02ANA), a Genesys Cloud id, or an email address, which is looked up in both. Times are UTC.`;

/**
 * Reads what stands after the command.
 *
 * @example readAuditArguments(['--of', 'U02ANA']) //=> { kind: 'list', of: { kind: 'slack-id', id: 'U02ANA' }, json: false }
 * @example readAuditArguments(['purge']) //=> { kind: 'problem', sentence: 'purge whom?' }
 */
export function readAuditArguments(args: readonly string[]): AuditRequest {
  const parsed = parsedOrProblem(args);
  if ('problem' in parsed) return problem(parsed.problem);
  const { values, positionals } = parsed;
  const [command, ...words] = positionals;
  if (values.help === true) return { kind: 'help' };
  if (command === 'purge') {
    return values.of === undefined && values.json === undefined
      ? purge(words)
      : problem('purge takes people and no options');
  }
  if (command !== undefined) return problem(`"${command}" is not something to do here`);
  const of = values.of === undefined ? undefined : readPerson(values.of);
  if (values.of !== undefined && of === undefined) return problem(noPerson(values.of));
  return { kind: 'list', of, json: values.json === true };
}

function purge(words: readonly string[]): AuditRequest {
  if (words.length === 0) return problem('purge whom?');
  const people: PersonWord[] = [];
  for (const word of words) {
    const person = readPerson(word);
    if (person === undefined) return problem(noPerson(word));
    people.push(person);
  }
  return { kind: 'purge', people };
}

function parsedOrProblem(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { of: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'the arguments cannot be read' };
  }
}

function noPerson(word: string): string {
  return `"${word}" is no Slack id (U02ANA), no Genesys Cloud id and no email address`;
}

function problem(sentence: string): AuditRequest {
  return { kind: 'problem', sentence };
}
