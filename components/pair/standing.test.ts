import { describe, expect, it } from 'vitest';
import { server, source } from '../testing/pair.ts';
import { glossOf, hasWord, standingOf } from './standing.ts';

describe('standingOf', () => {
  it.each([
    [true, 'normal', 'serving'],
    [true, 'communications-interrupted', 'alone'],
    [true, 'partner-down', 'alone'],
    [false, 'normal', 'silent'],
    [false, 'potential-conflict', 'silent'],
    [false, 'recover-wait', 'returning'],
    [false, 'startup', 'returning'],
    [null, 'normal', 'unproven'],
    [null, null, 'unproven'],
  ] as const)('answering %s in %s is %s', (answering, state, standing) => {
    expect(standingOf(server({ answering, state }))).toBe(standing);
  });
});

describe('hasWord', () => {
  it('holds while OMAPI is fresh or late, whatever other sources do', () => {
    const omapi = (freshness: 'late' | 'stale' | 'never') =>
      server({ sources: [source({ kind: 'pools' }), source({ freshness })] });
    expect(hasWord(omapi('late'))).toBe(true);
    expect(hasWord(omapi('stale'))).toBe(false);
    expect(hasWord(omapi('never'))).toBe(false);
  });

  it('ends with the first failure after which nothing proves the state', () => {
    const failing = [source({ failure: { kind: 'refused', message: '' }, consecutiveFailures: 1 })];
    expect(hasWord(server({ sources: failing, answering: null }))).toBe(false);
    expect(hasWord(server({ sources: failing, answering: true }))).toBe(true);
  });

  it('does not hold for a server that never said a state', () => {
    expect(hasWord(server({ state: null }))).toBe(false);
  });
});

it('glosses a state number dhcpd has no name for', () => {
  expect(glossOf('state-77')).toContain('does not know');
});
