import { describe, expect, it } from 'vitest';
import { tableOf } from '../../src/slack/commands.ts';
import type { Command } from '../../src/slack/feature.ts';

const answered = async () => ({ outcome: 'answered' });
const command = (name: Command['name']): Command => ({
  name,
  what: 'What is asked?',
  hint: 'help',
  form: '[who]',
  examples: [],
  notes: [],
  buttons: { row: [] },
  welcome: () => [],
  answer: answered,
});

describe('the table of everything the app listens to', () => {
  it('puts the features together', () => {
    const table = tableOf([
      { commands: [command('/agent-live')], actions: { live_refresh: answered } },
      { commands: [command('/agent-stats')], home: answered },
    ]);
    expect([...table.commands.keys()]).toEqual(['/agent-live', '/agent-stats']);
    expect([...table.actions.keys()]).toEqual(['live_refresh']);
    expect(table.home).toBe(answered);
  });

  it.each([
    ['one command', { commands: [command('/agent-x')] }, 'two features claim /agent-x'],
    ['one button', { actions: { press: answered } }, 'two features claim press'],
    ['the home', { home: answered }, 'two features claim the home'],
  ])('refuses at the start that two features claim %s', (_what, feature, sentence) => {
    expect(() => tableOf([feature, feature])).toThrow(sentence);
  });
});
