/** Whole days of the company of the demo with twenty sensible alerts: what they tell, and how much it is. */
import { afterAll, expect, test } from 'vitest';
import { firstScene } from '../../src/sandbox/first-scene.ts';
import { MONDAY, openHouse } from '../e2e/house.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From 08:00 in Madrid, before the first shift is whole. */
const BEFORE_TEN = 2 * HOUR;
const HOURS = 12;

const RULES = [
  'queue "Billing EU" waiting > 5 for 2m',
  'queue "Billing EU" longest wait > 5m',
  'queue "Billing EU" service level today < 60 %',
  'queue "Billing EU" abandoned today > 15 %',
  'queue "Billing EU" free < 1 for 10m mon-fri 9-17',
  'queue "Support EU" waiting > 5 for 2m',
  'queue "Support EU" longest wait > 5m',
  'queue "Support EU" service level today < 60 %',
  'queue "Sales EU" waiting > 4 for 2m',
  'queue "Sales EU" longest wait > 5m',
  'queue "Sales EU" abandoned today > 15 %',
  'queue "Retención & Fidelización" longest wait > 5m',
  'queue Support longest wait > 5m mon-fri 15-20',
  'queue Billing waiting > 5 for 2m mon-fri 15-20',
  'queue "Billing EU" acw > 15m',
  'queue "Support EU" held > 10m',
  'queue "Sales EU" not responding > 3m',
  'team not responding > 2m',
  'team break > 45m',
  '<@U0ANA> acw > 10m',
];

const rows: string[] = [];
afterAll(() => console.info(rows.join('\n')));

test.each([
  ['a Monday', MONDAY],
  ['the Tuesday on which all went wrong', MONDAY - 6 * 24 * HOUR],
])('twenty alerts tell at most thirty times: %s', { timeout: 900_000 }, async (day, at) => {
  const from = at - BEFORE_TEN;
  const house = await openHouse({ now: from, pausesPassAtOnce: true, genesys: { scene: firstScene(MONDAY) } });
  try {
    for (const rule of RULES) {
      const typed = rule
        .replaceAll('&', '&amp;')
        .replaceAll('>', '&gt;')
        .replaceAll('<', '&lt;')
        .replace('&lt;@U0ANA&gt;', '<@U0ANA>');
      const answer = await house.answer('U0OMAR', '/agent-alert', `on <#C0FLOOR|floor> when ${typed}`);
      expect(answer).toContain('when');
    }
    while (house.clock.now < from + HOURS * HOUR) {
      house.clock.now += 15 * SECOND;
      await house.app.look();
    }
    await house.app.idle();
    const told = house.slack.messages({ channel: 'C0FLOOR' }).filter(({ via }) => via === 'chat.postMessage');
    for (const { text, earlier } of told) rows.push(`${text.split('\n')[0]} (${earlier.length} edits)`);
    rows.push(`${told.length} messages of ${RULES.length} alerts from 08:00 to 20:00 in Madrid, ${day}`);
    expect(told.length).toBeLessThanOrEqual(30);
  } finally {
    await house.stop();
  }
});
