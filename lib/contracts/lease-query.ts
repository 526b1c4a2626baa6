import { z } from 'zod';
import { parseIpv4 } from './ipv4.ts';
import {
  EXPECTED,
  LEASE_STATES,
  type LeaseFilter,
  readClientId,
  readHostname,
  readIp,
  readMac,
} from './lease-filter.ts';
import { type Guess, guessFilter, LEASE_READINGS, type LeaseReading, readTextAs } from './lease-guess.ts';
import { MAX_ID, pageLimit, parameter, timeCursor } from './parameter.ts';

/** What `GET /api/v1/pairs/NAME/leases` is asked for. */
export type LeaseQuery = {
  filter: LeaseFilter;
  /** How `q` was understood; null without one. */
  readAs: LeaseReading | null;
  /** Only addresses in the ranges of this pool. */
  pool: number | null;
  /** The filter must hold of the lease of this server; null for any. */
  server: string | null;
  /** Only addresses of which the servers tell another state or another holder. */
  differ: boolean;
  /** Asks who held the one address of the filter then. */
  at: Moment | null;
  /** The answer begins after this address. */
  cursor: number | null;
  limit: number;
  /** All of it as one file, from the cursor on; null for a page. */
  format: ExportFormat | null;
};

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A stretch of time by a server's clock; `untilMs` is no part of it. */
export type Moment = { fromMs: number; untilMs: number };

const POOL = 'the id of a pool of this pair';
const CURSOR = 'what nextCursor gave';
const AT = 'a time with its zone, such as 2026-05-04T13:37Z';
/** What an ISO text of four digits of the year can tell, its end too. */
const TELLABLE = { fromMs: Date.parse('0000-01-01T00:00Z'), untilMs: Date.parse('9999-12-31T23:59:59.999Z') };
const AT_WHAT = 'one address as ip, and no other parameter than server, beside at';
const Q_ALONE = 'no q beside ip, mac, client or hostname: they say what q would have to guess';

const Q = `${EXPECTED.ip}, ${EXPECTED.mac}, ${EXPECTED.client}, or the begin of a hostname (a part of it: *part)`;
const AS = `one of ${LEASE_READINGS.join(', ')}, and only beside q`;
const AS_EXPECTED = { ...EXPECTED, hostname: 'the begin of a hostname (a part of it: *part)' } as const;
const FORMAT = `one of ${EXPORT_FORMATS.join(', ')}`;

const limit = pageLimit({ usual: 50, max: 200 });

/** What is looked for, in whatever pair. */
const search = {
  q: parameter(Q, (text) => (text === '' ? null : text)),
  as: z.enum(LEASE_READINGS, AS),
  state: z.enum(LEASE_STATES, `one of ${EXPECTED.state}`),
  differ: z.literal('true', 'true, or no differ at all').transform(() => true),
};

const parameters = {
  ...search,
  ip: parameter(EXPECTED.ip, readIp),
  mac: parameter(EXPECTED.mac, readMac),
  client: parameter(EXPECTED.client, readClientId),
  hostname: parameter(EXPECTED.hostname, readHostname),
  pool: z.coerce.number(POOL).int(POOL).positive(POOL).max(MAX_ID, POOL),
  server: z.string(),
  at: parameter(AT, readMoment),
  cursor: parameter(CURSOR, parseIpv4),
  format: z.enum(EXPORT_FORMATS, FORMAT),
};

/** A parameter nobody knows is refused: left out, it would find too much. */
const refused = (known: object) =>
  z.custom<never>(() => false, `one of the parameters ${Object.keys(known).join(', ')} and limit`);

/** What `q` means, as what it is to be read; null where it can't be, which is told. */
function understood(
  { q, as }: { q?: string | undefined; as?: LeaseReading | undefined },
  context: z.RefinementCtx,
): Guess | null {
  if (q === undefined) {
    if (as !== undefined) issue(context, 'as', AS);
    return null;
  }
  const guess = as === undefined ? guessFilter(q) : readTextAs(as, q);
  if (!guess) issue(context, 'q', as === undefined ? Q : AS_EXPECTED[as]);
  return guess;
}

/** Query of `GET /api/v1/pairs/NAME/leases`. */
export const leaseQuerySchema = z
  .object(parameters)
  .partial()
  .extend({ limit })
  .catchall(refused(parameters))
  .superRefine((query, context) => {
    const { q, ip, mac, client, hostname, at, server: _server, limit: _limit, ...others } = query;
    if (q && (ip || mac || client || hostname)) issue(context, 'q', Q_ALONE);
    const isOneAddress = ip !== undefined && ip.low === ip.high;
    const hasOthers = q || mac || client || hostname || Object.keys(others).length > 0;
    if (at && (!isOneAddress || hasOthers)) issue(context, 'at', AT_WHAT);
  })
  .transform(({ ip, mac, client, hostname, state, ...rest }, context): LeaseQuery => {
    const guess = understood(rest, context);
    return {
      filter: {
        ...guess?.filter,
        ...(ip && { addresses: ip }),
        ...(mac !== undefined && { hardware: mac }),
        ...(client && { clientIds: client }),
        ...(hostname !== undefined && { hostname }),
        ...(state && { state }),
      },
      readAs: guess?.readAs ?? null,
      pool: rest.pool ?? null,
      server: rest.server ?? null,
      differ: rest.differ ?? false,
      at: rest.at ?? null,
      cursor: rest.cursor ?? null,
      limit: rest.limit,
      format: rest.format ?? null,
    };
  });

/** Query of `GET /api/v1/leases`: of every pair, the first `limit` of each. */
export const allLeasesQuerySchema = z
  .object(search)
  .partial()
  .extend({ limit: pageLimit({ usual: 10, max: 50 }) })
  .catchall(refused(search))
  .transform(({ state, limit, ...rest }, context): LeaseQuery => {
    const guess = understood(rest, context);
    return {
      filter: { ...guess?.filter, ...(state && { state }) },
      readAs: guess?.readAs ?? null,
      pool: null,
      server: null,
      differ: rest.differ ?? false,
      at: null,
      cursor: null,
      limit,
      format: null,
    };
  });

function issue(context: z.RefinementCtx, parameter: string, expected: string): void {
  context.addIssue({ code: 'custom', message: expected, path: [parameter] });
}

/**
 * The minute, or where seconds are named the second, of an ISO time; null for a text that is none, names no zone, or
 * whose answer would lie before or after the years that a text can name.
 */
function readMoment(text: string): Moment | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(text);
  if (!match) return null;
  const [, minute, seconds, zone] = match;
  const fromMs = Date.parse(`${minute}${seconds ?? ':00'}${zone}`);
  const untilMs = fromMs + (seconds === undefined ? 60_000 : 1_000);
  return fromMs >= TELLABLE.fromMs && untilMs <= TELLABLE.untilMs ? { fromMs, untilMs } : null;
}

/** Query of `GET /api/v1/pairs/NAME/leases/ADDRESS/history`. */
export const leaseHistoryQuerySchema = z.object({ limit, cursor: timeCursor.optional() });
export type LeaseHistoryQuery = z.infer<typeof leaseHistoryQuerySchema>;
