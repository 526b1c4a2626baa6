import Link from 'next/link';
import type { PairOverviewDto } from '@/lib/contracts/overview.ts';

/** The way from a pair to what is wrong with it, and whether somebody looks after that. */
export function IncidentWord({
  incident: { id, acknowledgedBy },
}: {
  incident: NonNullable<PairOverviewDto['incident']>;
}) {
  return (
    <span className="relative z-10 min-w-16 shrink-[3] truncate text-13">
      <Link
        href={`/incidents/${id}`}
        prefetch={false}
        data-testid="open-incident"
        className="inline-block leading-[24px] underline decoration-strong-line underline-offset-3 hover:decoration-ink"
      >
        Incident {id}
      </Link>
      {acknowledgedBy && <span className="text-muted">, acknowledged by {acknowledgedBy}</span>}
    </span>
  );
}
