import { describe, expect, it } from 'vitest';
import type { LiveAnswer } from '../../../src/reports/live/answer.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { minutesAgo } from '../../domain/live/people.ts';
import { ended, VIEW, waiting } from './answers.ts';

/** How what is closed and who waits read. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;
const firstLine = (answer: LiveAnswer) => text(answer).split('\n')[0];

describe('what is closed', () => {
  const one = {
    conversationId: 'c1',
    media: 'voice',
    direction: 'inbound',
    queue: { id: 'q', name: 'Billing' },
    startedAt: minutesAgo(50),
    endedAt: minutesAgo(40),
    wrapUps: ['Refund', 'Follow-up'],
  } as const;

  it('is a line each, and the answer says that Analytics gave it and for which hour', () => {
    expect(text(ended([one]))).toMatch(/^Ana López finished 1 conversation in the last hour\.\n/u);
    expect(text(ended([one]))).toContain(
      'Ended 09:20 CET · Voice, inbound · Billing · lasted 10m 0s · wrap-up Refund, Follow-up',
    );
    expect(text(ended([one]))).toContain(
      'Genesys Cloud Analytics (conversation details) · 09:00 CET to 10:00 CET · as of 10:00 CET · fresh',
    );
  });

  it('is said in words when there is nothing', () => {
    expect(firstLine(ended([]))).toBe('Ana López finished no conversation in the last hour.');
  });
});

describe('who waits', () => {
  it.each([
    [[], 'Nobody is waiting in queue Billing.'],
    [[{ media: 'voice', count: 0 }], 'Nobody is waiting in queue Billing.'],
    [[{ media: 'voice', count: 1 }], '1 conversation waits in queue Billing: 1 voice.'],
    [
      [
        { media: 'voice', count: 7 },
        { media: 'chat', count: 2 },
      ],
      '9 conversations wait in queue Billing: 7 voice, 2 chat.',
    ],
  ] as const)('%j reads: %s', (counts, line) => {
    expect(firstLine(waiting(counts))).toBe(line);
  });
});
