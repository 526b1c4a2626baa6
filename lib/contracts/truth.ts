import { z } from 'zod';
import { skewSchema } from './pair.ts';
import { evidenceSchema } from './verdict.ts';

/** What is known of a pair beyond its verdict. Times in these parts are milliseconds since 1970 where they are numbers. */

const role = z.enum(['primary', 'secondary']);

/** Would a failover work right now? */
export const readinessSchema = z.object({
  word: z.enum(['ready', 'ready-with-risks', 'not-ready', 'unknown']),
  sentence: z.string(),
  lines: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      status: z.enum(['pass', 'warn', 'fail', 'unknown']),
      /** What it was judged by, with its unit. */
      figure: z.string().nullable(),
      text: z.string(),
      nextStep: z.string().nullable(),
      evidence: z.array(evidenceSchema),
    }),
  ),
});
export type ReadinessDto = z.infer<typeof readinessSchema>;

const clockReadingSchema = z.object({
  method: z.enum(['sntp', 'ssh']),
  at: z.number(),
  /** The server's clock minus ours. */
  offsetMs: z.number(),
  uncertaintyMs: z.number(),
  delayMs: z.number(),
  /** Whether the server calls itself synchronised; null when it does not say. */
  synchronised: z.boolean().nullable(),
  upstream: z.string().nullable(),
  upstreamOffsetMs: z.number().nullable(),
});
const apartLevel = z.enum(['together', 'noticeable', 'warning', 'critical', 'refusing']);

/** The two clocks against ours and against each other. */
export const clocksSchema = z.object({
  servers: z.array(
    z.object({
      name: z.string(),
      best: clockReadingSchema.nullable(),
      ways: z.array(clockReadingSchema),
    }),
  ),
  /** Clock of the secondary minus clock of the primary, by the best way that is fresh. */
  skew: skewSchema.nullable(),
  ways: z.array(skewSchema),
  /** How far apart they are at least and at most. */
  apart: z.object({ atLeast: apartLevel, atMost: apartLevel }).nullable(),
  /** Both servers are off from us by the same: our own clock is off. */
  monitorSuspect: z
    .object({ offsetMs: z.number(), uncertaintyMs: z.number(), isCertain: z.boolean() })
    .nullable(),
  trend: z.object({ msPerDay: z.number(), reachesLimitAt: z.number().nullable() }).nullable(),
});
export type ClocksDto = z.infer<typeof clocksSchema>;

const balanceSideSchema = z.object({
  server: z.string(),
  role,
  at: z.number(),
  source: z.enum(['omapi', 'leases']),
  isFresh: z.boolean(),
  free: z.number(),
  backup: z.number(),
  /** Leases to send: what this server should give its partner, as dhcpd works it out. */
  lts: z.number(),
  /** dhcpd stops giving within this many of an even share (max-lease-ownership). */
  hold: z.number(),
  /** Beyond this many dhcpd calls the pool imbalanced (max-lease-misbalance). */
  thresh: z.number(),
  asksPartner: z.boolean(),
  /** What it may give out by itself. */
  ownFree: z.number(),
  ownFreePercent: z.number().nullable(),
});

/** Free against backup, pool by pool. */
export const balanceSchema = z.array(
  z.object({
    key: z.string(),
    title: z.string(),
    sharedNetwork: z.string(),
    size: z.number(),
    verdict: z.enum(['balanced', 'uneven', 'imbalanced', 'one-side-empty', 'none-free', 'unknown']),
    primary: balanceSideSchema.nullable(),
    secondary: balanceSideSchema.nullable(),
  }),
);
export type BalanceDto = z.infer<typeof balanceSchema>;

export const shareEndSchema = z.discriminatedUnion('kind', [
  /** The last address is taken about `at`, with 10 % before `low` and 10 % after `high`; null: beyond the horizon. */
  z.object({ kind: z.literal('until'), at: z.number(), low: z.number(), high: z.number().nullable() }),
  z.object({ kind: z.literal('beyond'), days: z.number(), low: z.number().nullable() }),
  z.object({ kind: z.literal('unknown'), why: z.string() }),
  z.object({ kind: z.literal('empty') }),
]);
export type ShareEndDto = z.infer<typeof shareEndSchema>;

const serverForecastSchema = z.object({
  server: z.string(),
  partner: z.string(),
  /** What it may give new clients as long as nobody sets partner-down. */
  ownFree: z.number().nullable(),
  /** New clients of the whole pool in an hour, as they come now. */
  ratePerHour: z.number().nullable(),
  isPartnerDown: z.boolean(),
  /** With the partner gone now and nobody setting partner-down. */
  alone: shareEndSchema,
  /** With partner-down set now, or since it was set. */
  afterPartnerDown: shareEndSchema,
  takeover: z.object({ at: z.number(), addresses: z.number() }).nullable(),
  shortage: z.object({ from: z.number(), to: z.number() }).nullable(),
});

/** Until when each server's own share of each pool would last if its partner went away now. */
export const forecastSchema = z.array(
  z.object({
    key: z.string(),
    title: z.string(),
    primary: serverForecastSchema,
    secondary: serverForecastSchema,
  }),
);
export type ForecastDto = z.infer<typeof forecastSchema>;

/** States that end by themselves, and when. */
export const countdownsSchema = z.array(
  z.object({
    server: z.string(),
    role,
    kind: z.enum(['recover', 'recover-wait', 'recover-done', 'take-over']),
    endsAt: z.number().nullable(),
    uncertaintyMs: z.number().nullable(),
    isEarliest: z.boolean(),
    sync: z.object({ startedAt: z.number(), completedAt: z.number().nullable() }).nullable(),
    /** May hold `{until:MS}`. */
    sentenceTemplate: z.string(),
  }),
);
export type CountdownsDto = z.infer<typeof countdownsSchema>;

/** What each lease file tells beside its counts: what waits for the partner, and how old the leases of each state are. */
export const leaseAuditSchema = z.array(
  z.object({
    server: z.string(),
    backlog: z
      .object({
        at: z.number(),
        count: z.number(),
        byAge: z.object({
          under10s: z.number(),
          under1min: z.number(),
          under10min: z.number(),
          older: z.number(),
        }),
        oldestAt: z.number().nullable(),
      })
      .nullable(),
    ages: z
      .array(
        z.object({
          state: z.string(),
          underHour: z.number(),
          underDay: z.number(),
          underWeek: z.number(),
          underMonth: z.number(),
          older: z.number(),
        }),
      )
      .nullable(),
  }),
);
export type LeaseAuditDto = z.infer<typeof leaseAuditSchema>;

/** Each part by its name in `GET /api/v1/pairs/NAME/PART`. */
export const TRUTH_PARTS = {
  readiness: readinessSchema,
  clocks: clocksSchema,
  balance: balanceSchema,
  forecast: forecastSchema,
  countdowns: countdownsSchema,
  'lease-audit': leaseAuditSchema,
} as const;
export type TruthPart = keyof typeof TRUTH_PARTS;

export function isTruthPart(name: string): name is TruthPart {
  return Object.hasOwn(TRUTH_PARTS, name);
}

/** `value` is null before it was worked out for the first time; `observedAt` is when it was worked out. */
export const truthAnswerSchema = <Part extends TruthPart>(part: Part) =>
  z.object({
    now: z.iso.datetime(),
    observedAt: z.iso.datetime().nullable(),
    value: TRUTH_PARTS[part].nullable(),
  });
export type TruthAnswer<Part extends TruthPart> = {
  now: string;
  observedAt: string | null;
  value: z.infer<(typeof TRUTH_PARTS)[Part]> | null;
};

/** All of it is worked out this often; what is urgent is in the verdict. */
const WORKED_OUT_EVERY_MS = 5_000;

/** A thousand pools make a megabyte, which is not written, and fetched by every browser, each time. */
const EVERY_MS_PER_POOL = 50;

/** How often a part is worked out anew: the ruler for its age. `pools`: of how many it tells; 0 of a part that is not told pool by pool. */
export function workedOutEveryMs(pools = 0): number {
  return Math.max(WORKED_OUT_EVERY_MS, pools * EVERY_MS_PER_POOL);
}
