import type { PresenceKey } from '../../src/sandbox/genesys/live/script.ts';
import { followMessage } from '../../src/slack/live/follow-card.ts';
import { openFollowCentre } from '../e2e/follow-centre.ts';

/**
 * Sixty cards about 40 people for ten simulated minutes, somebody changing every three seconds; prints the heap after a
 * collection at the end of the first minute and just before the cards end. Needs `--expose-gc`.
 */

const PRESENCES = ['meeting', 'break', 'meal', 'training'] as const satisfies readonly PresenceKey[];
const VIEW = { now: 0, timeZone: 'Europe/Madrid' } as const;

let edits = 0;
const centre = await openFollowCentre(async (_card, view) => {
  edits += followMessage(view, VIEW).text.length > 0 ? 1 : 0;
});
const people = centre.genesys.organisation.people.filter(({ state }) => state === 'active').slice(0, 40);
for (const person of people) centre.change(person, 'available');
for (const [nth, person] of [...people, ...people.slice(0, 20)].entries()) await centre.open(`card ${nth}`, person);

async function live(fromSecond: number, toSecond: number): Promise<number> {
  for (let second = fromSecond; second < toSecond; second += 3) {
    const person = people[(second * 7) % people.length];
    if (person !== undefined) centre.change(person, PRESENCES[second % PRESENCES.length] ?? 'meal');
    await centre.pass(3000);
    // What the sandbox writes down for tests is not what is measured.
    centre.genesys.requests.length = 0;
  }
  gc?.();
  return process.memoryUsage().heapUsed;
}

const early = await live(0, 60);
const late = await live(60, 594);
await centre.stop();
process.stdout.write(JSON.stringify({ early, late, edits }));
