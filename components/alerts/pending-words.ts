import type { AlertDto } from '../../lib/contracts/alert.ts';
import type { RuleDto } from '../../lib/contracts/rule.ts';
import { formatDuration } from '../../lib/pair/duration.ts';

/**
 * How long a pending alert has held of what its rule waits for: "Has held for 12 s of 30 s, then it fires (warning)." Of
 * several levels the one that comes first. `levels`: of its rule as it stands there; null while that is not known.
 */
export function pendingWords(
  alert: Pick<AlertDto, 'levels' | 'startedAt'>,
  levels: RuleDto['levels'] | null,
  now: number,
): string {
  const next = (levels ?? [])
    .flatMap(({ severity, forMs }) => {
      const since = alert.levels.find((level) => level.severity === severity)?.since ?? null;
      return since === null ? [] : { severity, forMs, heldMs: now - Date.parse(since) };
    })
    .toSorted((one, other) => one.forMs - one.heldMs - (other.forMs - other.heldMs))[0];
  if (!next) return `Has held for ${formatDuration(now - Date.parse(alert.startedAt))}.`;
  const held = formatDuration(Math.min(next.heldMs, next.forMs));
  return `Has held for ${held} of ${formatDuration(next.forMs)}, then it fires (${next.severity}).`;
}
