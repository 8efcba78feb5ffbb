import { describe, expect, it } from 'vitest';
import { own } from '../../src/domain/own.ts';

describe('what a record holds by an id from outside', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', ''])('is nothing for %s', (id) => {
    expect(own({ u1: 'Ana' }, id)).toBeUndefined();
  });

  it('is what was put there, whatever the id', () => {
    expect(own({ u1: 'Ana' }, 'u1')).toBe('Ana');
    expect(own(Object.fromEntries([['__proto__', 'Ana']]), '__proto__')).toBe('Ana');
    expect(own(undefined, 'u1')).toBeUndefined();
  });
});
