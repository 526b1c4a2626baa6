import { Age } from '@/components/time/age.tsx';
import type { AcknowledgementDto } from '@/lib/contracts/alert.ts';

/** Who looks after it, since when, and what they said. */
export function Acknowledged({ acknowledgement: { at, by, note } }: { acknowledgement: AcknowledgementDto }) {
  return (
    <p data-testid="acknowledged" className="wrap-anywhere whitespace-pre-line text-13">
      <span className="font-medium">Acknowledged by {by}</span>{' '}
      <Age at={at} of={`Acknowledged by ${by}`} className="text-muted" />
      {note !== null && `: ${note}`}
    </p>
  );
}
