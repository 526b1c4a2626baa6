import { Age } from '@/components/time/age.tsx';
import type { Freshness } from '@/lib/contracts/verdict.ts';

/** How long ago something was worked out; it stands out once that is too long to be relied on. */
export function WorkedOut({ at, age }: { at: string; age: Freshness }) {
  return (
    <p className={`text-12 ${age === 'fresh' ? 'text-faint' : 'font-semibold text-ink'}`}>
      {age === 'stale' && 'not known now; as it was '}
      <Age at={at} of="Worked out by the collector from all that was read until then" />
    </p>
  );
}
