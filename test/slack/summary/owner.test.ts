/** What the owner of a schedule is told: what happened, and what to do. */
import { describe, expect, test } from 'vitest';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { ownerNewsMessage } from '../../../src/slack/summary/owner.ts';
import type { OwnerNews } from '../../../src/summaries/ports.ts';
import { schedule } from './runs.ts';

const skippedOn = (...days: number[]) => days.map((day) => Date.UTC(2026, 10, day));
const refused = (why: Extract<OwnerNews, { kind: 'post-refused' }>['why']): OwnerNews => ({
  kind: 'post-refused',
  why,
});

describe('the owner is told', () => {
  test.each<[OwnerNews, RegExp]>([
    [refused('channel-gone'), /does not exist any more, or it is private .* Invite me with `\/invite @floorwalker`/],
    [refused('channel-archived'), /archived\. Choose another one with `\/agent-summary edit`/],
    [refused('not-in-channel'), /I am not in the channel\. Invite me/],
    [refused('posting-restricted'), /do not let apps post in it\. Ask one of its managers/],
    [refused('message-refused'), /Slack did not accept the message\. Please tell your administrator/],
    [
      { kind: 'skipped', days: skippedOn(23), because: 'late' },
      /not posted on Mon 23 Nov 2026, because I was not running/,
    ],
    [
      { kind: 'skipped', days: skippedOn(20, 21, 23), because: 'genesys-unavailable' },
      /Fri 20 Nov 2026, Sat 21 Nov 2026 and Mon 23 Nov 2026, because Genesys Cloud did not answer/,
    ],
    [{ kind: 'skipped', days: skippedOn(23), because: 'slack-unavailable' }, /because Slack did not take it for hours/],
    [
      { kind: 'in-doubt', day: Date.UTC(2026, 10, 23), part: 'headline' },
      /in doubt on Mon 23 Nov 2026: Slack did not say .* if it is missing, post it now/,
    ],
    [
      { kind: 'in-doubt', day: Date.UTC(2026, 10, 23), part: 'details' },
      /what belongs into its thread, and I could not look for it, so I did not send it again\. The headline is there/,
    ],
    [
      {
        kind: 'summary-refused',
        summary: {
          kind: 'refused',
          answer: { kind: 'who-problem', problem: { kind: 'no-such-place', place: 'queue', words: 'Billing' } },
        },
      },
      /was not posted\. There is no queue called “Billing”/,
    ],
  ])('%j', (news, sentence) => {
    const message = ownerNewsMessage(schedule, news);
    expect(message.text).toMatch(sentence);
    expect(message.text).toMatch(
      /^Your daily summary of queue Billing for <#C0FLOOR>, weekdays at 08:30 Europe\/Madrid, /,
    );
    expect(blockKitProblems(message)).toEqual([]);
  });
});
