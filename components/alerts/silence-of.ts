import { suppressionOf } from '../../lib/alerts/suppress.ts';
import type { AlertRowDto } from '../../lib/contracts/alert.ts';
import type { SilenceDto } from '../../lib/contracts/silence.ts';

/**
 * The silence that holds for an alert at `now`; null where none does. Also one that was made a moment ago, which the
 * collector takes notice of at its next look.
 */
export function silenceOf(
  alert: AlertRowDto,
  silences: readonly SilenceDto[],
  now: number,
): SilenceDto | null {
  const holding = silences.map(({ startsAt, endsAt, ended, ...silence }) => ({
    ...silence,
    startsAt: Date.parse(startsAt),
    endsAt: Date.parse(ended?.at ?? endsAt),
  }));
  const found = suppressionOf(alert, alert.pair, { firing: [], silences: holding, windows: [] }, now);
  if (found?.kind !== 'silenced') return null;
  return silences.find(({ id }) => id === found.silenceId) ?? null;
}
