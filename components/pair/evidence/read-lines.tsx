'use client';

import Link from 'next/link';
import { formatExact } from '@/components/time/format.ts';
import { useZone } from '@/components/time/zone.tsx';
import type { EvidenceLineDto } from '@/lib/contracts/evidence.ts';

/** What one source of each server told last, side by side. */
export function ReadLines({
  title,
  source,
  servers,
}: {
  title: string;
  /** "lease file" */
  source: string;
  servers: readonly { name: string; lines: readonly EvidenceLineDto[] }[];
}) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        {servers.map(({ name, lines }) => (
          <div key={name} className="min-w-0">
            <h4 className="text-12 text-muted">{name}</h4>
            {lines.length === 0 ? (
              <p className="text-13 text-muted">
                Its {source} told nothing of its state since Pairwatch watches it, or is not read.
              </p>
            ) : (
              <ol className="divide-y divide-line rounded-md border border-line">
                {lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: one event may have told the same twice, and nothing here has a state
                  <Line key={`${line.eventId} ${index}`} line={line} />
                ))}
              </ol>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function Line({ line: { eventId, at, text } }: { line: EvidenceLineDto }) {
  const { zone } = useZone();
  return (
    <li className="px-3 py-1.5">
      <Link
        href={`/events/${eventId}` as '/events'} // the page of one event
        prefetch={false}
        className="text-12 text-muted tabular-nums underline decoration-strong-line underline-offset-3 hover:text-ink"
      >
        {formatExact(Date.parse(at), zone)}
      </Link>
      <pre className="whitespace-pre-wrap break-words font-mono text-12">{text}</pre>
    </li>
  );
}
