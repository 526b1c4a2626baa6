import { type LogFact, readFact } from './facts.ts';
import { isIgnored } from './ignored.ts';
import { type LineContext, type LogLine, readLogLine } from './line.ts';

/** A line of dhcpd's log and what it says. */
export type LogEntry = {
  line: LogLine;
  /** Null where the line says nothing to keep, or nothing known. */
  fact: LogFact | null;
  /** No row of the table fits, and it is none of the shapes that are passed over on purpose. */
  unknown: boolean;
};

/**
 * Reads one line of a log by itself; null when it is not dhcpd's.
 * @throws RangeError for a zone nobody knows.
 */
export function parseLogLine(raw: string | Uint8Array, context: LineContext): LogEntry | null {
  const line = readLogLine(raw, context);
  if (!line) return null;
  const fact = readFact(line.message);
  return { line, fact, unknown: fact === null && !isIgnored(line.message) };
}

/** Stands for a line that dhcpd echoes from a faulty file. */
const ECHOED = '(a line of the faulty file)';

/**
 * Reads the lines of one log in their order. It differs from `parseLogLine` in one thing: it knows the line that dhcpd
 * echoes from a faulty file after saying what is wrong there. That line may hold anything, a key's secret too, and is
 * never evidence.
 */
export class LogReader {
  /** Who echoes a line of a file next: one log may hold the lines of several servers. */
  #echoing: string | null = null;

  /** As `parseLogLine`. */
  read(raw: string | Uint8Array, context: LineContext): LogEntry | null {
    const entry = parseLogLine(raw, context);
    if (!entry) return null;
    const { line, fact } = entry;
    const writer = `${line.host} ${line.pid}`;
    const echoed = this.#echoing === writer && entry.unknown;
    if (this.#echoing === writer) this.#echoing = null;
    // Only what is wrong in a file has a line number.
    if (fact !== null && 'line' in fact) this.#echoing = writer;
    return echoed ? { line: { ...line, message: ECHOED }, fact: null, unknown: false } : entry;
  }
}
