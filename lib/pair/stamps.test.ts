import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FailoverView, ServerRole } from './facts.ts';
import { NO_STAMPS, type StampWatch, skewByStamps, withStamps } from './stamps.ts';
import { NOW, SECOND_MS, serverFacts } from './testing/pair-facts.ts';

const AHEAD_MS = 3 * SECOND_MS;
const ROLES = ['primary', 'secondary'] as const;

/** A pair whose secondary is ahead, as dhcpd stamps: by each server's own clock, in whole seconds. */
class Stamping {
  nowMs = NOW;
  watch: StampWatch = NO_STAMPS;
  readonly #stamps = { primary: { local: 0, partner: 0 }, secondary: { local: 0, partner: 0 } };

  constructor(readonly aheadMs = AHEAD_MS) {
    for (const role of ROLES) this.stamp(role, 'local', 'partner');
  }

  stamp(role: ServerRole, ...which: ('local' | 'partner')[]): void {
    const clockMs = this.nowMs + (role === 'secondary' ? this.aheadMs : 0);
    for (const each of which) this.#stamps[role][each] = Math.floor(clockMs / SECOND_MS) * SECOND_MS;
  }

  ask(role: ServerRole, more: Partial<FailoverView> = {}): void {
    const { local, partner } = this.#stamps[role];
    const { view } = serverFacts(role, {
      view: { localStosAt: local, partnerStosAt: partner, observedAt: this.nowMs + 5, ...more },
    });
    if (view) this.watch = withStamps(this.watch, role, view, this.nowMs);
    this.pass(100);
  }

  askBoth(): void {
    for (const role of [...ROLES, ...ROLES]) this.ask(role);
  }

  pass(ms: number): void {
    this.nowMs += ms;
  }

  get skew() {
    return skewByStamps(this.watch);
  }
}

describe('the skew by stamps', () => {
  test('is told once each was asked after the other had shown its own', () => {
    const pair = new Stamping();
    pair.ask('primary');
    expect(pair.skew).toBeNull();
    pair.ask('secondary');
    expect(pair.skew).toBeNull();
    pair.ask('primary');
    expect(pair.skew).toMatchObject({ skewMs: 3000, method: 'stos' });
  });

  test('is not told of a server that was not asked since its partner changed', () => {
    const pair = new Stamping();
    pair.askBoth();
    pair.pass(114 * SECOND_MS);
    pair.stamp('secondary', 'local', 'partner');
    pair.ask('secondary');
    expect(pair.skew).toBeNull();
    pair.stamp('primary', 'partner');
    pair.askBoth();
    // It kept its own stamp over its restart, as dhcpd does.
    expect(pair.skew).toBeNull();
  });

  test('is not told of one that keeps both its stamps, until both changed again', () => {
    const pair = new Stamping();
    pair.askBoth();
    for (const role of ['secondary', 'primary'] as const) {
      pair.pass(114 * SECOND_MS);
      pair.stamp(role, 'local', 'partner');
      pair.askBoth();
      expect(pair.skew).toBeNull();
    }
    pair.pass(114 * SECOND_MS);
    for (const role of ROLES) pair.stamp(role, 'local', 'partner');
    pair.askBoth();
    expect(pair.skew).toMatchObject({ skewMs: 3000 });
  });

  test('waits while one is in another state, and begins anew when our clock was set back', () => {
    const pair = new Stamping();
    pair.ask('primary', { localState: 'startup' });
    pair.ask('secondary');
    pair.ask('primary', { localState: 'startup' });
    expect(pair.skew).toBeNull();
    pair.askBoth();
    expect(pair.skew).not.toBeNull();
    pair.pass(-3_600 * SECOND_MS);
    pair.ask('primary');
    expect(pair.skew).toBeNull();
    pair.askBoth();
    expect(pair.skew).not.toBeNull();
  });
});

const anyRole = fc.constantFrom(...ROLES);
const anyStep = fc.oneof(
  fc.record({ deed: fc.constant('ask' as const), role: anyRole }),
  fc.record({ deed: fc.constant('restart' as const), role: anyRole, keeps: fc.boolean() }),
  fc.record({ deed: fc.constant('restart-both' as const) }),
  fc.record({ deed: fc.constant('pass' as const), ms: fc.integer({ min: 100, max: 300_000 }) }),
);

test('in whatever order servers start anew and are asked, the skew is never beyond the real one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -60_000, max: 60_000 }),
      fc.array(anyStep, { maxLength: 40 }),
      (aheadMs, steps) => {
        const pair = new Stamping(aheadMs);
        pair.askBoth();
        for (const step of steps) {
          if (step.deed === 'ask') pair.ask(step.role);
          else if (step.deed === 'pass') pair.pass(step.ms);
          else if (step.deed === 'restart-both') {
            for (const role of ROLES) pair.stamp(role, 'local', 'partner');
          } else {
            const other = step.role === 'primary' ? 'secondary' : 'primary';
            // One that kept all its stamps differs from its partner in this alone, so it must be asked before and after.
            if (step.keeps) pair.askBoth();
            // Whoever stayed stamps both; whoever came back keeps its own, and dhcpd stamps what it hears of its partner.
            pair.stamp(other, 'local', 'partner');
            if (step.keeps) pair.askBoth();
            else pair.stamp(step.role, 'partner');
          }
          const { skew } = pair;
          if (skew) expect(Math.abs(skew.skewMs - aheadMs)).toBeLessThanOrEqual(skew.uncertaintyMs);
        }
      },
    ),
  );
});
