/**
 * Another process at the same store, for the tests: `node worker.ts <url> <what> <owner> <count>`.
 * `write` sets entries and says each on its own line once it is acknowledged; `claim` tries each of `count` claims and
 * says those it won; `hold` claims one with a lease of a second, says so, and waits to be killed.
 */
import { openStore } from '../../src/store/store.ts';

const [url = '', what, owner = '', count = '0'] = process.argv.slice(2);
const silent = { info: () => undefined, warn: () => undefined };
const store = await openStore({ url, now: Date.now, log: silent });
const say = (line: string) => process.stdout.write(`${line}\n`);

if (what === 'write') {
  const shelf = store.namespace<number>('written');
  for (let i = 0; i < Number(count); i++) {
    await shelf.set(`${owner}-${i}`, i);
    say(`${owner}-${i}`);
  }
}
if (what === 'claim') {
  for (let i = 0; i < Number(count); i++) {
    const claim = await store.claims.claim(`day-${i}`, { owner, leaseMs: 60_000 });
    if (claim.kind === 'won') say(`day-${i}`);
  }
}
if (what === 'hold') {
  await store.claims.claim('post', { owner, leaseMs: 1000 });
  await store.claims.renew('post', { owner, leaseMs: 1000, note: 'about to post' });
  say('holding');
  setInterval(() => undefined, 1000);
} else {
  await store.close();
}
