import { z } from 'zod';
import { harmlessText } from './harmless.ts';
import { readJournalStamp, type Stamp } from './stamps.ts';

export type JournalEntry = {
  stamp: Stamp | null;
  host: string | null;
  /** What the entry's program may be called: its syslog tag, its command, its unit without `.service`. */
  names: string[];
  pid: number | null;
  message: string;
  cursor: string | null;
};

/** The journal gives a field as bytes when it is not clean UTF-8, and as a list when it was set more than once. */
const value = z.union([
  z.string(),
  z.array(z.int().min(0).max(255)).transform((bytes) => harmlessText(Uint8Array.from(bytes))),
  z.array(z.string()).transform((values) => values[0] ?? ''),
]);
const field = value.optional().catch(undefined);

const entrySchema = z.object({
  __REALTIME_TIMESTAMP: field,
  __CURSOR: field,
  MESSAGE: value,
  SYSLOG_IDENTIFIER: field,
  _COMM: field,
  _SYSTEMD_UNIT: field,
  _HOSTNAME: field,
  _PID: field,
});

/** One line of `journalctl -o json`; null when it is no entry with a message (a message too long comes as null). */
export function readJournalEntry(text: string): JournalEntry | null {
  const parsed = entrySchema.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { MESSAGE, SYSLOG_IDENTIFIER, _COMM, _SYSTEMD_UNIT, _HOSTNAME, _PID, ...journal } = parsed.data;
  const names = [SYSLOG_IDENTIFIER, _COMM, _SYSTEMD_UNIT?.replace(/\.service$/, '')];
  return {
    stamp: readJournalStamp(journal.__REALTIME_TIMESTAMP ?? ''),
    host: _HOSTNAME === undefined ? null : harmlessText(_HOSTNAME),
    names: names.filter((name) => name !== undefined),
    pid: _PID !== undefined && /^\d{1,10}$/.test(_PID) ? Number(_PID) : null,
    message: harmlessText(MESSAGE),
    cursor: journal.__CURSOR ?? null,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // such as a line that was cut off, which is no entry
  }
}
