import type { Verdict } from '../../contracts/verdict.ts';
import type { StatusReport } from './report.ts';

/** What Nagios makes of an exit status. */
export const EXIT = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

const OF_VERDICT: Record<Verdict, number> = {
  healthy: EXIT.ok,
  degraded: EXIT.warning,
  recovering: EXIT.warning,
  dangerous: EXIT.critical,
  down: EXIT.critical,
  unknown: EXIT.unknown,
};

/** That of the worst pair, which is the first; a pair that is healthy but for an error found in it is no good news. */
export function exitCodeOf({ pairs }: StatusReport): number {
  const [worst] = pairs;
  if (!worst) return EXIT.unknown;
  if (worst.verdict !== 'healthy') return OF_VERDICT[worst.verdict];
  return pairs.some(({ findingCounts }) => findingCounts.error > 0) ? EXIT.warning : EXIT.ok;
}
