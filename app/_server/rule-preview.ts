import type { PairAlertFacts } from '../../lib/alerts/facts.ts';
import { previewRule } from '../../lib/alerts/preview.ts';
import type { RulePreviewQuery } from '../../lib/contracts/action.ts';
import type { RuleLayer, RuleOptions, RulePreviewDto } from '../../lib/contracts/rule.ts';
import { alertHistory } from '../../lib/store/alert-history.ts';
import { ruleLayers } from '../../lib/store/rule-settings.ts';
import { readDatabase } from './database.ts';
import { pairUnknown } from './problem.ts';
import { checkPlace, checkRuleOptions, ruleOf } from './rules.ts';

const DAY_MS = 86_400_000;

/**
 * What a rule would have fired in the last days: as it stands (`options` null), or as it would be with options nobody
 * saved. Throws `Problem`.
 */
export async function readRulePreview(
  id: string,
  { pair, pool, days }: RulePreviewQuery,
  options: RuleOptions | null,
): Promise<RulePreviewDto> {
  const kind = ruleOf(id);
  if (options !== null) checkRuleOptions(kind, options);
  const now = Date.now();
  const from = now - days * DAY_MS;
  const about = {
    now: isoOf(now),
    rule: id,
    pair,
    from: isoOf(from),
    to: isoOf(now),
    notKnown: kind.notKnown,
  };
  if (kind.about === 'pairwatch' || kind.notKnown !== null) return { ...about, firings: [] };
  const { layers, history } = await readDatabase(async (tx) => {
    await checkPlace(tx, { pair, pool }, now);
    const query = { from, to: now, rule: id, ...(pool !== null && { pool }) };
    return { layers: await ruleLayers(tx), history: await alertHistory(tx, pair, query) };
  });
  if (history === null) throw pairUnknown(pair);
  const begin = history.find(isKnown)?.now ?? null;
  if (begin === null) return { ...about, notKnown: NOTHING_KEPT, firings: [] };
  const wanted = options === null ? layers : withLayer(layers, { rule: id, pair, pool, options });
  return {
    ...about,
    from: isoOf(begin),
    firings: previewRule(kind, wanted, pair, history, now).map(({ firedAt, resolvedAt, ...firing }) => ({
      ...firing,
      firedAt: isoOf(firedAt),
      resolvedAt: resolvedAt === null ? null : isoOf(resolvedAt),
    })),
  };
}

const NOTHING_KEPT = 'Nothing was kept of that time yet: Pairwatch watches the pair for too short a while.';

/** Whether facts of the past say anything: before a pair was watched, or its pools were, silence is no proof. */
function isKnown({ verdict, pools }: PairAlertFacts): boolean {
  return verdict !== null || pools.some(({ use }) => use !== null);
}

/** With a layer in the place of the one that is there. */
function withLayer(layers: readonly RuleLayer[], layer: RuleLayer): RuleLayer[] {
  const { rule, pair, pool } = layer;
  const isThere = (each: RuleLayer) => each.rule === rule && each.pair === pair && each.pool === pool;
  return [...layers.filter((each) => !isThere(each)), layer];
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
