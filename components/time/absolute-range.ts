import { LONGEST_MS, type Span } from '../../lib/contracts/range.ts';
import { instantsOf, wallOf } from '../../lib/zone.ts';
import { LONGEST_WORDS } from './range-words.ts';
import { zoneTag } from './zone-choice.ts';

const MINUTE_MS = 60_000;
const TEXT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(\.\d+)?)?$/;

export type AbsoluteField = 'from' | 'to';
export type AbsoluteInput = Record<AbsoluteField, string>;

/** What two inputs `datetime-local` mean, what is wrong with them, and what a reader of them should know. */
export type AbsoluteReading = {
  /** Null where something is wrong. */
  span: Span | null;
  mistakes: { path: AbsoluteField; text: string }[];
  notes: Partial<Record<AbsoluteField, string>>;
};

/** A span as the inputs hold it, by the clocks of a zone, to the second where it is not a whole minute. */
export function absoluteInput({ from, to }: Span, zone: string): AbsoluteInput {
  return { from: inputText(from, zone), to: inputText(to, zone) };
}

function inputText(atMs: number, zone: string): string {
  const text = new Date(wallOf(atMs, zone)).toISOString();
  return text.slice(17, 19) === '00' ? text.slice(0, 16) : text.slice(0, 19);
}

/**
 * Reads what was typed by the clocks of a zone. In an hour that comes twice the range is the wider one; a time that clocks
 * leave out is the one they would have shown. Both are noted.
 */
export function readAbsolute(input: AbsoluteInput, zone: string, nowMs: number): AbsoluteReading {
  const from = readTime(input.from, zone, 'first');
  const to = readTime(input.to, zone, 'last');
  const mistakes = mistakesOf(from.at, to.at, nowMs);
  return {
    span: from.at !== null && to.at !== null && mistakes.length === 0 ? { from: from.at, to: to.at } : null,
    mistakes,
    notes: { ...(from.note && { from: from.note }), ...(to.note && { to: to.note }) },
  };
}

function mistakesOf(from: number | null, to: number | null, nowMs: number): AbsoluteReading['mistakes'] {
  const missing = 'Expected a date and a time, such as 2026-07-21 10:42.';
  if (from === null || to === null) {
    return [
      ...(from === null ? [{ path: 'from', text: missing } as const] : []),
      ...(to === null ? [{ path: 'to', text: missing } as const] : []),
    ];
  }
  if (from >= nowMs) return [{ path: 'from', text: 'That time is yet to come; nothing is known of it.' }];
  if (to <= from)
    return [{ path: 'to', text: 'The end is before the begin, or the same; expected a later one.' }];
  if (to - from < MINUTE_MS)
    return [{ path: 'to', text: 'That is less than a minute; expected one at least.' }];
  if (to - from > LONGEST_MS) {
    return [{ path: 'from', text: `That is more than ${LONGEST_WORDS}; nothing is kept for longer.` }];
  }
  return [];
}

function readTime(
  text: string,
  zone: string,
  ofTwo: 'first' | 'last',
): { at: number | null; note: string | null } {
  const [, day, time, seconds = ':00'] = TEXT.exec(text.trim()) ?? [];
  const wallMs = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${seconds}Z`);
  if (Number.isNaN(wallMs)) return { at: null, note: null };
  const instants = instantsOf(wallMs, zone);
  const at = (ofTwo === 'first' ? instants[0] : instants.at(-1)) ?? wallMs;
  return { at, note: noteOf(wallMs, at, instants.length, zone, ofTwo) };
}

function noteOf(
  wallMs: number,
  at: number,
  count: number,
  zone: string,
  ofTwo: 'first' | 'last',
): string | null {
  const shown = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  if (count > 1) {
    return `Clocks of ${zoneTag(zone)} show ${shown(wallMs)} twice that day; the ${ofTwo} one is meant.`;
  }
  const meant = wallOf(at, zone);
  if (meant === wallMs) return null;
  return `Clocks of ${zoneTag(zone)} leave out ${shown(wallMs)} that day; ${shown(meant)} is meant.`;
}
