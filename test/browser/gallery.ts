// `npm run gallery`: a picture of everything that the app shows, on a laptop and on a phone, by day and by night, taken
// from the demo. They go into `gallery/`, which is not committed; with `readme`, those of the README are taken anew. Words
// after it are names of surfaces, or parts of them, when not all are wanted.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { launch, visit } from './chromium.ts';
import { startDemo } from './demo-process.ts';
import { SURFACES, showAll } from './surfaces.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const VIEWPORTS = { laptop: { width: 1280, height: 2400 }, phone: { width: 390, height: 2800 } } as const;
/** As wide as a page of GitHub shows them without making them smaller. */
const NARROW = { width: 1080, height: 2400 };
const SCHEMES = ['light', 'dark'] as const;
/** The pictures of the README, by surface. */
const OF_README: Readonly<Record<string, string>> = {
  'live-queue': 'agent-live.png',
  'stats-queue': 'agent-stats.png',
};

const [first, ...others] = process.argv.slice(2);
const forReadme = first === 'readme';
const wanted = forReadme ? [] : [first, ...others].filter((word) => word !== undefined);
const isWanted = (name: string): boolean =>
  forReadme ? name in OF_README : wanted.length === 0 || wanted.some((part) => name.includes(part));
const surfaces = SURFACES.filter(({ name }) => isWanted(name));
const folder = `${root}gallery/`;

const [browser, demo] = await Promise.all([launch(), startDemo()]);
const seen = await visit(browser, demo.url, forReadme ? NARROW : VIEWPORTS.laptop);
await seen.page.locator('#tries').evaluate('(card) => card.removeAttribute("open")');
const taken: string[] = [];
if (!forReadme && wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  await showAll(seen.page, surfaces, async ({ name }, shown) => {
    console.log(name);
    if (forReadme) await steady(() => picture(shown, `${root}.pictures/${OF_README[name] ?? name}`));
    else taken.push(...(await inEveryLight(seen.page, name, shown)));
  });
  if (!forReadme) writeFileSync(`${folder}index.html`, pageOf(taken));
} finally {
  await browser.close();
  await demo.stop();
}

async function inEveryLight(page: Page, name: string, shown: Locator): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const file = `${name}.${device}.${colorScheme}.png`;
      await steady(() => picture(shown, `${folder}${file}`));
      files.push(file);
    }
  }
  await page.setViewportSize(VIEWPORTS.laptop);
  await page.emulateMedia({ colorScheme: 'light' });
  return files;
}

async function picture(shown: Locator, path: string): Promise<void> {
  // What is scrolled under the head of the page would be missing.
  await shown.evaluate('(element) => element.scrollIntoView({ block: "start" })');
  await shown.screenshot({ path, animations: 'disabled' });
}

/** A message that changes while it is looked at is looked at again. */
async function steady(take: () => Promise<void>): Promise<void> {
  await take().catch(take);
}

function pageOf(files: readonly string[]): string {
  const figures = files.map((file) => `<figure><figcaption>${file}</figcaption><img src="${file}" alt=""></figure>`);
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>body{font:14px system-ui;display:flex;flex-wrap:wrap;gap:16px;background:#ccc}img{max-width:100%}</style>${figures.join('\n')}`;
}
