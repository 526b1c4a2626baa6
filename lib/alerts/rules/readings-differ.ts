import type { Finding } from '../../pair/finding.ts';
import { GRADE_LIMIT, gradedDefaults, onFindings } from './by-finding.ts';
import type { PairRuleKind } from './kind.ts';

/** Damage is in the rule about lease files. */
const DAMAGE = 'lease-file-damaged';

export const readingsDiffer: PairRuleKind = {
  id: 'readings-differ',
  title: 'Readings differ',
  summary:
    'dhcpd counts otherwise than its lease file, or the lease files of the two servers differ, for longer than a change takes to get from one to the other.',
  about: 'pair',
  limits: { grade: GRADE_LIMIT },
  defaults: gradedDefaults({ warning: 1 }),
  notKnown: null,
  judge: (facts) =>
    onFindings(facts, {
      room: 'readings',
      isMeant: ({ code }) => code !== DAMAGE,
      poolOf,
      over: 'The readings agree again.',
    }),
};

function poolOf({ key, server }: Finding): string | null {
  const counters = `readings:counters:${server}:`;
  return key.startsWith(counters) ? key.slice(counters.length) : null;
}
