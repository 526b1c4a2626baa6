import { unknownPair } from './common-rules.ts';
import type { MaintenanceOutline, Outline } from './outline.ts';
import type { SettingsPath } from './path.ts';
import type { Mistake } from './shape.ts';
import { closestWord } from './suggest.ts';

const WEEKLY = ['days', 'from', 'to'] as const;
const ONCE = ['starts', 'ends'] as const;
const EXPECTED =
  'either days, from and to, for a window of each week, or starts and ends, for one that comes once';

/** Mistakes in maintenance windows that only show when several keys are looked at together. */
export function brokenMaintenanceRules({
  maintenance,
  pairs,
}: Pick<Outline, 'maintenance' | 'pairs'>): Mistake[] {
  return maintenance.flatMap((window, index) => {
    if (window === null) return [];
    const path = ['maintenance', index];
    return [
      ...unknownPair(window.pair, pairs, [...path, 'pair']),
      ...wrongKind(window, path),
      ...wrongZone(window.zone, [...path, 'zone']),
      ...noTime(window, path),
    ];
  });
}

function wrongKind(window: MaintenanceOutline, path: SettingsPath): Mistake[] {
  const weekly = [...WEEKLY, 'zone' as const].filter((key) => window[key] !== undefined);
  const once = ONCE.filter((key) => window[key] !== undefined);
  if (weekly.length > 0 && once.length > 0) {
    return [{ path, found: `both ${weekly.join(', ')} and ${once.join(', ')}`, expected: EXPECTED }];
  }
  const wanted = once.length > 0 ? ONCE : WEEKLY;
  const missing = wanted.filter((key) => window[key] === undefined);
  return missing.length === 0 ? [] : [{ path, found: `no ${missing.join(', no ')}`, expected: EXPECTED }];
}

function wrongZone(zone: unknown, path: SettingsPath): Mistake[] {
  if (typeof zone !== 'string' || isZone(zone)) return [];
  const meant = closestWord(zone, Intl.supportedValuesOf('timeZone'));
  return [
    {
      path,
      found: `${JSON.stringify(zone)}, which is no time zone`,
      expected: meant === null ? 'the name of a time zone, such as Europe/Berlin' : `did you mean ${meant}?`,
    },
  ];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name.trim() });
    return true;
  } catch {
    return false; // a RangeError is its only way to say so
  }
}

function noTime({ from, to, starts, ends }: MaintenanceOutline, path: SettingsPath): Mistake[] {
  if (from !== undefined && from === to) {
    return [{ path: [...path, 'to'], found: `${from}, when it begins`, expected: 'another time than from' }];
  }
  // What is no time at all is a mistake of its own; it compares as false.
  if (typeof starts === 'string' && typeof ends === 'string' && Date.parse(ends) <= Date.parse(starts)) {
    return [
      { path: [...path, 'ends'], found: `${ends}, not after it starts`, expected: 'a time after starts' },
    ];
  }
  return [];
}
