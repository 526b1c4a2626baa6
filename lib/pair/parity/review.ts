import type { ConfigFinding } from '../../contracts/config-review.ts';
import { CHECKS } from './checks.ts';
import { compare } from './comparison.ts';
import type { Both, ConfigFacts } from './facts.ts';
import type { Found } from './finding.ts';
import { foldMany } from './fold.ts';
import { foldIncludes } from './include-drift.ts';
import { SEVERITIES } from './severity.ts';

/**
 * All that is wrong with the configurations of a pair, the worst first: what one server's file says that is unsafe, and
 * what the two make different for clients or for each other. Statements count by what they come to, not by where they
 * stand or how they are spelled; one cause is one finding.
 */
export function reviewPair(facts: Both<ConfigFacts>): ConfigFinding[] {
  const comparison = compare(facts);
  const found = CHECKS.flatMap((check) => check(comparison));
  const findings = withOwnSubjects(foldMany(foldIncludes(comparison, found)));
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** A long subject is cut, so that two may come to the same: the second is told from the first by a number. */
function withOwnSubjects(findings: readonly Found[]): ConfigFinding[] {
  const counts = new Map<string, number>();
  return findings.map(({ lackedBy: _, ...finding }) => {
    const key = `${finding.code}:${finding.subject}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? finding : { ...finding, subject: `${finding.subject} (${count})` };
  });
}
