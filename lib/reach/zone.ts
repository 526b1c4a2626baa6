import { isReachError } from './error.ts';
import type { Reach } from './reach.ts';

/** What of a reach it takes to ask for the zone. */
export type ZoneReach = Pick<Reach, 'readText' | 'run'>;

const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/**
 * The time zone of a machine as an IANA name, for stamps that don't say theirs; `local` for this process's own where it
 * does not tell.
 */
export async function zoneOf(reach: ZoneReach, signal: AbortSignal): Promise<string> {
  for (const look of [fromTimezoneFile, fromLocaltimeLink]) {
    try {
      const name = (await look(reach, signal)).trim();
      if (ZONE_NAME.test(name) && isKnown(name)) return name;
    } catch (error) {
      if (!isReachError(error, 'not-found', 'permission', 'not-allowed', 'unreadable')) throw error;
    }
  }
  return 'local';
}

function fromTimezoneFile(reach: ZoneReach, signal: AbortSignal): Promise<string> {
  return reach.readText('/etc/timezone', signal);
}

async function fromLocaltimeLink(reach: ZoneReach, signal: AbortSignal): Promise<string> {
  const { stdout } = await reach.run(['readlink', '-f', '/etc/localtime'], signal);
  return stdout.split('/zoneinfo/')[1] ?? '';
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // the machine names a zone that this Node has no rules for
  }
}
