import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const DESKTOP = { width: 1200, height: 800 };
export const PHONE = { width: 390, height: 844 };

export interface Visit {
  readonly page: Page;
  /** What the browser complained about. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

/** Opens the page as somebody who has never been there. */
export async function visit(browser: Browser, url: string, viewport = DESKTOP): Promise<Visit> {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'Pacific/Apia' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  await page.waitForSelector('body[data-ready]');
  return { page, complaints, close: () => context.close() };
}

/** What axe-core finds wrong, a line each: rule and element. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))",
  );
  return Array.isArray(found) ? found.map(String) : ['axe-core did not run'];
}

/** Types into the message field as a person does, key by key. */
export async function type(page: Page, text: string): Promise<void> {
  await page.locator('#message').pressSequentially(text);
}
