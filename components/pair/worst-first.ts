import type { FindingDto } from '../../lib/contracts/finding.ts';

const RANK: Record<FindingDto['severity'], number> = { error: 0, warning: 1, info: 2 };

/** Findings by their severity, otherwise in the order they came in. */
export function worstFirst<Of extends Pick<FindingDto, 'severity'>>(findings: readonly Of[]): Of[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
