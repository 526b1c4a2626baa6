import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaseQuerySchema } from './lease-query.ts';
import { guessOf, isEmptySearch, readLeaseSearch, writeLeaseSearch } from './lease-search.ts';

const parameters = fc.record(
  {
    q: fc.oneof(fc.string(), fc.ipV4(), fc.constantFrom(' 00:50 ', '10.66.1.300')),
    as: fc.constantFrom('mac', 'hostname', 'nonsense'),
    state: fc.constantFrom('free', 'ended', 'busy'),
    pool: fc.constantFrom('3', '0', '-1', '99999999999', 'lan'),
    server: fc.constantFrom('dhcp-a', ''),
    differ: fc.constantFrom('true', 'false', '1'),
    unknown: fc.anything(),
  },
  { requiredKeys: [] },
);

describe('the search in an address', () => {
  it('is the same when it is written and read again, whatever stood there first', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        const written = writeLeaseSearch(readLeaseSearch(given));
        expect(writeLeaseSearch(readLeaseSearch(written))).toEqual(written);
      }),
    );
  });

  it('asks the API nothing that it refuses, as long as the text is understood', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        const search = readLeaseSearch(given);
        const written = writeLeaseSearch(search);
        if (written.q?.includes('\0')) return;
        const isUnderstood = written.q === undefined || guessOf(search) !== null;
        expect(leaseQuerySchema.safeParse(written).success).toBe(isUnderstood);
      }),
    );
  });

  it('is empty where nothing can be read', () => {
    expect(isEmptySearch(readLeaseSearch({}))).toBe(true);
    expect(isEmptySearch(readLeaseSearch({ q: '  ', as: 'mac', pool: 'x', state: ['free'] }))).toBe(true);
    expect(isEmptySearch(readLeaseSearch({ differ: 'true' }))).toBe(false);
  });
});
