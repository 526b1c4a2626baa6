import { expect, it } from 'vitest';
import { poolMatcher } from './pool-filter.ts';

const LAN = {
  key: 'lan/10.20.0.10',
  sharedNetwork: 'Lan-East',
  ranges: [{ low: '10.20.0.10', high: '10.20.0.99' }],
};
const GUESTS = {
  key: 'guests/10.30.0.10',
  sharedNetwork: 'guests',
  ranges: [
    { low: '10.30.0.10', high: '10.30.0.20' },
    { low: '10.20.1.0', high: '10.20.1.255' },
  ],
};

it.each([
  ['', ['lan', 'guests']],
  ['  ', ['lan', 'guests']],
  ['10.20.0.77', ['lan']],
  ['10.20.0.9', []],
  ['10.20.0.100', []],
  ['10.20.1.7', ['guests']],
  ['10.20.0.0/16', ['lan', 'guests']],
  ['10.20.0.0/29', []],
  ['10.20.0.90-10.20.0.200', ['lan']],
  ['10.20.0', ['lan']],
  ['EAST', ['lan']],
  ['guests/10.30', ['guests']],
  ['nowhere', []],
])('%j finds %j', (text, names) => {
  const isMeant = poolMatcher(text);
  expect([isMeant(LAN) && 'lan', isMeant(GUESTS) && 'guests'].filter(Boolean)).toEqual(names);
});
