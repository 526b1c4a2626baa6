import type { ServerDto, SourceDto } from '../../lib/contracts/pair.ts';
import { FAILOVER_STATE_GLOSS, isKnownFailoverState } from '../../lib/failover-states.ts';

/**
 * What a server's mark shows. `serving`: answers clients as half of a whole pair. `alone`: answers them without its
 * partner. `returning`: answers nobody yet, on its way back. `silent`: answers nobody. `unproven`: nothing tells.
 */
export type Standing = 'serving' | 'alone' | 'returning' | 'silent' | 'unproven';

/** States a server passes through between its start and `normal` (reference 3.1). */
const WAY_BACK: ReadonlySet<string | null> = new Set(['startup', 'recover', 'recover-wait', 'recover-done']);

export const STANDING_WORD: Record<Standing, string> = {
  serving: 'answers clients',
  alone: 'answers clients without its partner',
  returning: 'answers no clients yet',
  silent: 'answers no clients',
  unproven: 'not known whether it answers clients',
};

export function standingOf(server: ServerDto): Standing {
  if (server.answering === null) return 'unproven';
  if (!server.answering) return WAY_BACK.has(server.state) ? 'returning' : 'silent';
  return server.state === 'normal' ? 'serving' : 'alone';
}

/** The way the server's state itself is read. */
export function omapiOf(server: ServerDto): SourceDto | undefined {
  return server.sources.find((source) => source.kind === 'omapi');
}

/**
 * Whether `state` is still the server's word and not a memory of it. It is a memory as soon as the judgement no longer
 * trusts it: the latest try failed and nothing else proves whether the server answers.
 */
export function hasWord(server: ServerDto): boolean {
  const omapi = omapiOf(server);
  if (server.state === null || !omapi) return false;
  if (omapi.failure !== null && server.answering === null) return false;
  return omapi.freshness === 'fresh' || omapi.freshness === 'late';
}

/** Our gloss on a state of dhcpd's; a state number dhcpd has no name for is said to be one. */
export function glossOf(state: string): string {
  return isKnownFailoverState(state)
    ? FAILOVER_STATE_GLOSS[state]
    : 'a state number this version does not know';
}
