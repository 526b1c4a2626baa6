import type { ServerId } from '../model/server.ts';

/** Who the two servers are: the names and addresses that their files and the settings share. */

export const PEER_NAME = 'demo';
export const KEY_NAME = 'pairwatch-demo';
export const KEY_ALGORITHM = 'hmac-sha256';

export const SERVER_IDS: readonly ServerId[] = ['a', 'b'];

/** `address` is where a real server would speak failover; nothing listens there. */
export const IDENTITIES: Record<ServerId, { name: string; address: string }> = {
  a: { name: 'dhcp-a', address: '10.20.0.2' },
  b: { name: 'dhcp-b', address: '10.20.0.3' },
};
