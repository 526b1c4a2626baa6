import type { SkewSample } from '../pair/clocks/facts.ts';
import { FINDING_ROOMS } from '../pair/finding.ts';
import type { PairSettings } from '../settings/settings.ts';
import type { RememberedPair } from '../store/memory.ts';
import { NOTHING_READ, type PairMemory } from './memory.ts';
import { NOTHING_WORKED_OUT } from './truth/memory.ts';

/** What a start knows of a pair: what the database remembers. */
export function memoryAtStart(
  remembered: RememberedPair & { skews: readonly SkewSample[] },
  { mutes }: Pick<PairSettings, 'mutes'>,
): PairMemory {
  const { pairId, name, title, servers, verdict, status, findings, skews } = remembered;
  const nameOf = (id: number | null) => servers.find(({ serverId }) => serverId === id)?.name ?? null;
  return {
    pairId,
    name,
    title,
    servers: servers.map((server) => ({ ...server, ...NOTHING_READ, settled: false })),
    verdict,
    judgedAt: status?.checkedAt ?? null,
    judgement: null,
    unrest: null,
    peerName: null,
    blindSince: null,
    mutes,
    truth: { ...NOTHING_WORKED_OUT, skews },
    goingOn: Object.fromEntries(
      FINDING_ROOMS.map((room) => [
        room,
        new Map(
          findings
            .filter(({ key }) => key.startsWith(`${room}:`))
            .map(({ id: _id, serverId, ...finding }) => [
              finding.key,
              { since: finding.since, finding: { ...finding, server: nameOf(serverId) } },
            ]),
        ),
      ]),
    ),
  };
}
