import type { LeaseProblem } from '../../dhcpd/leases/items.ts';

const MOST_KEPT = 100;

/** The first damaged places of a lease file, and how many there are. Plain data, fit for `postMessage`. */
export type ProblemList = { count: number; first: LeaseProblem[] };

export function noProblems(): ProblemList {
  return { count: 0, first: [] };
}

export function addProblem(list: ProblemList, problem: LeaseProblem): void {
  list.count += 1;
  if (list.first.length < MOST_KEPT) list.first.push(problem);
}

/** Appends those of a later part of the file, whose lines were counted from 1. */
export function addProblems(list: ProblemList, later: ProblemList, linesBefore: number): void {
  const uncounted = later.count - later.first.length;
  for (const problem of later.first) addProblem(list, { ...problem, line: problem.line + linesBefore });
  list.count += uncounted;
}
