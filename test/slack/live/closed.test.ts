import { describe, expect, it } from 'vitest';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { minutesAgo } from '../../domain/live/people.ts';
import { ended, VIEW } from './answers.ts';

/** How what is closed reads. */

const text = (answer: ReturnType<typeof ended>) => liveMessage(answer, VIEW).text;

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

  it('is a row each, and the answer says that Analytics gave it', () => {
    expect(text(ended([one])).split('\n')).toEqual([
      'Ana López finished 1 conversation in the last hour',
      '09:20: Conversation Voice, inbound · Lasted 10m 0s · Queue Billing · Wrap-up Refund, Follow-up',
      'as of 10:00 CET · Genesys Analytics, which may not have the last minutes yet',
    ]);
    expect(liveMessage(ended([one]), VIEW).blocks.map(({ type }) => type)).toEqual([
      'section',
      'table',
      'context',
      'actions',
    ]);
  });

  it('is said in words when there is nothing', () => {
    expect(text(ended([])).split('\n')[0]).toBe('Ana López finished no conversation in the last hour');
  });
});
