import type { Subject } from '../../contracts/alert.ts';
import { freshness } from '../../pair/freshness.ts';
import type { PairAlertFacts, ServerAlertFacts } from '../facts.ts';
import type { Level, Rule } from '../rule.ts';
import { gradeOfFinding, isOfRoom } from './by-finding.ts';
import { allOrNothing, byLevels, type Judgement, over, UNDECIDED } from './judgement.ts';
import { HOUR_MS, limitOf, type PairRuleKind } from './kind.ts';

const DETAILS = ['damaged', 'not-rewritten'] as const;

export const leaseFile: PairRuleKind = {
  id: 'lease-file',
  title: 'Lease file',
  summary:
    'The lease file of a server has damaged places, or dhcpd writes to it and did not write it anew for hours, which it does about once an hour.',
  about: 'server',
  limits: {
    hours: {
      meaning: 'for how long dhcpd writes to the file without writing it anew',
      unit: 'h',
      min: 1.5,
      max: 168,
    },
  },
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: { hours: 3 } }],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: null,
  judge: (facts) => ({
    subjects: facts.servers.flatMap(({ name }) =>
      DETAILS.map((detail): Subject => ({ server: name, pool: null, detail })),
    ),
    on: ({ server: name, detail }, rule) => {
      const server = facts.servers.find((each) => each.name === name);
      if (!server) return over(`${name} is no longer a server of this pair.`);
      return detail === 'damaged' ? damage(facts, server, rule) : rewriting(facts, server, rule);
    },
  }),
};

function damage(
  { findings, decidedRooms }: PairAlertFacts,
  { name }: ServerAlertFacts,
  rule: Rule,
): Judgement {
  if (!decidedRooms.includes('readings')) return UNDECIDED;
  const finding = findings.find(
    (each) => isOfRoom(each, 'readings') && each.code === 'lease-file-damaged' && each.server === name,
  );
  if (!finding) return over(`No damaged place is found in the lease file of ${name} any more.`);
  return allOrNothing(rule, gradeOfFinding(finding) > 0, finding);
}

/** dhcpd writes the file anew at the first write after an hour, and not while there is nothing to write (reference 4.6). */
function rewriting(
  { now }: PairAlertFacts,
  { name, leaseFile, sources }: ServerAlertFacts,
  rule: Rule,
): Judgement {
  const leases = sources.find(({ kind }) => kind === 'leases');
  if (!leases) return over(`The lease file of ${name} is not read by the settings as they are.`);
  if (!leaseFile || freshness(leases.lastSuccessAt, leases.intervalMs, now) !== 'fresh') return UNDECIDED;
  const { path, watchedSince, rewrittenAt, grownAt } = leaseFile;
  const isNewToUs = (level: Level) => now - watchedSince < limitOf(level, 'hours') * HOUR_MS;
  if (rewrittenAt === null && rule.levels.some(isNewToUs)) return UNDECIDED;
  const due = rewrittenAt ?? watchedSince;
  const hours = Math.max(0, (grownAt ?? due) - due) / HOUR_MS;
  const holds = (level: Level) => hours > limitOf(level, 'hours');
  return byLevels(rule, holds, holds, (level) => ({
    since: holds(level) ? due + limitOf(level, 'hours') * HOUR_MS : null,
    ...(holds(level)
      ? {
          sentence: `dhcpd on ${name} writes to its lease file, but did not write it anew for more than ${limitOf(level, 'hours')} h.`,
          nextStep: `Look in the log of ${name} for "Can't create new lease file", and check room and rights of the folder of ${path}.`,
        }
      : { sentence: `dhcpd on ${name} writes its lease file anew as it should.` }),
    figures: [
      {
        name: 'written to without being written anew',
        value: Math.round(hours * 10) / 10,
        unit: 'h',
        limit: limitOf(level, 'hours'),
      },
    ],
    evidence: [
      {
        server: name,
        source: 'leases',
        text:
          rewrittenAt === null
            ? `${path} was not written anew since Pairwatch watches it.`
            : `${path} was written anew.`,
        observedAt: new Date(due).toISOString(),
      },
    ],
  }));
}
