/** Version and header size of the intro either side sends first (reference 1.1). */
export const PROTOCOL_VERSION = 100;
export const HEADER_BYTES = 24;

export const INTRO = Buffer.alloc(8);
INTRO.writeUInt32BE(PROTOCOL_VERSION, 0);
INTRO.writeUInt32BE(HEADER_BYTES, 4);

/** Operations by their number on the wire (reference 1.2). */
export const OPERATION_NUMBERS = { open: 1, refresh: 2, update: 3, notify: 4, status: 5, delete: 6 } as const;

export type Operation = keyof typeof OPERATION_NUMBERS;

/** Name/value pairs in the order sent. The wire tells no types: whoever reads a value must know its own. */
export type Attributes = ReadonlyMap<string, Buffer>;

export type OmapiMessage = {
  /** Handle of the authenticator that signed the message; 0 when unsigned. */
  authid: number;
  operation: Operation;
  handle: number;
  /** The sender's transaction number. */
  id: number;
  /** 0 in a request; in a reply the `id` of its request. */
  rid: number;
  message: Attributes;
  object: Attributes;
  /** The bytes a signature covers: everything from `authlen` to the end of the object list (reference 1.5). */
  signedBytes: Buffer;
  /** Empty when unsigned. */
  signature: Buffer;
};

const END_OF_LIST = Buffer.alloc(2);

/** One attribute list, ended as the protocol ends it: by an empty name. */
export function encodeAttributes(attributes: Iterable<readonly [string, Uint8Array]>): Buffer {
  const parts: Uint8Array[] = [];
  for (const [name, value] of attributes) {
    const nameBytes = Buffer.from(name, 'latin1');
    const nameLength = Buffer.alloc(2);
    nameLength.writeUInt16BE(nameBytes.length);
    parts.push(nameLength, nameBytes, encodeInteger(value.length), value);
  }
  return Buffer.concat([...parts, END_OF_LIST]);
}

/** Four bytes, big-endian; negative numbers as two's complement. */
export function encodeInteger(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
