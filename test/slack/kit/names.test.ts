import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { plainName } from '../../../src/slack/kit/names.ts';
import { name as line } from '../../../src/slack/kit/say.ts';

const shownName = (name: string) => line(name).spoken;

/** Names come from other systems, and people may put anything into them. */

describe('a name', () => {
  it.each([
    ['an ordinary one', 'Ana López', 'Ana López'],
    ['an apostrophe', 'Grace O’Neill', 'Grace O’Neill'],
    ['a mention of everybody', '<!channel>', '&lt;!channel&gt;'],
    ['a mention of somebody', '<@U1>', '&lt;@U1&gt;'],
    ['a link', '<https://example.com|click>', '&lt;https://example.com|click&gt;'],
    ['an ampersand, once', 'A&amp;B', 'A&amp;amp;B'],
    ['lines', 'Ana\r\nLópez\u2028', 'Ana López'],
    ['signs', '*a_b~c`', '\u200C*\u200Ca\u200C_\u200Cb\u200C~\u200Cc\u200C`\u200C'],
    ['a call to everybody', '@here', '@\u200Chere'],
    ['turned around', '\u202Egnp.exe', 'gnp.exe'],
    ['an isolate that is never closed', 'Ana\u2066 López', 'Ana  López'],
    ['Hebrew', 'נועה', '\u2068נועה\u2069'],
    ['Arabic that closes the isolate itself', 'عمر\u2069', '\u2068عمر\u2069'],
    ['Japanese', '山田', '山田'],
    ['nothing but control characters', '\u0000\u202E', '(no name)'],
    ['nothing', '', '(no name)'],
  ])('is shown harmless: %s', (_what, name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it('of 300 characters is cut, without cutting an emoji or an escape', () => {
    expect(shownName('x'.repeat(300))).toBe(`${'x'.repeat(59)}…`);
    expect(shownName('👩‍👩‍👧'.repeat(60))).toMatch(/^(👩‍👩‍👧)+…$/u);
    expect(shownName('&'.repeat(300))).toBe(`${'&amp;'.repeat(59)}…`);
  });

  it('in a button needs no escapes', () => {
    expect(plainName('A&B <!channel>')).toBe('A&B <!channel>');
    expect(plainName('עמר')).toBe('\u2068עמר\u2069');
  });

  it('can never ping, break the line or run on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const shown = shownName(name);
        expect(shown).not.toMatch(/[<>\n\r\u202A-\u202E\u2066\u2067]/u);
        expect(shown.replaceAll(/&(?:amp|lt|gt);/gu, '.').length).toBeLessThanOrEqual(62);
        expect(shown.length).toBeGreaterThan(0);
      }),
    );
  });
});
