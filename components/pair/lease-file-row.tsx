import { Age } from '@/components/time/age.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PoolDto } from '@/lib/contracts/pool.ts';
import { leaseFileWords } from './lease-file-words.ts';

type Counts = PoolDto['leaseFile'][number];
type Counters = PoolDto['counters'][number];

/** The same pool counted from one server's lease file; bold where it is not what dhcpd itself counts. */
export function LeaseFileRow({ counts, counters }: { counts: Counts; counters: Counters | null }) {
  const used = counts.size - counts.free - counts.backup;
  const look = counts.freshness === 'stale' ? 'text-faint' : 'text-muted';
  return (
    <tr className={look} data-testid={`lease-file-${counts.server}`}>
      <th scope="row" colSpan={2} className="max-w-40 truncate pr-3 text-left font-normal text-12">
        <Hint text={leaseFileWords(counts)}>
          <span className="sr-only">{counts.server} </span>
          {counters ? 'its lease file' : `${counts.server}, lease file`}
        </Hint>
      </th>
      <Figure of={used} against={counters?.usedLeases} />
      <Figure of={counts.backup} against={counters?.backupLeases} />
      <Figure of={counts.free} against={counters?.freeLeases} />
      <td className="text-12 text-faint">
        <Age at={counts.observedAt} of={`Counted in the lease file of ${counts.server}`} short />
      </td>
    </tr>
  );
}

function Figure({ of, against }: { of: number; against: number | undefined }) {
  return <td className={against !== undefined && against !== of ? 'font-semibold text-ink' : ''}>{of}</td>;
}
