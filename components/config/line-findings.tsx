import { LevelWord } from '@/components/pair/level-mark.tsx';
import { RunbookLink } from '@/components/pair/runbook-link.tsx';
import type { LastingConfigFinding } from '@/lib/contracts/config.ts';
import { Correction } from './correction.tsx';
import { SEVERITY_LEVEL } from './finding-list.tsx';

/** What is wrong with a line, below it. */
export function LineFindings({ findings }: { findings: readonly LastingConfigFinding[] }) {
  return (
    <ul className="mr-2 mb-1 ml-14 space-y-1 rounded-md border border-strong-line bg-surface px-2 py-1 font-sans text-13">
      {findings.map((finding) => (
        <li key={finding.id} data-testid={`line-finding-${finding.code}`} className="wrap-anywhere">
          <LevelWord level={SEVERITY_LEVEL[finding.severity]} word={`${finding.severity}:`} />{' '}
          {finding.sentence} <RunbookLink code={finding.code} />
          <Correction finding={finding} />
        </li>
      ))}
    </ul>
  );
}
