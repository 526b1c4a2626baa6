import { isWorse } from '../../lib/alerts/severity.ts';
import type { AlertDto } from '../../lib/contracts/alert.ts';

/**
 * The alert whose advice is to be followed: the worst that fires and that no other explains; of equals one that has advice,
 * then the first; null where none fires.
 */
export function mainAlert(alerts: readonly AlertDto[]): AlertDto | null {
  return alerts
    .filter(({ phase, suppression }) => phase === 'firing' && suppression?.kind !== 'inhibited')
    .toSorted(
      (one, other) =>
        Number(one.why.nextStep === null) - Number(other.why.nextStep === null) ||
        one.startedAt.localeCompare(other.startedAt),
    )
    .reduce<AlertDto | null>(
      (worst, alert) => (worst === null || isWorse(alert.severity, worst.severity) ? alert : worst),
      null,
    );
}
