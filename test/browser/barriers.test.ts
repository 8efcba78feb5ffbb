/** What the app shows can be read, heard and used by everybody: on three widths, by day and by night. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { become, goTo } from './asking.ts';
import { barriers, launch, type Visit, visit } from './chromium.ts';
import { type Demo, startDemo } from './demo-process.ts';
import { SURFACES, showAll } from './surfaces.ts';

const WIDTHS = [360, 390, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const LAPTOP = { width: 1280, height: 1600 };

let browser: Browser;
let demo: Demo;
let seen: Visit;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launch(), startDemo()]);
  seen = await visit(browser, demo.url, LAPTOP);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
}, 60_000);

async function barriersAtEachWidth(page: Page, what: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: LAPTOP.height });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
      found.push(...(await barriers(page)).map((barrier) => `${what}, ${width} ${colorScheme}: ${barrier}`));
    }
    const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (beyond !== 0) found.push(`${what}, ${width}: ${String(beyond)} pixels are cut off`);
  }
  await page.setViewportSize(LAPTOP);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

it('nothing that the app shows is a barrier to anybody', { timeout: 900_000 }, async () => {
  const { page } = seen;
  const found: string[] = [];
  const places = new Set<string>();
  await showAll(page, SURFACES, async ({ name, as }) => {
    places.add(JSON.stringify([as, await page.locator('#place').innerText()]));
    // A form is gone when the next thing is looked at; messages stay, and are looked at together.
    if (await page.locator('#modal').isVisible()) found.push(...(await barriersAtEachWidth(page, name)));
  });
  expect(places.size).toBeGreaterThan(6);
  for (const place of places) {
    const [as, name] = JSON.parse(place) as [string, string];
    await become(page, as);
    await goTo(page, name);
    found.push(...(await barriersAtEachWidth(page, `${as} in ${name}`)));
  }
  expect(found).toEqual([]);
});
