import type { ServerId } from '../model/server.ts';

/** What the files of every simulated server and the settings share. */

export const KEY_NAME = 'pairwatch-demo';
export const KEY_ALGORITHM = 'hmac-sha256';

export const SERVER_IDS: readonly ServerId[] = ['a', 'b'];
