import type { PairDto } from '@/lib/contracts/pair.ts';

type LinkStatus = PairDto['link']['status'];

const LOOK: Record<LinkStatus, { colour: string; dashes?: string; dotted?: true }> = {
  up: { colour: 'text-healthy' },
  'one-sided': { colour: 'text-degraded', dashes: '7 5' },
  down: { colour: 'text-degraded' },
  unknown: { colour: 'text-unknown', dashes: '0.1 5', dotted: true },
};

/** From where to where the line is drawn; a broken one leaves a gap for its cross. */
const WHOLE = [['0%', '100%']] as const;
const BROKEN = [
  ['0%', '37%'],
  ['63%', '100%'],
] as const;

/**
 * The failover connection as a line, drawn from evidence: whole when both ends prove it, dashed when one says it is
 * lost, broken when nobody has it, dotted when nothing tells. As long as its box is wide.
 */
export function LinkLine({ status, className = '' }: { status: LinkStatus; className?: string }) {
  const { colour, dashes, dotted } = LOOK[status];
  return (
    <svg aria-hidden="true" height="16" className={`overflow-visible ${colour} ${className}`}>
      {(status === 'down' ? BROKEN : WHOLE).map(([from, to]) => (
        <line
          key={from}
          x1={from}
          y1="8"
          x2={to}
          y2="8"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap={dotted ? 'round' : 'butt'}
          strokeDasharray={dashes}
        />
      ))}
      {status === 'down' && (
        <svg x="50%" y="8" overflow="visible" aria-hidden="true">
          <path d="m-4-4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="2" fill="none" />
        </svg>
      )}
    </svg>
  );
}
