import { describe, expect, it, test } from 'vitest';
import { fingerprintOf } from './alert.ts';
import { type Suppressors, suppressionOf } from './suppress.ts';
import type { MaintenanceWindow, Silence } from './suppression.ts';
import { firing, HOUR_MS, MINUTE_MS, START } from './testing/readings.ts';

const NOW = START;
const ANY: Silence = {
  id: 1,
  pair: null,
  rule: null,
  server: null,
  pool: null,
  startsAt: NOW - MINUTE_MS,
  endsAt: NOW + MINUTE_MS,
};
const iso = (ms: number) => new Date(ms).toISOString();
const WINDOW: MaintenanceWindow = {
  id: 5,
  pair: 'office',
  schedule: { kind: 'once', startsAt: iso(NOW - HOUR_MS), endsAt: iso(NOW + HOUR_MS) },
};
const CLOCKS = firing('clocks', { server: 'dhcp-a' });
const UNREACHABLE = firing('server-unreachable', { server: 'dhcp-a' });
const NOBODY: Suppressors = { firing: [CLOCKS], silences: [], windows: [] };

const suppressed = (by: Partial<Suppressors>, alert = CLOCKS, pair: string | null = 'office') =>
  suppressionOf(alert, pair, { ...NOBODY, ...by }, NOW);

it('is told unless something speaks against it', () => {
  expect(suppressed({})).toBeNull();
});

it('names what somebody said before what was planned, and that before what follows', () => {
  const all = { firing: [CLOCKS, UNREACHABLE], windows: [WINDOW], silences: [ANY] };
  expect(suppressed(all)).toEqual({ kind: 'silenced', silenceId: 1, until: NOW + MINUTE_MS });
  expect(suppressed({ ...all, silences: [] })).toEqual({
    kind: 'maintenance',
    windowId: 5,
    until: NOW + HOUR_MS,
  });
  expect(suppressed({ firing: all.firing })).toEqual({ kind: 'inhibited', by: fingerprintOf(UNREACHABLE) });
});

it('is explained only by what fires, silenced or not, or by what Pairwatch begins to be blind to', () => {
  expect(suppressed({ firing: [CLOCKS, { ...UNREACHABLE, phase: 'pending' }] })).toBeNull();
  const blind = { ...firing('monitor-blind'), phase: 'pending' as const };
  expect(suppressed({ firing: [CLOCKS, blind] })?.kind).toBe('inhibited');
  const silencesIt = { ...ANY, rule: 'server-unreachable' };
  expect(suppressed({ firing: [CLOCKS, UNREACHABLE], silences: [silencesIt] })?.kind).toBe('inhibited');
});

describe('a silence', () => {
  test.each<[string, Partial<Silence>, boolean]>([
    ['of the pair', { pair: 'office' }, true],
    ['of another pair', { pair: 'branch' }, false],
    ['of the rule', { rule: 'clocks' }, true],
    ['of another rule', { rule: 'pool-full' }, false],
    ['of the server', { server: 'dhcp-a' }, true],
    ['of another server', { server: 'dhcp-b' }, false],
    ['of a pool, which it is not about', { pool: '10.0.0.0' }, false],
    ['of pair, rule and server', { pair: 'office', rule: 'clocks', server: 'dhcp-a' }, true],
    ['of the pair, but another server', { pair: 'office', server: 'dhcp-b' }, false],
    ['that begins now', { startsAt: NOW }, true],
    ['that begins later', { startsAt: NOW + 1 }, false],
    ['that ends now', { endsAt: NOW }, false],
  ])('%s', (_what, fields, isSilenced) => {
    expect(suppressed({ silences: [{ ...ANY, ...fields }] }) !== null).toBe(isSilenced);
  });

  it('is named that ends last', () => {
    const longer = { ...ANY, id: 2, endsAt: NOW + HOUR_MS };
    expect(suppressed({ silences: [ANY, longer, { ...ANY, id: 3 }] })).toMatchObject({ silenceId: 2 });
  });
});

describe('a window', () => {
  it('is one of its pair', () => {
    expect(suppressed({ windows: [{ ...WINDOW, pair: 'branch' }] })).toBeNull();
    expect(suppressed({ windows: [WINDOW] }, firing('monitor-blind'), null)).toBeNull();
  });

  it('over all pairs is one over Pairwatch itself', () => {
    const windows = [{ ...WINDOW, pair: null }];
    expect(suppressed({ windows })?.kind).toBe('maintenance');
    expect(suppressed({ windows }, firing('monitor-blind'), null)?.kind).toBe('maintenance');
  });

  it('is over at its end', () => {
    const schedule = { kind: 'once' as const, startsAt: iso(NOW - HOUR_MS), endsAt: iso(NOW) };
    expect(suppressed({ windows: [{ ...WINDOW, schedule }] })).toBeNull();
  });
});
