import Link from 'next/link';
import type { AlertDto } from '@/lib/contracts/alert.ts';

/** What an alert is about, from the pair down to the server or pool. */
export function SubjectLine({ alert: { pair, subject } }: { alert: Pick<AlertDto, 'pair' | 'subject'> }) {
  return (
    <span className="wrap-anywhere min-w-0 text-muted">
      {pair === null ? (
        'Pairwatch itself'
      ) : (
        <Link
          href={`/pairs/${pair}`}
          prefetch={false}
          className="underline decoration-strong-line underline-offset-3 hover:text-ink"
        >
          {pair}
        </Link>
      )}
      {subject.server !== null && ` · ${subject.server}`}
      {subject.pool !== null && (
        <>
          {' · pool '}
          <span className="font-mono text-[0.93em]">{subject.pool}</span>
        </>
      )}
      {/* What else tells two alerts of a pair apart is a key that no sentence has. */}
      {pair === null && subject.detail !== null && ` · ${subject.detail}`}
    </span>
  );
}
