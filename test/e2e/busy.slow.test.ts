import { expect, it, onTestFinished } from 'vitest';
import { openHouse } from './house.ts';

it('of 500 questions at once each is acknowledged, and answered or told to come again', async () => {
  // How soon each is acknowledged is measured by the bench, where whoever asks is another process.
  const house = await openHouse({ mayViolate: true });
  onTestFinished(() => house.stop());
  await house.ask('U0OMAR', '/agent-live', '<@U0ANA>');
  const before = house.slack.messages({ user: 'U0OMAR' }).length;
  const acks = await Promise.all(
    Array.from({ length: 500 }, () =>
      house.slack.command({ user: 'U0OMAR', command: '/agent-live', text: '<@U0ANA>' }),
    ),
  );
  await house.app.idle();
  expect(acks).toHaveLength(500);
  const told = house.slack
    .messages({ user: 'U0OMAR' })
    .slice(before)
    .filter(({ text }) => !text.startsWith('Still'));
  const busy = told.filter(({ text }) => text.includes('Try again in 20 seconds'));
  const answered = told.filter(({ text }) => text.startsWith('Ana López'));
  expect(answered.length).toBeGreaterThanOrEqual(300);
  expect(answered.length + busy.length).toBe(500);
});
