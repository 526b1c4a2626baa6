/** An IANA name such as `Europe/Berlin`, or `local` for the zone this process runs in. */
export type ZoneName = string;

const QUARTER_HOUR_MS = 900_000;
const DAY_MS = 86_400_000;
const MAX_CACHED_OFFSETS = 2_000;

type Zone = { formatter: Intl.DateTimeFormat; offsets: Map<number, number> };
const zones = new Map<ZoneName, Zone>();

/**
 * The instants, in milliseconds since 1970 and ascending, at which clocks of the zone show a wall time; that time is
 * given as if it were UTC. Two in the hour that comes twice in autumn. A time that spring leaves out gives the one
 * instant that clocks would show had they not been put forward.
 * @throws RangeError for a zone nobody knows.
 */
export function instantsOf(wallMs: number, zoneName: ZoneName): number[] {
  const zone = zoneOf(zoneName);
  const before = offsetAt(wallMs - DAY_MS, zone);
  const after = offsetAt(wallMs + DAY_MS, zone);
  const instants = [...new Set([before, after])]
    .map((offsetMs) => ({ atMs: wallMs - offsetMs, offsetMs }))
    .filter(({ atMs, offsetMs }) => offsetAt(atMs, zone) === offsetMs)
    .map(({ atMs }) => atMs);
  return instants.length === 0 ? [wallMs - before] : instants.sort((a, b) => a - b);
}

/**
 * What clocks of the zone show at an instant, as if it were UTC.
 * @throws RangeError for a zone nobody knows.
 */
export function wallOf(atMs: number, zoneName: ZoneName): number {
  return zoneName === 'UTC' ? atMs : atMs + offsetAt(atMs, zoneOf(zoneName));
}

/**
 * What clocks of the zone show at an instant, as ISO 8601 writes it to the millisecond: "2026-07-21T10:42:03.123". A page
 * prints hundreds of times; the runtime's own formatter takes five times as long for each.
 * @throws RangeError for a zone nobody knows, and for what is no time.
 */
export function wallText(atMs: number, zoneName: ZoneName): string {
  return new Date(wallOf(atMs, zoneName)).toISOString().slice(0, -1);
}

function zoneOf(name: ZoneName): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = { formatter: formatterFor(name), offsets: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function formatterFor(name: ZoneName): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      ...(name === 'local' ? {} : { timeZone: name }),
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
  } catch (cause) {
    throw new RangeError(`the time zone is "${name}"; expected local or an IANA name such as Europe/Berlin`, {
      cause,
    });
  }
}

/** Wall time minus UTC. Zones change their offset on quarters of an hour only, so one answer serves a whole quarter. */
function offsetAt(atMs: number, { formatter, offsets }: Zone): number {
  const quarter = Math.floor(atMs / QUARTER_HOUR_MS);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const startMs = quarter * QUARTER_HOUR_MS;
  const parts = new Map(formatter.formatToParts(startMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day] = [part('year'), part('month') - 1, part('day')];
  const offset = Date.UTC(year, month, day, part('hour'), part('minute'), part('second')) - startMs;
  if (offsets.size >= MAX_CACHED_OFFSETS) offsets.clear();
  offsets.set(quarter, offset);
  return offset;
}
