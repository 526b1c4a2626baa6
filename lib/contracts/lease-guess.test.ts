import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpv4 } from './ipv4.ts';
import { guessFilter, LEASE_READINGS, readTextAs } from './lease-guess.ts';

describe('guessFilter', () => {
  it.each([
    ['10.66.1.7', 'ip'],
    ['10.66.1.0/24', 'ip'],
    ['10.66.1.1-10.66.1.9', 'ip'],
    ['10.66.1', 'ip'],
    ['10.', 'ip'],
    ['00:50:56:ab:cd:ef', 'mac'],
    ['00:5', 'mac'],
    ['00-50-56', 'mac'],
    ['0050.56ab', 'mac'],
    ['0050.5600', 'mac'],
    ['005056', 'mac'],
    ['01:00:50:56:ab:cd:ef', 'client'],
    ['01005056abcdef', 'client'],
    ['0100.5056.abcd.ef', 'client'],
    ['Printer (2nd floor)', 'client'],
    ['cafe', 'hostname'],
    ['ab-cd', 'hostname'],
    ['Reception-PC.example', 'hostname'],
    ['*-pc', 'hostname'],
    ['66', 'hostname'],
  ])('takes %s for %s', (text, readAs) => expect(guessFilter(text)?.readAs).toBe(readAs));

  it.each(['', '*', '10.66.1.300', '10.66.1.0/33', '10.66.1.9-10.66.1.1', '10.300', '10.66.1.7.'])(
    'takes %j for nothing',
    (text) => expect(guessFilter(text)).toBeNull(),
  );

  it.each([
    ['10.66.1', '10.66.1.0', '10.66.1.255'],
    ['10.66.1.', '10.66.1.0', '10.66.1.255'],
    ['10.66', '10.66.0.0', '10.66.255.255'],
    ['10.', '10.0.0.0', '10.255.255.255'],
  ])('takes %s for the addresses that begin so', (text, low, high) => {
    expect(guessFilter(text)?.filter).toEqual({
      addresses: { low: parseIpv4(low), high: parseIpv4(high) },
    });
  });

  it('looks for the begin of a hostname, and after an asterisk for a part of it', () => {
    expect(guessFilter('Reception')?.filter).toEqual({ hostnameStart: 'reception' });
    expect(guessFilter('reception*')?.filter).toEqual({ hostnameStart: 'reception' });
    expect(guessFilter('*-PC')?.filter).toEqual({ hostname: '-pc' });
  });

  it('never throws, and means the same when it is told as what it guessed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9a-fA-F:.*/-]{0,24}$/),
      fc.ipV4(),
      fc.stringMatching(/^([0-9a-f]{2}[:-]){1,7}[0-9a-f]{0,2}$/),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const guess = guessFilter(text);
        for (const readAs of LEASE_READINGS) readTextAs(readAs, text);
        if (guess) expect(readTextAs(guess.readAs, text)).toEqual(guess);
      }),
    );
  });
});

it.each([
  ['mac:0123456789abcdef', { readAs: 'mac', filter: { hardware: 'mac:0123456789abcdef' } }],
  ['id:0123456789abcdef', { readAs: 'client', filter: { clientIds: ['id:0123456789abcdef'] } }],
  ['name:0123456789abcdef', { readAs: 'hostname', filter: { hostnameStart: 'name:0123456789abcdef' } }],
] as const)('takes %s for what stands in the place of a client', (text, guess) => {
  expect(guessFilter(text)).toEqual(guess);
  expect(readTextAs(guess.readAs, text)).toEqual(guess);
  expect(readTextAs('ip', text)).toBeNull();
});
