import { describe, expect, it } from 'vitest';
import { openHouse } from './house.ts';

describe('the start of the app', () => {
  it.each([
    ['workspace', true],
    ['genesys', false],
  ])('under the policy %s warns that everybody sees everybody: %s', async (policy, warns) => {
    const house = await openHouse({ env: { ACCESS_POLICY: policy } });
    const warned = house.log.some(({ level, msg }) => level === 'warn' && String(msg).includes('sees everybody'));
    await house.stop();
    expect(warned).toBe(warns);
  });
});
