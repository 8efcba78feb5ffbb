import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../../../src/domain/live/board.ts';
import type { LiveAnswer } from '../../../src/reports/live/answer.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { minutesAgo } from '../../domain/live/people.ts';
import { board, row, VIEW } from './answers.ts';

/** How a board reads. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;

describe('a board', () => {
  const rows: readonly BoardRow[] = [
    row('Nora', { attention: { kind: 'not-responding', since: minutesAgo(1) }, routing: { status: 'not-responding' } }),
    row('Hugo', {
      attention: { kind: 'hold', since: minutesAgo(4) },
      conversations: [
        { media: 'email', state: 'parked' },
        { media: 'voice', state: 'held', stateSince: minutesAgo(4), queue: { id: 'q', name: 'Billing' } },
      ],
    }),
    row('Bea', {
      attention: { kind: 'break', since: minutesAgo(24) },
      presence: { system: 'break', label: 'Coffee', since: minutesAgo(24) },
      routing: { status: 'off-queue' },
    }),
    row('Tia', { conversations: [{ media: 'voice', state: 'interacting', stateSince: minutesAgo(2) }] }),
    row('Free'),
    row('Away', { presence: { system: 'meeting' }, routing: { status: 'off-queue' }, outOfOffice: true }),
    row('Gone', {
      presence: { system: 'offline', since: minutesAgo(63 * 60 + 48) },
      routing: { status: 'off-queue' },
      conversations: [{ media: 'email', state: 'parked' }],
    }),
    row('Unseen', { known: false, presence: undefined, routing: undefined }),
  ];

  it('begins with the counts', () => {
    expect(text(board(rows)).split('\n').slice(0, 2)).toEqual([
      'team Sales: 8 people',
      '4 on queue · 2 talking · 0 after-call · 1 on hold · 1 not responding',
    ]);
  });

  it('has a line for each person, in groups', () => {
    expect(text(board(rows)).split('\n').slice(3)).toEqual([
      'Needs attention (3)',
      'Nora · not responding for 1m 0s',
      'Hugo · on hold for 4m 0s · voice · Billing · and 1 more',
      'Bea · on a break (Coffee) for 24m 0s',
      'In conversations (1)',
      'Tia · talking for 2m 0s · voice',
      'On queue, free (1)',
      'Free · free for 2m 0s',
      'Away from the queue (1)',
      'Away · in a meeting · out of office',
      'Offline (1)',
      'Gone · offline since Fri 20 Nov, 18:12 CET · parked · email',
      'Not visible to this app (1)',
      'Unseen',
    ]);
  });

  it('of more than 50 says that it is the first of them, and what its counts mean', () => {
    const fifty = Array.from({ length: 50 }, (_, nth) => row(`Person ${nth}`));
    const counts = {
      people: 1500,
      unknown: 0,
      onQueue: 1200,
      talking: { count: 900, withAfterCall: true },
      afterCall: { count: 50, atLeast: true },
      onHold: { count: 3, atLeast: false },
      notResponding: 4,
    };
    const answer = board(fifty, { onlyFirst: true, counts, notCounted: 20 });
    expect(text(answer)).toContain(
      '1,200 on queue · 900 talking or in after-call work · 50 or more after-call · 3 on hold · 4 not responding',
    );
    expect(text(answer)).toContain('First 50 of 1,500:');
    expect(text(answer)).toContain('20 more people not asked about');
  });

  it('with nobody who fits says so', () => {
    const answer = board([], { question: { kind: 'live', who: [], media: ['email'], states: ['held'] } });
    expect(text(answer)).toContain('Nobody has a conversation now that fits Email · on hold.');
  });
});
