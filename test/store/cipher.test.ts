import { describe, expect, it } from 'vitest';
import { createCipher } from '../../src/store/cipher.ts';

const [ONE, OTHER] = [7, 8].map((byte) => createCipher(Buffer.alloc(32, byte)));
const CLEAR = createCipher(undefined);

describe('what was sealed', () => {
  const sealed = ONE?.seal('tokens', 'canary') ?? '';

  it('is read with the same key, in the same place', () => {
    expect(sealed).not.toContain('canary');
    expect(ONE?.open('tokens', sealed)).toBe('canary');
  });

  it.each([
    ['with another key', OTHER, 'tokens'],
    ['without a key', CLEAR, 'tokens'],
    ['as something of another place', ONE, 'people'],
  ])('is not read %s', (_how, cipher, scope) => {
    expect(cipher?.open(scope, sealed)).toBeUndefined();
  });

  it('is not read when a byte of it was changed', () => {
    const bytes = Buffer.from(sealed.slice('gcm1:'.length), 'base64');
    for (let nth = 0; nth < bytes.length; nth += 1) {
      const changed = Buffer.from(bytes);
      changed[nth] = (changed[nth] ?? 0) ^ 1;
      expect(ONE?.open('tokens', `gcm1:${changed.toString('base64')}`)).toBeUndefined();
    }
  });

  it('is never what stands in clear', () => {
    expect(ONE?.open('tokens', 'canary')).toBeUndefined();
  });

  it('looks different each time', () => {
    expect(ONE?.seal('tokens', 'canary')).not.toBe(sealed);
  });
});

it('a name is hidden by the key: without it nobody can try names', () => {
  expect(ONE?.hide('people', 'ana')).toBe(ONE?.hide('people', 'ana'));
  expect(ONE?.hide('people', 'ana')).not.toBe(OTHER?.hide('people', 'ana'));
  expect(ONE?.hide('people', 'ana')).not.toBe(ONE?.hide('tokens', 'ana'));
});
