import type { ServerDto } from '../../../lib/contracts/pair.ts';

/** How often counters are due where the server's own interval is not told (lib/settings reads them this often). */
const DEFAULT_POOLS_INTERVAL_MS = 10_000;

/** How often the counters of a server are due: the ruler for their age. */
export function poolsIntervalMs(servers: readonly ServerDto[], name: string): number {
  const source = servers.find((server) => server.name === name)?.sources.find(({ kind }) => kind === 'pools');
  return source?.intervalMs ?? DEFAULT_POOLS_INTERVAL_MS;
}
