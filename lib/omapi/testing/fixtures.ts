import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ByteFeed } from '../codec/byte-feed.ts';
import { INTRO, type OmapiMessage } from '../codec/message.ts';
import { readConversation } from '../codec/read-message.ts';

const TESTCASES = join(import.meta.dirname, '../codec/testcases');

/** Reference 1.7: the secret all its vectors, and ours, are signed with. */
export const SECRET = 'c2VjcmV0LWtleS1mb3ItdGVzdHM=';

/** The messages of reference 1.7, in hex. */
export const VECTORS = {
  authenticatorOpen:
    '0000000000000000000000010000000000000001000000000004747970650000000d61757468656e74696361746f72000000046e616d65000000096f6d6170695f6b65790009616c676f726974686d00000019686d61632d6d64352e5349472d414c472e5245472e494e542e0000',
  failoverStateOpen:
    '0000002a00000010000000010000000000000002000000000004747970650000000e6661696c6f7665722d7374617465000000046e616d650000000d646863702d6661696c6f766572000028bbe3a60ad76a251629a9ac09251b87',
  failoverStateOpenSha256:
    '0000002a00000020000000010000000000000002000000000004747970650000000e6661696c6f7665722d7374617465000000046e616d650000000d646863702d6661696c6f76657200000c5c3dc1243299aa693de269aa7e3a8dca2d6f70c61f9d76fb459a5a56011b52',
  refresh: '0000002a000000100000000200000011000000030000000000000000f7de3256ef9b4821142be490001215f2',
  status23:
    '0000000000000000000000050000000011223344000000070006726573756c74000000040000001700076d6573736167650000001f6e6f206f626a656374206d6174636865732073706563696669636174696f6e00000000',
};

export type Fixture = { name: string; bytes: Buffer };

/** What a real dhcpd 4.4.3-P1 said in one connection, intro included, recorded as hex. */
export const RECORDINGS: Fixture[] = readdirSync(TESTCASES).map((name) => ({
  name,
  bytes: Buffer.from(readFileSync(join(TESTCASES, name, 'input'), 'utf8').replace(/\s/g, ''), 'hex'),
}));

/** Every conversation the reader is tried on: the recordings, and each vector behind an intro. */
export const CONVERSATIONS: Fixture[] = [
  ...RECORDINGS,
  ...Object.entries(VECTORS).map(([name, hex]) => ({
    name,
    bytes: Buffer.concat([INTRO, Buffer.from(hex, 'hex')]),
  })),
];

/** The messages in a conversation that comes in these chunks; the feed tells what is left over. */
export function readChunks(chunks: Iterable<Buffer>): { messages: OmapiMessage[]; feed: ByteFeed } {
  const messages: OmapiMessage[] = [];
  const feed = new ByteFeed(readConversation({ intro() {}, message: (message) => messages.push(message) }));
  for (const chunk of chunks) feed.push(chunk);
  return { messages, feed };
}
