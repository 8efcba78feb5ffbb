import { describe, expect, it } from 'vitest';
import type { LiveAnswer } from '../../../src/reports/live/answer.ts';
import { decodeLiveQuestion } from '../../../src/slack/kit/live-question.ts';
import { liveMessage } from '../../../src/slack/live/message.ts';
import { ANA } from '../../domain/live/people.ts';
import { board, ended, person, row, VIEW, waiting } from './answers.ts';

/** The buttons under an answer. */

const text = (answer: LiveAnswer, more = {}) => liveMessage(answer, { ...VIEW, ...more }).text;
const blocks = (answer: LiveAnswer, more = {}) => JSON.stringify(liveMessage(answer, { ...VIEW, ...more }).blocks);

interface Button {
  readonly action_id: string;
  readonly value?: string;
  readonly url?: string;
  readonly confirm?: unknown;
}

function buttonsOf(answer: LiveAnswer, more = {}): readonly Button[] {
  const all: { readonly type: string; readonly elements?: readonly Button[] }[] = JSON.parse(blocks(answer, more));
  return all.filter(({ type }) => type === 'actions').flatMap(({ elements }) => elements ?? []);
}

describe('the buttons', () => {
  const appUrl = 'https://apps.mypurecloud.de/';

  it('of a person ask the same question again', () => {
    const answer = person(
      {},
      { question: { kind: 'live', who: [{ kind: 'agent', agentId: ANA.id }], media: ['voice'], states: [] } },
    );
    const buttons = buttonsOf(answer, { appUrl });
    expect(buttons.map((each) => each.action_id)).toEqual([
      'live_refresh',
      'live_follow',
      'live_stats_today',
      'live_open',
      'live_share',
    ]);
    const values = buttons.flatMap(({ value }) => value ?? []);
    expect(values.map(decodeLiveQuestion)).toEqual(values.map(() => answer.question));
    expect(values).toHaveLength(4);
  });

  it('open the person in the app of the region', () => {
    expect(buttonsOf(person(), { appUrl }).find((each) => each.url !== undefined)).toMatchObject({
      action_id: 'live_open',
      url: 'https://apps.mypurecloud.de/directory/#/person/a-ana',
    });
    expect(buttonsOf(person()).map((each) => each.action_id)).not.toContain('live_open');
  });

  it('ask before they share, and only then', () => {
    const asking = buttonsOf(person(), { appUrl }).filter((each) => each.confirm !== undefined);
    expect(asking.map((each) => each.action_id)).toEqual(['live_share']);
  });

  it.each<[string, LiveAnswer]>([
    ['a team', board([row('Ana')])],
    ['what is closed', ended([])],
    ['a queue', waiting([])],
  ])('of %s follow nobody', (_what, answer) => {
    expect(buttonsOf(answer, { appUrl }).map((each) => each.action_id)).toEqual([
      'live_refresh',
      'live_stats_today',
      'live_share',
    ]);
  });

  it('are none in a shared copy, which says who shared it', () => {
    for (const answer of [person(), board([row('Ana')]), ended([]), waiting([])]) {
      expect(buttonsOf(answer, { appUrl, sharedBy: 'U0OMAR' })).toEqual([]);
      expect(text(answer, { sharedBy: 'U0OMAR' })).toContain('Shared by <@U0OMAR>');
      expect(blocks(answer, { sharedBy: 'U0OMAR' })).toContain('Shared by <@U0OMAR>');
    }
  });
});
