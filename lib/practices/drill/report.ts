import type { DrillReadiness, DrillReport, DrillSignature, DrillSummary } from '../../contracts/drill.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { type Drill, iso, type Of } from './facts.ts';
import { measuresOf, verdictOf } from './outcome.ts';
import { remarksOf } from './remarks.ts';
import { isComplete, stepsOf } from './steps.ts';

export type StoredDrill = Drill & {
  id: number;
  actor: string;
  createdAt: number;
  windowId: number | null;
  signature: StoredSignature | null;
};

/** The signed report itself is kept beside the hash, so that a later Pairwatch, which may put things otherwise, shows the same. */
export type StoredSignature = DrillSignature & {
  /** Of plan and record as they were signed. */
  recordSha256: string;
  report: SignedPart;
};

/** What a signature is over. */
export type SignedPart = Omit<DrillReport, 'generated' | 'signature' | 'isAltered'>;

type Generated = DrillReport['generated'];

/** The report on a drill as it stands at `now`; of a signed one what was signed, and whether that is still what is kept. */
export function drillReport(drill: StoredDrill, generated: Generated, now: number): DrillReport {
  const { signature } = drill;
  if (signature === null) return { ...reportBody(drill, now), generated, signature: null, isAltered: null };
  const { report, recordSha256: _, ...signed } = signature;
  return { ...report, generated, signature: signed, isAltered: isAltered(drill) };
}

/** Whether what is kept of a signed drill is another than what was signed; null for one that nobody signed. */
export function isAltered(drill: StoredDrill): boolean | null {
  const { signature } = drill;
  if (signature === null) return null;
  return (
    sha256(canonicalJson(signature.report)) !== signature.sha256 ||
    recordHash(drill) !== signature.recordSha256
  );
}

/** Signs what the report says now. */
export function signed(drill: StoredDrill, by: string, now: number): StoredSignature {
  const report = reportBody(drill, now);
  return {
    by,
    at: iso(now),
    sha256: sha256(canonicalJson(report)),
    recordSha256: recordHash(drill),
    report,
  };
}

function recordHash({
  id,
  phase,
  actor,
  createdAt,
  startedAt,
  endedAt,
  windowId,
  plan,
  record,
}: StoredDrill): string {
  return sha256(canonicalJson({ id, phase, actor, createdAt, startedAt, endedAt, windowId, plan, record }));
}

function reportBody(drill: StoredDrill, now: number): SignedPart {
  const { id, phase, actor, plan, record, windowId } = drill;
  const steps = stepsOf(drill, now);
  const remarks = remarksOf(drill, steps);
  const timeOf = (ms: number | null) => (ms === null ? null : iso(ms));
  return {
    schema: 'pairwatch.drill-report/1',
    drill: {
      id,
      phase,
      actor,
      createdAt: iso(drill.createdAt),
      startedAt: timeOf(drill.startedAt),
      endedAt: timeOf(drill.endedAt),
      windowId,
    },
    plan,
    steps,
    measures: measuresOf(drill, steps),
    remarks,
    verdict: verdictOf(drill, steps, remarks),
    transitions: record.observations
      .filter((each): each is Of<'state'> => each.kind === 'state')
      .map(({ server, from, to, at, stampAt, evidence }) => ({ server, from, to, at, stampAt, evidence })),
    gaps: record.gaps,
    clocks: record.clocks,
    notes: record.notes,
    end: record.end,
  };
}

/** A drill in a list, with what is to be said aloud of it. */
export function drillSummary(drill: StoredDrill, now: number): DrillSummary {
  const { drill: head, plan, verdict, steps } = drill.signature?.report ?? reportBody(drill, now);
  const { windowId: _, ...times } = head;
  const signature = drill.signature && {
    by: drill.signature.by,
    at: drill.signature.at,
    sha256: drill.signature.sha256,
  };
  return {
    ...times,
    pair: plan.pair,
    server: plan.server,
    survivor: plan.survivor,
    verdict,
    signature,
    isAltered: isAltered(drill),
    warnings: warningsOf(drill, steps),
  };
}

function warningsOf(drill: StoredDrill, steps: SignedPart['steps']): string[] {
  const { phase, plan, record } = drill;
  if (phase === 'running') {
    const overdue = steps.filter(({ status }) => status === 'overdue');
    if (overdue.length > 0) return overdue.map(({ title, sentence }) => `“${title}”: ${sentence}`);
    return isComplete(steps) ? ['Every step is done: end the drill, so that alerts are told again.'] : [];
  }
  if (phase === 'ended' && record.end?.by === null && drill.signature === null) {
    const missing = steps.filter(({ need, status }) => need === 'must' && status === 'missing');
    if (missing.length > 0)
      return [
        `Nobody ended it, and Pairwatch gave it up. Missing: ${missing.map(({ title }) => title).join(', ')}. See that ${plan.server} runs.`,
      ];
  }
  return [];
}

/** What readiness says now, for a plan. */
export function drillReadiness(
  part: {
    observedAt: string | null;
    value: {
      word: DrillReadiness['word'];
      sentence: string;
      lines: readonly { title: string; status: string; text: string }[];
    } | null;
  } | null,
): DrillReadiness {
  const value = part?.value ?? null;
  if (value === null)
    return {
      at: null,
      word: 'unknown',
      sentence: 'Whether a failover would work was not worked out yet.',
      lines: [],
    };
  const { word, sentence, lines } = value;
  return {
    at: part?.observedAt ?? null,
    word,
    sentence,
    lines: lines.map(({ title, status, text }) => ({ title, status, text })),
  };
}
