import { describe, expect, it } from 'vitest';
import type { PoolCounts, PoolFigures } from './figures.ts';
import { ANY_COUNT, judgePools, type Thresholds } from './thresholds.ts';

function counts(size: number, active: number): PoolCounts {
  const none = { ended: 0, backup: 0, expired: 0, released: 0, abandoned: 0, reset: 0, reserved: 0 };
  return { size, active, free: size - active, ...none, freeBlocks: 0, backupBlocks: 0 };
}

const range = (sharedNetwork: string, low: number, size: number, active: number) => {
  return { sharedNetwork, subnet: null, low, high: low + size - 1, ...counts(size, active) };
};

/** 95 % of a network with one range, 6 % of one with three, and 75 % of a subnet that stands alone. */
const FIGURES: PoolFigures = {
  ranges: [
    range('office', 0x0a000001, 10, 1),
    range('office', 0x0a000014, 1, 0),
    range('office', 0x0a000064, 20, 1),
    range('lan', 0x0a020001, 100, 95),
    range('10.1.0.0/24', 0x0a010001, 4, 3),
  ],
  sharedNetworks: [
    { name: 'office', implicit: false, ...counts(31, 2) },
    { name: 'lan', implicit: false, ...counts(100, 95) },
    { name: '10.1.0.0/24', implicit: true, ...counts(4, 3) },
  ],
  total: counts(135, 100),
};

const DEFAULTS: Thresholds = {
  warning: { usedPercent: 80, notActive: ANY_COUNT },
  critical: { usedPercent: 90, notActive: ANY_COUNT },
  minSize: 0,
  watch: { ranges: true, sharedNetworks: true },
  sharedNetworksSpeakForRanges: false,
  allAsShared: false,
};

const judge = (thresholds: Partial<Thresholds>) => judgePools(FIGURES, { ...DEFAULTS, ...thresholds });
const limit = (usedPercent: number, notActive = ANY_COUNT) => ({ usedPercent, notActive });

describe('judgePools', () => {
  it('takes ranges and declared shared networks by the share that is active', () => {
    expect(judge({ warning: limit(50) })).toEqual({
      level: 'critical',
      ranges: { critical: 1, warning: 1, ok: 3, ignored: 0 },
      sharedNetworks: { critical: 1, warning: 0, ok: 1, ignored: 0 },
      alarming: [
        { name: '10.2.0.1 - 10.2.0.100', level: 'critical', usedPercent: 95 },
        { name: 'lan', level: 'critical', usedPercent: 95 },
        { name: '10.1.0.1 - 10.1.0.4', level: 'warning', usedPercent: 75 },
      ],
    });
  });

  it('alarms above a limit, not at it', () => {
    expect(judge({ critical: limit(95) }).level).toBe('warning');
    expect(judge({ critical: limit(94.9) }).level).toBe('critical');
    expect(judge({ warning: limit(95), critical: limit(95) }).level).toBe('ok');
  });

  it('asks for both the share and the count, of ranges and of shared networks', () => {
    const at = (notActive: number) => judge({ warning: limit(80, notActive), critical: limit(99) });
    expect(at(5).level).toBe('ok');
    expect(at(6)).toMatchObject({ ranges: { warning: 1 }, sharedNetworks: { warning: 1 } });
  });

  it('puts critical before warning even where its limit is the lower one', () => {
    expect(judge({ warning: limit(90), critical: limit(70) })).toMatchObject({
      ranges: { critical: 2, warning: 0 },
    });
  });

  it('ignores what is no larger than the least size, and networks without any address', () => {
    expect(judge({ warning: limit(50), minSize: 4 })).toMatchObject({
      ranges: { critical: 1, warning: 0, ok: 2, ignored: 2 },
    });
    const empty = { name: 'empty', implicit: false, ...counts(0, 0) };
    const figures = { ...FIGURES, sharedNetworks: [empty] };
    expect(judgePools(figures, DEFAULTS).sharedNetworks).toEqual({
      critical: 0,
      warning: 0,
      ok: 0,
      ignored: 1,
    });
  });

  it('lets shared networks speak for their ranges, but for no others', () => {
    const judged = judge({ warning: limit(50), sharedNetworksSpeakForRanges: true });
    expect(judged.ranges).toEqual({ critical: 0, warning: 1, ok: 0, ignored: 0 });
    const all = judge({ warning: limit(50), sharedNetworksSpeakForRanges: true, allAsShared: true });
    expect(all.ranges).toEqual({ critical: 0, warning: 0, ok: 0, ignored: 0 });
    expect(all.sharedNetworks).toEqual({ critical: 1, warning: 1, ok: 1, ignored: 0 });
  });

  it('looks only at what is watched', () => {
    const judged = judge({
      warning: limit(70),
      critical: limit(99),
      watch: { ranges: false, sharedNetworks: true },
    });
    expect(judged.ranges).toEqual({ critical: 0, warning: 0, ok: 0, ignored: 0 });
    expect(judged.alarming.map(({ name }) => name)).toEqual(['lan']);
  });
});
