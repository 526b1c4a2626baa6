import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../contracts/severity.ts';
import { runbookOf } from '../pair/runbook.ts';
import { RULES, ruleKind } from './catalogue.ts';
import { rowsOf } from './rules/testing/table.ts';

const DOCUMENT = readFileSync(resolve(import.meta.dirname, '../../docs/alerts.md'), 'utf8');
const LINES = DOCUMENT.split('\n');

describe('the catalogue', () => {
  it('has each rule once, and those that stored alerts and settings name', () => {
    expect(RULES.map(({ id }) => id)).toEqual([
      'pair-not-healthy',
      'nobody-answers',
      'dangerous-states',
      'partner-down-entered',
      'stuck-state',
      'pair-flapping',
      'pair-recurring',
      'server-unreachable',
      'source-failing',
      'clocks',
      'pool-use-high',
      'pool-use-drop',
      'pool-full',
      'own-side-starving',
      'pool-imbalanced',
      'forecast-short',
      'backlog-growing',
      'duplicate-addresses',
      'renewals-collapsed',
      'lease-file',
      'config-findings',
      'readings-differ',
      'practice-overdue',
      'monitor-blind',
      'deliveries-failing',
      'heartbeat-failing',
      'pairwatch-impaired',
      'database-damaged',
      'backup-failing',
    ]);
  });

  it('finds a rule by its id, and none for a word it does not know', () => {
    expect(ruleKind('clocks')?.title).toBe('Clocks');
    expect(ruleKind('toString')).toBeNull();
  });

  it.each(RULES)('gives $id levels from the mildest on, with a value in its range for each limit', (kind) => {
    const { levels } = kind.defaults;
    const ranks = levels.map(({ severity }) => SEVERITIES.indexOf(severity));
    expect(levels.length).toBeGreaterThan(0);
    expect(ranks).toEqual([...new Set(ranks)].sort());
    for (const { limits } of levels) {
      expect(Object.keys(limits)).toEqual(Object.keys(kind.limits));
      for (const [name, value] of Object.entries(limits)) {
        expect(value).toBeGreaterThanOrEqual(kind.limits[name]?.min ?? Number.NaN);
        expect(value).toBeLessThanOrEqual(kind.limits[name]?.max ?? Number.NaN);
      }
    }
  });

  // Options in the settings stand beside `for`.
  it.each(RULES)('has no limit of $id that is called as something else is', ({ limits }) => {
    expect(Object.keys(limits)).not.toContain('for');
  });

  it.each(RULES)('has a page of the runbook for $id', ({ id }) => {
    expect(runbookOf(id)).not.toBeNull();
  });

  it.each(RULES)('is told in docs/alerts.md as it is: $id', (kind) => {
    expect(LINES).toEqual(expect.arrayContaining(rowsOf(kind)));
  });

  it('has all the rules that docs/alerts.md tells of', () => {
    const told = [...DOCUMENT.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id);
    expect(new Set(told)).toEqual(new Set(RULES.map(({ id }) => id)));
  });
});
