import { describe, expect, it } from 'vitest';
import { summaryProblemMessage } from '../../../src/slack/summary/problem.ts';
import { readSummary } from '../../../src/slack/summary/words.ts';

describe('what is wrong with the words behind /agent-summary', () => {
  it.each([
    ['on #floor 08:30', '“#floor” is only text to me. Pick the channel from the menu that opens when you type #.'],
    ['on <#C0FLOOR|floor> 08:30 @ana', '“@ana” is only text to me. Pick the person from the @ menu'],
    ['on <#C0FLOOR|floor> 25:00', '“25:00” is no time of day. Write it with 24 hours, like 08:30'],
    ['paus', 'I do not know what to do with “paus”. Did you mean `/agent-summary pause`?'],
  ])('%s', (typed, sentence) => {
    const words = readSummary(typed);
    const told = words.kind === 'problem' ? summaryProblemMessage(words.problem).text : words.kind;
    expect(told.slice(0, sentence.length)).toBe(sentence);
  });
});
