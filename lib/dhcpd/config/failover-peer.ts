import { countOneBits } from '../address.ts';
import type { FailoverPeer, Place } from './config.ts';
import type { Cursor } from './cursor.ts';

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
  'max-response-delay': { key: 'maxResponseDelaySeconds' },
  'max-unacked-updates': { key: 'maxUnackedUpdates' },
  mclt: { key: 'mcltSeconds', zeroCounts: true },
  split: { key: 'split', zeroCounts: true },
  'auto-partner-down': { key: 'autoPartnerDownSeconds', zeroCounts: true },
  'max-lease-misbalance': { key: 'maxLeaseMisbalancePercent' },
  'max-lease-ownership': { key: 'maxLeaseOwnershipPercent' },
  'min-balance': { key: 'minBalanceSeconds' },
  'max-balance': { key: 'maxBalanceSeconds' },
} as const;

function readParameter(cursor: Cursor, peer: FailoverPeer): void {
  const token = cursor.take();
  if (token.kind !== 'word') cursor.fail(token, 'a failover parameter or "}"');
  const keyword = token.text.toLowerCase();
  if (isNumberKeyword(keyword)) {
    const parameter = NUMBERS[keyword];
    const value = cursor.expectNumber('a number');
    if (value !== 0 || 'zeroCounts' in parameter) peer[parameter.key] = value;
    cursor.expect(';');
    return;
  }
  switch (keyword) {
    case 'primary':
    case 'secondary':
      peer.role = keyword;
      break;
    case 'address':
      peer.address = cursor.expectName('an address or a host name');
      break;
    case 'peer':
      readPeerPlace(cursor, peer);
      break;
    case 'hba':
      readHba(cursor, peer);
      break;
    case 'load':
      for (const word of ['balance', 'max', 'seconds']) cursor.expect(word);
      peer.loadBalanceMaxSeconds = cursor.expectNumber('a number of seconds');
      break;
    default:
      cursor.skipStatement();
      return;
  }
  cursor.expect(';');
}

function isNumberKeyword(keyword: string): keyword is keyof typeof NUMBERS {
  return Object.hasOwn(NUMBERS, keyword);
}

function readPeerPlace(cursor: Cursor, peer: FailoverPeer): void {
  if (cursor.takeIf('port')) {
    peer.peerPort = cursor.expectNumber('a port number') || peer.peerPort;
  } else {
    cursor.expect('address');
    peer.peerAddress = cursor.expectName('an address or a host name');
  }
}

/** The bytes may stand on several lines, broken at a colon. */
function readHba(cursor: Cursor, peer: FailoverPeer): void {
  const first = cursor.peek();
  let text = '';
  while (cursor.peek().kind === 'word') text += cursor.take().text;
  const bytes = text.split(':');
  if (bytes.length !== HBA_BYTES || !bytes.every((byte) => /^[0-9A-Fa-f]{1,2}$/.test(byte))) {
    cursor.fail(first, `${HBA_BYTES} hex bytes with colons between them`);
  }
  peer.hba = bytes.map((byte) => byte.toLowerCase().padStart(2, '0')).join(':');
  peer.split = bytes.reduce((sum, byte) => sum + countOneBits(Number.parseInt(byte, 16)), 0);
}
