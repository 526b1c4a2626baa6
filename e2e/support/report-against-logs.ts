import type { IncidentReport, ReportEvent } from '../../lib/contracts/incident-report.ts';
import type { ServerName } from '../lab/topology.ts';
import type { LogLine, SyslogFile } from './syslog-file.ts';

/** Between a line on standard error and its copy in the log, on a busy machine; and what a look at a server may come late by. */
const LAG_MS = 1_000;
const LOOK_MS = 5_000;
/** dhcpd's own stamps are whole seconds. */
const SECOND_MS = 1_000;

/**
 * Holds each time of a report that stems from a server against what its dhcpd logged: gives how many were, and what is
 * wrong with those that do not fit. Of the time before the log begins there is nothing to hold them against.
 */
export function timesAgainstLogs(report: IncidentReport, syslog: Record<ServerName, SyslogFile>) {
  const logs = new Map(Object.values(syslog).map((log) => [log.host, log.lines()]));
  const linesOf = (server: string | null) => logs.get(server ?? '') ?? [];
  const faults: string[] = [];
  let checked = 0;
  const check = (what: string, lines: readonly LogLine[], fits: (line: LogLine) => boolean) => {
    checked += 1;
    if (!lines.some(fits))
      faults.push(`${what}; of: ${lines.map(({ text }) => text).join(' | ') || 'nothing'}`);
  };
  const isLogged = (server: string | null, stamp: string) =>
    Date.parse(stamp) >= (linesOf(server)[0]?.stampMs ?? Number.POSITIVE_INFINITY);

  for (const event of report.timeline) {
    if (event.serverStamp === null || !isLogged(event.server, event.serverStamp)) continue;
    const lines = linesOf(event.server).filter((line) => tellsOf(event, line, report));
    const stamp = Date.parse(event.serverStamp);
    const what = `${event.server} ${event.from} → ${event.to}`;
    check(`${what} stamped ${event.serverStamp}`, lines, (line) => isStamp(stamp, line));
    check(`${what} at ${event.at}`, lines, (line) => isSeen(Date.parse(event.at), line));
    const { corrected } = event;
    check(`${what} corrected to ${corrected?.at}`, lines, (line) =>
      corrected === null
        ? false
        : Math.abs(Date.parse(corrected.at) - line.trueMs) <=
          corrected.uncertaintyMs + line.resolutionMs + LAG_MS,
    );
  }
  for (const { server, source, text } of report.evidence) {
    const [, state, at] = /^my state (\S+) at (\S+),/.exec(text) ?? [];
    if (source === 'log') check(`evidence ${text}`, linesOf(server), (line) => line.text === text);
    else if (state && at && isLogged(server, at))
      check(`evidence ${text}`, movesTo(state, linesOf(server)), (line) => isStamp(Date.parse(at), line));
  }
  const seenAgain = new Set(report.gaps.map(({ until }) => until));
  for (const { name, stays } of report.servers)
    for (const { state, from } of stays) {
      if (from < report.span.from || seenAgain.has(from)) continue;
      const lines = movesTo(state, linesOf(name));
      check(`${name} in ${state} from ${from}`, lines, (line) => isSeen(Date.parse(from), line));
    }
  return { checked, faults };
}

function tellsOf({ kind, to, evidence }: ReportEvent, line: LogLine, report: IncidentReport): boolean {
  if (kind === 'state') return line.text.endsWith(` to ${to}`) && line.text.includes(': I move from ');
  return report.evidence.some(({ ref, text }) => evidence.includes(ref) && text === line.text);
}

const movesTo = (state: string, lines: readonly LogLine[]) =>
  lines.filter(({ text }) => text.includes(': I move from ') && text.endsWith(` to ${state}`));

/** A stamp of the second in which the line was written, or of the very moment. */
function isStamp(stamp: number, { stampMs }: LogLine): boolean {
  return stampMs - stamp > -SECOND_MS && stampMs - stamp < SECOND_MS + LAG_MS;
}

/** By our clock: no sooner than it happened, and as late as one look at the server may come. */
function isSeen(at: number, { trueMs, resolutionMs }: LogLine): boolean {
  return at >= trueMs - SECOND_MS - LAG_MS && at <= trueMs + resolutionMs + LOOK_MS;
}
