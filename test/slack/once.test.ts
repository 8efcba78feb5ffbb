import { expect, it } from 'vitest';
import { createOnce } from '../../src/slack/once.ts';

const acted = async () => ({ outcome: 'done', acted: true });

/** Without the store, whose claims tell it to all processes. */
function alone() {
  const silent = async () => {
    throw new Error('the store does not answer');
  };
  const clock = { now: 0 };
  const once = createOnce({
    claims: { claim: silent, done: silent, release: silent },
    now: () => clock.now,
    onError: () => undefined,
  });
  return { once, clock };
}

it('what is pressed twice within seconds is done once, even while the store does not answer', async () => {
  const { once, clock } = alone();
  const press = () => once({ act: ['U0OMAR', 'share'], requestId: undefined, reference: 'r' }, acted);
  expect(await press()).toMatchObject({ outcome: 'done' });
  expect(await press()).toMatchObject({ outcome: 'already-done' });
  clock.now += 60_000;
  expect(await press()).toMatchObject({ outcome: 'done' });
});

it('what did not happen can be tried again at once', async () => {
  const { once } = alone();
  const press = () => once({ act: ['a'], requestId: 'b', reference: 'r' }, async () => ({ outcome: 'not-shared' }));
  expect(await press()).toMatchObject({ outcome: 'not-shared' });
  expect(await press()).toMatchObject({ outcome: 'not-shared' });
});
