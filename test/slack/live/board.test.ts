import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../../../src/domain/live/board.ts';
import type { Media } from '../../../src/domain/media.ts';
import type { BoardAnswer } from '../../../src/reports/live/answer.ts';
import { textAlone } from '../../../src/slack/kit/render.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { minutesAgo } from '../../domain/live/people.ts';
import { board, queueBoard, row, VIEW } from './answers.ts';

/** How a board reads: a queue, a team or several people. It is 10:00 in Madrid. */

const text = (answer: BoardAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;
const lines = (answer: BoardAnswer, more = {}) => text(answer, more).split('\n');
const blocks = (answer: BoardAnswer, more = {}) => JSON.stringify(liveMessage(answer, { ...VIEW, ...more }).blocks);

const offQueue = { status: 'off-queue' } as const;
const talking = (minutes: number, media: Media = 'voice') =>
  ({ media, state: 'interacting', stateSince: minutesAgo(minutes) }) as const;
const busy = (name: string, ...conversations: BoardRow['conversations']) =>
  row(name, { routing: { status: 'interacting', since: minutesAgo(5) }, conversations });
const home = (name: string) =>
  row(name, { presence: { system: 'offline', since: minutesAgo(63 * 60 + 48) }, routing: offQueue });
const stuck = (name: string, minutes: number) =>
  row(name, {
    attention: { kind: 'after-call-work', since: minutesAgo(minutes) },
    conversations: [{ media: 'voice', state: 'after-call-work', stateSince: minutesAgo(minutes) }],
  });

const rows: readonly BoardRow[] = [
  row('Zoë', { attention: { kind: 'not-responding', since: minutesAgo(7.25) }, routing: { status: 'not-responding' } }),
  stuck('Maria', 11),
  row('Hugo', {
    attention: { kind: 'hold', since: minutesAgo(4) },
    conversations: [
      { media: 'email', state: 'parked' },
      { media: 'voice', state: 'held', stateSince: minutesAgo(4), queue: { id: 'q', name: 'Billing' } },
    ],
  }),
  busy('Ana', talking(12.4, 'chat'), talking(1, 'chat'), talking(1, 'chat'), talking(1, 'chat')),
  busy('Julia', { media: 'voice', state: 'dialing' }),
  busy('Olga'),
  row('Aitana', { routing: { status: 'idle', since: minutesAgo(1.8) } }),
  row('Jordi', { routing: { status: 'idle', since: minutesAgo(0.25) } }),
  row('Layla', { presence: { system: 'busy', label: 'Pre-break', since: minutesAgo(22) }, routing: offQueue }),
  row('Raúl', { presence: { system: 'meeting' }, routing: offQueue, outOfOffice: true }),
  home('Gone'),
  home('Left'),
];

describe('a board', () => {
  it('says who needs attention first, then what everybody does, and at last where it comes from', () => {
    expect(lines(board(rows))).toEqual([
      'Team Sales: 3 need attention · 2 free',
      'Zoë has not responded for 7m 15s',
      'Maria has been in after-call work for 11m (voice)',
      'Hugo has had a caller on hold for 4m 0s (voice), 1 more',
      'Busy (3) Ana, chat 12m, 3 more · Julia, dialling · Olga, conversation 5m 0s',
      'Free (2) Aitana 1m 48s · Jordi 15s',
      'Away (2) Layla, pre-break 22m · Raúl, in a meeting, out of office · 2 offline',
      'as of 10:00 CET · Genesys live state',
    ]);
  });

  it.each<[string, readonly BoardRow[]]>([
    ['Team Sales: 1 needs attention · nobody free', [stuck('Maria', 6)]],
    ['Team Sales: 1 busy · 1 free', [busy('Ana', talking(1)), row('Bea')]],
    ['Team Sales: nobody busy · 2 free', [row('Ana'), row('Bea')]],
    ['Team Sales: nobody busy · nobody on queue', [home('Ana'), home('Bea')]],
    ['Team Sales: 2 people · – free', [row('Ana', { known: false }), row('Bea', { known: false })]],
  ])('begins with the verdict: %s', (line, people) => {
    const unseen = people.map((each) => (each.known ? each : { ...each, presence: undefined, routing: undefined }));
    expect(lines(board(unseen))[0]).toBe(line);
  });

  it('counts those who are off, and names them when asked to, or when nobody else is there', () => {
    expect(lines(board(rows))).toContainEqual(expect.stringMatching(/ · 2 offline$/));
    const named = 'Offline (2) Gone since Fri 20 Nov, 18:12 CET · Left since Fri 20 Nov, 18:12 CET';
    expect(text(board(rows))).not.toContain('Gone');
    expect(lines(board(rows), { offline: true })).toContain(named);
    expect(lines(board([home('Gone'), home('Left')]))).toContain(named);
    expect(lines(board([home('Gone'), row('Ana')]))).toContain('1 offline');
  });

  it('leaves out nobody who was asked for by name', () => {
    expect(text(board([row('Ana'), home('Gone')], { byName: true }))).toContain('Offline (1) Gone since Fri 20 Nov');
  });

  it('counts nobody as zero whom it does not see', () => {
    const unseen = row('Unseen', { known: false, presence: undefined, routing: undefined });
    expect(text(board([row('Ana'), unseen]))).toContain('Not visible to this app (1) Unseen');
    expect(text(board([unseen]))).not.toMatch(/\b0\b/);
  });

  it('counts nobody as free who is on a call outside the queues', () => {
    const outside = row('Nora', { routing: { status: 'communicating', since: minutesAgo(3) } });
    expect(lines(board([outside]))).toContain('Busy (1) Nora, call outside the queues 3m 0s');
    expect(lines(board([outside]))[0]).toBe('Team Sales: 1 busy · nobody free');
  });

  it('says since when in a copy that stands in a channel', () => {
    const copy = text(board(rows), { sharedBy: 'U0OMAR' });
    expect(copy).toContain('Zoë has not responded since 09:52 CET');
    expect(copy).toContain('Aitana since 09:58 CET');
    expect(copy).not.toMatch(/for \d|\d+m/);
  });

  it('has a button to follow whoever needs attention, and none in a copy', () => {
    expect(blocks(board(rows)).match(/"live_follow:\d"/g)).toHaveLength(3);
    expect(blocks(board(rows))).toContain('Follow: Zoë');
    expect(blocks(board(rows), { sharedBy: 'U0OMAR' })).not.toContain('"button"');
  });

  it('of more than 50 counts all and shows the first of them', () => {
    const fifty = Array.from({ length: 50 }, (_, nth) => row(`Person ${nth}`));
    const counts = {
      people: 1500,
      unknown: 0,
      onQueue: 1200,
      free: 296,
      busy: 900,
      afterCall: { count: 50, atLeast: true },
      onHold: { count: 0, atLeast: false },
      notResponding: 4,
    };
    const told = text(board(fifty, { onlyFirst: true, counts, notCounted: 20 }));
    expect(told.split('\n').slice(0, 2)).toEqual([
      'Team Sales: 900 busy · 296 free',
      '1,200 of 1,500 on queue · 900 in conversations or after-call work · 50 or more in after-call work · 4 not responding',
    ]);
    expect(told).toContain('Shown are 50 of 1,500:');
    expect(told).toContain('20 more people not asked about');
    expect(told).toMatch(/\nFree Person 0 2m 0s · .+ · \d+ more\n/);
  });

  it('speaks at most 1,500 letters of any board, and all of it where blocks are refused', () => {
    const many = Array.from({ length: 50 }, (_, nth) => busy(`Somebody with a rather long name ${nth}`, talking(nth)));
    const message = liveMessage(board(many), VIEW);
    expect(message.text.length).toBeLessThanOrEqual(1500);
    expect(message.text).toMatch(/ · \d+ more\n/);
    const whole = textAlone(message).text;
    expect(whole.length).toBeLessThanOrEqual(3900);
    expect(whole).toContain('Somebody with a rather long name 49');
  });

  it.each<[string, Partial<BoardAnswer['question']>, readonly BoardRow[], string]>([
    ['a state', { states: ['held'] }, rows.slice(2, 3), 'Team Sales: 1 of 12 on hold'],
    [
      'a medium',
      { media: ['voice'] },
      rows.slice(0, 2),
      'Team Sales: 2 need attention · 2 free · 2 of 12 in a conversation (voice)',
    ],
    ['people who are free', { are: ['free'] }, rows.slice(6, 8), 'Team Sales: 2 of 12 free'],
    ['nobody', { are: ['on-break', 'away'] }, [], 'Team Sales: nobody of 12 is on a break or away'],
    ['both', { media: ['email'], states: ['held'] }, [], 'Team Sales: nobody of 12 is on hold (e-mail)'],
  ])('that was narrowed to %s says how many fit', (_what, question, fitting, line) => {
    const { counts, question: asked } = board(rows);
    expect(lines(board(fitting, { counts, question: { ...asked, ...question } }))[0]).toBe(line);
  });
});

describe('the board of a queue', () => {
  const free = [row('Aitana'), row('Begoña'), row('Jordi')];
  const calls = { media: 'voice', count: 5, longestSince: minutesAgo(4 + 1 / 6) } as const;
  const email = { media: 'email', count: 1, longestSince: minutesAgo(124) } as const;

  it('begins with what waits, calls first, and says when it need not', () => {
    expect(lines(queueBoard(free, [email, calls])).slice(0, 3)).toEqual([
      'Billing: 5 calls waiting, longest 4m 10s · 3 free',
      '1 e-mail waiting, 2h 4m',
      'Calls wait although 3 people are free: check skills and languages.',
    ]);
  });

  it.each<[string, BoardAnswer, string | undefined]>([
    [
      'a call that has waited for less than a minute',
      queueBoard(free, [{ ...calls, longestSince: minutesAgo(0.9) }]),
      undefined,
    ],
    ['nobody who is free', queueBoard([busy('Ana', talking(1))], [calls]), undefined],
    ['a call since nobody knows when', queueBoard(free, [{ media: 'voice', count: 2 }]), undefined],
    [
      'one who is free',
      queueBoard([row('Ana')], [calls]),
      'Calls wait although 1 person is free: check skills and languages.',
    ],
    [
      'an e-mail that is older than half a shift',
      queueBoard(free, [{ ...email, longestSince: minutesAgo(241) }]),
      'An e-mail waits although 3 people are free: check skills and languages.',
    ],
    ['an e-mail of the morning', queueBoard(free, [email]), undefined],
  ])('with %s', (_what, answer, line) => {
    expect(lines(answer).find((each) => each.includes('although'))).toBe(line);
  });

  it.each<[string, BoardAnswer]>([
    ['Billing: nobody waiting · 3 free', queueBoard(free, [])],
    ['Billing: nobody waiting · nobody in it', queueBoard([], [])],
    ['Billing: 5 calls waiting, longest 4m 10s · nobody in it', queueBoard([], [calls])],
    ['Billing: 1 call waiting, 4m 10s · 3 free', queueBoard(free, [{ ...calls, count: 1 }])],
    ['Billing: nobody busy · 3 free', queueBoard(free, undefined)],
  ])('reads %s', (line, answer) => {
    expect(lines(answer)[0]).toBe(line);
  });

  it('says all that waits where its first line is of people', () => {
    const asked = {
      kind: 'live',
      who: [{ kind: 'queue', name: 'Billing' }],
      media: [],
      states: [],
      are: ['free'],
    } as const;
    expect(lines(queueBoard(free, [calls], { question: asked })).slice(0, 3)).toEqual([
      'Billing: 3 of 3 free',
      '5 calls waiting, longest 4m 10s',
      'Calls wait although 3 people are free: check skills and languages.',
    ]);
  });

  it('says who is told what waits, to whoever is not', () => {
    const part = queueBoard(free, undefined, { queue: { id: 'q', name: 'Billing', inPart: true } });
    expect(text(part)).toContain(
      'You see a part of this queue: who waits is told to those who may see everybody in it.',
    );
    expect(text(part)).not.toContain('waiting');
  });

  it('says which permission is missing to know what waits', () => {
    const missing = [
      { what: 'waiting', why: 'forbidden', missingPermissions: ['analytics:queueObservation:view'] },
    ] as const;
    expect(text(queueBoard(free, undefined, { missing }))).toContain(
      'Who waits could not be read: the app lacks `analytics:queueObservation:view`.',
    );
  });
});
