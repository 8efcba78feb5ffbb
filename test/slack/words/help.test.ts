import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../../src/domain/period/period.ts';
import { helpMessage } from '../../../src/slack/kit/usage.ts';
import { LIVE } from '../../../src/slack/live/usage.ts';
import { STATS } from '../../../src/slack/stats/usage.ts';
import { readLive, readStats } from '../../../src/slack/words/words.ts';
import { USAGES } from '../../usages.ts';

const liveHelpMessage = () => helpMessage(LIVE, USAGES);
const statsHelpMessage = () => helpMessage(STATS, USAGES);

const SUNDAY = { now: Date.parse('2026-11-22T10:00+01:00'), timeZone: 'Europe/Madrid', weekStart: 1 } as const;

/** What is to be typed behind a command, as Slack sends it when the person is picked from the menu. */
function examples(text: string, command: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`${command} ([^\`]*)\`:`, 'gm'))].map(([, typed = '']) =>
    typed.replace('@ana', '<@U0ANA>'),
  );
}

describe('help', () => {
  it('of /agent-live shows three questions that can be asked as they stand', () => {
    const shown = examples(liveHelpMessage().text, '/agent-live');
    expect(shown).toHaveLength(3);
    expect(shown.map((typed) => readLive(typed).kind)).toEqual(['live', 'live', 'live']);
  });

  it('of /agent-stats shows three questions that can be asked as they stand', () => {
    const shown = examples(statsHelpMessage().text, '/agent-stats');
    expect(shown).toHaveLength(3);
    const periods = shown.map((typed) => {
      const read = readStats(typed);
      return read.kind === 'stats' ? readPeriod(read.period, SUNDAY).kind : read.kind;
    });
    expect(periods).toEqual(['period', 'period', 'period']);
  });

  it('names only periods, media and states that are understood', () => {
    const listed = (text: string, after: string) =>
      (text.split(`${after}: `)[1] ?? '')
        .split('.')[0]
        ?.split(', ')
        .filter((word) => word !== 'or with tz:Europe/Madrid') ?? [];
    const live = liveHelpMessage().text;
    for (const word of [...listed(live, 'Media'), ...listed(live, 'State')]) expect(readLive(word).kind).toBe('live');
    const stats = statsHelpMessage().text;
    for (const words of listed(stats, 'Period')) expect(readPeriod(words, SUNDAY).kind).toBe('period');
    for (const split of listed(stats, 'By'))
      expect(readStats(`by ${split}`)).toMatchObject({ kind: 'stats', by: split.replace(' ', '-') });
    expect(listed(stats, 'Period').length).toBeGreaterThan(8);
    expect(listed(live, 'State').length).toBeGreaterThan(3);
  });

  it.each([
    ['/agent-live', liveHelpMessage],
    ['/agent-stats', statsHelpMessage],
  ])('of %s has the commonest questions as buttons', (_, message) => {
    expect(message().blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'ask_live', text: { text: 'My team now' }, value: 'team' },
        { action_id: 'ask_stats', text: { text: 'Me today' }, value: 'me today' },
      ],
    });
    expect(readLive('team')).toMatchObject({ kind: 'live', who: [{ kind: 'my-team' }] });
    expect(readStats('me today')).toMatchObject({ kind: 'stats', who: [{ kind: 'me' }], period: 'today' });
  });

  it.each(USAGES)('of $name tells of every other command, and not of itself twice', (usage) => {
    const { text } = helpMessage(usage, USAGES);
    const told = USAGES.filter(({ name, what }) => text.includes(`\`${name} help\`: ${what}`));
    expect(told).toEqual(USAGES.filter((other) => other !== usage));
  });

  it('says in its text alone what its blocks show', () => {
    const { text } = liveHelpMessage();
    expect(text).toMatch(/^What is somebody doing right now\?/);
    expect(text.length).toBeLessThan(4000);
  });
});
