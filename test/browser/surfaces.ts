/** Everything that the app shows, and how one comes to see it in the demo. */
import type { Locator, Page } from 'playwright-core';
import { answered, become, choose, goTo, messages, press, send } from './asking.ts';

const OMAR = 'U0OMAR';
const ANA = 'U0ANA';
const GRACE = 'U0GRACE';
const GUEST = 'U0GUEST';

export interface Surface {
  /** Of its pictures: small letters and hyphens. */
  readonly name: string;
  /** Who looks at it. */
  readonly as: string;
  /** Brings it about. @returns what is to be seen of it */
  readonly show: (page: Page) => Promise<Locator>;
}

const asked = (name: string, text: string, as = OMAR): Surface => ({
  name,
  as,
  show: (page) => send(page, text),
});

/** Asks, and then does something with the answer, after which the newest message is another. */
const then = (name: string, text: string, act: (page: Page, answer: Locator) => Promise<void>, as = OMAR): Surface => ({
  name,
  as,
  async show(page) {
    const answer = await send(page, text);
    const before = await messages(page).count();
    await act(page, answer);
    await messages(page).nth(before).waitFor();
    return answered(page);
  },
});

/** Asks for something that opens a form. */
const form = (name: string, text: string, act?: (page: Page) => Promise<void>): Surface => ({
  name,
  as: OMAR,
  async show(page) {
    await page.locator('#message').fill(text);
    await page.locator('#message').press('Escape');
    await page.locator('#message').press('Enter');
    await act?.(page);
    const opened = page.locator('#modal');
    await opened.getByRole('form').or(opened.locator('form')).first().waitFor();
    return opened;
  },
});

const home = (name: string, as: string): Surface => ({
  name,
  as,
  async show(page) {
    await goTo(page, 'Floorwalker (Home)');
    const seen = page.locator('[data-item="home"]');
    await seen.filter({ hasNotText: 'has published nothing' }).waitFor();
    return seen;
  },
});

/** What the app says while Genesys Cloud is in trouble. */
const trouble = (name: string, kind: string, text: string): Surface => ({
  name,
  as: OMAR,
  async show(page) {
    for (const now of [kind, 'none']) {
      const told = page.waitForResponse('**/trouble');
      await page.getByLabel('What if').selectOption(now);
      await told;
      if (now !== 'none') await send(page, text);
    }
    return messages(page).last();
  },
});

const BILLING = 'queue "Billing EU"';

/** In this order: what one does is what the next finds. */
export const SURFACES: readonly Surface[] = [
  home('home-first', OMAR),
  home('home-first-agent', ANA),
  home('home-first-manager', GRACE),
  home('home-first-guest', GUEST),
  asked('live-person', '/agent-live Ana López'),
  asked('live-person-silent', '/agent-live Zoë Müller'),
  asked('live-person-closed', '/agent-live Ana López closed'),
  asked('live-several', '/agent-live "Ana López" "Zoë Müller" "Raúl García"'),
  asked('live-team', '/agent-live team'),
  asked('live-queue', `/agent-live ${BILLING}`),
  asked('live-waiting', '/agent-live queue "Support EU" waiting'),
  asked('live-free', '/agent-live who is free in Billing EU'),
  asked('live-team-manager', '/agent-live team "Care"', GRACE),
  asked('live-me-agent', '/agent-live me', ANA),
  asked('live-colleague-agent', '/agent-live Zoë Müller', ANA),
  then('live-details', `/agent-live ${BILLING}`, (page, answer) => choose(page, answer, 'Details')),
  asked('live-whoami', '/agent-live whoami'),
  asked('live-why', '/agent-live why "Ana López"'),
  {
    name: 'follow',
    as: OMAR,
    async show(page) {
      await press(page, await send(page, '/agent-live Ana López'), 'Follow live');
      await goTo(page, 'Floorwalker (direct)');
      await messages(page).last().waitFor();
      return messages(page).last();
    },
  },
  asked('stats-queue-today', `/agent-stats today ${BILLING}`),
  asked('stats-queue', `/agent-stats last week ${BILLING}`),
  asked('stats-queue-hours', `/agent-stats yesterday ${BILLING} by hour`),
  asked('stats-queue-half-hours', `/agent-stats today ${BILLING} by half hour`),
  asked('stats-queue-agents', `/agent-stats last week ${BILLING} by agent`),
  asked('stats-queue-media', `/agent-stats last week ${BILLING} by media`),
  asked('stats-queue-wrapup', `/agent-stats last week ${BILLING} by wrapup`),
  asked('stats-queue-quarter', `/agent-stats Q3 ${BILLING}`),
  asked('stats-compared', `/agent-stats last week vs two weeks ago ${BILLING}`),
  asked('stats-person', '/agent-stats last week Ana López'),
  asked('stats-person-today', '/agent-stats today Ana López'),
  asked('stats-several', '/agent-stats today "Ana López" "Zoë Müller"'),
  asked('stats-team', '/agent-stats last week team'),
  asked('stats-team-agents', '/agent-stats yesterday team by agent'),
  asked('stats-everybody', '/agent-stats last month everybody'),
  asked('stats-ranking', '/agent-stats aht by agent last week team'),
  asked('stats-queues', '/agent-stats yesterday by queue'),
  asked('stats-me', '/agent-stats today me', ANA),
  asked('stats-manager', '/agent-stats last week team "Care"', GRACE),
  then('stats-details', `/agent-stats last week ${BILLING}`, (page, answer) => choose(page, answer, 'Details')),
  then('stats-csv', `/agent-stats last week ${BILLING}`, (page, answer) => choose(page, answer, 'CSV')),
  then('stats-shared', `/agent-stats last week ${BILLING}`, async (page, answer) => {
    await answer
      .getByRole('button', { name: /^Share/ })
      .first()
      .click();
    await page.locator('#confirm').getByRole('button', { name: 'Share' }).click();
  }),
  {
    name: 'mention',
    as: OMAR,
    async show(page) {
      const said = await send(page, '@floorwalker how did Billing EU do last week?');
      await messages(page).filter({ hasText: 'Only visible to you' }).last().waitFor();
      return said.page().locator('#timeline > [data-item] > .message').last();
    },
  },
  {
    name: 'direct',
    as: OMAR,
    async show(page) {
      await goTo(page, 'Floorwalker (direct)');
      const before = await messages(page).count();
      await send(page, 'who is free in Billing EU?');
      await messages(page)
        .nth(before + 1)
        .waitFor();
      return messages(page).last();
    },
  },
  asked('help-live', '/agent-live help'),
  asked('help-stats', '/agent-stats help'),
  asked('help-summary', '/agent-summary help'),
  asked('refused-word', '/agent-stats last blursday'),
  asked('refused-person', '/agent-live Anna Lopes'),
  asked('refused-queue', '/agent-live queue "Biling EU"'),
  asked('refused-two', '/agent-live Maria Silva', GRACE),
  asked('refused-future', '/agent-stats next week'),
  asked('refused-date', '/agent-stats 01/11/2026'),
  asked('refused-agent', '/agent-stats last week queue "Billing EU"', ANA),
  asked('refused-team', '/agent-live team', GRACE),
  asked('refused-guest', '/agent-live Ana López', GUEST),
  form('summary-form', '/agent-summary on'),
  asked('summary-on', `/agent-summary on #floor 08:30 weekdays ${BILLING}`),
  asked('summary-list', '/agent-summary list'),
  asked('summary-preview', '/agent-summary preview'),
  {
    name: 'summary-post',
    as: OMAR,
    async show(page) {
      await send(page, '/agent-summary now #floor');
      const post = messages(page)
        .filter({ has: page.locator('details.thread') })
        .last();
      await post.waitFor();
      await post.locator('summary').click();
      return post;
    },
  },
  asked('help-alert', '/agent-alert help'),
  form('alert-form', '/agent-alert on'),
  asked('alert-on', `/agent-alert on #floor when ${BILLING} waiting > 1 for 10s`),
  asked('alert-refused', `/agent-alert on me when ${BILLING} happiness > 5`),
  asked('alert-list', '/agent-alert list'),
  asked('alert-test', '/agent-alert test #floor'),
  {
    name: 'alert-episode',
    as: OMAR,
    async show(page) {
      await page.getByLabel('What if').selectOption('spike');
      const episode = messages(page)
        .filter({ has: page.getByRole('button', { name: /I.m on it/ }) })
        .last();
      await episode.waitFor({ timeout: 120_000 });
      return episode;
    },
  },
  trouble('trouble-forbidden', 'forbidden', '/agent-live queue "Sales EU"'),
  trouble('trouble-rate-limited', 'rate-limited', '/agent-stats today queue "Retención & Fidelización"'),
  home('home', OMAR),
];

/** Everything once, each after the one before. */
export async function showAll(
  page: Page,
  surfaces: readonly Surface[],
  look: (surface: Surface, seen: Locator) => Promise<void>,
): Promise<void> {
  for (const surface of surfaces) {
    await become(page, surface.as);
    if (!(await page.locator('#place').innerText()).startsWith('#')) await goTo(page, '#floor');
    const seen = await surface.show(page);
    await look(surface, seen);
    if (await page.locator('#modal').isVisible()) await page.locator('#modal [data-close]').click();
    await page.locator('#modal').waitFor({ state: 'hidden' });
  }
}
