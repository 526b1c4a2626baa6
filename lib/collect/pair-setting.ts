import type { PairSettings, PollSettings } from '../settings/settings.ts';
import type { PairSetting } from '../store/pairs.ts';
import { plannedSources } from './source-plan.ts';

/** A pair of the settings as the database has it. */
export function pairSetting(pair: PairSettings, poll: PollSettings): PairSetting {
  return {
    name: pair.name,
    title: pair.title,
    kind: pair.kind,
    peerName: pair.peer,
    intervalMs: poll.omapiMs,
    servers: pair.servers.map((server) => ({
      name: server.name,
      role: server.role,
      host: server.host,
      sources: plannedSources(pair, server, poll),
    })),
  };
}
