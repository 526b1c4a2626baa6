import { createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { PSEUDONYM } from '../contracts/lease-guess.ts';

/** How what tells of a client is kept: as it is, or as a keyed hash of it. */
const KEEPING = ['clear', 'hashed'] as const;
const keeping = z.enum(KEEPING, KEEPING.join(' or ')).default('clear');

export const privacySchema = z.strictObject(
  {
    /** Hardware addresses, client identifiers and the options of relay agents. */
    macs: keeping,
    /** Host names of clients. */
    names: keeping,
  },
  'a map with the keys macs and names',
);
export type Privacy = z.infer<typeof privacySchema>;

/** What stands in the place of what tells of a client; the same for the same, and itself for what is one already. */
export type Pseudonyms = {
  readonly privacy: Privacy;
  /** Of a hardware address in hex pairs with colons. */
  mac(clear: string): string;
  /** Of a client identifier in hex pairs with colons, or of whatever else names a client. */
  id(clear: string): string;
  /** Of a host name, large and small letters alike. */
  name(clear: string): string;
  /** Of the hash of a lease block, which tells the client to whoever tries all: below 0, and `blockOf` gives it back. */
  block(hash: number): number;
  blockOf(stored: number): number;
};

const itself = <T>(value: T): T => value;

/** Nothing is hashed. */
export const IN_THE_CLEAR: Pseudonyms = {
  privacy: { macs: 'clear', names: 'clear' },
  mac: itself,
  id: itself,
  name: itself,
  block: itself,
  blockOf: itself,
};

export const isAnyHashed = ({ macs, names }: Privacy): boolean => macs === 'hashed' || names === 'hashed';

/** 64 bits: of a million clients two share one in one case of 37 million. */
const HEX_DIGITS = 16;
/** dhcpd knows no such hardware address, and no client identifier of hex is one. */
export const isPseudonym = (text: string): boolean => PSEUDONYM.test(text);

/**
 * Pseudonyms by HMAC-SHA-256 with a key of their own, derived by HKDF from the one that seals secrets: without that key
 * nobody can try which address gives one.
 */
export function createPseudonyms(secretKey: Buffer, privacy: Privacy): Pseudonyms {
  const derived = (info: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `pairwatch ${info}`, 32));
  const [key, blockKey] = [derived('pseudonyms'), derived('lease blocks')];
  const hashed = (kind: string, text: string) =>
    isPseudonym(text)
      ? text
      : `${kind}:${createHmac('sha256', key).update(`${kind}:${text}`).digest('hex').slice(0, HEX_DIGITS)}`;
  const areMacs = privacy.macs === 'hashed';
  return {
    privacy,
    mac: areMacs ? (clear) => hashed('mac', clear) : itself,
    id: areMacs ? (clear) => hashed('id', clear) : itself,
    name: privacy.names === 'hashed' ? (clear) => hashed('name', clear.toLowerCase()) : itself,
    ...(isAnyHashed(privacy) ? blockCipher(blockKey) : { block: itself, blockOf: itself }),
  };
}

const LOW = 2 ** 26;
const HIGH = 2 ** 27;
const ROUNDS = [0, 1, 2, 3];

/** A permutation of the numbers below 2^53: a Feistel network of four rounds. */
function blockCipher(key: Buffer): Pick<Pseudonyms, 'block' | 'blockOf'> {
  const noise = (round: number, half: number) =>
    createHmac('sha256', key).update(`${round}:${half}`).digest().readUInt32BE(0);
  const turned = (hash: number, rounds: readonly number[]) => {
    let [high, low] = [Math.floor(hash / LOW), hash % LOW];
    for (const round of rounds) {
      if (round % 2 === 0) low = (low ^ noise(round, high)) & (LOW - 1);
      else high = (high ^ noise(round, low)) & (HIGH - 1);
    }
    return high * LOW + low;
  };
  return {
    block: (hash) => -1 - turned(hash, ROUNDS),
    // One that was kept in the clear is told apart by its sign.
    blockOf: (stored) => (stored < 0 ? turned(-1 - stored, ROUNDS.toReversed()) : stored),
  };
}
