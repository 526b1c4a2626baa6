import { formatDuration } from '../../../lib/pair/duration.ts';
import { formatTime, type Zone } from '../../../lib/pair/sentence.ts';
import { formatExact, formatSeconds } from '../../time/format.ts';
import { type Lanes, type Segment, segmentAt } from './layout.ts';

/** What was at one time. */
export type ReadoutOf = {
  at: number;
  verdict: Lanes['verdicts'][number] | null;
  servers: { name: string; stay: Lanes['servers'][number]['segments'][number] | null }[];
  marks: Lanes['marks'];
};

/** As many marks as have room. */
const MOST_MARKS = 3;

/** What was at a time; marks within `nearMs` of it count as there. */
export function readoutAt(lanes: Lanes, at: number, nearMs: number): ReadoutOf {
  return {
    at,
    verdict: segmentAt(lanes.verdicts, at),
    servers: lanes.servers.map(({ name, segments }) => ({ name, stay: segmentAt(segments, at) })),
    marks: lanes.marks
      .filter(({ atMs }) => Math.abs(atMs - at) <= nearMs)
      .toSorted((one, other) => Math.abs(one.atMs - at) - Math.abs(other.atMs - at))
      .slice(0, MOST_MARKS),
  };
}

const HOUR_MS = 3_600_000;

/** From when until when something lasted, what was short to the second: "10:42:03 to 10:42:35 (32 s)", "since 10:42 UTC". */
export function lastedWords({ began, ended }: Segment<unknown>, nowMs: number, zone: Zone): string {
  const isShort = (ended ?? nowMs) - began < HOUR_MS;
  const words = (at: number) => (isShort ? formatSeconds(at, zone) : formatTime(at, nowMs, zone));
  if (ended === null) return `since ${words(began)}`;
  return `${words(began)} to ${words(ended)} (${formatDuration(ended - began)})`;
}

/** All of it in one sentence, to be read out. */
export function readoutText({ at, verdict, servers, marks }: ReadoutOf, zone: Zone): string {
  const parts = [
    formatExact(at, zone),
    `verdict ${verdict?.of.verdict ?? 'not judged'}`,
    ...servers.map(({ name, stay }) => `${name} ${stay?.of.state ?? 'not seen'}`),
    ...marks.map(({ sentence }) => sentence),
  ];
  return parts.join('; ');
}
