import type { NoDataPolicy, RuleOptions } from '../../../lib/contracts/rule.ts';
import { SEVERITIES, type Severity } from '../../../lib/contracts/severity.ts';
import { durationText, parseDurationText } from '../../time/duration-text.ts';
import type { Mistake } from '../../ui/mistakes.ts';

/** What stands in the form of a rule at a place; empty: as it is around it. */
export type RuleDraft = {
  enabled: '' | 'on' | 'off';
  levels: Record<Severity, LevelDraft>;
  keepFiringFor: string;
  noData: '' | NoDataPolicy;
  opensIncident: '' | 'on' | 'off';
  /** Of pairwatch.yaml and commands alone: kept as they are. */
  labels: RuleOptions['labels'];
};

export type LevelDraft = { state: '' | 'on' | 'off'; for: string; limits: Record<string, string> };

/** The draft that stands for what is wanted at a place. */
export function ruleDraft(options: RuleOptions): RuleDraft {
  return {
    enabled: choice(options.enabled),
    levels: {
      info: levelDraft(options.info),
      warning: levelDraft(options.warning),
      critical: levelDraft(options.critical),
    },
    keepFiringFor: options.keepFiringForMs === undefined ? '' : durationText(options.keepFiringForMs),
    noData: options.noData ?? '',
    opensIncident: choice(options.opensIncident),
    labels: options.labels,
  };
}

function choice(value: boolean | undefined): '' | 'on' | 'off' {
  if (value === undefined) return '';
  return value ? 'on' : 'off';
}

function levelDraft(level: RuleOptions[Severity]): LevelDraft {
  if (level === undefined) return { state: '', for: '', limits: {} };
  if (level === 'off') return { state: 'off', for: '', limits: {} };
  return {
    state: 'on',
    for: level.forMs === undefined ? '' : durationText(level.forMs),
    limits: Object.fromEntries(
      Object.entries(level.limits ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  };
}

/** What a draft wants, and what in it can't be read, by its place in the body that is sent. */
export function ruleOptions(draft: RuleDraft): { options: RuleOptions; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const duration = (text: string, path: string) =>
    read(text, () => parseDurationText(text), mistakeOf(path, 'a time such as 30 s, 5 min or 2 h'));
  const number = (text: string, path: string) =>
    read(text, () => numberOf(text), mistakeOf(path, 'a number'));
  function mistakeOf(path: string, expected: string): () => void {
    return () => mistakes.push({ path: `options.${path}`, text: `Expected ${expected}.` });
  }

  function level(severity: Severity): RuleOptions[Severity] {
    const { state, for: text, limits } = draft.levels[severity];
    if (state === 'off') return 'off';
    const forMs = duration(text, `${severity}.forMs`);
    const wanted = Object.entries(limits).flatMap(([name, value]) => {
      const limit = number(value, `${severity}.limits.${name}`);
      return limit === undefined ? [] : [[name, limit] as const];
    });
    if (state === '' && forMs === undefined && wanted.length === 0) return undefined;
    return {
      ...(forMs !== undefined && { forMs }),
      ...(wanted.length > 0 && { limits: Object.fromEntries(wanted) }),
    };
  }

  const keepFiringForMs = duration(draft.keepFiringFor, 'keepFiringForMs');
  const levels = SEVERITIES.flatMap((severity) => {
    const wanted = level(severity);
    return wanted === undefined ? [] : [[severity, wanted] as const];
  });
  const options: RuleOptions = {
    ...(draft.enabled !== '' && { enabled: draft.enabled === 'on' }),
    ...Object.fromEntries(levels),
    ...(keepFiringForMs !== undefined && { keepFiringForMs }),
    ...(draft.noData !== '' && { noData: draft.noData }),
    ...(draft.opensIncident !== '' && { opensIncident: draft.opensIncident === 'on' }),
    ...(draft.labels !== undefined && { labels: draft.labels }),
  };
  return { options, mistakes };
}

/** undefined: left as it is around, or not to be read. */
function read<T>(text: string, value: () => T | null, refuse: () => void): T | undefined {
  if (text.trim() === '') return undefined;
  const found = value();
  if (found === null) refuse();
  return found ?? undefined;
}

function numberOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}
