'use client';

import Link from 'next/link';
import { useState } from 'react';
import { formatExact } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import { formatDuration } from '@/lib/pair/duration.ts';
import type { Lanes } from './layout.ts';
import { rowsOf, type TimelineRow } from './timeline-rows.ts';

/** The timeline as a table, made when somebody opens it. */
export function TimelineTable({ lanes }: { lanes: Lanes }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="text-13" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit text-muted hover:text-ink">As a table</summary>
      {isOpen && (
        <div className="mt-2 max-h-96 overflow-auto">
          <table className="w-full text-left">
            <thead className="sticky top-0 bg-surface text-12 text-faint">
              <tr>
                {['from', 'of', 'what', 'lasted'].map((head) => (
                  <th key={head} scope="col" className="whitespace-nowrap pr-4 pb-1 font-normal">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rowsOf(lanes).map((row) => (
                <Row key={row.key} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function Row({ row: { at, of, what, lastedMs, eventId } }: { row: TimelineRow }) {
  const { zone } = useZone();
  return (
    <tr className="border-line border-t align-top">
      <td className="whitespace-nowrap pr-4">{formatExact(at, zone)}</td>
      <td className="whitespace-nowrap pr-4 text-muted">{of}</td>
      <td className="w-full pr-4">
        {eventId === null ? (
          <span className={of === 'verdict' ? '' : 'font-mono text-12'}>{what}</span>
        ) : (
          <Link
            href={`/events/${eventId}` as '/events'} // the page of one event
            prefetch={false}
            className="underline decoration-strong-line underline-offset-3 hover:decoration-ink"
          >
            {what}
          </Link>
        )}
      </td>
      <td className="whitespace-nowrap">
        {eventId !== null ? '' : lastedMs === null ? 'goes on' : formatDuration(lastedMs)}
      </td>
    </tr>
  );
}
