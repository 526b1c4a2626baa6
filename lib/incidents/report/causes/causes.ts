import type { ReportCause } from '../../../contracts/incident-report.ts';
import type { Cite, ReportFacts } from '../facts.ts';
import { bothDown } from './both-down.ts';
import { type Argument, type Suspicion, standingOf, strongerFirst } from './cause.ts';
import { clockRefusal } from './clock-refusal.ts';
import { configRestart } from './config-restart.ts';
import { disk } from './disk.ts';
import { exhaustion } from './exhaustion.ts';
import { monitor } from './monitor.ts';
import { operatorAction } from './operator-action.ts';
import { partition } from './partition.ts';
import { processDeath } from './process-death.ts';
import { serverDeath } from './server-death.ts';
import { CAUSE_TITLES, causeSentence } from './words.ts';

/** Of two that are equally well supported, the first: what was meant before what befell, one server before both. */
const SUSPECTS: readonly ((facts: ReportFacts) => Suspicion | null)[] = [
  operatorAction,
  configRestart,
  clockRefusal,
  disk,
  exhaustion,
  processDeath,
  serverDeath,
  bothDown,
  partition,
  monitor,
];

/**
 * What may have caused an incident, the likeliest first: each with what was seen that supports it and what speaks against it.
 * A cause that nothing supports is left out. `cite` names the evidence in the report.
 */
export function causesOf(facts: ReportFacts, cite: Cite): ReportCause[] {
  const argued = ({ sentence, evidence }: Argument) => ({ sentence, evidence: cite(evidence) });
  return SUSPECTS.flatMap((suspect) => suspect(facts) ?? [])
    .toSorted(strongerFirst)
    .map((suspicion) => {
      const { code, supports, against } = suspicion;
      const standing = standingOf(suspicion);
      return {
        code,
        title: CAUSE_TITLES[code],
        standing,
        sentence: causeSentence(suspicion, standing),
        supports: supports.map(argued),
        against: against.map(argued),
      };
    });
}
