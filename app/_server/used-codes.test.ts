import { expect, it } from 'vitest';
import { isSpent, markSpent } from './used-codes.ts';

it('knows the codes somebody signed in by, for as long as they would be taken', () => {
  const now = Date.now();
  markSpent('anna', '123456', now);
  expect(isSpent('anna', '123456', now + 90_000)).toBe(true);
  expect(isSpent('anna', '123457', now)).toBe(false);
  expect(isSpent('otto', '123456', now)).toBe(false);
  markSpent('otto', '654321', now + 120_000);
  expect(isSpent('anna', '123456', now + 120_000)).toBe(false);
  expect(isSpent('otto', '654321', now + 120_000)).toBe(true);
});
