import { backlogGrowing } from './rules/backlog-growing.ts';
import { clocks } from './rules/clocks.ts';
import { configFindings } from './rules/config-findings.ts';
import { dangerousStates } from './rules/dangerous-states.ts';
import { backupFailing, databaseDamaged } from './rules/database.ts';
import { deliveriesFailing } from './rules/deliveries-failing.ts';
import { duplicateAddresses } from './rules/duplicate-addresses.ts';
import { forecastShort } from './rules/forecast-short.ts';
import { heartbeatFailing } from './rules/heartbeat-failing.ts';
import type { OwnRuleKind, PairRuleKind, RuleKind } from './rules/kind.ts';
import { leaseFile } from './rules/lease-file.ts';
import { monitorBlind } from './rules/monitor-blind.ts';
import { nobodyAnswers } from './rules/nobody-answers.ts';
import { ownSideStarving } from './rules/own-side-starving.ts';
import { pairFlapping } from './rules/pair-flapping.ts';
import { pairNotHealthy } from './rules/pair-not-healthy.ts';
import { pairRecurring } from './rules/pair-recurring.ts';
import { pairwatchImpaired } from './rules/pairwatch-impaired.ts';
import { partnerDownEntered } from './rules/partner-down-entered.ts';
import { poolFull } from './rules/pool-full.ts';
import { poolImbalanced } from './rules/pool-imbalanced.ts';
import { poolUseDrop } from './rules/pool-use-drop.ts';
import { poolUseHigh } from './rules/pool-use-high.ts';
import { practiceOverdue } from './rules/practice-overdue.ts';
import { readingsDiffer } from './rules/readings-differ.ts';
import { renewalsCollapsed } from './rules/renewals-collapsed.ts';
import { serverUnreachable } from './rules/server-unreachable.ts';
import { sourceFailing } from './rules/source-failing.ts';
import { stuckState } from './rules/stuck-state.ts';

export type { LimitMeaning, OwnRuleKind, PairRuleKind, RuleKind } from './rules/kind.ts';

/** The rules about a pair, in the order in which people are shown them. */
export const PAIR_RULES: readonly PairRuleKind[] = [
  pairNotHealthy,
  nobodyAnswers,
  dangerousStates,
  partnerDownEntered,
  stuckState,
  pairFlapping,
  pairRecurring,
  serverUnreachable,
  sourceFailing,
  clocks,
  poolUseHigh,
  poolUseDrop,
  poolFull,
  ownSideStarving,
  poolImbalanced,
  forecastShort,
  backlogGrowing,
  duplicateAddresses,
  renewalsCollapsed,
  leaseFile,
  configFindings,
  readingsDiffer,
  practiceOverdue,
];

/** The rules about Pairwatch itself. */
export const OWN_RULES: readonly OwnRuleKind[] = [
  monitorBlind,
  deliveriesFailing,
  heartbeatFailing,
  pairwatchImpaired,
  databaseDamaged,
  backupFailing,
];

/** Every rule there is. */
export const RULES: readonly RuleKind[] = [...PAIR_RULES, ...OWN_RULES];

const BY_ID: ReadonlyMap<string, RuleKind> = new Map(RULES.map((kind) => [kind.id, kind]));

/** The rule of an id; null for one that there is not, or not any more. */
export function ruleKind(id: string): RuleKind | null {
  return BY_ID.get(id) ?? null;
}
