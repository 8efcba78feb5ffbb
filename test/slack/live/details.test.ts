import { describe, expect, it } from 'vitest';
import { blockKitProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import { render } from '../../../src/slack/kit/render.ts';
import { liveDetails } from '../../../src/slack/live/details.ts';
import { minutesAgo, NOW } from '../../domain/live/people.ts';
import { conversation, ended, person, queueBoard, row, VIEW } from './answers.ts';

/** What is behind "Details": all of the answer as text, what its words mean, and where it comes from. */

const text = (...[answer, view = VIEW]: [Parameters<typeof liveDetails>[0], Parameters<typeof liveDetails>[1]?]) =>
  render(liveDetails(answer, view)).text;

describe('the details of a person', () => {
  const held = conversation({ state: 'held' });

  it('hold presence, routing and every time of every conversation', () => {
    expect(text(person({ conversations: [held] })).split('\n')).toEqual(
      expect.arrayContaining([
        'Details: Ana López',
        'Ana López has had a caller on hold for 4m 12s',
        'Presence: On queue since 08:55 CET',
        'Routing: on queue, free since 09:58 CET',
        'Voice, inbound · queue Billing · on hold since 09:55 CET · theirs since 09:55 CET · began 09:53 CET',
      ]),
    );
  });

  it('say which APIs were asked, and how old what they said is', () => {
    expect(text(person({ conversations: [held] }))).toMatch(
      /Genesys Cloud: agent status, user, Conversations API, as of 10:00:00 CET\.\nAsked: Ana López\.$/,
    );
    expect(text(person({}, { asOf: NOW - 6000, cached: true }))).toContain('as of 09:59:54 CET (from memory, 6s old).');
    const without = [{ what: 'agent-status', why: 'forbidden', missingPermissions: [] }] as const;
    expect(text(person({}, { missing: without }))).toContain('Genesys Cloud: user, conversation details query, as of');
  });
});

describe('the details of a board', () => {
  const rows = [
    row('Ana', {
      conversations: [
        { media: 'chat', state: 'interacting', stateSince: minutesAgo(3), queue: { id: 'q', name: 'Billing' } },
      ],
    }),
    row('Gone', { presence: { system: 'offline', since: minutesAgo(90) }, routing: { status: 'off-queue' } }),
  ];

  it('hold everybody, those who are off too', () => {
    expect(text(queueBoard(rows, [])).split('\n')).toEqual(
      expect.arrayContaining([
        'Details: Billing',
        'Billing: nobody waiting · nobody free',
        'Ana: on queue 1h 5m · free 2m 0s · chat in Billing working on it 3m 0s',
        'Gone: offline 1h 30m',
      ]),
    );
  });

  it('say from when on something needs attention, and what waiting means', () => {
    expect(text(queueBoard(rows, []))).toMatch(/in after-call work for more than 5m, .* a hold of more than 3m\./);
    expect(text(queueBoard(rows, []))).toMatch(
      /“Wait although people are free” is said from 1m on \(an e-mail: from 4h\)\./,
    );
    expect(text(queueBoard(rows, undefined))).not.toContain('Waiting:');
  });

  it('of 50 people keep within what Slack takes', () => {
    const many = Array.from({ length: 50 }, (_, nth) => row(`${nth} ${'Ñandú'.repeat(60)}`));
    expect(blockKitProblems(render(liveDetails(queueBoard(many, []), VIEW)))).toEqual([]);
  });
});

describe('the details of what is closed', () => {
  it('say for which hour Analytics was asked', () => {
    expect(text(ended([]))).toContain('(conversation details query), 09:00 CET to 10:00 CET, as of 10:00:00 CET.');
  });
});
