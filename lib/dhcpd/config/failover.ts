import type { ConfiguredPool } from './config.ts';
import { readFailoverPeer } from './failover-peer.ts';
import type { Reading } from './reading.ts';
import type { Token } from './tokens.ts';

/** `failover peer NAME { … }` declares a peer; `failover peer NAME;` in a shared network or pool refers to it. */
export function readFailover(reading: Reading, token: Token): void {
  const { cursor, block, config } = reading;
  const place = cursor.placeOf(token);
  cursor.expect('peer');
  const nameToken = cursor.peek();
  const name = cursor.expectName('the name of the failover peer');
  const { pool, network } = block;
  if (block.kind === 'global' || (!pool && cursor.peek().text === '{')) {
    if (isDeclared(reading, name)) {
      reading.refuse(
        place,
        `the failover peer "${name}" is declared a second time; dhcpd does not start. Remove one of the two, or rename it`,
      );
    }
    config.peers.push(readFailoverPeer(cursor, name, place));
    return;
  }
  cursor.expect(';');
  if (pool) {
    pool.peer = name;
    reading.peersOfPools.add(name);
    reviewQuotes(reading, nameToken);
  } else if (network) {
    network.shared.peer = name;
  }
  if (!isDeclared(reading, name)) {
    reading.refuse(
      place,
      `no failover peer "${name}" is declared before this; dhcpd does not start. Declare the peer further up, or mend its name`,
    );
  }
}

function isDeclared({ config }: Reading, name: string): boolean {
  return config.peers.some((peer) => peer.name === name);
}

function reviewQuotes(reading: Reading, name: Token): void {
  if (name.kind === 'string') return;
  reading.refuse(
    reading.cursor.placeOf(name),
    `dhcpd wants the name of the failover peer in quotes when it stands in a pool; it does not start. Write failover peer "${name.text}";`,
  );
}

/**
 * The rest of `no failover peer`, which takes a pool out of failover. dhcpd wants no semicolon after it and stops at
 * one (reference 11).
 */
export function readNoFailover(reading: Reading, token: Token, pool: ConfiguredPool): void {
  const { cursor } = reading;
  cursor.expect('peer');
  pool.peer = null;
  if (cursor.takeIf(';')) {
    reading.refuse(
      cursor.placeOf(token),
      'dhcpd takes no semicolon after "no failover peer"; it does not start. Leave the semicolon out',
    );
  }
}
