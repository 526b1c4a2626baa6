import { createHash } from 'node:crypto';
import { LogReader } from '../../dhcpd/syslog/entry.ts';
import { type LogFact, readFact } from '../../dhcpd/syslog/facts.ts';
import { harmlessText } from '../../dhcpd/syslog/harmless.ts';
import type { LogLine } from '../../dhcpd/syslog/line.ts';
import { LineSplitter } from '../../dhcpd/syslog/line-splitter.ts';
import { hideText } from '../../privacy/hide-text.ts';
import { isAnyHashed, type Pseudonyms } from '../../privacy/pseudonyms.ts';
import { FileFollower } from '../../reach/follow/follower.ts';
import type { Reach } from '../../reach/reach.ts';
import { zoneOf } from '../../reach/zone.ts';
import type { LogSettings } from '../../settings/settings.ts';
import { SourceError } from '../failure.ts';
import { followJournal, type JournalFollower } from '../log/journal-follower.ts';
import type { LogFactRead, LogReading } from '../reading.ts';
import type { Source } from './source.ts';

export type LogPosition = { identity: string | null; offset: number; cursor: string | null };

export type LogSourceOptions = {
  log: LogSettings;
  reach: Reach;
  /** How far an earlier run read it; null when none did. */
  position: (origin: string) => Promise<LogPosition | null>;
  /** Whether a failover peer is not the pair's: a dhcpd may have several, of which each is a pair of its own. */
  isForeignPeer: (name: string) => boolean;
  pseudonyms: Pseudonyms;
  now: () => number;
};

/** What logrotate makes of a log's name, with and without compression of the one before. */
const FORMER_NAMES = ['.1', '.0'];

/** So many names are told of those in a log that may be anybody's. */
const MOST_WRITERS = 5;

/** Follows one server's log from its present end on: what dhcpd said before Pairwatch looked is not news. */
export function logSource({
  log,
  reach,
  position,
  isForeignPeer,
  pseudonyms,
  now,
}: LogSourceOptions): Source<'log'> {
  const follow = log.kind === 'file' ? followFile : followUnit;
  const origin = log.kind === 'file' ? log.path : `journal of ${log.unit}`;
  const lines = new LogReader();
  /** Names in the lines of a log in which nothing tells which of them are this server's. */
  const writers = new Set<string>();
  let waiting: LogFactRead[] = [];
  let place: LogPosition = { identity: null, offset: 0, cursor: null };
  let following: { poll(signal: AbortSignal): Promise<void>; close(): Promise<void> } | null = null;
  let zone: string | null = null;

  function take(line: string | Uint8Array, placeOf: (text: string) => string): void {
    const entry = lines.read(line, { nowMs: now(), zone: zone ?? 'local', skipTraffic: true });
    if (!entry || !isOwn(entry.line)) return;
    if (!entry.fact || isForeign(entry.fact)) return;
    const told = hidden(entry.fact, entry.line.message, asWritten(line, entry.line));
    if (told === null) return;
    const { stamp, times } = entry.line;
    waiting.push({
      fact: told.fact,
      ...(stamp ? { atMs: stamp.atMs, clock: 'server' } : { atMs: now(), clock: 'pairwatch' }),
      times,
      text: told.text,
      place: placeOf(told.text),
    });
  }

  /** A line by its clients' pseudonyms: read again, it says the same of them. null where it would not. */
  function hidden(fact: LogFact, message: string, text: string): { fact: LogFact; text: string } | null {
    if (!isAnyHashed(pseudonyms.privacy)) return { fact, text };
    const hostnames = 'client' in fact && typeof fact.client === 'object' ? [fact.client.hostname ?? ''] : [];
    const again = readFact(hideText(message, pseudonyms, hostnames));
    return again?.code === fact.code ? { fact: again, text: hideText(text, pseudonyms, hostnames) } : null;
  }

  /** Two servers may write to one log: then only its name in the lines tells whose they are. */
  function isOwn({ host }: LogLine): boolean {
    if (log.kind !== 'file') return true;
    if (log.host !== null) return host?.toLowerCase() === log.host.toLowerCase();
    if (log.isShared && writers.size < MOST_WRITERS) writers.add(host ?? 'no name');
    return !log.isShared;
  }

  function isForeign(fact: LogFact): boolean {
    return 'peer' in fact && typeof fact.peer === 'string' && isForeignPeer(fact.peer);
  }

  async function followFile(known: LogPosition | null) {
    const resumeAt = known?.identity != null ? { identity: known.identity, offset: known.offset } : null;
    const path = log.kind === 'file' ? log.path : '';
    const follower = new FileFollower(reach, path, { resumeAt, startAtEnd: true, formerNames: FORMER_NAMES });
    let splitter = new LineSplitter();
    return {
      async poll(signal: AbortSignal) {
        for await (const step of follower.poll(signal)) {
          if (step.kind === 'opened') {
            splitter = new LineSplitter({ offset: follower.position?.offset ?? 0 });
            place = { identity: step.identity, offset: splitter.position, cursor: null };
            continue;
          }
          for (const { bytes, offset } of splitter.push(step.bytes))
            take(
              bytes,
              (text) =>
                `${place.identity}:${offset}:${hashOf(isAnyHashed(pseudonyms.privacy) ? text : bytes)}`,
            );
          place = { ...place, offset: splitter.position };
        }
      },
      close: () => follower.close(),
    };
  }

  async function followUnit(known: LogPosition | null) {
    const unit = log.kind === 'journal' ? log.unit : '';
    const journal: JournalFollower = followJournal(reach, unit, known?.cursor ?? null);
    return {
      async poll(signal: AbortSignal) {
        for (const { text, cursor } of await journal.poll(signal)) {
          take(text, () => cursor ?? `${now()}`);
          if (cursor !== null) place = { ...place, cursor };
        }
      },
      close: () => journal.close(),
    };
  }

  return {
    kind: 'log',
    async read(signal): Promise<LogReading> {
      zone ??= await zoneOf(reach, signal);
      following ??= await follow(await position(origin));
      await following.poll(signal);
      if (writers.size > 0) throw new SourceError('whose-lines', whoseLines(origin, [...writers]));
      return { origin, ...place, facts: [...waiting] };
    },
    stored({ facts }) {
      const done = new Set(facts);
      waiting = waiting.filter((fact) => !done.has(fact));
    },
    async close() {
      await following?.close();
      following = null;
    },
  };
}

function whoseLines(path: string, writers: string[]): string {
  const names = writers.toSorted().join(', ');
  return `${path} is the log of both servers of the pair in pairwatch.yaml, and which of its lines are this server’s is not known; the names in its lines so far: ${names}; set log: { path: …, host: NAME } of each server to its name there, or name a log of its own`;
}

/**
 * The line with its time and pid: they tell two lines of the same words apart, as of a server that was started twice. The
 * journal has them in fields, so they are written before its message here.
 */
function asWritten(
  raw: string | Uint8Array,
  { format, stamp, host, program, pid, message }: LogLine,
): string {
  if (format !== 'journal') return harmlessText(raw);
  const time = stamp && new Date(stamp.atMs).toISOString();
  return `${time ?? 'no time'} ${host ?? 'no host'} ${program ?? 'dhcpd'}[${pid ?? 'no pid'}]: ${message}`;
}

/** A file that is emptied after it was copied away has other lines at the same places. */
function hashOf(line: Uint8Array | string): string {
  return createHash('sha256').update(line).digest('base64url').slice(0, 8);
}
