import { describe, expect, it } from 'vitest';
import type { LiveAnswer } from '../../../src/reports/live/answer.ts';
import { decodeLiveQuestion } from '../../../src/slack/kit/question.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { ANA } from '../../domain/live/people.ts';
import { board, ended, person, queueBoard, row, VIEW } from './answers.ts';

/** The buttons under an answer. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;
const blocks = (answer: LiveAnswer, more = {}) => JSON.stringify(liveMessage(answer, { ...VIEW, ...more }).blocks);

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly confirm?: unknown;
  readonly style?: string;
  readonly options?: readonly { readonly value: string; readonly url?: string }[];
}

function elementsOf(answer: LiveAnswer, more = {}): readonly Element[] {
  const all: { readonly type: string; readonly elements?: readonly Element[] }[] = JSON.parse(blocks(answer, more));
  return all.filter(({ type }) => type === 'actions').flatMap(({ elements }) => elements ?? []);
}

const rowOf = (answer: LiveAnswer, more = {}) =>
  elementsOf(answer, more).flatMap(({ type, action_id }) => (type === 'button' ? [action_id] : []));
const menuOf = (answer: LiveAnswer, more = {}) => elementsOf(answer, more).flatMap(({ options = [] }) => options);

const idle = board([row('Ana'), row('Gone', { presence: { system: 'offline' }, routing: { status: 'off-queue' } })]);

describe('the buttons', () => {
  const appUrl = 'https://apps.mypurecloud.de/';

  it.each<[string, LiveAnswer, readonly string[], readonly string[]]>([
    [
      'a person',
      person(),
      ['live_follow', 'live_refresh', 'live_stats_today'],
      ['link', 'live_share_ask', 'live_details'],
    ],
    ['a team', idle, ['live_refresh', 'live_stats_today', 'live_share'], ['live_offline', 'alert_me', 'live_details']],
    [
      'a queue',
      queueBoard(idle.rows, []),
      ['live_refresh', 'live_stats_today', 'live_share'],
      ['live_offline', 'alert_me', 'live_details'],
    ],
    ['what is closed', ended([]), ['live_stats_today', 'live_refresh', 'live_share'], ['link', 'live_details']],
  ])('of %s are three, the likeliest first, and the rest is behind ⋯', (_what, answer, row, more) => {
    expect(rowOf(answer, { appUrl })).toEqual(row);
    expect(menuOf(answer, { appUrl }).map(({ value }) => value)).toEqual(more);
    expect(elementsOf(answer, { appUrl }).map(({ style }) => style)).toEqual([
      'primary',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('hide again who is off, and refresh with them', () => {
    expect(rowOf(idle, { offline: true })).toContain('live_offline');
    expect(menuOf(idle, { offline: true }).map(({ value }) => value)).toEqual([
      'live_refresh',
      'alert_me',
      'live_details',
    ]);
  });

  it('of a person ask the same question again', () => {
    const answer = person(
      {},
      { question: { kind: 'live', who: [{ kind: 'agent', agentId: ANA.id }], media: ['voice'], states: [] } },
    );
    const values = elementsOf(answer).map(({ value, action_id }) => value ?? action_id.replace('more:', ''));
    expect(values.map(decodeLiveQuestion)).toEqual(Array.from({ length: 4 }, () => answer.question));
  });

  it('open the person in the app of the region', () => {
    expect(menuOf(person(), { appUrl }).find((each) => each.url !== undefined)).toMatchObject({
      url: 'https://apps.mypurecloud.de/directory/#/person/a-ana',
    });
    expect(menuOf(person()).filter((each) => each.url !== undefined)).toEqual([]);
  });

  it('ask before they share, and only then', () => {
    const asking = elementsOf(idle).filter((each) => each.confirm !== undefined);
    expect(asking.map((each) => each.action_id)).toEqual(['live_share']);
  });

  it('are none in a shared copy, which says who shared it', () => {
    for (const answer of [person(), idle, queueBoard([], []), ended([])]) {
      expect(elementsOf(answer, { appUrl, sharedBy: 'U0OMAR' })).toEqual([]);
      expect(text(answer, { sharedBy: 'U0OMAR' })).toContain('shared by <@U0OMAR>');
      expect(blocks(answer, { sharedBy: 'U0OMAR' })).toContain('shared by <@U0OMAR>');
    }
  });
});
