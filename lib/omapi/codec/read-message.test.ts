import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFailoverState } from '../failover-state.ts';
import { CONVERSATIONS, RECORDINGS, readChunks, SECRET, VECTORS } from '../testing/fixtures.ts';
import { createSigner } from './hmac.ts';
import { type Attributes, encodeAttributes, encodeInteger, INTRO, type OmapiMessage } from './message.ts';
import { MAX_MESSAGE_BYTES, MAX_VALUE_BYTES } from './read-message.ts';

const hex = (attributes: Attributes) =>
  Object.fromEntries([...attributes].map(([name, value]) => [name, value.toString('hex')]));

const plain = ({ message, object, signedBytes: _, signature, ...header }: OmapiMessage) => ({
  ...header,
  message: hex(message),
  object: hex(object),
  signature: signature.toString('hex'),
});

/** Header fields in wire order, then what follows. */
const bytesOf = (header: number[], ...rest: Uint8Array[]) =>
  Buffer.concat([...header.map(encodeInteger), ...rest]);

const EMPTY_LISTS = Buffer.alloc(4);

describe('what a real dhcpd said', () => {
  const key = { name: 'omapi_key', algorithm: 'hmac-sha256', secret: SECRET } as const;

  test.each(RECORDINGS)('$name', ({ name, bytes }) => {
    const { messages, feed } = readChunks([bytes]);
    const state = messages.find(({ object }) => object.has('local-state'));
    const expected = JSON.parse(
      readFileSync(join(import.meta.dirname, 'testcases', name, 'expected.json'), 'utf8'),
    );
    expect({
      messages: messages.map(plain),
      failoverState: state && decodeFailoverState(state.object),
    }).toEqual(expected);
    expect(feed.bufferedBytes).toBe(0);
    const [opened, ...signed] = messages;
    const signer = createSigner(key, opened?.handle ?? 0);
    expect(signed.map((m) => signer.verify(m.signedBytes, m.signature))).toEqual(signed.map(() => true));
  });
});

describe('however the bytes come', () => {
  test.each(CONVERSATIONS)('$name, byte by byte', ({ bytes }) => {
    const whole = readChunks([bytes]).messages;
    expect(whole.length).toBeGreaterThan(0);
    const chunks = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
    expect(readChunks(chunks).messages).toEqual(whole);
  });

  test.each(CONVERSATIONS)('$name, split anywhere', ({ bytes }) => {
    const whole = readChunks([bytes]).messages;
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((end, at) => bytes.subarray(edges[at], end));
        expect(readChunks(chunks).messages).toEqual(whole);
      }),
    );
  });

  test('a longer header’s surplus is skipped and not signed', () => {
    const [, ...rest] = readChunks([INTRO, Buffer.from(VECTORS.refresh + VECTORS.status23, 'hex')]).messages;
    const refresh = Buffer.from(VECTORS.refresh, 'hex');
    const longer = Buffer.concat([refresh.subarray(0, 24), Buffer.from('surplus!'), refresh.subarray(24)]);
    const [message] = readChunks([bytesOf([100, 32]), longer]).messages;
    expect(rest).toHaveLength(1);
    expect(message?.signedBytes).toEqual(refresh.subarray(4, -16));
  });
});

describe('what is not accepted', () => {
  const failure = (bytes: Buffer) => {
    try {
      readChunks([bytes]);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  test.each([
    ['an SSH banner', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'), /"SSH-"/],
    ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n'), /"HTTP"/],
    ['another version', bytesOf([101, 24]), /00000065.*version, 100/],
    ['a header too short', bytesOf([100, 23]), /header of 23 bytes/],
    ['a header too long', bytesOf([100, 4096]), /header of 4096 bytes/],
  ])('%s is not OMAPI', (_, bytes, text) => {
    expect(failure(bytes)).toMatchObject({ kind: 'not-omapi', message: expect.stringMatching(text) });
  });

  test.each([
    ['an operation beyond 6', bytesOf([0, 0, 7, 0, 1, 0]), /operation 7/],
    ['a signature longer than any', bytesOf([1, 65, 3, 0, 1, 0]), /signature of 65 bytes/],
    ['a huge value', bytesOf([0, 0, 3, 0, 1, 0], announced(MAX_VALUE_BYTES + 1)), /"a".*65537 bytes/],
    ['a huge message', bytesOf([0, 0, 3, 0, 1, 0], fullValues(17)), /longer than 1048576 bytes/],
  ])('%s breaks the protocol', (_, bytes, text) => {
    expect(failure(Buffer.concat([INTRO, bytes]))).toMatchObject({
      kind: 'protocol',
      message: expect.stringMatching(text),
    });
  });

  test('a value and a message of the largest size pass', () => {
    const { messages } = readChunks([INTRO, bytesOf([0, 0, 3, 0, 1, 0], fullValues(15), EMPTY_LISTS)]);
    expect(messages[0]?.message.size).toBe(15);
    expect(messages[0]?.signedBytes.length).toBeLessThan(MAX_MESSAGE_BYTES);
  });

  function announced(valueBytes: number): Buffer {
    return Buffer.concat([Buffer.from('\0\x01a', 'latin1'), encodeInteger(valueBytes)]);
  }

  /** An attribute list without its end, of values as large as they may be. */
  function fullValues(count: number): Buffer {
    const value = Buffer.alloc(MAX_VALUE_BYTES);
    const names = Array.from({ length: count }, (_, number) => `value-${number}`);
    return encodeAttributes(names.map((name) => [name, value])).subarray(0, -2);
  }
});

test('attributes come back as they were encoded, whatever their names and values', () => {
  const name = fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => Buffer.from(bytes).toString('latin1'));
  const list = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 300 })), { selector: ([n]) => n });
  fc.assert(
    fc.property(list, list, (message, object) => {
      const bytes = bytesOf([0, 0, 3, 9, 1, 2], encodeAttributes(message), encodeAttributes(object));
      const [read] = readChunks([INTRO, bytes]).messages;
      const asLists = (attributes: Attributes = new Map()) =>
        [...attributes].map(([n, v]) => [n, new Uint8Array(v)]);
      expect(asLists(read?.message)).toEqual(message);
      expect(asLists(read?.object)).toEqual(object);
    }),
  );
});

test('of two attributes of one name the first holds: dhcpd sends its own before the variables of a lease', () => {
  const object = encodeAttributes([
    ['pool', encodeInteger(5)],
    ['pool', encodeInteger(6)],
  ]);
  const [read] = readChunks([INTRO, bytesOf([0, 0, 3, 9, 1, 2], encodeAttributes([]), object)]).messages;
  expect(read?.object.get('pool')).toEqual(encodeInteger(5));
});
