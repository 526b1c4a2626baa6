import { expect, it } from 'vitest';
import { readLeaseSearch } from '../contracts/lease-search.ts';
import { leaseExportPath, leaseSearchKey } from './leases.ts';

it('asks for what the search says, with what can not stand in an address encoded', () => {
  expect(leaseExportPath('office', readLeaseSearch({}), 'json')).toBe(
    '/api/v1/pairs/office/leases?format=json',
  );
  expect(leaseExportPath('a/b', readLeaseSearch({ q: '50% & more', pool: '3' }), 'csv')).toBe(
    '/api/v1/pairs/a%2Fb/leases?q=50%25+%26+more&pool=3&format=csv',
  );
});

it('knows a search again that was typed with blanks around it', () => {
  expect(leaseSearchKey('office', readLeaseSearch({ q: ' pc ' }))).toEqual(
    leaseSearchKey('office', readLeaseSearch({ q: 'pc', as: 'nonsense' })),
  );
});
