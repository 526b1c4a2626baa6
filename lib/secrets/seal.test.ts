import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const KEY = randomBytes(32);
const TEXT = 'whsec_ünîcode and more\n';

describe('a sealed text', () => {
  test.each([TEXT, '', 'x'.repeat(70_000)])('opens with its key', (text) => {
    expect(unseal(KEY, seal(KEY, text))).toBe(text);
  });

  test('is another each time, and never shows the text', () => {
    const [one, other] = [seal(KEY, TEXT), seal(KEY, TEXT)];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(3), 'base64').toString('latin1')).not.toContain('whsec_');
  });

  test('does not open with another key', () => {
    expect(() => unseal(randomBytes(32), seal(KEY, TEXT))).toThrow(/another key.*Restore the secret\.key/);
  });

  test('does not open after any byte of it was changed, or with its end cut off', () => {
    const bytes = Buffer.from(seal(KEY, 'secret').slice(3), 'base64');
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(() => unseal(KEY, `v1:${changed.toString('base64')}`)).toThrow(/enter the secret again/);
      expect(() => unseal(KEY, `v1:${bytes.subarray(0, place).toString('base64')}`)).toThrow(
        /enter the secret again/,
      );
    }
  });

  test('of a newer kind is told as such', () => {
    expect(() => unseal(KEY, seal(KEY, TEXT).replace('v1:', 'v2:'))).toThrow(/newer Pairwatch/);
  });
});
