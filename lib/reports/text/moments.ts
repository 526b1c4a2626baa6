import { wallOf } from '../../zone.ts';
import { utcSecond } from './words.ts';

/** Zones in which the site's time is that of UTC, so that it need not be said twice. */
const UTC_ZONES = /^(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu|Greenwich)$/;

/** How a document writes times: in UTC, and in the site's zone where it has one of its own. */
export type Moments = {
  /** The site's zone, where it is told beside UTC. */
  zone: string | null;
  /** On one line: `2026-11-22 00:52:07 UTC (2026-11-22 01:52:07 Europe/Berlin)`. */
  text: (time: string) => string;
  /** One line each. */
  lines: (time: string) => string[];
};

export function momentsIn(siteZone: string | null): Moments {
  const zone = siteZone === null || UTC_ZONES.test(siteZone) || !isKnown(siteZone) ? null : siteZone;
  const lines = (time: string) =>
    zone === null ? [utcSecond(time)] : [utcSecond(time), zoneSecond(Date.parse(time), zone)];
  return {
    zone,
    lines,
    text: (time) => {
      const [utc = '', site] = lines(time);
      return site === undefined ? utc : `${utc} (${site})`;
    },
  };
}

/** `2026-11-22 01:52:07 Europe/Berlin` */
export function zoneSecond(ms: number, zone: string): string {
  return `${new Date(wallOf(ms, zone)).toISOString().slice(0, 19).replace('T', ' ')} ${zone}`;
}

/** The day of a time in UTC. */
export const utcDay = (time: string): string => new Date(time).toISOString().slice(0, 10);

/** A machine may have a zone that this one never heard of. */
function isKnown(zone: string): boolean {
  try {
    wallOf(0, zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
