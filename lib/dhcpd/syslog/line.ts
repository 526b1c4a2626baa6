import { harmlessText } from './harmless.ts';
import { readJournalEntry } from './journal.ts';
import { readBsdStamp, readIsoStamp, type Stamp, type StampContext } from './stamps.ts';

export type LogFormat = 'bsd' | 'iso' | 'rfc5424' | 'journal' | 'bare';

/** One line of a log, whatever wrote it, taken apart. All text is harmless to store and show. */
export type LogLine = {
  format: LogFormat;
  /** Null when the line has none that can be read. */
  stamp: Stamp | null;
  /** The machine as the line names it: a log may hold both servers' lines. */
  host: string | null;
  program: string | null;
  pid: number | null;
  /** What dhcpd said. */
  message: string;
  /** How often; more than once where syslog says that it left repetitions out. */
  times: number;
  /** The journal's own name for this place, to go on after. */
  cursor: string | null;
};

export type LineContext = StampContext & {
  /** Names under which dhcpd logs: syslog tags, and units without `.service`. */
  programs?: ReadonlySet<string>;
  /** The lines are dhcpd's own standard error (`dhcpd -d`), with neither stamp nor program. */
  bare?: boolean;
  /** Pass over packets that came and went with nothing said of them, at a fraction of the cost of reading them. */
  skipTraffic?: boolean;
};

export const DHCPD_PROGRAMS: ReadonlySet<string> = new Set(['dhcpd', 'dhcpd4', 'isc-dhcp-server']);

/** `[<priority>]stamp [<facility.level>] [host] program[pid]: message`; some servers write no host. */
const HEADER =
  /^(?:<\d{1,3}>)?([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ][^ ]{8,24}) (?:<[\w.]+> )?(?:(\S*[^\s:]) )?([^\s:[\]]+)(?:\[(\d{1,10})\])?: ?/;

/** `<priority>1 stamp host program pid id structured-data message`. */
const HEADER_5424 =
  /^<\d{1,3}>1 (\S+) (\S+) (\S+) (\S+) \S+ (?:-|(?:\[[^\]"]*(?:"(?:[^"\\]|\\.)*"[^\]"]*)*\])+)(?: |$)/;
const REPEATED = /^message repeated (\d{1,9}) times: \[ (.*)\]$/;

/**
 * Takes a line of a syslog file (RFC 3164, RFC 5424, or rsyslog's form with an ISO stamp), of `journalctl -o json`, or
 * of dhcpd's own standard error apart. Null for the line of another program and for what is no log line at all.
 * @throws RangeError for a zone nobody knows.
 */
export function readLogLine(raw: string | Uint8Array, context: LineContext): LogLine | null {
  const text = harmlessText(raw);
  if (context.skipTraffic && isPlainTraffic(text)) return null;
  if (context.bare) return { ...NOTHING_KNOWN, format: 'bare', message: text };
  const programs = context.programs ?? DHCPD_PROGRAMS;
  if (text.startsWith('{')) return fromJournal(text, programs);
  const line = HEADER_5424.test(text)
    ? fromRfc5424(text, programs, context)
    : fromHeader(text, programs, context);
  return line && withRepetitions(line);
}

/**
 * Whether a line ends with a packet's `via <where>`, and so says nothing beyond that it came or went. A host name can't
 * feign it: what dhcpd adds to a packet comes after the real `via` and has blanks before or in it.
 */
function isPlainTraffic(text: string): boolean {
  const via = text.lastIndexOf(' via ');
  return via !== -1 && !text.includes(' ', via + VIA_LENGTH) && PACKET.test(text);
}

const VIA_LENGTH = ' via '.length;
/** A packet's name where a message begins: at a bare line's start, after a header, in the journal's JSON. */
const PACKET = /(?:^|: |"MESSAGE" ?: ?")(?:DHCP|BOOT)[A-Z]+ /;

const NOTHING_KNOWN = { stamp: null, host: null, program: null, pid: null, times: 1, cursor: null };

function fromHeader(text: string, programs: ReadonlySet<string>, context: LineContext): LogLine | null {
  const match = HEADER.exec(text);
  if (!match) return null;
  const [header, stamp = '', host, program = '', pid] = match;
  if (!programs.has(program)) return null;
  const format = /^\d/.test(stamp) ? 'iso' : 'bsd';
  return {
    ...NOTHING_KNOWN,
    format,
    stamp: format === 'iso' ? readIsoStamp(stamp, context) : readBsdStamp(stamp, context),
    host: host ?? null,
    program,
    pid: pid === undefined ? null : Number(pid),
    message: text.slice(header.length),
  };
}

function fromRfc5424(text: string, programs: ReadonlySet<string>, context: LineContext): LogLine | null {
  const [header = '', stamp = '', host = '-', program = '', pid = '-'] = HEADER_5424.exec(text) ?? [];
  if (!programs.has(program)) return null;
  return {
    ...NOTHING_KNOWN,
    format: 'rfc5424',
    stamp: readIsoStamp(stamp, context),
    host: host === '-' ? null : host,
    program,
    pid: /^\d{1,10}$/.test(pid) ? Number(pid) : null,
    message: text.slice(header.length),
  };
}

function fromJournal(text: string, programs: ReadonlySet<string>): LogLine | null {
  const entry = readJournalEntry(text);
  const program = entry?.names.find((name) => programs.has(name));
  if (entry === null || program === undefined) return null;
  const { stamp, host, pid, message, cursor } = entry;
  return { format: 'journal', stamp, host, program, pid, message, times: 1, cursor };
}

/** rsyslog leaves repetitions out and says so in a line of its own, which stands for further ones. */
function withRepetitions(line: LogLine): LogLine {
  const [, times, message] = REPEATED.exec(line.message) ?? [];
  return times === undefined || message === undefined ? line : { ...line, times: Number(times), message };
}
