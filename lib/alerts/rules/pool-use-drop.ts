import { countOf, formatPercent } from '../../pair/count.ts';
import { byLevels, noData } from './judgement.ts';
import { limitOf, MINUTE_MS, type PairRuleKind } from './kind.ts';
import { onPools } from './subjects.ts';

/** It can be seen for as long as the time before it is remembered; an incident that it opened outlasts that. */
export const poolUseDrop: PairRuleKind = {
  id: 'pool-use-drop',
  title: 'Pool use drops',
  summary:
    'The use of a pool fell suddenly: a relay, a VLAN or a switch may be lost. Over when most of it is back, or after half an hour.',
  about: 'pool',
  limits: {
    percent: { meaning: 'by how much of its use it fell, at least', unit: '%', min: 1, max: 100 },
    leases: { meaning: 'and by how many leases, at least', unit: 'leases', min: 1, max: 16_777_216 },
    minutes: { meaning: 'within which time', unit: 'min', min: 1, max: 30 },
    rearm: { meaning: 'over once so much of its use more is back', unit: '%', min: 0, max: 90 },
  },
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: { percent: 50, leases: 20, minutes: 15, rearm: 25 } }],
    keepFiringForMs: 5 * MINUTE_MS,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: (facts) =>
    onPools(facts, ({ title, use, recentUse }, rule) => {
      if (use === null) return noData(`The use of pool ${title} is not known: neither server tells it.`);
      const { at, used } = use;
      const fallSince = (since: number) => {
        let peak = { at, used };
        for (const each of recentUse) if (each.at >= since && each.used > peak.used) peak = each;
        const leases = peak.used - used;
        return { peak, leases, percent: leases === 0 ? 0 : (100 * leases) / peak.used };
      };
      const remembered = fallSince(Number.NEGATIVE_INFINITY);
      return byLevels(
        rule,
        (level) => {
          if (remembered.leases < limitOf(level, 'leases')) return false;
          const { leases, percent } = fallSince(facts.now - limitOf(level, 'minutes') * MINUTE_MS);
          return leases >= limitOf(level, 'leases') && percent >= limitOf(level, 'percent');
        },
        (level) =>
          remembered.leases > 0 && remembered.percent >= limitOf(level, 'percent') - limitOf(level, 'rearm'),
        (level) => {
          const { peak, leases, percent } = remembered;
          return {
            sentence: `Pool ${title} has ${countOf(used, 'lease')} in use, ${formatPercent(percent)} less than the ${peak.used} of the last half hour.`,
            nextStep:
              leases > 0 ? 'Check the relays, VLANs and switches between its clients and the servers.' : null,
            figures: [
              { name: 'fallen by', value: Math.round(percent), unit: '%', limit: limitOf(level, 'percent') },
              { name: 'fallen by', value: leases, unit: 'leases', limit: limitOf(level, 'leases') },
            ],
            evidence: [peak, use].map((each) => ({
              server: null,
              source: 'pools' as const,
              text: `${countOf(each.used, 'lease')} in use.`,
              observedAt: new Date(each.at).toISOString(),
            })),
          };
        },
      );
    }),
};
