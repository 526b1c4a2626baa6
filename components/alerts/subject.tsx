import Link from 'next/link';
import type { AlertDto } from '@/lib/contracts/alert.ts';

/** What an alert is about, from the pair (which `withPair` may leave out) down to the server or pool. */
export function SubjectLine({
  alert: { pair, subject },
  withPair,
}: {
  alert: Pick<AlertDto, 'pair' | 'subject'>;
  withPair: boolean;
}) {
  return (
    <span className="wrap-anywhere flex min-w-0 flex-wrap items-baseline gap-x-2 text-muted">
      {withPair && (pair === null ? <span>Pairwatch itself</span> : <PairLink pair={pair} />)}
      {subject.server !== null && <span>{subject.server}</span>}
      {subject.pool !== null && (
        <span>
          pool <span className="font-mono text-[0.93em]">{subject.pool}</span>
        </span>
      )}
      {/* Of a pair, what else tells two alerts apart is a key for programs. */}
      {pair === null && subject.detail !== null && <span>{subject.detail}</span>}
    </span>
  );
}

function PairLink({ pair }: { pair: string }) {
  return (
    <Link
      href={`/pairs/${pair}`}
      prefetch={false}
      className="underline decoration-strong-line underline-offset-3 hover:text-ink"
    >
      {pair}
    </Link>
  );
}
