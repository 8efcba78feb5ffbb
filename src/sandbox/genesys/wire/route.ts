import { z } from 'zod';
import type { Instant } from '../../../domain/time.ts';
import type { Client } from './clients.ts';
import { badRequest, invalidValue, missingAnyPermissions, missingPermissions } from './refusal.ts';

/** One endpoint: where it is, who may ask, what it understands and what it answers. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for what varies. */
  readonly path: string;
  /** `any`: one of them is enough. Absent: nothing but a token is needed. */
  readonly needs?: { readonly any: readonly string[] } | { readonly all: readonly string[] };
  /** The query parameters that it knows. */
  readonly query?: readonly string[];
  /** The status of a good answer; default 200. */
  readonly status?: number;
  readonly answer: (request: ApiRequest) => unknown;
}

export interface ApiRequest {
  /** What stood in the place of `{name}`. */
  readonly param: (name: string) => string;
  readonly query: Query;
  /** Parsed JSON; undefined when nothing was sent. */
  readonly body: unknown;
  readonly client: Client;
  readonly now: Instant;
}

/** Query parameters, in the ways in which they are written. */
export interface Query {
  readonly text: (name: string) => string | undefined;
  /** `a,b` and `name=a&name=b` alike. */
  readonly list: (name: string) => readonly string[];
  readonly oneOf: <T extends string>(name: string, allowed: readonly T[], otherwise: T) => T;
  readonly whole: (name: string, otherwise: number, most: number) => number;
}

/** @throws Refusal that names what is missing */
export function checkPermission(route: Route, client: Client): void {
  if (route.needs === undefined) return;
  if ('all' in route.needs) {
    const missing = route.needs.all.filter((permission) => !client.may(permission));
    if (missing.length > 0) throw missingPermissions(missing);
    return;
  }
  const { any } = route.needs;
  if (any.some((permission) => client.may(permission))) return;
  throw any.length === 1 ? missingPermissions(any) : missingAnyPermissions(any);
}

/** @throws Refusal for a parameter that the endpoint does not know */
export function readQuery(parameters: URLSearchParams, known: readonly string[]): Query {
  for (const name of parameters.keys()) {
    if (!known.includes(name)) throw badRequest(`Unknown query parameter [${name}]`);
  }
  const text = (name: string): string | undefined => parameters.get(name) ?? undefined;
  return {
    text,
    list: (name) => parameters.getAll(name).flatMap((value) => value.split(',').filter((part) => part !== '')),
    oneOf(name, allowed, otherwise) {
      const value = text(name);
      if (value === undefined) return otherwise;
      const found = allowed.find((candidate) => candidate === value);
      if (found === undefined) throw invalidValue(value, name, allowed);
      return found;
    },
    whole(name, otherwise, most) {
      const value = text(name);
      if (value === undefined) return otherwise;
      const number = Number(value);
      if (!Number.isInteger(number) || number < 1) throw badRequest(`[${name}] must be a whole number from 1`);
      if (number > most) throw badRequest(`[${name}] must not be more than ${most}`);
      return number;
    },
  };
}

/**
 * The body as the endpoint understands it.
 *
 * @throws Refusal `invalid.value` for a word that is none of those allowed, `bad.request` for everything else that does
 * not fit, keys that the endpoint does not know included
 */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'invalid_value') {
    throw invalidValue(String(valueAt(body, issue.path)), issue.path.join('.'), issue.values.map(String));
  }
  throw badRequest(`The request body is not valid: ${z.prettifyError(parsed.error)}`);
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** A page of a list, as the endpoints with page numbers give it. */
export interface Page<T> {
  readonly entities: T[];
  readonly pageSize: number;
  readonly pageNumber: number;
  readonly total: number;
  readonly pageCount: number;
  readonly selfUri: string;
  readonly nextUri?: string;
}

/** Cuts a page; a page past the end is empty. */
export function pageOf<T>(items: readonly T[], path: string, query: Query, most = 100): Page<T> {
  const pageSize = query.whole('pageSize', 25, most);
  const pageNumber = query.whole('pageNumber', 1, 1_000_000);
  const pageCount = Math.ceil(items.length / pageSize);
  const uri = (page: number): string => `${path}?pageSize=${pageSize}&pageNumber=${page}`;
  return {
    entities: items.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    pageSize,
    pageNumber,
    total: items.length,
    pageCount,
    selfUri: uri(pageNumber),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
  };
}

/** A page of a list that is gone through with a cursor. */
export function cursorPageOf<T extends { readonly id: string }>(
  items: readonly T[],
  path: string,
  query: Query,
): { readonly entities: T[]; readonly selfUri: string; readonly nextUri?: string } {
  const pageSize = query.whole('pageSize', 25, 200);
  const after = query.text('after');
  const from = after === undefined ? 0 : items.findIndex((item) => cursorOf(item.id) === after) + 1;
  if (after !== undefined && from === 0) throw badRequest(`The cursor [${after}] is not valid`);
  const entities = items.slice(from, from + pageSize);
  const last = entities.at(-1);
  const more = last !== undefined && from + pageSize < items.length;
  return {
    entities,
    selfUri: `${path}?pageSize=${pageSize}`,
    ...(more ? { nextUri: `${path}?pageSize=${pageSize}&after=${encodeURIComponent(cursorOf(last.id))}` } : {}),
  };
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64');
}
