import { expect, it } from 'vitest';
import { leasesPath } from './leases.ts';

it('leaves out of the path of a search what is empty, and encodes the rest', () => {
  expect(leasesPath('office', {})).toBe('/api/v1/pairs/office/leases');
  expect(leasesPath('office', { q: '', hostname: '' })).toBe('/api/v1/pairs/office/leases');
  expect(leasesPath('a/b', { cursor: '10.0.0.1', pool: 3, hostname: '50% & more' })).toBe(
    '/api/v1/pairs/a%2Fb/leases?hostname=50%25+%26+more&pool=3&cursor=10.0.0.1',
  );
});
