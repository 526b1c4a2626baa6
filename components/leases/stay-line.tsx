'use client';

import { formatExact } from '@/components/time/format.ts';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { LeaseStayDto } from '@/lib/contracts/lease.ts';
import { formatDuration } from '@/lib/pair/duration.ts';

/** Who had an address in which state, from when until when by that server's clock. */
export function StayLine({ stay }: { stay: LeaseStayDto }) {
  const now = useNow();
  const { zone } = useZone();
  const { server, state, hostname, hardware, clientId, from, until } = stay;
  const who = hostname ?? hardware ?? (clientId === null ? null : `client ${clientId}`);
  const lengthMs = (until === null ? now : Date.parse(until)) - Date.parse(from);
  const stamp = (at: string) => formatExact(Date.parse(at), zone).replace('.000', '');
  return (
    <li className="relative border-line border-l-2 py-1 pl-4 text-13">
      <span
        aria-hidden="true"
        className={`absolute top-2.5 -left-[5px] size-2 rounded-full border-2 border-strong-line ${until === null ? 'bg-ink' : 'bg-surface'}`}
      />
      <p className="wrap-anywhere">
        {state === 'active' && <span className="font-medium">{who ?? 'nobody named'} </span>}
        {state === 'active' && hostname !== null && hardware !== null && (
          <span className="font-mono text-12 text-muted">{hardware} </span>
        )}
        <span className="font-mono">{state}</span>{' '}
        <span className="text-muted">
          on {server}
          {state !== 'active' && who !== null && `, last had by ${who}`}
        </span>
      </p>
      <p className="text-12 text-muted">
        <time dateTime={from}>{stamp(from)}</time> –{' '}
        {until === null ? 'now' : <time dateTime={until}>{stamp(until)}</time>}, {formatDuration(lengthMs)}
      </p>
    </li>
  );
}
