import type { Evidence } from '../../contracts/verdict.ts';
import type { LogFactCode } from '../../dhcpd/syslog/facts.ts';
import type { ServerRole } from '../facts.ts';
import { freshness } from '../freshness.ts';
import { isLogRead, type LeaseFileFacts, type LogLine, type ReadinessFacts, ROLES } from './facts.ts';
import { isoOf, type Outcome, worstOf } from './line.ts';

const MINUTE_MS = 60_000;

/** What dhcpd says when it can not keep its leases (reference 6.3). */
export const STORAGE_TROUBLES: readonly LogFactCode[] = [
  'commit-failed',
  'lease-not-written',
  'state-not-written',
  'state-not-recorded',
  'declaration-not-written',
  'rewrite-failed',
  'giveaway-failed',
  'not-stored',
];
/** After a write error dhcpd rewrites the whole file (reference 4.6); once that is done the trouble is over. */
export const STORAGE_MENDED = 'leases-written' satisfies LogFactCode;

/** dhcpd rewrites the file at the first write after an hour (reference 4.6); writing a large one takes a while. */
const REWRITE_DUE_MS = 70 * MINUTE_MS;
/** What one server writes the other one writes within seconds, so neither file grows for long without the other. */
const GROWS_WITH_PARTNER_MS = 10 * MINUTE_MS;

/** Each server keeps its leases: nothing failed to be written, the file grows with its partner's and is rewritten. */
export function leaseFilesLine(facts: ReadinessFacts, now: number): Outcome {
  return worstOf(ROLES.map((role) => troubleOf(facts, role) ?? fileOutcome(facts, role, now)));
}

function troubleOf({ pair, logs }: ReadinessFacts, role: ServerRole): Outcome | null {
  const lines = logs[role]?.lines ?? [];
  const mendedAt = Math.max(...lines.filter(({ code }) => code === STORAGE_MENDED).map(({ at }) => at));
  const troubles = lines.filter(({ code, at }) => STORAGE_TROUBLES.includes(code) && at > mendedAt);
  const last = troubles.at(-1);
  if (!last) return null;
  const { name } = pair[role];
  return {
    status: 'fail',
    figure: null,
    text: `dhcpd on ${name} could not write to its lease file.`,
    nextStep: `Check space and health of the disk of ${name}, and the rights on the folder of its lease file.`,
    evidence: [logEvidence(name, last)],
  };
}

function fileOutcome(facts: ReadinessFacts, role: ServerRole, now: number): Outcome {
  const { pair, leaseFiles } = facts;
  const { name } = pair[role];
  const file = leaseFiles[role];
  if (file === null || freshness(file.health.lastSuccessAt, file.health.intervalMs, now) !== 'fresh') {
    return {
      status: 'unknown',
      figure: null,
      text: `The lease file of ${name} is not read, so nobody sees whether it is kept.`,
      nextStep: `Let Pairwatch read the lease file of ${name}.`,
      evidence: [],
    };
  }
  const evidence = fileEvidence(name, file);
  const { rewrittenAt, grownAt, watchedSince } = file;
  if (grownAt !== null && grownAt - (rewrittenAt ?? watchedSince) > REWRITE_DUE_MS) {
    return {
      status: 'warn',
      figure: null,
      text: `dhcpd on ${name} has not rewritten its lease file for more than an hour, though it writes to it.`,
      nextStep: `Look in the log of ${name} for "Can't create new lease file", and check the rights on its folder.`,
      evidence,
    };
  }
  const partnerGrownAt = leaseFiles[role === 'primary' ? 'secondary' : 'primary']?.grownAt ?? null;
  if (partnerGrownAt !== null && partnerGrownAt - (grownAt ?? watchedSince) > GROWS_WITH_PARTNER_MS) {
    return {
      status: 'warn',
      figure: null,
      text: `The lease file of ${name} stands still while its partner's grows.`,
      nextStep: `Check that Pairwatch reads the lease file that dhcpd on ${name} writes, and its disk.`,
      evidence,
    };
  }
  const isQuiet = grownAt === null || now - grownAt > REWRITE_DUE_MS;
  if (isQuiet && !isLogRead(facts.logs[role], now)) {
    return {
      status: 'unknown',
      figure: null,
      text: `Nothing was written to the lease file of ${name} for more than an hour, and its log is not read.`,
      nextStep: `Let Pairwatch read the log of ${name}.`,
      evidence,
    };
  }
  return {
    status: 'pass',
    figure: null,
    text: 'Nothing failed to be written, and the two lease files grow together.',
    nextStep: null,
    evidence,
  };
}

function fileEvidence(server: string, { rewrittenAt, grownAt, health }: LeaseFileFacts): Evidence[] {
  const said = (at: number | null) => (at === null ? 'not seen' : isoOf(at));
  const text = `The lease file of ${server} last grew: ${said(grownAt)}; was last rewritten: ${said(rewrittenAt)}.`;
  const observedAt = health.lastSuccessAt === null ? null : isoOf(health.lastSuccessAt);
  return [{ server, source: 'leases', text, observedAt }];
}

export function logEvidence(server: string, { text, at }: LogLine): Evidence {
  return { server, source: 'log', text, observedAt: isoOf(at) };
}
