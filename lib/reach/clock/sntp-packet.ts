/** The 48 bytes of an SNTP question and its answer (RFC 5905 7.3, client mode; reference C.1). */

export const PACKET_BYTES = 48;
export const NONCE_BYTES = 8;

const CLIENT_VERSION_4 = 0x23;
const MODE_SERVER = 4;
const LEAP_UNSYNCHRONISED = 3;
const STRATUM_UNSYNCHRONISED = 16;

const STRATUM = 1;
const PRECISION = 3;
const REFERENCE_ID = 12;
const ORIGINATE = 24;
const RECEIVE = 32;
const TRANSMIT = 40;

const MS_FROM_1900_TO_1970 = 2_208_988_800_000;
/** Seconds are 32 bits wide; those below half of that belong to the era that begins on 7 February 2036. */
const ERA_MS = 2 ** 32 * 1000;
const FIRST_SECOND_OF_THIS_ERA = 2 ** 31;

/** What a server that wants to be left alone says: ask less often, or no more. */
export const KISS_CODES = ['RATE', 'DENY', 'RSTR'] as const;
export type KissCode = (typeof KISS_CODES)[number];

/** Times in ms since 1970 by the server's clock. */
export type SntpTime = {
  kind: 'time';
  receivedAt: number;
  sentAt: number;
  /** How finely the server reads its clock. */
  precisionMs: number;
  synchronised: boolean;
  stratum: number;
  /** What it is synchronised to: letters for stratum 0 and 1, above that an IPv4 address, or a hash of an IPv6 one. */
  referenceId: string;
};

export type SntpAnswer =
  | SntpTime
  | { kind: 'kiss'; code: KissCode }
  /** Not an answer to the question: to be passed over, since anybody can send one. */
  | { kind: 'stray'; why: string };

/** A question. The nonce stands in place of our time: the answer repeats it, which proves that it is an answer to this. */
export function encodeQuestion(nonce: Uint8Array): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES);
  packet[0] = CLIENT_VERSION_4;
  packet.set(nonce.subarray(0, NONCE_BYTES), TRANSMIT);
  return packet;
}

/** What a packet says in answer to the question with this nonce. */
export function decodeAnswer(bytes: Uint8Array, nonce: Uint8Array): SntpAnswer {
  const packet = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (packet.length < PACKET_BYTES)
    return { kind: 'stray', why: `it has ${packet.length} bytes, not ${PACKET_BYTES}` };
  const first = packet.readUInt8(0);
  const mode = first & 0b111;
  if (mode !== MODE_SERVER) return { kind: 'stray', why: `its mode is ${mode}, not ${MODE_SERVER}` };
  if (!packet.subarray(ORIGINATE, ORIGINATE + NONCE_BYTES).equals(nonce))
    return { kind: 'stray', why: 'it answers another question than ours' };

  const stratum = packet.readUInt8(STRATUM);
  const referenceId = readReferenceId(packet, stratum);
  const code = KISS_CODES.find((each) => each === referenceId);
  if (stratum === 0 && code !== undefined) return { kind: 'kiss', code };

  for (const [name, at] of [['receive', RECEIVE] as const, ['transmit', TRANSMIT] as const]) {
    const stamp = packet.subarray(at, at + NONCE_BYTES);
    if (stamp.every((byte) => byte === 0)) return { kind: 'stray', why: `it has no ${name} timestamp` };
    if (stamp.equals(nonce)) return { kind: 'stray', why: `its ${name} timestamp is ours, sent back` };
  }
  return {
    kind: 'time',
    receivedAt: readTimestamp(packet, RECEIVE),
    sentAt: readTimestamp(packet, TRANSMIT),
    precisionMs: 2 ** packet.readInt8(PRECISION) * 1000,
    // An unsynchronised server's stamps are its clock all the same.
    synchronised: first >> 6 !== LEAP_UNSYNCHRONISED && stratum > 0 && stratum < STRATUM_UNSYNCHRONISED,
    stratum,
    referenceId,
  };
}

function readTimestamp(packet: Buffer, offset: number): number {
  const seconds = packet.readUInt32BE(offset);
  const fraction = packet.readUInt32BE(offset + 4) / 2 ** 32;
  const eraMs = seconds < FIRST_SECOND_OF_THIS_ERA ? ERA_MS : 0;
  return (seconds + fraction) * 1000 + eraMs - MS_FROM_1900_TO_1970;
}

function readReferenceId(packet: Buffer, stratum: number): string {
  const bytes = packet.subarray(REFERENCE_ID, REFERENCE_ID + 4);
  if (stratum > 1) return bytes.join('.');
  return bytes
    .toString('latin1')
    .replace(/(?<!\0)\0+$/, '')
    .replace(/[^\x20-\x7e]/g, '?');
}
