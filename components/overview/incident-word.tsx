import Link from 'next/link';
import type { IncidentDto } from '@/lib/contracts/incident.ts';

/** The way from a pair to what is wrong with it, and whether somebody looks after that. */
export function IncidentWord({ incident: { id, acknowledgement } }: { incident: IncidentDto }) {
  return (
    <p className="relative z-10 text-13">
      <Link
        href={`/incidents/${id}`}
        prefetch={false}
        data-testid="open-incident"
        className="underline decoration-strong-line underline-offset-3 hover:decoration-ink"
      >
        Incident {id}
      </Link>
      {acknowledgement && <span className="text-muted">, acknowledged by {acknowledgement.by}</span>}
    </p>
  );
}
