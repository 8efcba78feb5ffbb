/** A schedule from the configuration. */
import { expect, test } from 'vitest';
import { configuredSummary } from '../../src/summaries/configured.ts';

const summary = {
  channel: 'C0FLOOR',
  owner: 'U0OMAR',
  time: '08:30',
  timeZone: 'Europe/Madrid',
  days: [1, 5] as const,
  scope: [{ kind: 'my-team' }] as const,
};

test('is made of its variables', () => {
  expect(configuredSummary(summary, 'T1')).toEqual({
    channel: 'C0FLOOR',
    owner: { slackUserId: 'U0OMAR', slackTeamId: 'T1' },
    time: '08:30',
    timeZone: 'Europe/Madrid',
    days: [1, 5],
    who: [{ kind: 'my-team' }],
    quietDays: 'line',
    names: 'members-only',
  });
});

test.each([{ channel: undefined }, { owner: undefined }])('is none with %j', (without) => {
  expect(configuredSummary({ ...summary, ...without }, 'T1')).toBeUndefined();
});
