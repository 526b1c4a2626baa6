import { expect, it } from 'vitest';
import type { AlertDto } from '../../lib/contracts/alert.ts';
import { mainAlert } from './main-alert.ts';

const AT = '2026-07-21T10:42:00.000Z';
const LATER = '2026-07-21T10:43:00.000Z';

function alert(rule: string, changes: Partial<AlertDto> = {}): AlertDto {
  return {
    id: 1,
    fingerprint: `${rule}|||`,
    pair: 'office',
    rule,
    title: rule,
    subject: { server: null, pool: null, detail: null },
    phase: 'firing',
    severity: 'warning',
    startedAt: AT,
    firedAt: AT,
    resolvedAt: null,
    levels: [],
    noDataSince: null,
    isFlapping: false,
    why: { sentence: '', nextStep: 'Do this.', figures: [], evidence: [] },
    firedBecause: null,
    facts: 0,
    labels: {},
    suppression: null,
    incidentId: 1,
    acknowledgement: null,
    observedAt: AT,
    ...changes,
  };
}

const withoutAdvice = { why: { sentence: '', nextStep: null, figures: [], evidence: [] } };

it.each<[string, AlertDto[], string | null]>([
  ['the worst', [alert('mild'), alert('bad', { severity: 'critical', startedAt: LATER })], 'bad'],
  ['the first of equals', [alert('second', { startedAt: LATER }), alert('first')], 'first'],
  ['one with advice, of equals', [alert('mute', withoutAdvice), alert('told', { startedAt: LATER })], 'told'],
  [
    'the worst even without advice',
    [alert('mild'), alert('bad', { ...withoutAdvice, severity: 'critical' })],
    'bad',
  ],
  [
    'none that another explains',
    [alert('echo', { severity: 'critical', suppression: { kind: 'inhibited', by: 'x|||' } }), alert('cause')],
    'cause',
  ],
  [
    'nothing that is over or pending',
    [alert('over', { phase: 'resolved' }), alert('soon', { phase: 'pending' })],
    null,
  ],
])('is %s', (_which, alerts, rule) => {
  expect(mainAlert(alerts)?.rule ?? null).toBe(rule);
});
