import type { z } from 'zod';
import type { Call, Client } from './http/client.ts';
import { collect, everyItem, nextCursor, nextPage } from './paging.ts';
import { pageOf, searchPageOf } from './schemas.ts';

/** What Genesys allows for most lists. */
const PER_PAGE = 100;

interface List<T> {
  readonly endpoint: string;
  readonly path: string;
  readonly query?: Call<T>['query'];
  /** What is read of one item. */
  readonly item: z.ZodType<T>;
}

export interface NumberedPage<T> {
  readonly entities: readonly T[];
  readonly pageCount: number | undefined;
  readonly nextUri: string | undefined;
}

type WithId = { readonly id: string };

/** A list in numbered pages, whole; `firstPage` when somebody has read that one already. */
export function numberedList<T extends WithId>(
  client: Client,
  list: List<T> & { readonly pageSize?: number | undefined },
  firstPage?: NumberedPage<T>,
): Promise<readonly T[]> {
  return collect(
    everyItem<T, number>({
      endpoint: list.endpoint,
      first: 1,
      ask: async (pageNumber) => {
        const known = pageNumber === 1 ? firstPage : undefined;
        const page = known ?? (await numberedPage(client, list, pageNumber));
        return { items: page.entities, next: nextPage(pageNumber, page) };
      },
    }),
  );
}

export function numberedPage<T extends WithId>(
  client: Client,
  list: List<T> & { readonly pageSize?: number | undefined },
  pageNumber: number,
): Promise<NumberedPage<T>> {
  return client.request({
    endpoint: list.endpoint,
    method: 'GET',
    path: list.path,
    query: { ...list.query, pageSize: list.pageSize ?? PER_PAGE, pageNumber },
    repeatable: true,
    schema: pageOf(list.item),
  });
}

/** A list whose pages are turned by a cursor (teams), whole. */
export function cursorList<T extends WithId>(client: Client, list: List<T>): Promise<readonly T[]> {
  return collect(
    everyItem<T, string>({
      endpoint: list.endpoint,
      first: '',
      ask: async (after) => {
        const page = await client.request({
          endpoint: list.endpoint,
          method: 'GET',
          path: list.path,
          query: { ...list.query, pageSize: PER_PAGE, after: after === '' ? undefined : after },
          repeatable: true,
          schema: pageOf(list.item),
        });
        return { items: page.entities, next: nextCursor(page.nextUri) };
      },
    }),
  );
}

/** One of the conditions of a search; `operator` says how it goes with the others. */
export interface Condition {
  readonly type: 'EXACT' | 'CONTAINS' | 'STARTS_WITH';
  readonly fields: readonly string[];
  readonly value?: string;
  readonly values?: readonly string[];
  readonly operator?: 'AND';
}

/** All results of a search. */
export function search<T extends WithId>(
  client: Client,
  list: Pick<List<T>, 'endpoint' | 'path' | 'item'> & {
    readonly conditions: readonly Condition[];
    /** Fields of the body beside the conditions. */
    readonly body?: object | undefined;
  },
): Promise<readonly T[]> {
  return collect(
    everyItem<T, number>({
      endpoint: list.endpoint,
      first: 1,
      ask: async (pageNumber) => {
        const page = await client.request({
          endpoint: list.endpoint,
          method: 'POST',
          path: list.path,
          body: { pageSize: PER_PAGE, pageNumber, query: list.conditions, ...list.body },
          repeatable: true,
          schema: searchPageOf(list.item),
        });
        return { items: page.results, next: nextPage(pageNumber, page) };
      },
    }),
  );
}

/** Items by id, in as many requests at the same time as their ids need. */
export async function byId<T extends WithId>(
  client: Client,
  list: List<T> & { readonly ids: readonly string[] },
): Promise<readonly T[]> {
  const pages = await Promise.all(
    batches(list.ids, PER_PAGE).map((id) => numberedPage(client, { ...list, query: { ...list.query, id } }, 1)),
  );
  return pages.flatMap((page) => page.entities);
}

/**
 * The ids cut into pieces of at most `size`, each once.
 *
 * @example batches(['a', 'b', 'a', 'c'], 2) //=> [['a', 'b'], ['c']]
 */
export function batches(ids: readonly string[], size: number): readonly (readonly string[])[] {
  const unique = [...new Set(ids)];
  return Array.from({ length: Math.ceil(unique.length / size) }, (_, i) => unique.slice(i * size, (i + 1) * size));
}
