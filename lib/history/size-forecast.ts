import { BUCKET_MS } from '../contracts/history.ts';
import { KEPT_KINDS, type KeptKind, type SizeForecast } from '../contracts/size-forecast.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Four weeks: as many Mondays as Sundays. */
export const RATE_WINDOW_MS = 28 * DAY_MS;
/** Less than this tells nothing of a day. */
const LEAST_WATCHED_MS = HOUR_MS;

/** What was measured of one kind of rows. */
export type KindMeasure = {
  rows: number;
  bytesPerRow: number | null;
  /** Rows that came in within the last `measuredMs`. */
  recentRows: number;
  measuredMs: number;
};

export type ForecastGround = {
  keptMs: Record<KeptKind, number>;
  measures: Record<KeptKind, KindMeasure>;
  watchedMs: number;
  /** Of the database with its write-ahead log; null where it is not measured. */
  nowBytes: number | null;
  /** Where the database lies; null where that is not known, or on another machine. */
  disk: { folder: string; freeBytes: number } | null;
  /** Copies of the database that are kept on that disk, and what they take of it by now; null where there are none. */
  copies: { keep: number; storedBytes: number } | null;
};

/**
 * How large the database will be once each kind has been kept as long as it may, if rows come in as they did lately, and
 * what that still needs of the disk.
 */
export function forecastSize(ground: ForecastGround): SizeForecast {
  const { watchedMs, nowBytes } = ground;
  const kinds = KEPT_KINDS.map((kind) => forecastKind(kind, ground));
  const otherBytes = nowBytes === null ? null : Math.max(0, nowBytes - total(kinds.map(bytesNow)));
  const known = kinds.flatMap(({ bytesAtRest }) => (bytesAtRest === null ? [] : [bytesAtRest]));
  const atRestBytes = known.length < kinds.length ? null : total(known) + (otherBytes ?? 0);
  return {
    watchedMs: Math.min(watchedMs, RATE_WINDOW_MS),
    kinds,
    nowBytes,
    otherBytes,
    atRestBytes,
    disk: diskFor(atRestBytes, ground),
  };
}

/** Sums are made of finer ones without a gap: their number follows, long before the first of the coarsest is made. */
const SHARE_OF_FIVE_MINUTES: Partial<Record<KeptKind, number>> = {
  'hourly sums': BUCKET_MS['5m'] / BUCKET_MS['1h'],
  'six-hour sums': BUCKET_MS['5m'] / BUCKET_MS['6h'],
  'daily sums': BUCKET_MS['5m'] / BUCKET_MS['1d'],
};

type KindForecast = SizeForecast['kinds'][number];

function forecastKind(kind: KeptKind, { keptMs, measures, watchedMs }: ForecastGround): KindForecast {
  const { rows, bytesPerRow } = measures[kind];
  const share = SHARE_OF_FIVE_MINUTES[kind];
  const ruler = share === undefined ? measures[kind] : measures['five-minute sums'];
  const { recentRows, measuredMs } = ruler;
  const isKnown = watchedMs >= LEAST_WATCHED_MS && measuredMs > 0;
  const rowsPerDay = isKnown ? (recentRows * (share ?? 1) * DAY_MS) / measuredMs : null;
  const rowsAtRest = rowsPerDay === null ? null : Math.round((rowsPerDay * keptMs[kind]) / DAY_MS);
  // A kind of which no row is there yet has none to come either, but for sums: those are as large as finer ones.
  const perRow = bytesPerRow ?? ruler.bytesPerRow ?? 0;
  return {
    kind,
    keptMs: keptMs[kind],
    rows,
    bytesPerRow,
    rowsPerDay,
    measuredMs,
    rowsAtRest,
    bytesAtRest: rowsAtRest === null ? null : Math.round(rowsAtRest * perRow),
  };
}

function diskFor(
  atRestBytes: number | null,
  { nowBytes, disk, copies }: ForecastGround,
): SizeForecast['disk'] {
  if (atRestBytes === null || nowBytes === null || disk === null) return null;
  const keep = copies?.keep ?? 0;
  const neededBytes = atRestBytes - nowBytes + keep * atRestBytes - (copies?.storedBytes ?? 0);
  return { ...disk, neededBytes: Math.max(0, neededBytes), copies: keep };
}

const bytesNow = ({ rows, bytesPerRow }: KindForecast): number => rows * (bytesPerRow ?? 0);
const total = (bytes: readonly number[]): number => bytes.reduce((sum, each) => sum + each, 0);
