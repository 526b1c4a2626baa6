import type { ReactNode } from 'react';
import type { Standing } from './standing.ts';

const OUTLINE = {
  x: 2.75,
  y: 2.75,
  width: 10.5,
  height: 10.5,
  rx: 2.5,
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
};

const SHAPES: Record<Standing, { colour: string; shape: ReactNode }> = {
  serving: {
    colour: 'text-healthy',
    shape: <rect x="2" y="2" width="12" height="12" rx="3" fill="currentColor" />,
  },
  alone: {
    colour: 'text-degraded',
    shape: <rect x="2" y="2" width="12" height="12" rx="3" fill="currentColor" />,
  },
  returning: {
    colour: 'text-recovering',
    shape: (
      <>
        <rect {...OUTLINE} />
        <path d="M8 2.75H5.25a2.5 2.5 0 0 0-2.5 2.5v5.5a2.5 2.5 0 0 0 2.5 2.5H8Z" fill="currentColor" />
      </>
    ),
  },
  silent: {
    colour: 'text-down',
    shape: (
      <>
        <rect {...OUTLINE} />
        <path d="m5.5 5.5 5 5m0-5-5 5" stroke="currentColor" strokeWidth="1.5" />
      </>
    ),
  },
  unproven: {
    colour: 'text-unknown',
    shape: <rect {...OUTLINE} strokeDasharray="2.5 2.25" />,
  },
};

/** One server: filled while it answers clients, half filled on its way back, crossed while it answers nobody, dashed while nothing tells. */
export function ServerMark({ standing, size = 14 }: { standing: Standing; size?: number }) {
  const { colour, shape } = SHAPES[standing];
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" className={`shrink-0 ${colour}`}>
      {shape}
    </svg>
  );
}
