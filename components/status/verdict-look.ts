import type { Verdict } from '@/lib/contracts/verdict.ts';

/** Text colour of each verdict; marks take it by `currentColor`. Spelled out whole, so that Tailwind finds the names. */
export const VERDICT_TEXT: Record<Verdict, string> = {
  healthy: 'text-healthy',
  degraded: 'text-degraded',
  recovering: 'text-recovering',
  dangerous: 'text-dangerous',
  down: 'text-down',
  unknown: 'text-unknown',
};

/** The mark as a character, where only text can go: a window's title. */
export const VERDICT_CHARACTER: Record<Verdict, string> = {
  healthy: '●',
  degraded: '▲',
  recovering: '◐',
  dangerous: '◆',
  down: '■',
  unknown: '○',
};
