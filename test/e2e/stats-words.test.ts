import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FigureId } from '../../src/domain/figures/metrics.ts';
import { personNamed, queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { type House, openHouse } from './house.ts';
import { type Fact, factsOf, figureOf } from './stats-oracle.ts';

/** Friday 20 November 2026 in Madrid. */
const FRIDAY = { start: Date.UTC(2026, 10, 19, 23), end: Date.UTC(2026, 10, 20, 23) };

let house: House;
let facts: readonly Fact[];
beforeAll(async () => {
  house = await openHouse();
  facts = factsOf([...house.genesys.history.during(FRIDAY)]).filter(({ at }) => at >= FRIDAY.start && at < FRIDAY.end);
});
afterAll(() => house.stop());

describe('the words in Slack are the figures of what happened', () => {
  it('of a person', async () => {
    const { id } = personNamed(house.genesys.organisation, 'Ana López');
    const own = facts.filter(({ leg }) => leg.userId === id);
    const { text, medium } = await details('<@U0ANA>', own);
    expect(text).toContain(`Answered ${count('answered', own)}`);
    expect(text).toContain(`Handled ${count('handled', own)}`);
    expect(text).toContain(`Blind transfers ${count('blindTransfers', own)}`);
    expect(text).toContain(`Average handle time (AHT) ${average('aht', medium)}`);
    expect(text).toContain(`After-call work, average ${average('acw', medium)}`);
  });

  it('of a team', async () => {
    const { teams, people } = house.genesys.organisation;
    const team = teams.find(({ name }) => name === 'Sales EU')?.id;
    const ids = people.filter(({ teamId }) => teamId === team).map(({ id }) => id);
    const own = facts.filter(({ leg }) => ids.includes(leg.userId ?? ''));
    const { text, medium } = await details('team "Sales EU"', own);
    expect(text).toContain(`Handled ${count('handled', own)}`);
    expect(text).toContain(`Average handle time (AHT) ${average('aht', medium)}`);
    expect(text).toMatch(new RegExp(`Outbound ${count('outbound', own)}\\b`));
    expect(text).toMatch(new RegExp(`Not responding ${count('notResponding', own)}\\b`));
  });

  it('of a queue, under the name that it has', async () => {
    const { id } = queueNamed(house.genesys.organisation, 'Billing EU');
    const own = facts.filter(({ leg }) => leg.queueId === id);
    const { text, medium } = await details('queue "billing eu"', own);
    expect(text).toMatch(/^Billing EU, Fri 20 Nov 2026: /);
    expect(text).toContain(`Offered ${count('offered', own)}`);
    expect(text).toContain(`Abandoned ${rate('abandoned', medium)}`);
    expect(text).toContain(`Service level ${rate('serviceLevel', medium)}, target 80 %`);
    expect(text).toContain(`Time to answer, average (ASA) ${average('asa', medium)}`);
  });
});

/** All figures of an answer, as they stand under "Details", and the calls among what happened. */
async function details(who: string, own: readonly Fact[]) {
  const [answer] = await house.ask('U0OMAR', '/agent-stats', `2026-11-20 ${who}`);
  if (answer === undefined) throw new Error('no answer');
  const [details] = await house.press('U0OMAR', answer, 'stats_details');
  return { text: details?.text ?? '', medium: own.filter(({ leg }) => leg.media === 'voice') };
}

function count(id: FigureId, own: readonly Fact[]): string {
  const value = figureOf(id, own);
  return value.kind === 'count' ? value.count.toLocaleString('en-GB') : '?';
}

/** None of them is as long as an hour. */
function average(id: FigureId, own: readonly Fact[]): string {
  const value = figureOf(id, own);
  if (value.kind !== 'average') return '?';
  const seconds = Math.round(value.ms / 1000);
  const time = seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  return `${time} over ${value.count.toLocaleString('en-GB')}`;
}

function rate(id: FigureId, own: readonly Fact[]): string {
  const value = figureOf(id, own);
  if (value.kind !== 'rate') return '?';
  const { numerator, denominator } = value;
  return `${((100 * numerator) / denominator).toFixed(1)} % (${numerator} of ${denominator})`;
}
