import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { asSlackSends } from '../../../src/sandbox/page/typed.ts';

const picked = new Map([
  ['@Ana', 'U0OTHER'],
  ['@Ana López', 'U0ANA'],
  ['@Zoë Müller-<&>', 'U0ZOE'],
  ['#floor', 'C0FLOOR'],
]);

describe('what is typed reaches the app', () => {
  it.each([
    ['with a person who was picked as their id', 'last week @Ana López', 'last week <@U0ANA>'],
    ['with the longer of two names that begin alike', '@Ana López and @Ana', '<@U0ANA> and <@U0OTHER>'],
    ['with each of several', '@Ana@Ana', '<@U0OTHER><@U0OTHER>'],
    ['with a channel as its id', 'on #floor 08:30', 'on <#C0FLOOR|floor> 08:30'],
    ['with a name full of signs', '@Zoë Müller-<&> today', '<@U0ZOE> today'],
    ['with everything else as it stands', '@omar today', '@omar today'],
    ['with its own signs escaped', '<!channel> & <@U0OMAR>', '&lt;!channel&gt; &amp; &lt;@U0OMAR&gt;'],
  ])('%s', (_, typed, sent) => {
    expect(asSlackSends(typed, picked)).toBe(sent);
  });

  it('and nobody can type a mention by hand', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(asSlackSends(typed, new Map())).not.toMatch(/[<>]/);
      }),
    );
  });
});
