import { describe, expect, it, test } from 'vitest';
import type { EndpointFilter, MessageKind } from '../contracts/endpoint.ts';
import { type Telling, wants } from './wants.ts';

const FILTER: EndpointFilter = {
  pairs: null,
  severities: ['warning', 'critical'],
  kinds: ['incident', 'alert'],
};
const INCIDENT: Telling = { kind: 'incident', pair: 'office', severity: 'critical' };

describe('kinds', () => {
  test.each<[Telling['kind'], MessageKind[]]>([
    ['incident', ['incident']],
    ['alert', ['alert', 'every-alert']],
    ['every-alert', ['every-alert']],
    ['own', ['alert', 'every-alert']],
    ['verdict', ['verdict']],
    ['test', ['incident', 'alert', 'every-alert', 'verdict']],
  ])('%s goes to those who want %j', (kind, wanted) => {
    const all: MessageKind[] = ['incident', 'alert', 'every-alert', 'verdict'];
    expect(all.filter((each) => wants({ ...FILTER, kinds: [each] }, { ...INCIDENT, kind }))).toEqual(wanted);
  });
});

describe('severities', () => {
  it('are looked at of all but verdicts and tests', () => {
    const tellings = ['incident', 'alert', 'own', 'verdict', 'test'] as const;
    const filter: EndpointFilter = {
      ...FILTER,
      severities: ['critical'],
      kinds: ['incident', 'alert', 'verdict'],
    };
    const told = tellings.filter((kind) => wants(filter, { kind, pair: 'office', severity: 'warning' }));
    expect(told).toEqual(['verdict', 'test']);
    expect(wants(filter, { kind: 'verdict', pair: 'office', severity: null })).toBe(true);
  });
});

describe('pairs', () => {
  const filter = { ...FILTER, pairs: ['office'] };
  test.each<[string, Telling, boolean]>([
    ['its own', INCIDENT, true],
    ['another', { ...INCIDENT, pair: 'branch' }, false],
    ['Pairwatch itself', { kind: 'own', pair: null, severity: 'critical' }, true],
    ['a test', { kind: 'test', pair: null, severity: null }, true],
  ])('%s', (_what, telling, isWanted) => {
    expect(wants(filter, telling)).toBe(isWanted);
  });
});
