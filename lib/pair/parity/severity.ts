import type { ConfigFinding } from '../../contracts/config-review.ts';

export type Severity = ConfigFinding['severity'];

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export function worstSeverity(severities: readonly Severity[]): Severity {
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? 'info';
}
