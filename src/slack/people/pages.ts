/** There is more than is worth reading: then nobody knows the rest. */
export class TooManyPages extends Error {
  override readonly name = 'TooManyPages';
}

const MOST_PAGES = 20;

/**
 * Everything of a list that Slack gives in pages.
 *
 * @throws TooManyPages
 */
export async function allPages<T>(
  read: (page: {
    readonly cursor?: string;
  }) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next = '' } = await read(cursor === '' ? {} : { cursor });
    all.push(...items);
    if (next === '') return all;
    cursor = next;
  }
  throw new TooManyPages();
}
