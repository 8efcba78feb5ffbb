import { describe, expect, it } from 'vitest';
import { tableOf } from '../../src/slack/commands.ts';

const answered = async () => ({ outcome: 'answered' });

describe('the table of everything the app listens to', () => {
  it('puts the features together', () => {
    const table = tableOf([
      { commands: { '/agent-live': answered }, actions: { live_refresh: answered } },
      { commands: { '/agent-stats': answered }, home: answered },
    ]);
    expect([...table.commands.keys()]).toEqual(['/agent-live', '/agent-stats']);
    expect([...table.actions.keys()]).toEqual(['live_refresh']);
    expect(table.home).toBe(answered);
  });

  it.each([
    ['one command', { commands: { '/x': answered } }, 'two features claim /x'],
    ['one button', { actions: { press: answered } }, 'two features claim press'],
    ['the home', { home: answered }, 'two features claim the home'],
  ])('refuses at the start that two features claim %s', (_what, feature, sentence) => {
    expect(() => tableOf([feature, feature])).toThrow(sentence);
  });
});
