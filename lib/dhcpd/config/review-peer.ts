import type { FailoverPeer } from './config.ts';
import { isFailoverParameter } from './failover-peer.ts';
import type { Reading } from './reading.ts';

/** Warns of what dhcpd refuses or passes over in a failover peer. */
export function reviewPeer(reading: Reading, peer: FailoverPeer): void {
  const called = `the failover peer "${peer.name}"`;
  for (const statement of peer.given) {
    if (isFailoverParameter(statement.keyword)) continue;
    reading.refuse(
      statement,
      `a failover peer has no parameter "${statement.keyword}"; dhcpd does not start. Remove it, or mend the word`,
    );
  }
  if (peer.peerAddress === null) {
    reading.refuse(peer, `${called} has no peer address; dhcpd does not start. Give it that of its partner`);
  }
  if (!reading.peersOfPools.has(peer.name)) {
    reading.refuse(
      peer,
      `no pool refers to ${called} by a statement of its own; dhcpd does not start, even if pools inherit the peer from a shared network. Write failover peer "${peer.name}"; into a pool`,
    );
  }
  if (!isGiven(peer, 'primary') && !isGiven(peer, 'secondary')) {
    reading.doubt(
      peer,
      `${called} says neither primary nor secondary; dhcpd takes it for the primary. Write which it is`,
    );
  }
  if (peer.role === 'primary') reviewPrimary(reading, peer, called);
  else reviewSecondary(reading, peer, called);
}

function reviewPrimary(reading: Reading, peer: FailoverPeer, called: string): void {
  if (!peer.mcltSeconds) {
    reading.refuse(
      peer,
      `${called} is primary and has no mclt other than 0; dhcpd does not start. Give it one, such as mclt 1800;`,
    );
  }
  if (peer.split === null) {
    reading.refuse(
      peer,
      `${called} is primary and has neither split nor hba; dhcpd does not start. Give it one, such as split 128;`,
    );
  } else if (peer.split > 256) {
    reading.refuse(
      placeOf(peer, 'split'),
      `split ${peer.split} is more than 256; dhcpd does not start. Write 128 for halves`,
    );
  }
}

function reviewSecondary(reading: Reading, peer: FailoverPeer, called: string): void {
  for (const keyword of ['split', 'hba']) {
    if (!isGiven(peer, keyword)) continue;
    reading.refuse(
      placeOf(peer, keyword),
      `${called} is secondary and has ${keyword}, which only a primary may have; dhcpd does not start. Remove it`,
    );
  }
  if (isGiven(peer, 'mclt')) {
    reading.doubt(
      placeOf(peer, 'mclt'),
      `${called} is secondary and has mclt; dhcpd takes that of the primary as soon as it has contact. Remove it`,
    );
  }
}

function isGiven(peer: FailoverPeer, keyword: string): boolean {
  return peer.given.some((statement) => statement.keyword === keyword);
}

function placeOf(peer: FailoverPeer, keyword: string) {
  return peer.given.findLast((statement) => statement.keyword === keyword) ?? peer;
}
