import type { RuleLayer, RuleOptions } from '../contracts/rule.ts';
import type { RuleEntries, RuleEntry } from './alerts-schema.ts';
import type { SettingsFile } from './schema.ts';

/** What the file wants otherwise than the rules' defaults: everywhere first, then by pair, then by pool. */
export function ruleLayers({ alerts, pairs }: Pick<SettingsFile, 'alerts' | 'pairs'>): RuleLayer[] {
  return [
    ...layersOf(alerts.rules, { pair: null, pool: null }),
    ...pairs.flatMap(({ name, rules }) => layersOf(rules, { pair: name, pool: null })),
    ...pairs.flatMap(({ name, 'pool-rules': pools }) =>
      pools.flatMap(({ pool, rules }) => layersOf(rules, { pair: name, pool })),
    ),
  ];
}

function layersOf(rules: RuleEntries, place: Pick<RuleLayer, 'pair' | 'pool'>): RuleLayer[] {
  return Object.entries(rules).flatMap(([rule, entry]) =>
    entry ? [{ rule, ...place, options: optionsOf(entry) }] : [],
  );
}

/** The options under the names the product has for them. Only what is given is there. */
export function optionsOf(entry: RuleEntry): RuleOptions {
  const { info, warning, critical, 'keep-firing-for': keepFiringForMs, 'no-data': noData } = entry;
  const { enabled, 'opens-incident': opensIncident, labels } = entry;
  return given({
    enabled,
    info: levelOf(info),
    warning: levelOf(warning),
    critical: levelOf(critical),
    keepFiringForMs,
    noData,
    opensIncident,
    labels,
  });
}

function levelOf(level: RuleEntry['warning']): RuleOptions['warning'] {
  if (level === undefined || level === 'off') return level;
  const { for: forMs, ...rest } = level;
  const limits = given(rest);
  return given({ forMs, limits: Object.keys(limits).length > 0 ? limits : undefined });
}

/** Without what is undefined. */
function given<T extends object>(map: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>; // the same keys, less those filtered out
  };
}
