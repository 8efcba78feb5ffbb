import { parseArgs } from 'node:util';
import { readConfig } from '../../app.ts';
import { BadConfiguration, type Config } from '../../config.ts';
import { StoreError } from '../../store/store-error.ts';
import { noPerson, type PersonWord, readPerson } from '../person-ids.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { copyCommand } from './store-copy.ts';
import { type PurgeRequest, purgeCommand } from './store-purge.ts';

const STORE_USAGE = `Copies the store of the app, or forgets a person in it.

  npm run store -- copy <from> <to>                   a backup, another key, a move from SQLite to Redis or back
  npm run store -- purge <person> [--heir <person>]   forgets a person

A person is a Slack id (U02ANA), a Genesys Cloud id, or an email address, which is looked up in both; who has left is
given by both ids. Their schedules and alerts go to the heir, else they are deleted.

<from> and <to> are as in STORE_URL: sqlite:<file>, redis://… The copy has the key that is set in STORE_KEY, or is in
clear without one; where the store to be read has another key, that is in STORE_KEY_OLD. Nothing is overwritten. On
Redis <from> and <to> may be the same: then the old entries go when the new ones are there.`;

/** What stands after the command. */
type Request =
  | { readonly kind: 'copy'; readonly from: string; readonly to: string }
  | ({ readonly kind: 'purge' } & PurgeRequest)
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly sentence: string };

/** `npm run store`: what an operator does with everything that is kept. */
export async function storeCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = readArguments(args);
  if (request.kind === 'help') {
    terminal.print(STORE_USAGE);
    return 0;
  }
  if (request.kind === 'problem') {
    terminal.complain(`store: ${request.sentence}\n\n${STORE_USAGE}`);
    return 2;
  }
  try {
    return await perform(request, readConfig(env), terminal);
  } catch (error) {
    if (error instanceof BadConfiguration) {
      for (const problem of error.problems) terminal.complain(`store: ${problem}`);
      return 2;
    }
    terminal.complain(`store: ${sentenceOf(error)}`);
    return 1;
  }
}

function perform(
  request: Extract<Request, { kind: 'copy' | 'purge' }>,
  config: Config,
  terminal: Terminal,
): Promise<ExitCode> {
  return request.kind === 'copy' ? copyCommand(request, config, terminal) : purgeCommand(request, config, terminal);
}

function sentenceOf(error: unknown): string {
  if (error instanceof StoreError) return error.message.replace(/^store: /, '');
  return error instanceof Error ? error.message : 'failed';
}

function readArguments(args: readonly string[]): Request {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, heir: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command, ...words] = positionals;
    if (values.help === true) return { kind: 'help' };
    if (command === 'purge') return readPurge(words, values.heir);
    if (values.heir !== undefined) return problem('an heir is for a purge');
    if (command === 'copy') return readCopy(words);
    return problem(command === undefined ? 'what is to be done?' : `"${command}" is not something to do here`);
  } catch (error) {
    return problem(error instanceof Error ? error.message : 'the arguments cannot be read');
  }
}

function readCopy([from, to, ...more]: readonly string[]): Request {
  if (from === undefined || to === undefined) return problem('copy what, and where to?');
  return more.length > 0 ? problem('copy takes two stores') : { kind: 'copy', from, to };
}

function readPurge(words: readonly string[], heirWord: string | undefined): Request {
  if (words.length === 0) return problem('purge whom?');
  const people: PersonWord[] = [];
  for (const word of words) {
    const person = readPerson(word);
    if (person === undefined) return problem(noPerson(word));
    people.push(person);
  }
  const heir = heirWord === undefined ? undefined : readPerson(heirWord);
  if (heirWord === undefined) return { kind: 'purge', people, heir: undefined };
  if (heir === undefined || heir.kind === 'genesys-id') {
    return problem(`the heir is a Slack id (U02ANA) or an email address, not "${heirWord}"`);
  }
  return { kind: 'purge', people, heir };
}

function problem(sentence: string): Request {
  return { kind: 'problem', sentence };
}
