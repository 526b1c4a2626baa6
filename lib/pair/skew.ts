import type { FailoverView, Skew } from './facts.ts';

// Stamps are whole seconds, so a zero delay can read as -1 s; beyond 4 s one of the stamps is stale (reference 2.2).
const MIN_DELAY_SUM_MS = -1000;
const MAX_DELAY_SUM_MS = 4000;
const STAMP_RESOLUTION_MS = 1000;

/**
 * Clock of the secondary minus clock of the primary, from the stamps both left at their last change of state
 * (reference 2.2, way 2). It is a snapshot of that moment, `measuredAt`; null when the two are not both in normal
 * or the stamps do not belong to the same change.
 */
export function skewFromStamps(primary: FailoverView, secondary: FailoverView): Skew | null {
  const states = [primary.localState, primary.partnerState, secondary.localState, secondary.partnerState];
  if (states.some((state) => state !== 'normal')) return null;
  const stamps = [primary.localStosAt, primary.partnerStosAt, secondary.localStosAt, secondary.partnerStosAt];
  const [primaryLocal, primaryPartner, secondaryLocal, secondaryPartner] = stamps;
  if (primaryLocal == null || primaryPartner == null || secondaryLocal == null || secondaryPartner == null) {
    return null;
  }
  const thereMs = secondaryPartner - primaryLocal;
  const backMs = primaryPartner - secondaryLocal;
  const delaySumMs = thereMs + backMs;
  if (delaySumMs < MIN_DELAY_SUM_MS || delaySumMs > MAX_DELAY_SUM_MS) return null;
  return {
    skewMs: (thereMs - backMs) / 2,
    uncertaintyMs: STAMP_RESOLUTION_MS + Math.max(0, delaySumMs) / 2,
    method: 'stos',
    measuredAt: new Date(
      Math.max(primaryLocal, primaryPartner, secondaryLocal, secondaryPartner),
    ).toISOString(),
  };
}
