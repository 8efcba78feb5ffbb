/** How tall and how wide the app's answers are, on a laptop and on a phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { send } from './asking.ts';
import { launch, PHONE, visit } from './chromium.ts';
import { type Demo, startDemo } from './demo-process.ts';

const LAPTOP = { width: 1280, height: 2400 };
const TALL_PHONE = { width: PHONE.width, height: 2400 };

const PERIODS = ['today', 'yesterday', 'monday', 'this week', 'last week', 'last 10 days', 'last month'];
const SUBJECTS = ['queue "Billing EU"', 'Ana López', 'team', ''];
const SPLITS = ['by agent', 'by media', 'by wrapup', 'by hour', 'by queue', 'by direction'];
const BILLING = 'queue "Billing EU"';
const QUESTIONS = [
  ...[
    ...PERIODS.flatMap((period) => SUBJECTS.map((subject) => `${period} ${subject}`)),
    ...SPLITS.flatMap((split) => [`last week ${BILLING} ${split}`, `yesterday team ${split}`]),
    'last 9 weeks Ana López',
    `last 6 weeks ${BILLING}`,
    `Q3 ${BILLING}`,
    `last week vs two weeks ago ${BILLING}`,
    `october vs september ${BILLING}`,
    `today ${BILLING} by half hour`,
    `yesterday ${BILLING} by half hour`,
    'last week "Ana López" "Zoë Müller"',
    'today "Ana López" "Zoë Müller" "Raúl García"',
    'aht by agent last week team',
    'top 5 agents by handled last month',
  ].map((words) => `/agent-stats ${words}`),
  '/agent-live team',
  `/agent-live ${BILLING}`,
  `/agent-live ${BILLING} waiting`,
  '/agent-live Ana López',
  '/agent-live Ana López closed',
  `/agent-summary preview ${BILLING}`,
  '/agent-alert help',
  `/agent-alert on me when ${BILLING} waiting > 5 for 2m`,
  '/agent-alert list',
];

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launch(), startDemo()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
}, 60_000);

const size = z.object({
  height: z.number(),
  /** Where the picture begins, or 0 without one. */
  chartAt: z.number(),
  columns: z.number(),
  /** Cells whose words stand in more than one line. */
  broken: z.number(),
  /** How far the third column reaches beyond what can be seen. */
  beyond: z.number(),
});
type Measured = z.output<typeof size> & { readonly question: string };

async function measure(page: Page, question: string): Promise<Measured> {
  await send(page, question);
  const found: unknown = await page.evaluate(`(() => {
    const body = [...document.querySelectorAll('.message.ephemeral')].at(-1).querySelector('.body');
    const { top, height } = body.getBoundingClientRect();
    const chart = body.querySelector('[class*="__data_visualization"]');
    const shown = [...body.querySelectorAll('tr:not([hidden])')];
    const lines = (cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const [first, ...others] = range.getClientRects();
      return others.some((box) => box.top >= first.bottom - 2) ? 2 : 1;
    };
    const third = shown[0]?.cells[2];
    return {
      height: Math.round(height),
      chartAt: chart === null ? 0 : Math.round(chart.getBoundingClientRect().top - top),
      columns: shown[0]?.cells.length ?? 0,
      broken: shown.flatMap((row) => [...row.cells]).filter((cell) => lines(cell) > 1).length,
      beyond: third === undefined ? 0 : Math.max(0, Math.round(third.getBoundingClientRect().right - innerWidth)),
    };
  })()`);
  return { question, ...size.parse(found) };
}

async function measureAll(viewport: typeof LAPTOP): Promise<readonly Measured[]> {
  const seen = await visit(browser, demo.url, viewport);
  const measured: Measured[] = [];
  for (const question of QUESTIONS) measured.push(await measure(seen.page, question));
  await seen.close();
  const most = (of: (each: Measured) => number) => {
    const [first] = measured.toSorted((one, other) => of(other) - of(one));
    return first === undefined ? '' : `${of(first)} (${first.question})`;
  };
  console.log(
    `${measured.length} answers at ${viewport.width} px: height at most ${most(({ height }) => height)}, the picture at ${most(({ chartAt }) => chartAt)}, columns ${most(({ columns }) => columns)}`,
  );
  return measured;
}

const worst = (measured: readonly Measured[], of: (each: Measured) => number, most: number) =>
  measured.filter((each) => of(each) > most).map((each) => `${each.question}: ${of(each)}`);

describe(`${QUESTIONS.length} answers`, () => {
  it('on a laptop fit a screen, with the picture in sight and no broken cell', { timeout: 900_000 }, async () => {
    const measured = await measureAll(LAPTOP);
    expect(measured.length).toBeGreaterThanOrEqual(60);
    expect(worst(measured, ({ height }) => height, 900)).toEqual([]);
    expect(measured.filter(({ chartAt }) => chartAt > 0).length).toBeGreaterThan(30);
    expect(worst(measured, ({ chartAt }) => chartAt, 420)).toEqual([]);
    expect(worst(measured, ({ columns }) => columns, 5)).toEqual([]);
    expect(worst(measured, ({ broken }) => broken, 0)).toEqual([]);
  });

  it('on a phone are not long, and show their first three columns whole', { timeout: 900_000 }, async () => {
    const measured = await measureAll(TALL_PHONE);
    expect(worst(measured, ({ height }) => height, 1400)).toEqual([]);
    expect(worst(measured, ({ beyond }) => beyond, 0)).toEqual([]);
  });
});
