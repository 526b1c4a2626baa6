import type { RuleDto, RuleOptions } from '../../../lib/contracts/rule.ts';
import { SEVERITIES } from '../../../lib/contracts/severity.ts';
import type { RulePlace } from '../../../lib/queries/rules.ts';
import { listed } from '../../pair/listed.ts';
import { durationText } from '../../time/duration-text.ts';

type Limits = RuleDto['limits'];
type Level = RuleDto['levels'][number];

export const NO_DATA_WORDS = {
  keep: 'stays as it is',
  alert: 'counts as wrong',
  ok: 'counts as well',
} as const;

/** When each level fires: "warning after 30 s, critical after 5 min". */
export function levelWords(levels: readonly Pick<Level, 'severity' | 'forMs'>[]): string {
  if (levels.length === 0) return 'off';
  return levels
    .map(({ severity, forMs }) => `${severity} ${forMs === 0 ? 'at once' : `after ${durationText(forMs)}`}`)
    .join(', ');
}

/** Each limit with its value by level: "how much of it is in use, at least: 85 / 95 %". */
export function limitWords({ levels, limits }: Pick<RuleDto, 'levels' | 'limits'>): string[] {
  if (levels.length === 0) return [];
  return Object.entries(limits).map(([name, { meaning, unit }]) => {
    const values = levels.map((level) => String(level.limits[name] ?? '–'));
    const shown = new Set(values).size === 1 ? values.slice(0, 1) : values;
    return `${meaning}: ${shown.join(' / ')}${unit === '' ? '' : ` ${unit}`}`;
  });
}

/** What a layer wants otherwise: "warning after 1 min, critical off, fires on for 10 min". */
export function optionWords(options: RuleOptions, limits: Limits): string {
  const { enabled, keepFiringForMs, noData, opensIncident, labels } = options;
  const words = [
    ...(enabled === undefined ? [] : [enabled ? 'on' : 'off']),
    ...SEVERITIES.flatMap((severity) => levelOptionWords(severity, options[severity], limits)),
    ...(keepFiringForMs === undefined ? [] : [`over after ${durationText(keepFiringForMs)}`]),
    ...(noData === undefined ? [] : [`what is not known ${NO_DATA_WORDS[noData]}`]),
    ...(opensIncident === undefined ? [] : [opensIncident ? 'opens an incident' : 'opens no incident']),
    ...(labels === undefined ? [] : Object.entries(labels).map(([name, value]) => `label ${name}=${value}`)),
  ];
  return words.length === 0 ? 'nothing' : words.join(', ');
}

function levelOptionWords(severity: string, level: RuleOptions['warning'], limits: Limits): string[] {
  if (level === undefined) return [];
  if (level === 'off') return [`${severity} off`];
  const words = [
    ...(level.forMs === undefined
      ? []
      : [level.forMs === 0 ? 'at once' : `after ${durationText(level.forMs)}`]),
    ...Object.entries(level.limits ?? {}).map(([name, value]) => {
      const unit = limits[name]?.unit ?? '';
      return `at ${name} ${value}${unit === '' ? '' : ` ${unit}`}`;
    }),
  ];
  return [words.length === 0 ? `${severity} on` : `${severity} ${listed(words)}`];
}

/** Where a layer holds: "everywhere", "for pair office", "for pool 10.0.0.10 of pair office". */
export function placeWords({ pair, pool }: RulePlace): string {
  if (pair === null) return 'everywhere';
  return pool === null ? `for pair ${pair}` : `for pool ${pool} of pair ${pair}`;
}

/** The choice of leaving it as it is around a place; `word`: how that is, null where it is not known. */
export function asAround(place: RulePlace, word: string | null): string {
  return word === null ? aroundWords(place) : `${aroundWords(place)}: ${word}`;
}

/** What holds at a place where nothing is wanted there. */
export function aroundWords({ pair, pool }: RulePlace): string {
  if (pair === null) return 'by default';
  return pool === null ? 'as everywhere' : 'as for the pair';
}
