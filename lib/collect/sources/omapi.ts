import type { FailoverStateObject } from '../../omapi/failover-state.ts';
import type { Source } from './source.ts';

/** What the source needs of the OMAPI client. */
export type FailoverStateReader = {
  failoverState(peerName: string, signal?: AbortSignal): Promise<FailoverStateObject>;
};

/** Reads one server's own word on the failover relationship. `peerName` throws while the name is not known. */
export function omapiSource(
  client: FailoverStateReader,
  peerName: () => string,
  now: () => number,
): Source<'omapi'> {
  return {
    kind: 'omapi',
    async read(signal) {
      const name = peerName();
      const startedAt = performance.now();
      const object = await client.failoverState(name, signal);
      const roundTripMs = performance.now() - startedAt;
      const { raw, ...typed } = object;
      return {
        roundTripMs,
        raw,
        view: {
          observedAt: now(),
          localState: typed.localState,
          partnerState: typed.partnerState,
          localStosAt: typed.localStosAt,
          partnerStosAt: typed.partnerStosAt,
          hierarchy: typed.hierarchy,
          mcltSeconds: typed.mcltSeconds,
          maxResponseDelaySeconds: typed.maxResponseDelaySeconds,
          unackedUpdates: typed.unackedUpdates,
        },
      };
    },
  };
}
