import { bothNormal } from './both-normal.ts';
import type { Circumstances, Finding } from './judgement.ts';
import type { Phase } from './phase.ts';
import type { Side } from './side.ts';
import * as situations from './situations.ts';

type Situation = (one: Side, other: Side, circumstances: Circumstances) => Finding;
type Row = { one: readonly Phase[]; other: readonly Phase[]; situation: Situation };

const SERVING: readonly Phase[] = ['normal', 'interrupted', 'partner-down'];
const COMING_UP: readonly Phase[] = ['starting', 'recovering'];

/** What each two states mean together (reference 3.3), whichever server is in which; the first row that fits counts. */
const TABLE: readonly Row[] = [
  { one: ['normal'], other: ['normal'], situation: bothNormal },
  { one: ['interrupted'], other: ['normal'], situation: situations.oneSided },
  { one: ['interrupted'], other: ['interrupted'], situation: situations.interrupted },
  { one: ['partner-down'], other: SERVING, situation: situations.partnerDownBesideServing },
  { one: ['starting'], other: SERVING, situation: situations.starting },
  { one: ['recovering'], other: SERVING, situation: situations.recovering },
  { one: ['merging'], other: SERVING, situation: situations.mergingAlone },
  { one: ['stopped'], other: ['partner-down'], situation: situations.shutDown },
  { one: ['stopped'], other: ['normal', 'interrupted'], situation: situations.stopped },
  { one: ['paused'], other: SERVING, situation: situations.paused },
];

/**
 * The finding for two servers that both gave their word. Where neither answers clients that is the finding,
 * whatever the states are called; the order of the two does not matter.
 */
export function findForBoth(primary: Side, secondary: Side, circumstances: Circumstances): Finding {
  if (primary.view.hierarchy === secondary.view.hierarchy)
    return situations.sameRoleTwice(primary, secondary);
  if (primary.answers === false && secondary.answers === false) {
    const comingUp = COMING_UP.includes(primary.phase) && COMING_UP.includes(secondary.phase);
    return (comingUp ? situations.comingUp : situations.nobodyAnswers)(primary, secondary, circumstances);
  }
  for (const { one, other, situation } of TABLE) {
    if (one.includes(primary.phase) && other.includes(secondary.phase))
      return situation(primary, secondary, circumstances);
    if (one.includes(secondary.phase) && other.includes(primary.phase))
      return situation(secondary, primary, circumstances);
  }
  return situations.stateNotKnown(primary, secondary);
}
