import { countOneBits } from '../address.ts';
import type { FailoverPeer, Place } from './config.ts';
import type { Cursor } from './cursor.ts';
import { normalizeHexBytes } from './hex.ts';

const HBA_BYTES = 32;

/** Reads the block of `failover peer NAME { … }`, the name and what stands before it being taken already. */
export function readFailoverPeer(cursor: Cursor, name: string, place: Place): FailoverPeer {
  const peer: FailoverPeer = {
    name,
    role: 'primary', // what dhcpd makes of a block that names no role
    address: null,
    port: 647,
    peerAddress: null,
    peerPort: 647,
    maxResponseDelaySeconds: 20,
    maxUnackedUpdates: 100,
    mcltSeconds: null,
    split: null,
    hba: null,
    loadBalanceMaxSeconds: 0,
    autoPartnerDownSeconds: 0,
    maxLeaseMisbalancePercent: 15,
    maxLeaseOwnershipPercent: 10,
    minBalanceSeconds: 60,
    maxBalanceSeconds: 3600,
    given: [],
    ...place,
  };
  cursor.expect('{');
  while (!cursor.takeIf('}')) {
    if (!cursor.takeIf(';')) readParameter(cursor, peer);
  }
  return peer;
}

/** Parameters that take one number. For all but those marked, dhcpd takes 0 for "not set" (reference 3.6). */
const NUMBERS = {
  port: { key: 'port' },
  'peer port': { key: 'peerPort' },
  'max-response-delay': { key: 'maxResponseDelaySeconds' },
  'max-unacked-updates': { key: 'maxUnackedUpdates' },
  mclt: { key: 'mcltSeconds', zeroCounts: true },
  split: { key: 'split', zeroCounts: true },
  'load balance max seconds': { key: 'loadBalanceMaxSeconds', zeroCounts: true },
  'auto-partner-down': { key: 'autoPartnerDownSeconds', zeroCounts: true },
  'max-lease-misbalance': { key: 'maxLeaseMisbalancePercent' },
  'max-lease-ownership': { key: 'maxLeaseOwnershipPercent' },
  'min-balance': { key: 'minBalanceSeconds' },
  'max-balance': { key: 'maxBalanceSeconds' },
} as const;

/** Every parameter there is, apart from the words of the two roles. */
const PARAMETERS = new Set([...Object.keys(NUMBERS), 'address', 'peer address', 'hba']);

export function isFailoverParameter(keyword: string): boolean {
  return keyword === 'primary' || keyword === 'secondary' || PARAMETERS.has(keyword);
}

function readParameter(cursor: Cursor, peer: FailoverPeer): void {
  const place = cursor.placeOf(cursor.peek());
  const keyword = readKeyword(cursor);
  const text = readValue(cursor, peer, keyword);
  peer.given.push({ keyword, text, ...place });
}

/** The first word, or the several that name one parameter. */
function readKeyword(cursor: Cursor): string {
  const word = cursor.expectWord('a failover parameter or "}"').toLowerCase();
  if (word === 'load') {
    for (const next of ['balance', 'max', 'seconds']) cursor.expect(next);
    return 'load balance max seconds';
  }
  if (word !== 'peer') return word;
  if (cursor.takeIf('port')) return 'peer port';
  cursor.expect('address');
  return 'peer address';
}

/** Reads the rest of the parameter into the peer and gives it as text. */
function readValue(cursor: Cursor, peer: FailoverPeer, keyword: string): string {
  if (isNumberKeyword(keyword)) {
    const value = cursor.expectNumber('a number');
    cursor.expect(';');
    setNumber(peer, keyword, value);
    return String(value);
  }
  if (!isFailoverParameter(keyword)) return cursor.takeRestOrBlock();
  if (keyword === 'primary' || keyword === 'secondary') {
    peer.role = keyword;
    cursor.expect(';');
    return '';
  }
  if (keyword === 'hba') return readHba(cursor, peer);
  const address =
    cursor.peek().kind === 'string' ? cursor.take().text : cursor.expectJoined('an address or a host name');
  cursor.expect(';');
  peer[keyword === 'address' ? 'address' : 'peerAddress'] = address;
  return address;
}

function isNumberKeyword(keyword: string): keyword is keyof typeof NUMBERS {
  return Object.hasOwn(NUMBERS, keyword);
}

function setNumber(peer: FailoverPeer, keyword: keyof typeof NUMBERS, value: number): void {
  const parameter = NUMBERS[keyword];
  if (value !== 0 || 'zeroCounts' in parameter) peer[parameter.key] = value;
  if (keyword === 'split') peer.hba = null; // both fill the same 256 bits, so the later one counts
}

/** The bytes may stand on several lines, broken at a colon. */
function readHba(cursor: Cursor, peer: FailoverPeer): string {
  const expected = `${HBA_BYTES} hex bytes with colons between them`;
  const first = cursor.peek();
  const hba = normalizeHexBytes(cursor.expectJoined(expected)) ?? cursor.fail(first, expected);
  const bytes = hba.split(':');
  if (bytes.length !== HBA_BYTES) cursor.fail(first, expected);
  cursor.expect(';');
  peer.hba = hba;
  peer.split = bytes.reduce((sum, byte) => sum + countOneBits(Number.parseInt(byte, 16)), 0);
  return hba;
}
