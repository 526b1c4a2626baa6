import { Age } from '@/components/time/age.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { leaseFileWords } from './lease-file-words.ts';

/**
 * A pool counted from one server's lease file; `isBeneath` the row of that server's own counters. The two are read at
 * different moments, so a small difference is none: one that lasts is a finding.
 */
export function LeaseFileRow({
  counts,
  isBeneath,
}: {
  counts: PoolDto['leaseFile'][number];
  isBeneath: boolean;
}) {
  const used = counts.size - counts.free - counts.backup;
  const look = counts.freshness === 'stale' ? 'text-faint' : 'text-muted';
  return (
    <tr className={look} data-testid={`lease-file-${counts.server}`}>
      <th scope="row" className="max-w-40 pr-3 text-left font-normal text-12 max-sm:max-w-24">
        <Hint text={`In the lease file of ${counts.server}: ${leaseFileWords(counts)}`}>
          <span className="block truncate">{isBeneath ? 'lease file' : `${counts.server}, lease file`}</span>
        </Hint>
      </th>
      <td className="hidden text-left text-12 sm:table-cell">{leaseFileWords(counts)}</td>
      <td>{used}</td>
      <td>{counts.backup}</td>
      <td>{counts.free}</td>
      <td className="text-12 text-faint">
        <Age at={counts.observedAt} of={`Counted in the lease file of ${counts.server}`} short />
      </td>
    </tr>
  );
}
