'use client';

import { useSearchParams } from 'next/navigation';
import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { useTrail } from './breadcrumb.tsx';

/** What a printed page is of, and of when; on paper alone. */
export function PrintHead() {
  const trail = useTrail();
  const now = useNow();
  const { zone } = useZone();
  const search = useSearchParams().toString();
  const where = trail.length === 0 ? 'Overview' : trail.map(({ word }) => word).join(' / ');
  return (
    <p className="mb-4 hidden border-line border-b pb-2 text-12 print:block">
      <strong>Pairwatch: {where}</strong>
      <br />
      as of {formatExact(now, zone).replace(/\.\d{3} /, ' ')}
      {search && `, chosen: ${search}`}
    </p>
  );
}
