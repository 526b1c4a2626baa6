import { expect, it } from 'vitest';
import { guessFilter } from '../../lib/contracts/lease-guess.ts';
import { examplesOf } from './examples.ts';

it('has examples of the pair’s own addresses, each of which is understood as it says', () => {
  const pool = { id: 1, sharedNetwork: 'lan', ranges: [{ low: '192.168.7.20', high: '192.168.7.80' }] };
  expect(examplesOf([pool]).map(({ text }) => [text, guessFilter(text)?.readAs])).toEqual([
    ['192.168.7.20', 'ip'],
    ['192.168.7', 'ip'],
    ['192.168.7.0/24', 'ip'],
    ['192.168.7.20-192.168.7.80', 'ip'],
    ['52:54:00', 'mac'],
    ['01:52:54:00:12:34:56', 'client'],
    ['pc-', 'hostname'],
    ['*printer', 'hostname'],
  ]);
  expect(examplesOf([])[0]?.text).toBe('10.66.1.10');
});
