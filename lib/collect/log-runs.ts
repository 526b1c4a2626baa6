import type { OpenRuns } from '../dhcpd/syslog/coalesce.ts';

/** What one server's log repeats: the runs that may go on, and which event each became. */
export type LogRuns = { open: OpenRuns; eventKeys: ReadonlyMap<string, string> };

export const NO_LOG_RUNS: LogRuns = { open: new Map(), eventKeys: new Map() };
