import { instantsOf, wallText } from '../../lib/zone.ts';

/** A time as an input `datetime-local` holds it, by the clocks of a zone: "2026-12-01T20:00". */
export function wallTime(atMs: number, zone: string): string {
  return wallText(atMs, zone).slice(0, 16);
}

/**
 * The ISO time that such an input means; in an hour that comes twice the earlier one. What is no time is given back as it
 * is, for the API to say what it expects.
 */
export function isoOfWallTime(text: string, zone: string): string {
  const wallMs = Date.parse(`${text}Z`);
  if (Number.isNaN(wallMs)) return text;
  return new Date(instantsOf(wallMs, zone)[0] ?? wallMs).toISOString();
}
