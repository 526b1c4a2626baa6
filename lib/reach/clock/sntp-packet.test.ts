import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAnswer, encodeQuestion, KISS_CODES } from './sntp-packet.ts';

const NONCE = Buffer.from('0123456789abcdef', 'hex');

/** What chronyd 4.3 answered to a question with that nonce. */
const WITHOUT_SOURCE =
  'e40000e600010000000100000000000000000000000000000123456789abcdefeeac4e9e06524ccfeeac4e9e06c87054';
const WITH_LOCAL_STRATUM_8 =
  '240800e600000000000000007f7f0101eeac4e9cc247b07a0123456789abcdefeeac4e9e0737b58deeac4e9e0953aa2a';

/** An answer to that question: synchronised, stratum 2, from 192.0.2.1, unless changed. */
function answer(
  change: Partial<Record<'first' | 'stratum' | 'id' | 'originate' | 'receive' | 'transmit', string>> = {},
) {
  const { first, stratum, id, originate, receive, transmit } = {
    first: '24',
    stratum: '02',
    id: 'c0000201',
    originate: NONCE.toString('hex'),
    receive: 'eeac4e9e00000000',
    transmit: 'eeac4e9e80000000',
    ...change,
  };
  const reference = 'eeac4e0000000000';
  return Buffer.from(
    `${first}${stratum}06ec0000000000000000${id}${reference}${originate}${receive}${transmit}`,
    'hex',
  );
}

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex').padEnd(8, '0');
const decode = (bytes: Uint8Array) => decodeAnswer(bytes, NONCE);

test('a question is of version 4, by a client, and tells nothing but the nonce', () => {
  expect(encodeQuestion(NONCE).toString('hex')).toBe(`23${'00'.repeat(39)}0123456789abcdef`);
});

describe('an answer', () => {
  test('of chronyd with its own clock for a source', () => {
    const { receivedAt, sentAt, ...time } = Object(decode(Buffer.from(WITH_LOCAL_STRATUM_8, 'hex')));
    expect(new Date(receivedAt).toISOString()).toBe('2026-11-21T17:08:46.028Z');
    expect(sentAt - receivedAt).toBeCloseTo(8.24, 2);
    expect(time).toEqual({
      kind: 'time',
      precisionMs: 2 ** -26 * 1000,
      synchronised: true,
      stratum: 8,
      referenceId: '127.127.1.1',
    });
  });

  test('of chronyd without a source is its clock all the same', () => {
    expect(decode(Buffer.from(WITHOUT_SOURCE, 'hex'))).toMatchObject({
      kind: 'time',
      receivedAt: expect.closeTo(Date.parse('2026-11-21T17:08:46.024Z') + 0.69, 2),
      synchronised: false,
      stratum: 0,
      referenceId: '',
    });
  });

  test.each([
    ['24', '02', true],
    ['64', '02', true], // a leap second is coming
    ['e4', '02', false],
    ['24', '00', false],
    ['24', '10', false],
    ['1c', '02', true], // version 3
  ])('beginning with %s %s: synchronised is %s', (first, stratum, synchronised) => {
    expect(decode(answer({ first, stratum, id: '00000000' }))).toMatchObject({ kind: 'time', synchronised });
  });

  test.each([
    ['01', hex('GPS'), 'GPS'],
    ['00', hex('INIT'), 'INIT'],
    ['02', 'c0000201', '192.0.2.1'],
    ['01', 'ff41000a', '?A??'],
  ])('of stratum %s names its source %s as %s', (stratum, id, referenceId) => {
    expect(decode(answer({ stratum, id }))).toMatchObject({ referenceId });
  });

  test.each(KISS_CODES)('may be the kiss of death %s', (code) => {
    expect(decode(answer({ stratum: '00', id: hex(code), receive: '0'.repeat(16) }))).toEqual({
      kind: 'kiss',
      code,
    });
  });

  test('is no kiss for the letters alone', () => {
    expect(decode(answer({ stratum: '01', id: hex('RATE') }))).toMatchObject({ kind: 'time' });
    expect(decode(answer({ stratum: '00', id: hex('XFUN') }))).toMatchObject({ kind: 'time' });
  });

  test('is told the era by its first bit', () => {
    const at = (receive: string) => {
      const decoded = decode(answer({ receive }));
      return decoded.kind === 'time' && new Date(decoded.receivedAt).toISOString();
    };
    expect(at('ffffffff80000000')).toBe('2036-02-07T06:28:15.500Z');
    expect(at('0000000080000000')).toBe('2036-02-07T06:28:16.500Z');
    expect(at('8000000000000000')).toBe('1968-01-20T03:14:08.000Z');
  });
});

describe('a packet is passed over', () => {
  test.each([
    ['that is too short', answer().subarray(0, 47), 'it has 47 bytes, not 48'],
    ['of a client', answer({ first: '23' }), 'its mode is 3, not 4'],
    ['of a broadcast', answer({ first: '25' }), 'its mode is 5, not 4'],
    [
      'that answers another question',
      answer({ originate: '0123456789abcdee' }),
      'it answers another question than ours',
    ],
    ['that answers none', answer({ originate: '0'.repeat(16) }), 'it answers another question than ours'],
    ['without T2', answer({ receive: '0'.repeat(16) }), 'it has no receive timestamp'],
    ['without T3', answer({ transmit: '0'.repeat(16) }), 'it has no transmit timestamp'],
    [
      'that only repeats',
      answer({ transmit: NONCE.toString('hex') }),
      'its transmit timestamp is ours, sent back',
    ],
  ])('%s', (_, bytes, why) => {
    expect(decode(bytes)).toEqual({ kind: 'stray', why });
  });

  test('that is a forged kiss', () => {
    const forged = answer({ stratum: '00', id: hex('DENY'), originate: 'ff23456789abcdef' });
    expect(decode(forged)).toMatchObject({ kind: 'stray' });
  });

  test('whatever its bytes, unless it repeats the nonce', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(decode(bytes).kind).toBe('stray');
      }),
    );
  });
});

test('any time of an era comes out as it was put in', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1970), max: Date.UTC(2100) }), (ms) => {
      const seconds = (Math.floor(ms / 1000) + 2_208_988_800) % 2 ** 32;
      const stamp = Buffer.alloc(8);
      stamp.writeUInt32BE(seconds, 0);
      stamp.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), 4);
      const decoded = decode(answer({ transmit: stamp.toString('hex') }));
      expect(decoded.kind === 'time' && decoded.sentAt).toBeCloseTo(ms, 2);
    }),
  );
});
