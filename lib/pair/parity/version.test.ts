import { expect, test } from 'vitest';
import { featureVersion, isOlderThan } from './version.ts';

test.each([
  ['4.4.2-P1', '4.4.3', true],
  ['4.4.3', '4.4.3', false],
  ['4.4.3-P1', '4.4.3', false],
  ['4.4.3', '4.4.3-P1', true],
  ['4.3.6', '4.4.3', true],
  ['4.10.0', '4.4.3', false],
])('%s came before %s: %s', (version, other, isOlder) => {
  expect(isOlderThan(version, other)).toBe(isOlder);
});

test('features change with the second number', () => {
  expect(featureVersion('4.4.3-P1')).toBe('4.4');
});
