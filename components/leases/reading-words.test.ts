import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEASE_READINGS } from '../../lib/contracts/lease-guess.ts';
import { understand } from './reading-words.ts';

describe('understand', () => {
  it.each([
    ['10.66.1.7', 'IP address 10.66.1.7'],
    ['10.66.1.0/24', 'IP addresses 10.66.1.0 to 10.66.1.255 (256)'],
    ['10.66.', 'IP addresses 10.66.0.0 to 10.66.255.255 (65,536)'],
    ['525400123456', 'MAC address 52:54:00:12:34:56'],
    ['5254.0012', 'MAC addresses that begin with 52:54:00:12'],
    ['01:52:54:00:12:34:56', 'client identifiers that begin with hex 01:52:54:00:12:34:56'],
    ['Printer (2nd)', 'client identifiers that begin with the text “Printer (2nd)”'],
    ['Reception', 'host names that begin with “reception”'],
    ['*-PC', 'host names with “-pc” anywhere'],
  ])('tells how %s is understood', (q, words) => {
    expect(understand({ q, as: null })).toMatchObject({ words: expect.stringContaining(words) });
  });

  it.each([
    ['10.66.1.300', '300 is more than 255'],
    ['10.66.1.0/33', 'its length “33” is no number from 0 to 32'],
    ['10.66.1.9-10.66.1.1', 'its end is no address'],
    ['10.66.1.7.', 'is none'],
    ['*', 'no part of a host name'],
    ['x'.repeat(256), 'at most 255 characters'],
  ])('tells why %s is not', (q, problem) => {
    expect(understand({ q, as: null })).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it('offers what else a text can be', () => {
    expect(understand({ q: 'facade', as: null })).toMatchObject({ others: ['client', 'hostname'] });
    expect(understand({ q: 'facade', as: 'hostname' })).toMatchObject({ others: ['mac', 'client'] });
    expect(understand({ q: 'printer', as: null })).toMatchObject({ others: [] });
    expect(understand({ q: 'printer', as: 'mac' })).toHaveProperty('problem');
    expect(understand({ q: ' ', as: 'mac' })).toBeNull();
  });

  it('has something to say of every text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(null, ...LEASE_READINGS), (q, as) => {
        expect(understand({ q, as }) === null).toBe(q.trim() === '');
      }),
    );
  });
});
