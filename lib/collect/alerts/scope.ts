/** What alerts are about: a pair, or Pairwatch itself. */
export type AlertScope =
  | { pairId: number; pair: string; servers: readonly { name: string; serverId: number }[] }
  | { pairId: null; pair: null; servers: readonly [] };

export const OWN_SCOPE: AlertScope = { pairId: null, pair: null, servers: [] };
