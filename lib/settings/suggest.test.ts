import { expect, test } from 'vitest';
import { closestWord } from './suggest.ts';

const KEYS = ['role', 'name', 'host', 'omapi', 'config', 'leases'];

test.each([
  ['hots', 'host'],
  ['Host', 'host'],
  ['omap', 'omapi'],
  ['confg', 'config'],
  ['lease', 'leases'],
  ['rol', 'role'],
  ['address', null],
  ['x', null],
])('%s was meant to be %s', (word, meant) => {
  expect(closestWord(word, KEYS)).toBe(meant);
});
