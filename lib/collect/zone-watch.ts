import { hostname, networkInterfaces } from 'node:os';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { type ZoneReach, zoneOf } from '../reach/zone.ts';
import type { ServerSettings } from '../settings/settings.ts';
import { createPoller, type Poller } from './poller.ts';

/** A machine is moved to another zone by hand, if ever. */
const ASK_AGAIN_MS = 3_600_000;
/** Where nobody told it yet: whoever waits for the zone need not wait for an hour. */
const RETRY_MS = 60_000;
const DEADLINE_MS = 20_000;

export type ZoneWatchOptions = {
  /** Tells this server's watch from others, in the log too. */
  name: string;
  server: Pick<ServerSettings, 'host' | 'reach'>;
  reach: ZoneReach;
  clock: Clock;
  log: Pick<Logger, 'debug'>;
  /** Called with each answer, whether it is news or not: an IANA name, or null where the machine does not tell. */
  keep: (zone: string | null) => Promise<void>;
};

/** Asks for the time zone of a server's machine, at the start and from time to time. What fails is asked again soon. */
export function createZoneWatch({ name, server, reach, clock, log, keep }: ZoneWatchOptions): Poller {
  let isTold = false;
  return createPoller({
    name,
    intervalMs: () => (isTold ? ASK_AGAIN_MS : RETRY_MS),
    deadlineMs: () => DEADLINE_MS,
    clock,
    async poll(signal) {
      try {
        await keep(await machineZone(server, reach, signal));
        isTold = true;
      } catch (error) {
        // No source fails for it, and those that share the cause say so themselves.
        isTold = false;
        log.debug(
          { err: error, server: name },
          'the server’s time zone could not be read; it is asked again',
        );
      }
    },
  });
}

/**
 * The zone of the machine that a server runs on; null where that is not told. Local files may be copies of another machine's,
 * so this machine's zone is a server's only where its address is one of ours. Throws ReachError.
 */
async function machineZone(
  { host, reach: { kind } }: ZoneWatchOptions['server'],
  reach: ZoneReach,
  signal: AbortSignal,
): Promise<string | null> {
  if (kind === 'local' && !isThisMachine(host)) return null;
  const zone = await zoneOf(reach, signal);
  if (zone !== 'local') return zone;
  return kind === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : null;
}

function isThisMachine(host: string): boolean {
  if (/^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host) || host === hostname()) return true;
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === host),
  );
}
