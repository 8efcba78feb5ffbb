/** The page in a real browser, with a stub for the app: what one types, sees, presses and hears. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPage } from '../../src/sandbox/page/page.ts';
import { type Slack, startSlack } from '../../src/sandbox/slack/slack.ts';
import { manifestWith } from '../sandbox/slack/manifests.ts';
import { barriers, launch, PHONE, type as typeKeys, type Visit, visit } from './chromium.ts';
import { startStubApp } from './stub-app.ts';

let browser: Browser;
let slack: Slack;
let app: Awaited<ReturnType<typeof startStubApp>>;
let demo: Awaited<ReturnType<typeof startPage>>;
let seen: Visit;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  slack = await startSlack({ now: Date.now, manifestPath: manifestWith() });
  app = await startStubApp(slack);
  demo = await startPage({ slack, now: Date.now });
  seen = await visit(browser, demo.url);
  page = seen.page;
});
afterEach(async () => {
  if (seen.complaints.length > 0) throw new Error(`the browser complains: ${seen.complaints.join('\n')}`);
  await seen.close();
  await demo.stop();
  await app.stop();
  await slack.stop();
});

const offered = () => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
const message = () => page.locator('.message').last();
const ask = async (text: string) => {
  await page.locator('#message').fill(`/ask ${text}`);
  await page.keyboard.press('Enter');
  await message().getByText(`You asked: ${text}`).waitFor();
};

describe('while typing', () => {
  it('a slash offers the commands, and Tab takes the first', async () => {
    await typeKeys(page, '/');
    expect(await offered().allInnerTexts()).toEqual([expect.stringContaining('/ask')]);
    await page.keyboard.press('Tab');
    expect(await page.locator('#message').inputValue()).toBe('/ask ');
  });

  it('an @ offers people by name and by handle, and the one who is picked is sent as an id', async () => {
    await typeKeys(page, '/ask @om');
    expect(await offered().allInnerTexts()).toEqual([expect.stringContaining('@Omar Haddad')]);
    await page.keyboard.press('Enter');
    expect(await page.locator('#message').inputValue()).toBe('/ask @Omar Haddad ');
    await page.keyboard.press('Enter');
    await message().getByText('You asked: <@U0OMAR>').waitFor();
  });

  it('the arrow keys choose, and Escape stops offering', async () => {
    await typeKeys(page, '@');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#message').getAttribute('aria-activedescendant')).toBe('suggestion-1');
    await page.keyboard.press('Escape');
    expect(await offered().count()).toBe(0);
  });

  it('the arrow up brings back what was sent', async () => {
    await ask('last week');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#message').inputValue()).toBe('/ask last week');
  });
});

describe('an answer', () => {
  it('appears by itself, says who sees it, and shows the numbers in a table', async () => {
    await ask('last week');
    await message().getByText('Only visible to you').waitFor();
    expect(await message().getByRole('rowheader').allInnerTexts()).toEqual(['Monday']);
    expect(
      await message()
        .getByRole('img', { name: /Bar chart: Answered/ })
        .count(),
    ).toBe(1);
  });

  it('shows moments in the zone of whoever looks, not of the browser', async () => {
    await ask('last week');
    expect(await message().locator('.context').innerText()).toBe('Analytics · as of 10:41');
  });

  it('changes in its place when its button is pressed, and the button keeps the focus', async () => {
    await ask('last week');
    const before = await page.locator('.message').count();
    await message().getByRole('button', { name: 'Refresh' }).click();
    await message().getByText('refresh 1').waitFor();
    expect(await page.locator('.message').count()).toBe(before);
    expect(await message().getByText('(edited)').count()).toBe(1);
    await page.keyboard.press('Enter');
    await message().getByText('refresh 2').waitFor();
  });

  it('asks before it does something that all will see', async () => {
    await ask('last week');
    await message().getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog', { name: 'Share this?' }).getByRole('button', { name: 'Cancel' }).click();
    expect(slack.messages({ channel: 'C0FLOOR', user: 'U0ANA' })).toEqual([]);
    await message().getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog', { name: 'Share this?' }).getByRole('button', { name: 'Yes' }).click();
    await message().getByText('Shared by Omar').waitFor();
  });

  it('has menus that do something once one has chosen', async () => {
    await ask('last week');
    await message().getByRole('combobox').selectOption({ label: 'Queue' });
    await expect.poll(() => message().innerText()).toContain('by 1');
  });
});

describe('somebody else', () => {
  it('sees what was shared and not what was only for another', async () => {
    await ask('secret');
    slack.say('U0GRACE', 'C0FLOOR', 'Hello all');
    await page.getByLabel('You are').selectOption({ label: 'Ana López · agent' });
    await page.getByText('Hello all').waitFor();
    expect(await page.getByText('You asked: secret').count()).toBe(0);
  });

  it('who is an outsider is only where outsiders are', async () => {
    await page.getByLabel('You are').selectOption('U0GUEST');
    const places = await page.getByRole('navigation').getByRole('button').allInnerTexts();
    expect(places).toEqual(['#with-guests', 'Floorwalker (direct)', 'Floorwalker (Home)']);
  });

  it('is heard without a reload', async () => {
    slack.say('U0ANA', 'C0FLOOR', 'Anybody free?');
    await expect.poll(() => message().innerText()).toContain('Anybody free?');
  });
});

describe('a form', () => {
  const dialog = () => page.getByRole('form', { name: 'New schedule' });

  it('says which field is wrong, and closes when it is right', async () => {
    await ask('form');
    await message().getByRole('button', { name: 'Open form' }).click();
    await dialog().getByLabel('Name').fill('bad');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Another name, please').waitFor();
    await dialog().getByLabel('Name').fill('good');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => dialog().count()).toBe(0);
  });
});

describe('everybody can use it', () => {
  it('axe-core finds no barrier: reading, choosing, deciding', async () => {
    await ask('last week');
    expect(await barriers(page)).toEqual([]);
    await typeKeys(page, '/');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await message().getByRole('button', { name: 'Share' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await message().getByRole('button', { name: 'Open form' }).click();
    await page.getByRole('form').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('at night the page is dark, and still without a barrier', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await ask('last week');
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(26, 29, 33)');
    const ground =
      "getComputedStyle(document.querySelector('.message:last-child .slack_blocks_to_jsx__data_visualization'))";
    expect(await page.evaluate(`${ground}.backgroundColor`)).not.toBe('rgb(255, 255, 255)');
    expect(await barriers(page)).toEqual([]);
  });

  it('two series of a chart have two colours', async () => {
    await ask('last week');
    const bars = message().locator('.slack_blocks_to_jsx__data_visualization_chart rect');
    expect(await bars.count()).toBe(2);
    expect(await bars.first().getAttribute('fill')).not.toBe(await bars.last().getAttribute('fill'));
  });

  it('on a phone of 390 pixels nothing is cut off', async () => {
    const phone = await visit(browser, demo.url, PHONE);
    await phone.page.locator('#message').fill('/ask on my phone');
    await phone.page.keyboard.press('Enter');
    await phone.page.getByText('You asked: on my phone').waitFor();
    expect(await phone.page.locator('#tries').getAttribute('open')).toBeNull();
    const width = await phone.page.evaluate('document.documentElement.scrollWidth');
    const send = await phone.page.getByRole('button', { name: 'Send' }).boundingBox();
    expect(width).toBe(PHONE.width);
    for (const place of await phone.page.getByRole('navigation').getByRole('button').all()) {
      const { x, width: wide } = (await place.boundingBox()) ?? { x: PHONE.width, width: 0 };
      expect(x + wide).toBeLessThanOrEqual(PHONE.width);
    }
    expect((send?.x ?? PHONE.width) + (send?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
    expect(await barriers(phone.page)).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});
