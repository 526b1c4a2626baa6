import type { PeriodReport } from '../../contracts/period-report.ts';
import type { ReportProfile } from '../../contracts/report-profile.ts';
import { countOf } from '../../pair/count.ts';
import { redact } from './redact.ts';

/** Made by itself, a report is made by nobody. */
const PRODUCT = 'Pairwatch';
const LEFT_OUT = 'left out of a public report';

/** A report on a week or a month as its reader may see it. `key`: random bytes, made for this one report. */
export function redactPeriodReport(
  report: PeriodReport,
  profile: ReportProfile,
  key: Uint8Array,
): PeriodReport {
  return redact(report, profile, key, { withhold, names: namesOf });
}

/** What people wrote, and what changed in configurations. */
function withhold(report: PeriodReport): { kept: PeriodReport; withheld: string[] } {
  const { planned, changes, practices } = report;
  const told = practices.reduce((sum, { done }) => sum + done.length, 0);
  const withheld = [
    planned.length > 0 &&
      `The reasons of ${countOf(planned.length, 'planned piece', 'planned pieces')} of work.`,
    changes.length > 0 && `What changed in ${countOf(changes.length, 'configuration')}.`,
    told > 0 && `What was written of ${countOf(told, 'practice')} that was done.`,
  ].filter((each) => each !== false);
  return {
    withheld,
    kept: {
      ...report,
      planned: planned.map((each) => ({ ...each, reason: LEFT_OUT })),
      changes: changes.map((each) => ({ ...each, sentence: LEFT_OUT })),
      practices: practices.map((each) => ({
        ...each,
        done: each.done.map((run) => ({ ...run, sentence: LEFT_OUT })),
      })),
    },
  };
}

/** Pairs, servers, networks and people, each with what stands for it: `pair 1`, `server 1A`. */
function namesOf({ pairs, scope, generated, planned, practices }: PeriodReport): Map<string, string> {
  const names = new Map<string, string>();
  const add = (original: string | null, standIn: string) => {
    if (original !== null && original.trim() !== '' && !names.has(original)) names.set(original, standIn);
  };
  const networks = new Set<string>();
  for (const [index, { name, title, servers, pools }] of pairs.entries()) {
    const pair = pairs.length === 1 ? 'the pair' : `pair ${index + 1}`;
    add(name, pair);
    add(title, pair);
    for (const [place, server] of servers.entries()) {
      const letter = `${pairs.length === 1 ? '' : index + 1}${String.fromCharCode(65 + place)}`;
      add(server.name, `server ${letter}`);
      add(server.host, `host ${letter}`);
    }
    for (const { key } of pools) networks.add(networkOf(key));
  }
  add(scope.title, 'the pair');
  for (const [index, network] of [...networks].entries()) add(network, `network ${index + 1}`);
  const people = new Set(
    [
      generated.by,
      ...planned.map(({ by }) => by),
      ...practices.flatMap(({ owner, done }) => [owner, ...done.map(({ by }) => by)]),
    ].filter((each) => each !== null && each !== PRODUCT),
  );
  for (const [index, person] of [...people].entries()) add(person, `person ${index + 1}`);
  return names;
}

/** A key begins with the shared network: `lan:10.66.0.10-10.66.0.250`. */
const networkOf = (key: string): string => key.split(':')[0] ?? key;
