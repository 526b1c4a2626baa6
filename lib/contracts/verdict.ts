import { z } from 'zod';

export const verdictSchema = z.enum(['healthy', 'degraded', 'recovering', 'dangerous', 'down', 'unknown']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Risk order for lists: the worst first. `unknown` ranks above `recovering`, because it may hide anything. */
export const VERDICTS_BY_RISK: readonly Verdict[] = [
  'down',
  'dangerous',
  'unknown',
  'degraded',
  'recovering',
  'healthy',
];

export const freshnessSchema = z.enum(['fresh', 'late', 'stale', 'never']);
export type Freshness = z.infer<typeof freshnessSchema>;

export const evidenceSchema = z.object({
  /** Server the evidence is about, by name; null when it is about the pair or about Pairwatch itself. */
  server: z.string().nullable(),
  source: z.enum(['omapi', 'pools', 'config', 'leases', 'log', 'clock', 'pairwatch']),
  /** What was seen, in one line. */
  text: z.string(),
  /** When Pairwatch saw it. */
  observedAt: z.iso.datetime().nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
