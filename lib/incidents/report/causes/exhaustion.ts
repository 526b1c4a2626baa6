import type { Evidence } from '../../../contracts/verdict.ts';
import type { ReportFacts } from '../facts.ts';
import { type Argument, HINT, SAID, SIGN, STRONG, type Suspicion } from './cause.ts';
import { partedAnyway } from './parted.ts';
import { evidenceOf, linesOf } from './signs.ts';

/** A pool had no address left to give. */
export function exhaustion(facts: ReportFacts): Suspicion | null {
  const supports = [...saidSo(facts), ...alerted(facts), ...noneOwnFree(facts)];
  if (supports.length === 0) return null;
  return {
    code: 'exhaustion',
    claim: 'clients wanted more addresses than there were',
    supports,
    against: partedAnyway(facts, 'which a full pool does not bring about'),
  };
}

const SAID_SO = [
  { code: 'no-free-leases', weight: SAID },
  { code: 'partner-holds-all-free', weight: HINT },
] as const;

function saidSo(facts: ReportFacts): Argument[] {
  return facts.servers.flatMap((server) =>
    SAID_SO.flatMap(({ code, weight }) =>
      linesOf(facts, server, [code])
        .slice(0, 1)
        .map((line) => ({ weight, sentence: line.sentence, evidence: evidenceOf(line) })),
    ),
  );
}

const ALERTED = [
  { rule: 'pool-full', weight: STRONG },
  { rule: 'own-side-starving', weight: SIGN },
] as const;

function alerted(facts: ReportFacts): Argument[] {
  return ALERTED.flatMap(({ rule, weight }) => {
    const alert = facts.alerts.find((each) => each.rule === rule && each.firedBecause !== null);
    if (!alert?.firedBecause) return [];
    const { sentence, evidence } = alert.firedBecause;
    const own: Evidence = {
      server: alert.subject.server,
      source: 'pairwatch',
      text: sentence,
      observedAt: alert.firedAt,
    };
    return [{ weight, sentence, evidence: evidence.length > 0 ? evidence.slice(0, 3) : [own] }];
  });
}

function noneOwnFree({ pools }: ReportFacts): Argument[] {
  for (const { title, fewestOwnFree } of pools)
    for (const { worst } of fewestOwnFree) {
      if (worst?.value !== 0) continue;
      const { server, source, at } = worst;
      const sentence = `${server} had no free address of its own left in ${title}.`;
      return [
        { weight: HINT, sentence, evidence: [{ server, source, text: `${title}: 0 free`, observedAt: at }] },
      ];
    }
  return [];
}
