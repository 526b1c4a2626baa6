import type { ReactNode } from 'react';
import type { Verdict } from '@/lib/contracts/verdict.ts';
import { VERDICT_TEXT } from './verdict-look.ts';

const SHAPES: Record<Verdict, ReactNode> = {
  healthy: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
  degraded: <path d="M8 1.8 14.6 13.4H1.4Z" fill="currentColor" />,
  recovering: (
    <>
      <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2.75a5.25 5.25 0 0 0 0 10.5Z" fill="currentColor" />
    </>
  ),
  dangerous: <path d="M8 .9 15.1 8 8 15.1.9 8Z" fill="currentColor" />,
  down: <rect x="2.5" y="2.5" width="11" height="11" fill="currentColor" />,
  unknown: (
    <circle
      cx="8"
      cy="8"
      r="5.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.75 2.75"
    />
  ),
};

/** The shape of a verdict, in its colour. The word always stands beside it or is read out in its place. */
export function VerdictMark({ verdict, size = 16 }: { verdict: Verdict; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      className={`shrink-0 ${VERDICT_TEXT[verdict]}`}
    >
      {SHAPES[verdict]}
    </svg>
  );
}
