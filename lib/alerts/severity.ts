import { SEVERITIES, type Severity } from '../contracts/severity.ts';

/** null: none at all, which anything is worse than. */
export function isWorse(severity: Severity | null, than: Severity | null): boolean {
  return rankOf(severity) > rankOf(than);
}

function rankOf(severity: Severity | null): number {
  return severity === null ? -1 : SEVERITIES.indexOf(severity);
}
