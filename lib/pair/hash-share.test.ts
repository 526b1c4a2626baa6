import { expect, it } from 'vitest';
import { hbaOfSplit } from '../simulate/omapi-server/objects.ts';
import { bucketsOfPrimary } from './hash-share.ts';

it.each([0, 1, 100, 128, 255, 256])('counts the buckets of split %i', (split) => {
  expect(bucketsOfPrimary(Buffer.from(hbaOfSplit(split)).toString('hex'))).toBe(split);
});

it.each([undefined, 7, '', 'ff', 'zz'.repeat(32)])('makes nothing of %j, which is no bitmap', (text) => {
  expect(bucketsOfPrimary(text)).toBeNull();
});
