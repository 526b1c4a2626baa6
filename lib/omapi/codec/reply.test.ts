import { describe, expect, test } from 'vitest';
import { type Answer, encodeReply } from '../../simulate/omapi-server/encode-reply.ts';
import { readChunks, SECRET, VECTORS } from '../testing/fixtures.ts';
import { createSigner, type Signer } from './hmac.ts';
import { INTRO, type OmapiMessage } from './message.ts';
import { readReply, statusError } from './reply.ts';

const KEY = { name: 'k', algorithm: 'hmac-md5', secret: SECRET } as const;
const SIGNER = createSigner(KEY, 42);
const OBJECT: Answer = { kind: 'object', handle: 5, attributes: [] };
const NOT_FOUND = { kind: 'status', code: 23, text: 'no such thing' } as const;

function message(bytes: Buffer): OmapiMessage {
  const [read] = readChunks([INTRO, bytes]).messages;
  if (!read) throw new Error('no message');
  return read;
}
const sent = (answer: Answer, signer: Signer | null) =>
  message(encodeReply(answer, { id: 1, rid: 7 }, signer));

test('the status of reference 1.7', () => {
  const read = message(Buffer.from(VECTORS.status23, 'hex'));
  expect(read.rid).toBe(7);
  expect(readReply(read, null)).toEqual({
    kind: 'status',
    code: 23,
    text: 'no object matches specification',
    signed: false,
  });
});

describe('accepted', () => {
  test.each<[string, OmapiMessage, Signer | null, object]>([
    ['a signed object', sent(OBJECT, SIGNER), SIGNER, { kind: 'object', handle: 5 }],
    ['an unsigned object without a key', sent(OBJECT, null), null, { kind: 'object' }],
    ['a signed error status', sent(NOT_FOUND, SIGNER), SIGNER, { code: 23, signed: true }],
    ['an unsigned error status', sent(NOT_FOUND, null), SIGNER, { code: 23, signed: false }],
  ])('%s', (_, read, signer, reply) => {
    expect(readReply(read, signer)).toMatchObject(reply);
  });
});

describe('refused', () => {
  const forged = sent(OBJECT, createSigner({ ...KEY, secret: 'YW5vdGhlcg==' }, 42));
  const cut = { ...sent(OBJECT, SIGNER), signature: Buffer.alloc(0) };
  const nameless = { ...sent(OBJECT, SIGNER), authid: 0 };

  test.each<[string, OmapiMessage, Signer | null, string]>([
    ['an unsigned object with a key', sent(OBJECT, null), SIGNER, 'protocol'],
    ['an unsigned success with a key', sent({ ...NOT_FOUND, code: 0 }, null), SIGNER, 'protocol'],
    ['a success in place of an object', sent({ ...NOT_FOUND, code: 0 }, SIGNER), SIGNER, 'protocol'],
    ['another’s signature', forged, SIGNER, 'signature-wrong'],
    ['a signature left out', cut, SIGNER, 'signature-wrong'],
    ['a signature of nobody’s', nameless, SIGNER, 'protocol'],
    ['a key not opened', sent(OBJECT, createSigner(KEY, 43)), SIGNER, 'protocol'],
    ['a signature where no key is', sent(OBJECT, SIGNER), null, 'protocol'],
    [
      'an operation that answers nothing',
      { ...sent(NOT_FOUND, null), operation: 'notify' },
      null,
      'protocol',
    ],
    ['a status without a result', { ...sent(NOT_FOUND, null), message: new Map() }, null, 'protocol'],
  ])('%s', (_, read, signer, kind) => {
    expect(() => readReply(read, signer)).toThrow(expect.objectContaining({ kind }));
  });
});

describe('what a status means', () => {
  const error = (status: { code: number; text?: string; signed?: boolean }, authenticated = true) =>
    statusError({ kind: 'status', text: '', signed: false, ...status }, { open: 'control' }, authenticated);

  test('an invalid key means a wrong secret only as the unsigned answer to a signed request', () => {
    expect(error({ code: 393227 }).kind).toBe('secret-wrong');
    expect(error({ code: 393227 }, false).kind).toBe('status');
    expect(error({ code: 393227, signed: true }).kind).toBe('status');
  });
  test('no key', () => expect(error({ code: 393225 }, false).kind).toBe('key-needed'));
  test('anything else is told with its number, its meaning and the server’s words', () => {
    expect(error({ code: 6, text: 'go away' })).toMatchObject({
      kind: 'status',
      resultCode: 6,
      message: 'dhcpd answered the open of control with status 6 (permission denied), "go away".',
    });
    expect(error({ code: 4711 }).message).toContain('status 4711.');
  });
  test('the server’s words are made fit for a line', () => {
    const long = sent({ ...NOT_FOUND, text: `a\u001b[31m\nb${'c'.repeat(1000)}` }, null);
    const reply = readReply(long, null);
    expect(reply).toMatchObject({ text: expect.stringMatching(/^a \[31m bc{100,}$/) });
    expect(JSON.stringify(reply).length).toBeLessThan(300);
  });
});
