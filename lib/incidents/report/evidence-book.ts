import { createHash } from 'node:crypto';
import type { ReportEvidence } from '../../contracts/incident-report.ts';
import type { Evidence } from '../../contracts/verdict.ts';
import type { Cite } from './facts.ts';

/** What a report rests on, each piece once, numbered in the order in which it is cited. */
export function evidenceBook(): { cite: Cite; entries: () => ReportEvidence[] } {
  const refs = new Map<string, ReportEvidence>();
  const refOf = ({ server, source, text, observedAt }: Evidence): string => {
    const key = JSON.stringify([server, source, text, observedAt]);
    const known = refs.get(key);
    if (known) return known.ref;
    const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
    const entry = { ref: `E${refs.size + 1}`, server, source, text, observedAt, sha256 };
    refs.set(key, entry);
    return entry.ref;
  };
  return {
    cite: (evidence) => [...new Set(evidence.map(refOf))],
    entries: () => [...refs.values()],
  };
}
