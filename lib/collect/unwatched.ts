import type { Tx } from '../db/client.ts';
import { FINDING_ROOMS, type FindingRoom } from '../pair/finding.ts';
import type { PairSettings, ServerSettings } from '../settings/settings.ts';
import { appendEvent } from '../store/events.ts';
import { saveFindings } from '../store/findings.ts';

/** Rooms that find nothing without a source, and whether the settings give it. The others judge whatever there is. */
const FED: Partial<Record<FindingRoom, (servers: readonly ServerSettings[]) => boolean>> = {
  readings: (servers) => servers.some(({ leases }) => leases !== null),
  conflict: (servers) => servers.every(({ leases }) => leases !== null),
  config: (servers) => servers.every(({ config }) => config !== null),
};

/** The rooms that can find nothing by the settings as they are. */
export function unfedRooms({ servers }: Pick<PairSettings, 'servers'>): FindingRoom[] {
  return FINDING_ROOMS.filter((room) => FED[room]?.(servers) === false);
}

/**
 * Ends the findings of rooms that nothing is read for any more: left as they were they would stand for ever, and to call
 * them over would be untrue.
 */
export async function endUnwatched(
  tx: Tx,
  pairId: number,
  rooms: readonly FindingRoom[],
  now: number,
): Promise<void> {
  for (const room of rooms) {
    const { closed } = await saveFindings(tx, pairId, room, now, []);
    for (const { id, serverId, code, sentence, evidence } of closed) {
      await appendEvent(tx, {
        key: `finding:${id}:closed`,
        pairId,
        serverId,
        kind: 'finding',
        at: now,
        clock: 'pairwatch',
        observedAt: now,
        sortAt: now,
        from: code,
        to: 'not-watched',
        sentence: `No longer watched, since the settings leave out what it was read from: ${sentence}`,
        evidence,
      });
    }
  }
}
