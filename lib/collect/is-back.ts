import type { PairMemory } from './memory.ts';
import type { Reading } from './reading.ts';

/** Whether a reading tells that a server answers again that was lost. `memory`: the pair before it. */
export function isBack({ servers }: PairMemory, { kind, serverId, outcome }: Reading): boolean {
  const before = servers.find((server) => server.serverId === serverId);
  return kind === 'omapi' && outcome.ok && before?.sources.omapi?.failure != null;
}
