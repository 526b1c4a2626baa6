import type { SourceKind } from '../../pair/facts.ts';
import { FINDING_ROOMS, type FindingRoom } from '../../pair/finding.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';

/** Whether a server's part in what a room finds is known by what this run of the collector read. */
const IS_KNOWN: Record<FindingRoom, (server: ServerMemory) => boolean> = {
  readings: (server) => wasTried(server, 'leases'),
  clock: (server) => wasTried(server, 'clock'),
  balance: (server) => wasTried(server, 'pools') && wasTried(server, 'leases'),
  backlog: (server) => wasTried(server, 'leases'),
  source: () => true,
  // One that can't be read may be the one that dhcpd refuses; what the two together told before stays as it was (review.ts).
  config: (server) => wasTried(server, 'config'),
  // It holds one file against the other, so that both must have been read; the primary tells conflicts for both.
  conflict: ({ sources, role, conflicts }) => !sources.leases || role === 'secondary' || conflicts !== null,
};

const WAS_READ: Record<'pools' | 'leases' | 'clock' | 'config', (server: ServerMemory) => boolean> = {
  pools: ({ counters }) => counters !== null,
  leases: ({ leaseCounts }) => leaseCounts.length > 0,
  clock: ({ clockReadings }) => clockReadings.length > 0,
  config: ({ config }) => config !== null,
};

/** A source that the settings leave out, or that can't be read, has nothing more to tell. */
function wasTried(server: ServerMemory, kind: keyof typeof WAS_READ & SourceKind): boolean {
  const health = server.sources[kind];
  return health === undefined || health.failure !== null || WAS_READ[kind](server);
}

/**
 * The rooms that have found what there is to find in this run of the collector. Until then what the database remembers
 * of an earlier run stands in their place. Ask it when the findings were worked out; a room that has found stays so. Pure.
 */
export function decidedRooms({ servers, truth }: PairMemory): readonly FindingRoom[] {
  if (truth.decidedRooms.length === FINDING_ROOMS.length) return truth.decidedRooms;
  if (!servers.every(({ settled }) => settled)) return truth.decidedRooms;
  return FINDING_ROOMS.filter((room) => truth.decidedRooms.includes(room) || servers.every(IS_KNOWN[room]));
}
