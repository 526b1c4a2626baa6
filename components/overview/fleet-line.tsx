import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { countByVerdict } from './risk.ts';

/** The fleet in one line: "12 pairs: 1 unknown, 1 degraded, 10 healthy". */
export function FleetLine({ pairs }: { pairs: readonly PairDto[] }) {
  return (
    <p className="text-16 sm:text-20">
      <span className="font-semibold">{pairs.length === 1 ? '1 pair' : `${pairs.length} pairs`}</span>
      <span className="text-muted">: </span>
      {countByVerdict(pairs).map(({ verdict, count }, index) => (
        <span key={verdict}>
          {index > 0 && <span className="text-muted">, </span>}
          <span className={`whitespace-nowrap ${VERDICT_TEXT[verdict]}`}>
            {count} {verdict}
          </span>
        </span>
      ))}
    </p>
  );
}
