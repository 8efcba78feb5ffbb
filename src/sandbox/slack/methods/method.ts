import { z } from 'zod';
import { type JsonObject, parseJson } from '../json.ts';
import type { Tier } from './rates.ts';

/** What a Web API method answers; `ok: false` carries Slack's own error word. */
export type Answer = { readonly ok: boolean; readonly error?: string } & JsonObject;

export interface Method {
  /** One of these must be granted; none when empty. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  readonly token: 'bot' | 'app';
  call(args: JsonObject): Answer;
}

/** One Web API method: its scopes, its limit, its arguments and what it does. */
export function method<Schema extends z.ZodType>(given: {
  readonly scopes: readonly string[];
  readonly tier: Tier;
  readonly token?: 'app';
  readonly args: Schema;
  readonly run: (args: z.output<Schema>) => Answer;
}): Method {
  return {
    scopes: given.scopes,
    tier: given.tier,
    token: given.token ?? 'bot',
    call(args) {
      const read = given.args.safeParse(args);
      if (read.success) return given.run(read.data);
      const messages = read.error.issues.map(
        (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`,
      );
      return refuse('invalid_arguments', { response_metadata: { messages } });
    },
  };
}

export function refuse(error: string, more: JsonObject = {}): Answer {
  return { ...more, ok: false, error };
}

/** A form says `true` in letters, JSON says it without. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1')])
  .default(false);

/** A form carries JSON as text, JSON carries it as it is. */
export const json = z.unknown().transform((value) => (typeof value === 'string' ? (parseJson(value) ?? value) : value));

/** Pages of a list: `cursor` is where the next one starts. */
export const paging = { limit: z.coerce.number().int().min(1).max(1000).default(100), cursor: z.string().default('') };

export function page<T>(
  all: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor: string },
): { readonly items: readonly T[]; readonly next: { readonly response_metadata: { readonly next_cursor: string } } } {
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  const until = from + limit;
  const next_cursor = until < all.length ? Buffer.from(String(until)).toString('base64') : '';
  return { items: all.slice(from, until), next: { response_metadata: { next_cursor } } };
}
