import { OmapiError } from '../errors.ts';
import { MAX_MAC_BYTES } from './hmac.ts';
import {
  type Attributes,
  HEADER_BYTES,
  type OmapiMessage,
  OPERATION_NUMBERS,
  type Operation,
  PROTOCOL_VERSION,
} from './message.ts';

/** What we accept; the protocol itself has no limits, and real replies stay below 2 KiB (reference 1.2). */
export const MAX_VALUE_BYTES = 64 * 1024;
export const MAX_MESSAGE_BYTES = 1024 * 1024;
const MAX_HEADER_BYTES = 1024;

/**
 * A reader written as sequential code over bytes that may come in any pieces: it yields how many bytes it needs next
 * (never 0) and is handed exactly so many. `ByteFeed` drives it. OMAPI messages have no total length, so nothing
 * simpler can tell where one ends.
 */
export type ByteReader<T> = Generator<number, T, Buffer>;

type Take = (byteCount: number) => ByteReader<Buffer>;

/** All that one side of a connection says, in order: its intro, then messages without end. */
export function* readConversation(on: {
  intro(): void;
  message(message: OmapiMessage): void;
}): ByteReader<never> {
  const headerBytes = yield* readIntro();
  on.intro();
  for (;;) on.message(yield* readMessage(headerBytes));
}

/** The intro; gives the size of every header to come. Throws `not-omapi`. */
export function* readIntro(): ByteReader<number> {
  const first = yield 4;
  if (first.readUInt32BE(0) !== PROTOCOL_VERSION) {
    throw new OmapiError(
      'not-omapi',
      `The first bytes are ${quote(first)}, where OMAPI begins with its version, ${PROTOCOL_VERSION}: something else listens on this port. Compare the port with \`omapi-port\` in dhcpd.conf.`,
    );
  }
  const headerBytes = (yield 4).readUInt32BE(0);
  if (headerBytes < HEADER_BYTES || headerBytes > MAX_HEADER_BYTES) {
    throw new OmapiError(
      'not-omapi',
      `A header of ${headerBytes} bytes is announced, where OMAPI has ${HEADER_BYTES}.`,
    );
  }
  return headerBytes;
}

/** One message, header to signature; `headerBytes` is what the sender's intro announced. Throws `protocol`. */
export function* readMessage(headerBytes: number): ByteReader<OmapiMessage> {
  const header = yield headerBytes;
  const signatureBytes = header.readUInt32BE(4);
  const operation = operationOf(header.readUInt32BE(8));
  if (signatureBytes > MAX_MAC_BYTES) {
    throw new OmapiError(
      'protocol',
      `A signature of ${signatureBytes} bytes is announced; the longest there is has ${MAX_MAC_BYTES}.`,
    );
  }
  // A longer header's surplus is skipped and not fed to the signature (reference 1.1).
  const signed: Buffer[] = [header.subarray(4, HEADER_BYTES)];
  let bytesLeft = MAX_MESSAGE_BYTES - headerBytes - signatureBytes;
  const take: Take = function* (byteCount) {
    bytesLeft -= byteCount;
    if (bytesLeft < 0) {
      throw new OmapiError('protocol', `The message is longer than ${MAX_MESSAGE_BYTES} bytes.`);
    }
    const bytes = byteCount === 0 ? Buffer.alloc(0) : yield byteCount;
    signed.push(bytes);
    return bytes;
  };
  return {
    authid: header.readUInt32BE(0),
    operation,
    handle: header.readUInt32BE(12),
    id: header.readUInt32BE(16),
    rid: header.readUInt32BE(20),
    message: yield* readAttributes(take),
    object: yield* readAttributes(take),
    signedBytes: Buffer.concat(signed),
    signature: signatureBytes === 0 ? Buffer.alloc(0) : yield signatureBytes,
  };
}

function* readAttributes(take: Take): ByteReader<Attributes> {
  const attributes = new Map<string, Buffer>();
  for (;;) {
    const nameBytes = (yield* take(2)).readUInt16BE(0);
    if (nameBytes === 0) return attributes;
    const name = (yield* take(nameBytes)).toString('latin1');
    const valueBytes = (yield* take(4)).readUInt32BE(0);
    if (valueBytes > MAX_VALUE_BYTES) {
      throw new OmapiError(
        'protocol',
        `The value of ${quote(name)} is announced with ${valueBytes} bytes; at most ${MAX_VALUE_BYTES} are accepted.`,
      );
    }
    const value = yield* take(valueBytes);
    // A variable set on a lease may bear the name of an attribute; dhcpd sends its own attributes first (reference 2.3).
    if (!attributes.has(name)) attributes.set(name, value);
  }
}

const OPERATION_BY_NUMBER = new Map<number, Operation>(
  Object.entries(OPERATION_NUMBERS).map(([name, number]) => [number, name as Operation]), // keys of a const object
);

function operationOf(number: number): Operation {
  const operation = OPERATION_BY_NUMBER.get(number);
  if (operation) return operation;
  throw new OmapiError('protocol', `The message has the operation ${number}; OMAPI has 1 to 6.`);
}

const QUOTED_CHARACTERS = 40;

/** Foreign bytes for a message to people: text when printable, else hex; never long. */
function quote(bytes: Buffer | string): string {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  const shown = /^[\x20-\x7e]+$/.test(text) ? `"${text}"` : Buffer.from(text, 'latin1').toString('hex');
  return shown.length <= QUOTED_CHARACTERS ? shown : `${shown.slice(0, QUOTED_CHARACTERS)}…`;
}
