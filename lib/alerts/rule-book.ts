import type { RuleLayer, RuleOptions } from '../contracts/rule.ts';
import { SEVERITIES, type Severity } from '../contracts/severity.ts';
import type { RuleKind } from './catalogue.ts';
import type { Level, Rule } from './rule.ts';

/** What rules are made of beside their judgement. */
type Template = Pick<RuleKind, 'id' | 'defaults' | 'limits'>;
type LevelOptions = NonNullable<RuleOptions[Severity]>;

/**
 * A rule as it holds for a pool of a pair, or for the pair (`pool` null), or for Pairwatch itself (`pair` null): its
 * defaults, then what is wanted everywhere, of the pair, of the pool. The nearest wins, for each value by itself; of two
 * that are equally near, the later one. A severity that the rule does not have by itself begins with the values of the next
 * milder one, else of the next worse.
 */
export function ruleFor(
  kind: Template,
  layers: readonly RuleLayer[],
  pair: string | null,
  pool: string | null,
): Rule {
  return rulesOf(kind, layers, pair)(pool);
}

/** `ruleFor` of one pair, for many pools: what is the same for all of them is worked out once. */
export function rulesOf(
  kind: Template,
  layers: readonly RuleLayer[],
  pair: string | null,
): (pool: string | null) => Rule {
  const ofRule = layers.filter(({ rule }) => rule === kind.id);
  const ofPair = ofRule.filter((layer) => pair !== null && layer.pair === pair);
  const wide = [
    ...ofRule.filter((layer) => layer.pair === null && layer.pool === null),
    ...ofPair.filter((layer) => layer.pool === null),
  ];
  const byWide = ruleWith(kind, wide);
  return (pool) => {
    const own =
      pool === null ? [] : ofPair.filter((layer) => layer.pool !== null && isPool(layer.pool, pool));
    return own.length === 0 ? byWide : ruleWith(kind, [...wide, ...own]);
  };
}

/** Whether a layer is about a pool. `wanted`: its key, NETWORK/FIRST, or the first address alone. */
export function isPool(wanted: string, key: string): boolean {
  return key === wanted || key.endsWith(`/${wanted}`);
}

function ruleWith(kind: Template, layers: readonly RuleLayer[]): Rule {
  const { id, defaults } = kind;
  const options = layers.map((layer) => layer.options);
  const isEnabled = nearest(options, 'enabled') ?? true;
  return {
    id,
    levels: isEnabled ? SEVERITIES.flatMap((severity) => levelWith(kind, severity, options)) : [],
    keepFiringForMs: nearest(options, 'keepFiringForMs') ?? defaults.keepFiringForMs,
    noData: nearest(options, 'noData') ?? defaults.noData,
    opensIncident: nearest(options, 'opensIncident') ?? defaults.opensIncident,
    labels: Object.fromEntries([defaults, ...options].flatMap(({ labels }) => Object.entries(labels ?? {}))),
  };
}

function nearest<Name extends keyof RuleOptions>(
  options: readonly RuleOptions[],
  name: Name,
): RuleOptions[Name] {
  return options.findLast((each) => each[name] !== undefined)?.[name];
}

/** One level, or none. A level that was off begins with its defaults again where a nearer layer wants it. */
function levelWith(kind: Template, severity: Severity, options: readonly RuleOptions[]): Level[] {
  const byDefault = kind.defaults.levels.find((level) => level.severity === severity);
  const start: LevelOptions = byDefault ? {} : 'off';
  const wanted = options.map((each) => each[severity]).reduce<LevelOptions>(merged, start);
  if (wanted === 'off') return [];
  const { forMs, limits } = byDefault ?? likeliest(kind, severity);
  return [
    {
      severity,
      forMs: wanted.forMs ?? forMs,
      // Limits that the rule had in another version are passed over.
      limits: Object.fromEntries(
        Object.entries(limits).map(([name, value]) => [name, wanted.limits?.[name] ?? value]),
      ),
    },
  ];
}

function merged(before: LevelOptions, nearer: LevelOptions | undefined): LevelOptions {
  if (nearer === undefined) return before;
  if (nearer === 'off' || before === 'off') return nearer;
  return { ...before, ...nearer, limits: { ...before.limits, ...nearer.limits } };
}

/** The default level whose values suit one that the rule does not have by itself. */
function likeliest({ id, defaults: { levels } }: Template, severity: Severity): Level {
  const rank = SEVERITIES.indexOf(severity);
  const level = levels.findLast((each) => SEVERITIES.indexOf(each.severity) < rank) ?? levels[0];
  if (!level) throw new Error(`The rule ${id} has no level at all.`);
  return level;
}

export type OptionProblem = {
  /** Where in the options. */
  path: string[];
  expected: string;
};

/** What is wrong with options, beside their shape: limits that the rule does not have, or that are out of their range. */
export function checkOptions({ limits }: Template, options: RuleOptions): OptionProblem[] {
  return SEVERITIES.flatMap((severity) => {
    const level = options[severity];
    if (level === undefined || level === 'off') return [];
    return Object.entries(level.limits ?? {}).flatMap(([name, value]): OptionProblem[] => {
      const path = [severity, 'limits', name];
      const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
      if (!limit) return [{ path, expected: namesOf(limits) }];
      const { min, max, unit } = limit;
      if (value >= min && value <= max) return [];
      return [{ path, expected: `${min} to ${max}${unit === '' ? '' : ` ${unit}`}` }];
    });
  });
}

function namesOf(limits: Template['limits']): string {
  const names = Object.keys(limits);
  return names.length === 0
    ? 'no limit: this rule has none'
    : `${names.length === 1 ? '' : 'one of '}${names.join(', ')}`;
}
