'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNow } from '@/components/time/now.tsx';
import { Moment } from '@/components/time/since.tsx';
import type { AlertRowDto, SuppressionDto } from '@/lib/contracts/alert.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { maintenanceQuery, silencesQuery } from '@/lib/queries/silences.ts';
import { silenceOf } from './silence-of.ts';

/** Why nobody is told of an alert that goes on; nothing when somebody is. `others`: alerts that may explain it. */
export function Suppressed({ alert, others }: { alert: AlertRowDto; others: readonly AlertRowDto[] }) {
  const { data } = useQuery(silencesQuery());
  const now = useNow();
  const { suppression } = alert;
  if (alert.phase === 'resolved') return null;
  const silence = silenceOf(alert, data?.silences ?? [], now);
  if (silence) {
    return (
      <Line>
        silenced <Until at={silence.endsAt} /> by {silence.by}: {silence.reason}
      </Line>
    );
  }
  if (suppression === null) return null;
  return (
    <Line>
      <Reason suppression={suppression} others={others.filter(({ pair }) => pair === alert.pair)} />
    </Line>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <p data-testid="suppressed" className="wrap-anywhere text-13">
      <span className="font-medium">Told to nobody: </span>
      {children}
    </p>
  );
}

function Reason({
  suppression,
  others,
}: {
  suppression: SuppressionDto;
  /** Of the same pair. */
  others: readonly AlertRowDto[];
}) {
  switch (suppression.kind) {
    case 'silenced':
      return (
        <>
          silenced <Until at={suppression.until} />
        </>
      );
    case 'maintenance':
      return (
        <>
          maintenance <Until at={suppression.until} />
          <WindowReason id={suppression.windowId} />
        </>
      );
    case 'inhibited':
      return (
        <>
          explained by <Explanation fingerprint={suppression.by} others={others} />
        </>
      );
  }
}

function Until({ at }: { at: string }) {
  const now = useNow();
  const leftMs = Date.parse(at) - now;
  return (
    <>
      until <Moment at={at} /> ({leftMs > 0 ? `${formatDuration(leftMs)} left` : 'any moment now'})
    </>
  );
}

function WindowReason({ id }: { id: number }) {
  const { data } = useQuery(maintenanceQuery());
  const window = data?.windows.find((each) => each.id === id);
  return window ? `: ${window.reason}` : null;
}

/** Leads to the other alert where it is listed on the same page. */
function Explanation({ fingerprint, others }: { fingerprint: string; others: readonly AlertRowDto[] }) {
  const other = others.find((each) => each.fingerprint === fingerprint && each.phase === 'firing');
  if (!other) return <span className="font-mono text-12">{fingerprint.split('|')[0]}</span>;
  return (
    <a
      href={`#alert-${other.id}`}
      className="underline decoration-strong-line underline-offset-3 hover:decoration-ink"
    >
      “{other.title}”
    </a>
  );
}
