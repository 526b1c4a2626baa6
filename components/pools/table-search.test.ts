import { expect, it } from 'vitest';
import { readTableSearch, writeTableSearch } from './table-search.ts';

it.each([
  ['', { q: '', atRisk: false, sort: null }],
  ['q=10.20.0.77&risk=1&sort=-used', { q: '10.20.0.77', atRisk: true, sort: { id: 'used', desc: true } }],
  ['sort=until', { q: '', atRisk: false, sort: { id: 'until', desc: false } }],
  ['sort=colour&risk=yes', { q: '', atRisk: false, sort: null }],
])('reads %j', (address, search) => {
  expect(readTableSearch(new URLSearchParams(address))).toEqual(search);
});

it('writes what it reads, and leaves what is not its own', () => {
  const search = { q: 'a b', atRisk: true, sort: { id: 'pool', desc: true } } as const;
  const written = writeTableSearch(new URLSearchParams('last=7d&q=old'), search);
  expect(readTableSearch(written)).toEqual(search);
  expect(written.get('last')).toBe('7d');
  expect(String(writeTableSearch(written, { q: '', atRisk: false, sort: null }))).toBe('last=7d');
});
