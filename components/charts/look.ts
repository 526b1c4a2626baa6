import type { SeriesLook } from './chart.ts';

/** Colour of the line, or of the edge of an area. */
export const STROKE: Record<SeriesLook, string> = {
  'server-a': 'var(--server-a)',
  'server-b': 'var(--server-b)',
  used: 'var(--muted)',
  backup: 'var(--faint)',
  free: 'var(--strong-line)',
  ink: 'var(--ink)',
};

/** What fills an area; a backup share is hatched by the pattern of that id. */
export function fillOf(look: SeriesLook, hatchId: string): string {
  if (look === 'backup') return `url(#${hatchId})`;
  if (look === 'free') return 'var(--surface)';
  return STROKE[look];
}
