import { parseArgs } from 'node:util';
import type { Instant } from '../../domain/time.ts';
import { noPerson, type PersonWord, readPerson } from '../person-ids.ts';

export type AuditRequest =
  | {
      readonly kind: 'list';
      readonly person: PersonWord | undefined;
      readonly since: Instant | undefined;
      readonly reference: string | undefined;
      readonly json: boolean;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly sentence: string };

export const AUDIT_USAGE = `Who asked what about whom, and why it was answered or refused.

  npm run audit                              all that is kept, oldest first
  npm run audit -- --person <person>         what a person asked or was asked about
  npm run audit -- --since <time>            from then on: 2026-11-20, 2026-11-20T08:30Z, 24h or 7d ago
  npm run audit -- --reference <reference>   one question, by what the asker was quoted
  npm run -s audit -- --json                 a JSON object a line, with all ids

A person is a Slack id (U02ANA), a Genesys Cloud id, or an email address, which is looked up in both. Times are UTC.`;

/**
 * Reads what stands after the command.
 *
 * @example readAuditArguments(['--reference', 'K7F3'], now) //=> { kind: 'list', reference: 'K7F3', json: false, … }
 * @example readAuditArguments(['purge'], now) //=> { kind: 'problem', sentence: 'purge whom?' }
 */
export function readAuditArguments(args: readonly string[], now: Instant): AuditRequest {
  const parsed = parsedOrProblem(args);
  if ('problem' in parsed) return problem(parsed.problem);
  const { values, positionals } = parsed;
  const [command] = positionals;
  if (values.help === true) return { kind: 'help' };
  if (command === 'purge') return problem('a person is forgotten everywhere: npm run store -- purge <person>');
  if (command !== undefined) return problem(`"${command}" is not something to do here`);
  const person = values.person === undefined ? undefined : readPerson(values.person);
  if (values.person !== undefined && person === undefined) return problem(noPerson(values.person));
  const since = values.since === undefined ? undefined : readSince(values.since, now);
  if (values.since !== undefined && since === undefined)
    return problem(`"${values.since}" is no time: 2026-11-20, 24h`);
  return { kind: 'list', person, since, reference: values.reference, json: values.json === true };
}

const AGO = /^(\d{1,4})([hd])$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/;
const HOUR_MS = 3_600_000;

/** A moment in UTC, or so many hours or days ago. */
function readSince(text: string, now: Instant): Instant | undefined {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (unit === 'h' ? HOUR_MS : 24 * HOUR_MS);
  if (!MOMENT.test(text)) return undefined;
  const at = Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text);
  return Number.isNaN(at) ? undefined : at;
}

function parsedOrProblem(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        person: { type: 'string' },
        since: { type: 'string' },
        reference: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'the arguments cannot be read' };
  }
}

function problem(sentence: string): AuditRequest {
  return { kind: 'problem', sentence };
}
