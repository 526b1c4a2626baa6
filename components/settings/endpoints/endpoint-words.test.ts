import { expect, it } from 'vitest';
import type { EndpointDto } from '../../../lib/contracts/endpoint.ts';
import { endpointState, toldWords } from './endpoint-words.ts';

const ENDPOINT: EndpointDto = {
  name: 'ops',
  kind: 'standard',
  origin: 'database',
  address: 'https://ops.example.net',
  filter: { pairs: null, severities: ['warning', 'critical'], kinds: ['incident', 'alert'] },
  disabled: null,
  unusable: null,
  counts: { waiting: 0, dead: 0, delivered: 0 },
  oldestWaitingAt: null,
  lastDeliveredAt: null,
  lastFailure: null,
};

it('says what an endpoint is told', () => {
  expect(toldWords(ENDPOINT.filter)).toBe(
    'Told of incidents and alerts that no incident tells, of all pairs, of severity warning or critical.',
  );
  expect(
    toldWords({ pairs: ['office'], severities: ['critical', 'info', 'warning'], kinds: ['verdict'] }),
  ).toBe('Told of every change of a pair’s verdict, of pair office, of every severity.');
});

it('goes by what became of the last message', () => {
  const failed = { at: '2026-07-21T10:42:00.000Z', error: 'connection refused' };
  const word = (changes: Partial<EndpointDto>) => endpointState({ ...ENDPOINT, ...changes }).word;
  expect(word({})).toBe('never used');
  expect(word({ lastFailure: failed })).toBe('failing');
  expect(word({ lastFailure: failed, lastDeliveredAt: '2026-07-21T10:43:00.000Z' })).toBe('works');
  expect(word({ lastFailure: failed, lastDeliveredAt: '2026-07-21T10:41:00.000Z' })).toBe('failing');
  expect(word({ unusable: 'The key is gone.', lastDeliveredAt: failed.at })).toBe('can’t be told');
  expect(word({ disabled: { at: failed.at, reason: 'gone' }, lastDeliveredAt: failed.at })).toBe('disabled');
});
