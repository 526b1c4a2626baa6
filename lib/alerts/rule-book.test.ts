import { describe, expect, it } from 'vitest';
import type { RuleLayer, RuleOptions } from '../contracts/rule.ts';
import { ruleKind } from './catalogue.ts';
import { checkOptions, ruleFor } from './rule-book.ts';

const KEY = 'lan/10.0.0.10';

/** Throws when there is no such rule. */
function kindOf(id: string) {
  const kind = ruleKind(id);
  if (!kind) throw new Error(`no rule ${id}`);
  return kind;
}

const layer = (options: RuleOptions, where: Partial<RuleLayer> = {}): RuleLayer => ({
  rule: 'pool-use-high',
  pair: null,
  pool: null,
  options,
  ...where,
});
const poolUse = (...layers: RuleLayer[]) => ruleFor(kindOf('pool-use-high'), layers, 'office', KEY);

describe('ruleFor', () => {
  it('gives the defaults where nobody wants it otherwise', () => {
    const { defaults } = kindOf('pool-use-high');
    expect(poolUse()).toEqual({ id: 'pool-use-high', ...defaults });
  });

  it('takes each value from the nearest layer, whatever their order', () => {
    const rule = poolUse(
      layer({ warning: { limits: { percent: 70 } } }, { pair: 'office', pool: KEY }),
      layer({ warning: { limits: { percent: 60, free: 99 } }, noData: 'alert', labels: { team: 'net' } }),
      layer({ warning: { forMs: 1, limits: { percent: 65 } }, labels: { site: 'b' } }, { pair: 'office' }),
    );
    expect(rule.levels[0]).toEqual({
      severity: 'warning',
      forMs: 1,
      limits: { percent: 70, free: 99, size: 16, rearm: 5 },
    });
    expect(rule).toMatchObject({ noData: 'alert', labels: { team: 'net', site: 'b' } });
  });

  it('takes the later of two layers that are equally near', () => {
    expect(poolUse(layer({ keepFiringForMs: 1 }), layer({ keepFiringForMs: 2 })).keepFiringForMs).toBe(2);
  });

  it('knows a pool by its key and by its first address, and no other by a part of it', () => {
    const percentWith = (pool: string) =>
      poolUse(layer({ warning: { limits: { percent: 1 } } }, { pair: 'office', pool })).levels[0]?.limits
        .percent;
    expect(['lan/10.0.0.10', '10.0.0.10', '0.10', '10.0.0.1', 'lan'].map(percentWith)).toEqual([
      1, 1, 85, 85, 85,
    ]);
  });

  it('leaves out layers of other rules, pairs and pools', () => {
    const others = [
      layer({ enabled: false }, { rule: 'clocks' }),
      layer({ enabled: false }, { pair: 'home' }),
      layer({ enabled: false }, { pair: 'home', pool: KEY }),
      layer({ enabled: false }, { pair: 'office', pool: 'voice/10.0.9.10' }),
    ];
    expect(poolUse(...others)).toEqual(poolUse());
    expect(
      ruleFor(
        kindOf('pool-use-high'),
        [layer({ enabled: false }, { pair: 'office', pool: KEY })],
        'office',
        null,
      ),
    ).toEqual(poolUse());
  });

  it('has no level where the rule is disabled, until a nearer layer enables it', () => {
    const everywhere = layer({ enabled: false });
    expect(poolUse(everywhere).levels).toEqual([]);
    expect(poolUse(everywhere, layer({ enabled: true }, { pair: 'office' })).levels).toHaveLength(2);
  });

  it('has no level that is off, until a nearer layer wants it, then by the defaults', () => {
    const everywhere = layer({ critical: 'off', warning: { limits: { percent: 1 } } });
    expect(poolUse(everywhere).levels.map(({ severity }) => severity)).toEqual(['warning']);
    const rule = poolUse(everywhere, layer({ critical: { limits: { free: 3 } } }, { pair: 'office' }));
    expect(rule.levels[1]?.limits).toEqual({ percent: 95, free: 3, size: 16, rearm: 3 });
  });

  it('gives a severity it does not have by itself the values of the next milder one, else of the next worse', () => {
    const imbalanced = ruleFor(
      kindOf('pool-imbalanced'),
      [layer({ info: {}, critical: { limits: { grade: 2 } } }, { rule: 'pool-imbalanced' })],
      'office',
      KEY,
    );
    expect(imbalanced.levels).toEqual([
      { severity: 'info', forMs: 0, limits: { grade: 1 } },
      { severity: 'warning', forMs: 0, limits: { grade: 1 } },
      { severity: 'critical', forMs: 0, limits: { grade: 2 } },
    ]);
  });

  it('passes over a limit the rule does not have', () => {
    const { levels } = poolUse(layer({ warning: { limits: { wormholes: 3 } } }));
    expect(levels[0]?.limits).not.toHaveProperty('wormholes');
  });

  it('takes only what is wanted everywhere for Pairwatch itself', () => {
    const layers = [
      layer({ keepFiringForMs: 7 }, { rule: 'monitor-blind' }),
      layer({ enabled: false }, { rule: 'monitor-blind', pair: 'office' }),
    ];
    const rule = ruleFor(kindOf('monitor-blind'), layers, null, null);
    expect(rule).toMatchObject({ keepFiringForMs: 7, levels: [{ severity: 'critical' }] });
  });
});

describe('checkOptions', () => {
  const problems = (rule: string, options: RuleOptions) => checkOptions(kindOf(rule), options);

  it('finds nothing wrong with what a rule has', () => {
    const options: RuleOptions = { info: 'off', warning: { forMs: 1, limits: { percent: 80, free: 20 } } };
    expect(problems('pool-use-high', options)).toEqual([]);
  });

  it.each([
    [
      'a limit the rule does not have',
      'pool-use-high',
      { used: 3 },
      'used',
      'one of percent, free, size, rearm',
    ],
    ['a limit where there is none', 'stuck-state', { hours: 3 }, 'hours', 'no limit: this rule has none'],
    ['a word that every object has', 'clocks', { constructor: 3 }, 'constructor', 'grade'],
    ['more than there may be', 'pool-use-high', { percent: 101 }, 'percent', '1 to 100 %'],
    ['less than there may be', 'clocks', { grade: 0 }, 'grade', '1 to 2'],
  ] as const)('finds %s', (_, rule, limits, name, expected) => {
    expect(problems(rule, { critical: { limits } })).toEqual([
      { path: ['critical', 'limits', name], expected },
    ]);
  });
});
