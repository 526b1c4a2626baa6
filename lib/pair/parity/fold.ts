import { type Found, findingOf, MOST_PLACES } from './finding.ts';
import { groupBy } from './group.ts';
import { subjectOf } from './wording.ts';

/** More findings of one code are one mistake made again and again, such as a file that is included twice. */
const MOST_OF_A_CODE = 20;

/** How many of those are told in full. */
const TOLD = 3;

/** The findings, with those made one of which there are too many for anyone to read. */
export function foldMany(findings: readonly Found[]): Found[] {
  const groups = groupBy(findings, ({ code, severity }) => `${code} ${severity}`);
  return [...groups.values()].flatMap((group) => (group.length > MOST_OF_A_CODE ? folded(group) : group));
}

function folded(group: readonly Found[]): Found[] {
  const [first] = group;
  if (!first) return [];
  const told = group.slice(0, TOLD).map(({ sentence }) => sentence);
  return [
    findingOf(first.code, {
      severity: first.severity,
      subject: subjectOf(group.map(({ subject }) => subject)),
      sentence: `${told.join(' ')} And ${group.length - TOLD} more of this kind.`,
      places: group.flatMap(({ places }) => places),
      correction: group.flatMap(({ correction }) => correction).slice(0, MOST_PLACES),
      nextStep: first.nextStep,
    }),
  ];
}
