import type { Subject } from '../../contracts/alert.ts';
import { SEVERITIES, type Severity } from '../../contracts/severity.ts';
import type { Finding, FindingRoom } from '../../pair/finding.ts';
import type { PairAlertFacts } from '../facts.ts';
import type { Level, Rule } from '../rule.ts';
import { byLevels, type Judgement, over, UNDECIDED } from './judgement.ts';
import { type LimitMeaning, limitOf, type Opinion, type PairRuleKind } from './kind.ts';

/** How bad a finding must be for a level: what is only worth knowing, or is muted, never is. */
const GRADE: Record<Finding['severity'], number> = { info: 0, warning: 1, error: 2 };

/** The limit of every rule that goes by findings. */
export const GRADE_LIMIT: LimitMeaning = {
  meaning: 'how bad what was found must be: 1 a warning, 2 an error',
  unit: '',
  min: 1,
  max: 2,
};

/**
 * The defaults of a rule that goes by findings: at once, from which grade on each level holds. Such an alert joins an
 * incident, but opens none: most of what is found does no harm as long as both servers are well.
 */
export function gradedDefaults(grades: Partial<Record<Severity, 1 | 2>>): PairRuleKind['defaults'] {
  const levels = SEVERITIES.flatMap((severity) => {
    const grade = grades[severity];
    return grade === undefined ? [] : { severity, forMs: 0, limits: { grade } };
  });
  return { levels, keepFiringForMs: 0, noData: 'keep', opensIncident: false, labels: {} };
}

export type FindingChoice = {
  room: FindingRoom;
  /** Which findings of that room. */
  isMeant: (finding: Finding) => boolean;
  /** Key of the pool that a finding is about, where it is about one. */
  poolOf?: (finding: Finding) => string | null;
  /** What there is to say once none is found any more. */
  over: string;
  /** Makes a finding worse or better than it says itself; its grade unless told. */
  gradeOf?: (finding: Finding) => number;
};

/** An opinion on each finding by itself, with the limit `grade`. A room has its own patience and hysteresis. */
export function onFindings(facts: PairAlertFacts, choice: FindingChoice): Opinion {
  const { room, isMeant, poolOf = () => null, gradeOf = gradeOfFinding } = choice;
  const subjectOf = (finding: Finding): Subject => ({
    server: finding.server,
    pool: poolOf(finding),
    detail: finding.key,
  });
  const isDecided = facts.decidedRooms.includes(room);
  const meant = isDecided
    ? facts.findings.filter((finding) => isOfRoom(finding, room) && isMeant(finding))
    : [];
  const byKey = new Map(meant.map((finding) => [finding.key, finding]));
  return {
    subjects: meant.map(subjectOf),
    on: ({ server, detail }, rule) => {
      if (!isDecided) return UNDECIDED;
      const finding = detail === null ? undefined : byKey.get(detail);
      // Who has to mend it may change while its key stays.
      return finding?.server === server ? byGrade(finding, gradeOf(finding), rule) : over(choice.over);
    },
  };
}

export function gradeOfFinding({ severity }: Finding): number {
  return GRADE[severity];
}

/** A finding begins with the name of its room. */
export function isOfRoom({ key }: Finding, room: FindingRoom): boolean {
  return key.startsWith(`${room}:`);
}

function byGrade({ since, sentence, nextStep, evidence }: Finding, grade: number, rule: Rule): Judgement {
  const holds = (level: Level) => grade >= limitOf(level, 'grade');
  return byLevels(rule, holds, holds, () => ({ since, sentence, nextStep, evidence }));
}
