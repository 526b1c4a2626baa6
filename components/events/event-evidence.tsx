'use client';

import { useQuery } from '@tanstack/react-query';
import { formatExact } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import type { Evidence } from '@/lib/contracts/verdict.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';

/** What an event rests on as it was read, of the two servers side by side. */
export function EventEvidence({ event }: { event: EventDto }) {
  const { data } = useQuery(fleetQuery());
  if (event.evidence.length === 0)
    return <p className="text-13 text-muted">Nothing was read for it: {whence(event)}</p>;
  const servers = data?.pairs.find(({ name }) => name === event.pair)?.servers.map(({ name }) => name) ?? [];
  const others = event.evidence.map(({ server }) => server).filter((name) => !servers.includes(name ?? ''));
  const columns = [...servers, ...new Set(others)].map((server) => ({
    server,
    evidence: event.evidence.filter((each) => each.server === server),
  }));
  // Both servers have their place as soon as one of them said something: that the other said nothing is worth seeing too.
  const isOfServers = event.evidence.some(({ server }) => server !== null && servers.includes(server));
  const shown = columns.filter(
    ({ server, evidence }) => evidence.length > 0 || (isOfServers && server !== null),
  );
  return (
    <div className={`grid gap-4 ${shown.length > 1 ? 'sm:grid-cols-2' : ''}`}>
      {shown.map(({ server, evidence }) => (
        <section key={server ?? ''} aria-label={server ?? 'Pairwatch'} className="min-w-0 space-y-2">
          <h4 className="font-medium text-13">{server ?? 'Pairwatch'}</h4>
          {evidence.length === 0 && <p className="text-13 text-muted">Nothing of it was read here.</p>}
          {evidence.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was read never changes its place
            <Piece key={index} evidence={each} />
          ))}
        </section>
      ))}
    </div>
  );
}

function whence({ kind, actor }: EventDto): string {
  if (actor !== null) return 'somebody did it.';
  return kind === 'incident' || kind === 'alert' || kind === 'delivery'
    ? 'Pairwatch told it of itself.'
    : 'it follows from other events.';
}

function Piece({ evidence: { source, text, observedAt } }: { evidence: Evidence }) {
  const { zone } = useZone();
  return (
    <figure className="rounded-md border border-line bg-ground">
      <figcaption className="flex flex-wrap justify-between gap-x-4 border-line border-b px-3 py-1 text-12 text-muted">
        <span>{source}</span>
        {observedAt !== null && (
          <span className="tabular-nums">read {formatExact(Date.parse(observedAt), zone)}</span>
        )}
      </figcaption>
      <pre className="wrap-anywhere whitespace-pre-wrap px-3 py-2 font-mono text-12">{text}</pre>
    </figure>
  );
}
