import { SourceError } from '../reports/ports.ts';

/** One page of a list; `next` is what to ask for after it, absent on the last. */
export interface Page<T, Cursor> {
  readonly items: readonly T[];
  readonly next?: Cursor | undefined;
}

/** More pages than any list of ours has: a list that goes on and on is an error of the other side. */
const MAX_PAGES = 500;

/**
 * The whole list, page after page. An item that comes twice is given once: the list may move while it is being read.
 * Ends at an empty page, whatever the page says of a next one.
 */
export async function* everyItem<T extends { readonly id: string }, Cursor>(list: {
  /** For the error when it has no end. */
  readonly endpoint: string;
  readonly first: Cursor;
  readonly ask: (cursor: Cursor) => Promise<Page<T, Cursor>>;
  readonly maxPages?: number | undefined;
}): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  let cursor: Cursor | undefined = list.first;
  for (let pages = 0; cursor !== undefined; pages += 1) {
    if (pages === (list.maxPages ?? MAX_PAGES)) {
      throw new SourceError({ kind: 'unexpected-response', endpoint: list.endpoint });
    }
    const page: Page<T, Cursor> = await list.ask(cursor);
    for (const item of page.items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      yield item;
    }
    cursor = page.items.length === 0 ? undefined : page.next;
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * The page after this one. Most lists count their pages; those that do not (members of a queue) have a `nextUri` as
 * long as there is more.
 */
export function nextPage(
  pageNumber: number,
  page: { readonly pageCount?: number | undefined; readonly nextUri?: string | undefined },
): number | undefined {
  const more = page.pageCount === undefined ? page.nextUri !== undefined : pageNumber < page.pageCount;
  return more ? pageNumber + 1 : undefined;
}

/**
 * The cursor in a `nextUri`.
 *
 * @example nextCursor('/api/v2/teams?pageSize=100&after=MTAw') //=> 'MTAw'
 * @example nextCursor(undefined) //=> undefined
 */
export function nextCursor(nextUri: string | undefined): string | undefined {
  if (nextUri === undefined) return undefined;
  return new URL(nextUri, 'https://api.invalid').searchParams.get('after') ?? undefined;
}
