import { Age } from '@/components/time/age.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { Evidence } from '@/lib/contracts/verdict.ts';

/** What was seen, where and when: what a sentence above it rests on. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface text-13">
      {evidence.map((each, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be seen twice, and nothing here has a state
          key={index}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-3 py-1.5 sm:grid-cols-[128px_minmax(0,1fr)_auto]"
        >
          <span className="col-span-2 text-faint sm:col-span-1">
            {each.server ?? 'Pairwatch'} · {each.source}
          </span>
          <span className="wrap-anywhere min-w-0">
            <Prose text={each.text} />
          </span>
          {each.observedAt && (
            <Age
              at={each.observedAt}
              of={`Seen by Pairwatch, source ${each.source}`}
              className="text-faint"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
