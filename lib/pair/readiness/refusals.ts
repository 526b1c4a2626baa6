import type { LogFactCode } from '../../dhcpd/syslog/facts.ts';
import { formatDuration } from '../duration.ts';
import type { ServerRole } from '../facts.ts';
import { bothNormalSince } from '../in-normal.ts';
import { isLogRead, type LogFacts, type LogLine, type ReadinessFacts, ROLES } from './facts.ts';
import { logEvidence } from './lease-files.ts';
import { type Outcome, worstOf } from './line.ts';

const MINUTE_MS = 60_000;

/** dhcpd tries to connect every 5 to 90 s, so a refusal that stands is said again long before this. */
const CONNECTION_EXPIRES_MS = 10 * MINUTE_MS;
const UPDATE_EXPIRES_MS = 60 * MINUTE_MS;
/** How much earlier a line may seem to be than the change of state that followed it. */
const STAMP_SLACK_MS = 5000;

export const CONNECTION_REFUSALS: readonly LogFactCode[] = [
  'connection-refused-here',
  'connection-refused-by-partner',
  'connection-answer-refused',
];
export const UPDATE_REFUSAL = 'update-rejected' satisfies LogFactCode;

/** Neither server refused the other's connection or updates of late; what came right since does not count. */
export function refusalsLine(facts: ReadinessFacts, now: number): Outcome {
  const normalSince = bothNormalSince(facts.pair, now);
  return worstOf(ROLES.map((role) => refusalOf(facts, role, normalSince, now)));
}

function refusalOf(
  facts: ReadinessFacts,
  role: ServerRole,
  normalSince: number | null,
  now: number,
): Outcome {
  const log = facts.logs[role];
  const { name } = facts.pair[role];
  const lines = log?.lines ?? [];
  const connectionsFrom = Math.max(
    now - CONNECTION_EXPIRES_MS,
    normalSince === null ? 0 : normalSince + STAMP_SLACK_MS,
  );
  const connection = lines.findLast((line) => line.at >= connectionsFrom && isConnectionRefusal(line));
  if (connection) {
    return {
      status: 'fail',
      figure: null,
      text: `The log of ${name} tells of a refused failover connection.`,
      nextStep: `Mend what the line in the log names; after that the two connect by themselves.`,
      evidence: [logEvidence(name, connection)],
    };
  }
  const updates = lines.filter((line) => line.at >= now - UPDATE_EXPIRES_MS && isUpdateRefusal(line));
  const last = updates.at(-1);
  if (last) {
    return {
      status: 'warn',
      figure: `${updates.length} in an hour`,
      text: `The partner of ${name} does not take all of its updates.`,
      nextStep: `Compare the ranges of both configurations, and the two records of the address in the log.`,
      evidence: [logEvidence(name, last)],
    };
  }
  if (!isLogRead(log, now)) {
    return {
      status: 'unknown',
      figure: null,
      text: `The log of ${name} is not read, so a refusal would go unseen.`,
      nextStep: `Let Pairwatch read the log of ${name}.`,
      evidence: [],
    };
  }
  return {
    status: 'pass',
    figure: `0 in ${watchedFor(log, now)}`,
    text: 'Neither server has refused the other of late.',
    nextStep: null,
    evidence: [],
  };
}

/** Trying to connect where a connection is already harms nobody. */
const isConnectionRefusal = ({ code, reason }: LogLine): boolean =>
  CONNECTION_REFUSALS.includes(code) && reason !== 'already-connected';

/** In a duel both changed a lease at once, and one gave way. */
const isUpdateRefusal = ({ code, reason }: LogLine): boolean => code === UPDATE_REFUSAL && reason !== 'duel';

/** No longer than what an update's refusal counts for. */
function watchedFor(log: LogFacts | null, now: number): string {
  const watchedMs = now - (log?.since ?? now);
  return watchedMs >= UPDATE_EXPIRES_MS ? 'an hour' : formatDuration(watchedMs);
}
