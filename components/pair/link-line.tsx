import type { PairDto } from '@/lib/contracts/pair.ts';

type LinkStatus = PairDto['link']['status'];

const LOOK: Record<LinkStatus, { colour: string; dashes?: string }> = {
  up: { colour: 'text-healthy' },
  'one-sided': { colour: 'text-degraded', dashes: '7 5' },
  down: { colour: 'text-degraded', dashes: '3 5' },
  unknown: { colour: 'text-unknown', dashes: '1 5' },
};

/**
 * The failover connection as a line, drawn from evidence: whole when both ends prove it, dashed when one says it is
 * lost, broken when both do, dotted when nothing tells. As long as its box is wide.
 */
export function LinkLine({ status, className = '' }: { status: LinkStatus; className?: string }) {
  const { colour, dashes } = LOOK[status];
  return (
    <svg aria-hidden="true" height="16" className={`overflow-visible ${colour} ${className}`}>
      <line
        x1="0"
        y1="8"
        x2="100%"
        y2="8"
        stroke="currentColor"
        strokeWidth={status === 'unknown' ? 2 : 1.75}
        strokeLinecap={status === 'unknown' ? 'round' : 'butt'}
        strokeDasharray={dashes}
      />
      {status === 'down' && (
        <svg x="50%" y="8" overflow="visible" aria-hidden="true">
          <rect x="-9" y="-7" width="18" height="14" className="fill-surface" />
          <path d="m-4.5-4.5 9 9m0-9-9 9" stroke="currentColor" strokeWidth="2" fill="none" />
        </svg>
      )}
    </svg>
  );
}
