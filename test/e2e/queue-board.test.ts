import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { type House, openHouse } from './house.ts';

/** The board of a queue through the whole app, beside what Genesys itself says of that queue. */

const NOUNS: Readonly<Record<string, string>> = { voice: 'call', callback: 'callback', email: 'e-mail' };

let house: House;
beforeAll(async () => {
  // More work than people, so that something waits.
  house = await openHouse({ genesys: { load: 1.5 }, now: Date.UTC(2026, 10, 24, 10, 14) });
});
afterAll(() => house.stop());

interface Observation {
  readonly group: { readonly mediaType?: string };
  readonly data: readonly { readonly metric: string; readonly stats: { readonly count?: number } }[];
}

/** How many wait in a queue by Genesys's own observations, by medium. */
async function waitingIn(queue: string): Promise<ReadonlyMap<string, number>> {
  const { id } = queueNamed(house.genesys.organisation, queue);
  const predicates = [{ type: 'dimension', dimension: 'queueId', value: id }];
  const response = await fetch(`${house.genesys.url}/api/v2/analytics/queues/observations/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.tokens()[0]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ filter: { type: 'and', clauses: [{ type: 'or', predicates }] }, metrics: ['oWaiting'] }),
  });
  const { results }: { readonly results: readonly Observation[] } = JSON.parse(await response.text());
  return new Map(results.map(({ group, data }) => [group.mediaType ?? '', data[0]?.stats.count ?? 0]));
}

const ask = (text: string) => house.answer('U0OMAR', '/agent-live', text);

describe('the board of a queue', () => {
  it.each(['Billing EU', 'Support EU'])('of %s says what waits as Genesys counts it', async (queue) => {
    const text = await ask(`queue "${queue}"`);
    const waiting = [...(await waitingIn(queue))].filter(([, count]) => count > 0);
    expect(waiting.length).toBeGreaterThan(0);
    for (const [media, count] of waiting)
      expect(text).toMatch(new RegExp(`${count} ${NOUNS[media] ?? media}s? waiting`));
    expect(text.match(/ waiting/g)).toHaveLength(waiting.length);
  });

  it('is the same message when asked who waits', async () => {
    expect(await ask('queue "Support EU" waiting')).toBe(await ask('queue "Support EU"'));
  });

  it('calls those free whom Genesys would give the next conversation, and nobody else', async () => {
    const support = queueNamed(house.genesys.organisation, 'Support EU');
    const people = house.genesys.organisation.people.filter(({ queueIds }) => queueIds.includes(support.id));
    for (const [nth, { id }] of people.entries()) {
      const is = (['IDLE', 'COMMUNICATING', 'INTERACTING'] as const)[nth % 3];
      house.genesys.live.put(id, { presence: { is: 'onQueue' }, routing: { is: is ?? 'IDLE' }, conversations: [] });
    }
    house.forget();
    expect(await ask('queue "Support EU"')).toContain(` · ${Math.ceil(people.length / 3)} free\n`);
  });

  it('says what waits in a queue in which nobody is any more', async () => {
    const support = queueNamed(house.genesys.organisation, 'Support EU');
    for (const each of house.genesys.organisation.people) {
      Object.assign(each, { queueIds: each.queueIds.filter((id) => id !== support.id) });
    }
    house.forget();
    expect(await ask('queue "Support EU"')).toMatch(/^Support EU: \d+ .+ waiting, .+ · nobody in it\n/);
  });
});
