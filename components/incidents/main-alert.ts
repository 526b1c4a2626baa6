import { isWorse } from '../../lib/alerts/severity.ts';
import type { AlertDto } from '../../lib/contracts/alert.ts';

/**
 * The alert whose advice is to be followed: the worst that fires and that no other explains, the first of equals; null
 * where none fires.
 */
export function mainAlert(alerts: readonly AlertDto[]): AlertDto | null {
  return alerts
    .filter(({ phase, suppression }) => phase === 'firing' && suppression?.kind !== 'inhibited')
    .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
    .reduce<AlertDto | null>(
      (worst, alert) => (worst === null || isWorse(alert.severity, worst.severity) ? alert : worst),
      null,
    );
}
