import { formatDuration } from '../duration.ts';
import { type Arrivals, type Outlook, outlookFrom, rateAt, type TimeRange, whenCome } from './arrivals.ts';

/** What one server's own database counts of a pool, reserved leases apart. */
export type ForecastSide = {
  free: number;
  backup: number;
  /** null where the source does not tell it, as OMAPI's counters. */
  expired: number | null;
  released: number | null;
  /** Expired and released ones that this server may give again at once by the rewind rule (reference 3.4); absent: none. */
  rewindable?: number;
};

export type ForecastPool = {
  key: string;
  title: string;
  /** null when nothing fresh is known of that server's counts. */
  primary: ForecastSide | null;
  secondary: ForecastSide | null;
};

export type ForecastServer = {
  name: string;
  /** null when never read; 0 on a secondary that never met its primary. */
  mcltSeconds: number | null;
  /** Since when it is in partner-down, by Pairwatch's clock; null when it is not. */
  partnerDownAt: number | null;
};

export type ForecastFacts = {
  primary: ForecastServer;
  secondary: ForecastServer;
  pools: readonly ForecastPool[];
};

/** Forecasts end here. */
export const HORIZON_DAYS = 7;

/** Until when addresses last for new clients. Times in milliseconds since 1970. */
export type ShareEnd =
  /** The last one is taken about `at`, with 10 % before `low` and 10 % after `high`; null: not within the horizon. */
  | { kind: 'until'; at: number; low: number; high: number | null }
  /** More likely than not beyond the horizon; `low` is within it when that is by no means sure. */
  | { kind: 'beyond'; days: typeof HORIZON_DAYS; low: number | null }
  | Unknown
  /** There is none now. */
  | { kind: 'empty' };

export type Unknown = { kind: 'unknown'; why: string };

export type ServerForecast = {
  server: string;
  partner: string;
  /** What it may give new clients as long as nobody sets partner-down; null when its counts are not known. */
  ownFree: number | null;
  /** New clients of the whole pool in an hour as they come now; null with less than a day of history. */
  ratePerHour: number | null;
  isPartnerDown: boolean;
  /** With the partner gone now and nobody setting partner-down. */
  alone: ShareEnd;
  /** With partner-down set now, or since it was set. */
  afterPartnerDown: ShareEnd;
  /** When the partner's free addresses and the ended leases become usable then, and how many; null when not known. */
  takeover: { at: number; addresses: number } | null;
  /** When new clients would most likely go without before the take-over; null when they would not. */
  shortage: { from: number; to: number } | null;
};

export type PoolForecast = { key: string; title: string; primary: ServerForecast; secondary: ServerForecast };

/** What the figures rest on, for whoever reads them. */
export const FORECAST_ASSUMPTIONS =
  'The server left over answers all clients. Renewals go on and take nothing; each new client takes one address, for no longer than MCLT at a time. ' +
  'Addresses of leases that end meanwhile are not counted on, though dhcpd may use some of them again: the true end is rather later.';

const DAY_MS = 86_400_000;

/**
 * For each pool and server: if the partner went away now, until when would the server have addresses for new clients
 * (reference 3.4). `arrivals` is by the pool's key; a pool without one was never counted.
 */
export function forecastPair(
  { primary, secondary, pools }: ForecastFacts,
  arrivals: ReadonlyMap<string, Arrivals>,
  now: number,
): PoolForecast[] {
  return pools.map((pool) => {
    const coming = comingOf(arrivals.get(pool.key), now);
    return {
      key: pool.key,
      title: pool.title,
      primary: forecastServer(primary, secondary, sharesOf(pool, 'primary'), coming, now),
      secondary: forecastServer(secondary, primary, sharesOf(pool, 'secondary'), coming, now),
    };
  });
}

/** How many addresses a server may give new clients, and how many more once it took over the partner's. */
type Shares = { own: number; later: number };

/** The secondary's own free addresses are those in backup (reference 3.4). */
function sharesOf(pool: ForecastPool, role: 'primary' | 'secondary'): Shares | null {
  const side = pool[role];
  if (side === null) return null;
  const [own, partners] = role === 'primary' ? [side.free, side.backup] : [side.backup, side.free];
  const ended = (side.expired ?? 0) + (side.released ?? 0);
  const rewindable = Math.min(side.rewindable ?? 0, ended);
  return { own: own + rewindable, later: partners + ended - rewindable };
}

function comingOf(arrivals: Arrivals | undefined, now: number): Outlook | Unknown {
  if (!arrivals) return unknown('new clients of this pool are not counted yet');
  if (arrivals.watchedMs >= DAY_MS) return outlookFrom(arrivals, now);
  const watched = formatDuration(arrivals.watchedMs);
  return unknown(`new clients were counted for ${watched} only, and a day is needed`);
}

function forecastServer(
  server: ForecastServer,
  partner: ForecastServer,
  shares: Shares | null,
  coming: Outlook | Unknown,
  now: number,
): ServerForecast {
  return {
    server: server.name,
    partner: partner.name,
    ownFree: shares?.own ?? null,
    ratePerHour: 'kind' in coming ? null : rateAt(coming.arrivals, now),
    isPartnerDown: server.partnerDownAt !== null,
    ...endsOf(server, shares, coming, now),
  };
}

type Ends = Pick<ServerForecast, 'alone' | 'afterPartnerDown' | 'takeover' | 'shortage'>;

function endsOf(server: ForecastServer, shares: Shares | null, coming: Outlook | Unknown, now: number): Ends {
  if (shares === null) {
    const end = unknown('its counts of the pool are not known');
    return { alone: end, afterPartnerDown: end, takeover: null, shortage: null };
  }
  const { own, later } = shares;
  const ownEnd = whenTaken(own, coming, now);
  const alone = shareEnd(own, ownEnd, now);
  const takeoverAt = takeoverOf(server, now);
  if (takeoverAt === null) {
    const end = unknown(`${server.name} does not tell its MCLT`);
    return { alone, afterPartnerDown: end, takeover: null, shortage: null };
  }
  const lastEnd = later > 0 ? lastOf(whenTaken(own + later, coming, now), ownEnd, takeoverAt) : ownEnd;
  const isShort = later > 0 && !('kind' in ownEnd) && ownEnd.at < takeoverAt;
  return {
    alone,
    afterPartnerDown: shareEnd(own + later, lastEnd, now),
    takeover: { at: takeoverAt, addresses: later },
    shortage: isShort ? { from: ownEnd.at, to: takeoverAt } : null,
  };
}

/** The partner's addresses are usable after stos + MCLT, which counts from the entry into partner-down (reference 3.4). */
function takeoverOf({ mcltSeconds, partnerDownAt }: ForecastServer, now: number): number | null {
  if (mcltSeconds === null || mcltSeconds <= 0) return null;
  return Math.max(now, (partnerDownAt ?? now) + mcltSeconds * 1000);
}

function whenTaken(addresses: number, coming: Outlook | Unknown, now: number): TimeRange | Unknown {
  if (addresses <= 0) return { low: now, at: now, high: now };
  return 'kind' in coming ? coming : whenCome(coming, addresses);
}

/** More addresses never end sooner; and who went without before the take-over is served then. */
function lastOf(
  end: TimeRange | Unknown,
  ownEnd: TimeRange | Unknown,
  takeoverAt: number,
): TimeRange | Unknown {
  if ('kind' in end || 'kind' in ownEnd) return end;
  const last = (point: keyof TimeRange) => Math.max(end[point], ownEnd[point], takeoverAt);
  return { low: last('low'), at: last('at'), high: last('high') };
}

function shareEnd(addresses: number, end: TimeRange | Unknown, now: number): ShareEnd {
  if (addresses <= 0) return { kind: 'empty' };
  if ('kind' in end) return end;
  const horizon = now + HORIZON_DAYS * DAY_MS;
  const within = (at: number) => (at <= horizon ? at : null);
  const at = within(end.at);
  return at === null
    ? { kind: 'beyond', days: HORIZON_DAYS, low: within(end.low) }
    : { kind: 'until', at, low: end.low, high: within(end.high) };
}

const unknown = (why: string): Unknown => ({ kind: 'unknown', why });
