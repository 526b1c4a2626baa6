import type { DrillObservation, DrillPhase, DrillPlan, DrillRecord } from '../../contracts/drill.ts';
import type { Evidence } from '../../contracts/verdict.ts';

/** A drill as its life goes on. Times are milliseconds by Pairwatch's clock. */
export type Drill = {
  phase: DrillPhase;
  startedAt: number | null;
  endedAt: number | null;
  plan: DrillPlan;
  record: DrillRecord;
};

/** How one server is read over OMAPI at the moment. */
export type DrillServerFacts = {
  name: string;
  lastSuccessAt: number | null;
  /** First try of the present run of failures; null while it answers. */
  failingSince: number | null;
  failure: string | null;
  /** Its own word, and when it last gave it; null when it was never read. */
  present: { state: string; observedAt: number } | null;
};

/** What is known at one look at a pair in a drill. */
export type DrillFacts = {
  servers: readonly DrillServerFacts[];
  /** What the history has of the time since the begin. */
  observations: readonly DrillObservation[];
  clocks: DrillRecord['clocks'];
  readsLeases: boolean;
};

/** dhcpd stamps a change of state with the second it came in, cut off: one of the begin may seem to be from before it. */
export const STAMP_MS = 1_000;

export const NOTHING_RECORDED: DrillRecord = {
  observations: [],
  gaps: [],
  lookedAt: null,
  clocks: [],
  readsLeases: false,
  notes: [],
  end: null,
};

export type Of<Kind extends DrillObservation['kind']> = Extract<DrillObservation, { kind: Kind }>;

export const iso = (ms: number): string => new Date(ms).toISOString();
export const msOf = (time: string): number => Date.parse(time);

export function pairwatchSaw(text: string, at: number | null): Evidence[] {
  return [{ server: null, source: 'pairwatch', text, observedAt: at === null ? null : iso(at) }];
}
