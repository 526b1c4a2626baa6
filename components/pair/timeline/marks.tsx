import type { ReactNode } from 'react';
import type { Span } from '@/lib/contracts/range.ts';
import type { Lanes } from './layout.ts';
import { shareOf } from './place.ts';

type Mark = Lanes['marks'][number];

export const MARK_WORD: Record<Mark['kind'], string> = {
  alert: 'alert',
  incident: 'incident',
  config: 'configuration',
  action: 'action',
};

const SHAPE: Record<Mark['kind'], ReactNode> = {
  alert: <path d="M0-5 4.5 3.5h-9Z" fill="currentColor" />,
  incident: <rect x="-4" y="-4" width="8" height="8" fill="currentColor" />,
  config: <path d="M0-5 5 0 0 5-5 0Z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  action: <circle r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

/** What was told and done, as ticks by their kind: alerts, incidents, changed configurations, what people did. */
export function Marks({ marks, span, top }: { marks: readonly Mark[]; span: Span; top: number }) {
  return marks.map(({ eventId, kind, atMs }) => (
    <svg
      key={eventId}
      aria-hidden="true"
      x={shareOf(atMs, span)}
      y={top + 6}
      overflow="visible"
      className="text-muted"
      data-mark={kind}
    >
      {SHAPE[kind]}
    </svg>
  ));
}

/** The shape of one kind where it is told in words. */
export function MarkShape({ kind }: { kind: Mark['kind'] }) {
  return (
    <svg viewBox="-6 -6 12 12" width="10" height="10" aria-hidden="true" className="inline-block text-muted">
      {SHAPE[kind]}
    </svg>
  );
}
