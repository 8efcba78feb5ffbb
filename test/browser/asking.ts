/** What one does on the demo's page. */
import type { Locator, Page } from 'playwright-core';

/** Weeks of a simulated history are made when they are first asked about. */
const PATIENCE_MS = 120_000;

/** Sends a text as it stands, and waits for what comes of it. @returns the newest message */
export async function send(page: Page, text: string): Promise<Locator> {
  const before = await messages(page).count();
  await page.locator('#message').fill(text);
  await page.locator('#message').press('Escape');
  await page.locator('#message').press('Enter');
  await messages(page).nth(before).waitFor({ timeout: PATIENCE_MS });
  return answered(page);
}

/** The newest message, once it is no longer the one that says that something is being asked. */
export async function answered(page: Page): Promise<Locator> {
  const last = messages(page).last();
  await last.filter({ hasNotText: 'Still asking' }).waitFor({ timeout: PATIENCE_MS });
  return last;
}

export function messages(page: Page): Locator {
  // Not the replies in a thread, which are messages too.
  return page.locator('#timeline > [data-item] > .message');
}

/** Presses a button of a message and waits until the page has heard of it. */
export async function press(page: Page, where: Locator, label: string): Promise<void> {
  const done = page.waitForResponse('**/act');
  // A screen reader hears of whom as well: "Refresh: Ana López".
  await where
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .first()
    .click();
  await done;
}

/** Chooses from the menu behind `⋯`. */
export async function choose(page: Page, where: Locator, label: string): Promise<void> {
  const done = page.waitForResponse('**/act');
  await where.getByLabel('More actions').first().selectOption({ label });
  await done;
}

export async function become(page: Page, id: string): Promise<void> {
  const persona = page.getByLabel('You are');
  if ((await persona.inputValue()) === id) return;
  await persona.selectOption(id);
  await page.locator(`#timeline[data-shows^="${id} in "]`).waitFor();
}

export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: place, exact: true }).click();
  await page.locator('#timeline[data-shows]').waitFor();
}
