/** `npm run demo` as somebody meets it who has just cloned the project: the real app, in another process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { barriers, launch, PHONE, type Visit, visit } from './chromium.ts';
import { DEMO_FILE, type Demo, startDemo } from './demo-process.ts';

let browser: Browser;
let demo: Demo;
let seen: Visit;
let page: Page;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launch(), startDemo()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});
beforeEach(async () => {
  seen = await visit(browser, demo.url);
  page = seen.page;
});
afterEach(async () => {
  if (seen.complaints.length > 0) throw new Error(`the browser complains: ${seen.complaints.join('\n')}`);
  const objections = demo.said().match(/Slack would object.*/g) ?? [];
  if (objections.length > 0) throw new Error(objections.join('\n'));
  await seen.close();
});

const answers = (where = page) => where.locator('.message.ephemeral');
/** Types a command, picks those who are named after an @ from the menu, and waits for the answer. */
async function ask(command: string, where = page): Promise<string> {
  const before = await answers(where).count();
  const field = where.locator('#message');
  await field.fill('');
  for (const part of command.split(/(@\w+)/)) {
    await field.pressSequentially(part);
    if (part.startsWith('@')) await where.keyboard.press('Tab');
  }
  await where.keyboard.press('Escape');
  await where.keyboard.press('Enter');
  await answers(where).nth(before).waitFor();
  // What is said while Genesys Cloud is slow is replaced by the answer.
  await expect.poll(() => answers(where).last().innerText(), { timeout: 30_000 }).not.toContain('Still asking');
  return answers(where).last().innerText();
}

describe('a supervisor in the demo', () => {
  it('sees what Ana is doing, and refreshes it', async () => {
    expect(await ask('/agent-live @ana')).toContain('Ana López');
    const answer = answers().last();
    await answer.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => answer.innerText()).toContain('(edited)');
  });

  it('sees how the last week went, in figures and in a table', async () => {
    expect(await ask('/agent-stats last week @ana')).toMatch(/Ana López.*last week/s);
    expect(await answers().last().getByRole('table').count()).toBeGreaterThan(0);
  });

  it('is told how to ask', async () => {
    expect(await ask('/agent-live help')).toContain('/agent-live');
  });

  it('is told what was not understood', async () => {
    expect(await ask('/agent-stats last blursday')).toContain('blursday');
  });
});

describe('somebody who has just come', () => {
  const tries = () => page.getByRole('group', { name: 'Things to try' }).getByRole('button');

  it('is told who they are, and asks with one press', async () => {
    expect(await page.locator('#tries summary').innerText()).toBe('You are Omar, a supervisor in Madrid. Try:');
    expect(await tries().allInnerTexts()).toEqual([
      'Who needs me?',
      'Billing EU now',
      'Last week',
      'Post a summary',
      'Tell me in time',
      'Be an agent',
    ]);
    await tries().nth(1).click();
    await answers().last().getByText('Billing EU').first().waitFor();
  });

  it('has a summary scheduled with one press', async () => {
    await tries().nth(3).click();
    await page.getByText('08:30').first().waitFor();
    expect(await page.getByRole('form').count()).toBe(0);
  });

  it('makes an alert with one press', async () => {
    await tries().nth(4).click();
    const made = page.getByText('when more than 5 calls are waiting').first();
    await made.waitFor();
    expect(await made.innerText()).toContain('queue Billing EU for 10s');
  });

  it('becomes somebody else, who has other things to try', async () => {
    await tries().last().click();
    expect(await page.getByLabel('You are').inputValue()).toBe('U0ANA');
    expect(await page.locator('#tries summary').innerText()).toBe('You are Ana, an agent in Madrid. Try:');
    expect(await tries().last().innerText()).toBe('Be a workforce manager');
  });
});

describe('when Genesys Cloud is in trouble, one sees what the app says, and that it recovers,', () => {
  const make = async (label: string) => {
    const told = page.waitForResponse('**/trouble');
    await page.getByLabel('What if').selectOption({ label });
    await told;
  };
  const recovered = async () => {
    await make('Genesys Cloud is well');
    await expect.poll(() => ask('/agent-live queue "Sales EU"'), { timeout: 40_000 }).toMatch(/busy|free/i);
  };

  it('where it forbids', async () => {
    await make('Genesys Cloud forbids everything');
    const refusal = await ask('/agent-live queue "Sales EU"');
    expect(refusal).toMatch(/refused this.*Ask your Genesys administrator/s);
    expect(refusal).not.toMatch(/busy|free/i);
    await recovered();
  });

  it('where it is slow', async () => {
    await make('Genesys Cloud is slow');
    await page.locator('#message').fill('/agent-live Nerea Vázquez');
    await page.locator('#message').press('Enter');
    await page.getByText('Still asking Genesys Cloud. The answer will appear here.').waitFor();
    await expect.poll(() => answers().last().innerText(), { timeout: 40_000 }).toContain('Nerea Vázquez');
    await recovered();
  });

  it('where it limits the rate', async () => {
    await make('Genesys Cloud limits the rate');
    expect(await ask('/agent-stats today queue "Retención & Fidelización"')).toMatch(
      /Genesys Cloud is busy: too many requests. Try again in (\d+ seconds|a minute)/,
    );
    await recovered();
  });

  it('where it cuts the live socket, while somebody is followed', async () => {
    await ask('/agent-live Ana López');
    await answers()
      .last()
      .getByRole('button', { name: /^Follow live/ })
      .click();
    await page.getByRole('button', { name: 'Floorwalker (direct)' }).click();
    const card = page.locator('.message').last();
    await card.getByText('Live until').waitFor();
    await make('Genesys Cloud cuts the live socket once');
    await card.getByText('Checked every few seconds until').or(card.getByText('Live until')).waitFor();
    await expect.poll(() => card.innerText(), { timeout: 40_000 }).toMatch(/Live until/);
    await card.getByRole('button', { name: /^Stop following/ }).click();
    await page.getByRole('button', { name: '#floor' }).click();
    await recovered();
  });

  it('where calls pile up in a queue', async () => {
    const waiting = async () =>
      Number(/Billing EU: (\d+) calls? waiting/.exec(await ask('/agent-live queue "Billing EU"'))?.[1] ?? 0);
    const before = await waiting();
    await make('Calls pile up in Billing EU for a minute');
    await expect.poll(waiting, { timeout: 30_000 }).toBeGreaterThan(before + 2);
  });
});

describe('whoever rather talks', () => {
  it('asks by a mention in a channel, and in the app’s own direct messages', async () => {
    expect(await ask('@floorwalker how did Billing EU do last week?')).toMatch(/Billing EU, last week/);
    await page.getByRole('button', { name: 'Floorwalker (direct)' }).click();
    await page.locator('#message').fill('who is free in Billing EU?');
    await page.locator('#message').press('Enter');
    await page
      .locator('.message')
      .last()
      .getByText(/Billing EU: .* free/)
      .waitFor();
  });
});

describe('a thread', () => {
  it('takes no command, and an answer in it is for the asker alone', async () => {
    await page.getByRole('button', { name: 'Reply in thread of Carmen Ruiz' }).click();
    const field = page.locator('#message');
    expect(await field.getAttribute('placeholder')).toBe('Reply in thread of Carmen Ruiz; Escape leaves it');
    await field.fill('/agent-live team');
    await page.keyboard.press('Enter');
    await page.getByText('Slack takes no commands in threads').waitFor();
    await field.fill('@floorwalker how is Billing EU?');
    await page.keyboard.press('Enter');
    await page
      .locator('details[open] .ephemeral')
      .getByText(/Billing EU.* waiting/)
      .waitFor();
    await field.press('Escape');
    expect(await field.getAttribute('placeholder')).toContain('Type / for commands');
  });
});

describe('an outsider in the demo', () => {
  it('learns nothing about anybody', async () => {
    await page.getByLabel('You are').selectOption('U0GUEST');
    const answer = await ask('/agent-live @ana');
    expect(answer).toMatch(/guest/i);
    expect(answer).not.toContain('López');
  });
});

describe('the answers of the app', () => {
  it.each([
    ['on a desk', undefined],
    ['on a phone', PHONE],
  ])('can be used by everybody %s', async (_, viewport) => {
    const there = await visit(browser, demo.url, viewport);
    await ask('/agent-live @ana', there.page);
    await ask('/agent-stats last week', there.page);
    expect(await barriers(there.page)).toEqual([]);
    const width = await there.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(width).toBe(0);
    await there.close();
  });
});

describe('the demo itself', () => {
  it('says that its port is busy, takes the next, and ends with everything that it started', async () => {
    const busy = new URL(demo.url).port;
    const another = await startDemo(busy);
    expect(another.said()).toContain(`Port ${busy} is busy`);
    expect(Number(new URL(another.url).port)).toBeGreaterThan(Number(busy));
    expect(await another.stop('SIGINT')).toEqual([0, null]);
    await expect(fetch(another.url)).rejects.toThrow('fetch failed');
  });

  it('does not start in production', async () => {
    const child = spawn(process.execPath, [DEMO_FILE], { env: { ...process.env, NODE_ENV: 'production' } });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toContain('does not start with NODE_ENV=production');
  });
});
