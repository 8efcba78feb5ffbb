import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { collect, everyItem, nextCursor, nextPage, type Page } from '../../src/genesys/paging.ts';
import { refusal } from './scripted-server.ts';

type Item = { readonly id: string };
const items = (...ids: readonly string[]): readonly Item[] => ids.map((id) => ({ id }));

/** A list of these pages; each says there is another. */
function listOf(...pages: readonly (readonly Item[])[]) {
  const asked: number[] = [];
  const ask = async (page: number): Promise<Page<Item, number>> => {
    asked.push(page);
    return { items: pages[page - 1] ?? [], next: page + 1 };
  };
  return { asked, whole: (maxPages?: number) => collect(everyItem({ endpoint: 'list', first: 1, ask, maxPages })) };
}

describe('a paged list', () => {
  it('is read whole, page after page, until one is empty', async () => {
    const { asked, whole } = listOf(items('a', 'b'), items('c'));
    expect(await whole()).toEqual(items('a', 'b', 'c'));
    expect(asked).toEqual([1, 2, 3]);
  });

  it('gives an item once that moved to the next page while it was read', async () => {
    const { whole } = listOf(items('a', 'b'), items('b', 'c'));
    expect(await whole()).toEqual(items('a', 'b', 'c'));
  });

  it('stops where a page says that it is the last', async () => {
    const ask = async (): Promise<Page<Item, number>> => ({ items: items('a') });
    expect(await collect(everyItem({ endpoint: 'list', first: 1, ask }))).toEqual(items('a'));
  });

  it('turns no page that nobody wants to read', async () => {
    const { asked } = listOf();
    const list = everyItem({
      endpoint: 'list',
      first: 1,
      ask: async (page: number) => {
        asked.push(page);
        return { items: items(`${page}`), next: page + 1 };
      },
    });
    for await (const item of list) if (item.id === '2') break;
    expect(asked).toEqual([1, 2]);
  });

  it('that never ends is an error, not an endless loop', async () => {
    const endless = collect(
      everyItem({
        endpoint: 'list',
        first: 1,
        maxPages: 5,
        ask: async (page) => ({ items: items(`${page}`), next: page + 1 }),
      }),
    );
    expect(await refusal(endless)).toMatchObject({ kind: 'unexpected-response', endpoint: 'list' });
  });

  it('gives every item exactly once, however it is cut', async () => {
    const ids = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(ids), async (pages) => {
        const { whole } = listOf(...pages.map((page) => items(...page)));
        expect((await whole()).map((item) => item.id)).toEqual([...new Set(pages.flat())]);
      }),
    );
  });
});

describe('the page after', () => {
  it.each([
    [1, { pageCount: 3 }, 2],
    [3, { pageCount: 3 }, undefined],
    [1, { pageCount: 0 }, undefined],
    [1, { nextUri: '/api/v2/x?pageNumber=2' }, 2],
    [1, {}, undefined],
    [2, { pageCount: 2, nextUri: '/api/v2/x' }, undefined],
  ])('page %i of %j is %j', (pageNumber, page, expected) => {
    expect(nextPage(pageNumber, page)).toBe(expected);
  });

  it.each([
    ['/api/v2/teams?pageSize=100&after=MTAw', 'MTAw'],
    ['https://api.mypurecloud.de/api/v2/teams?after=a%2Bb%3D', 'a+b='],
    ['/api/v2/teams?before=MTAw', undefined],
    [undefined, undefined],
  ])('the cursor in %j is %j', (nextUri, expected) => {
    expect(nextCursor(nextUri)).toBe(expected);
  });
});
