import { expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { withMutes } from './mute.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const FINDING: Finding = {
  key: 'config:auto-partner-down:pair',
  server: null,
  code: 'auto-partner-down',
  severity: 'warning',
  since: NOW - 1000,
  sentence: 'auto-partner-down is set.',
  nextStep: 'Remove it.',
  evidence: [],
};
const OTHER: Finding = { ...FINDING, key: 'config:auto-partner-down:other' };

function told(finding: string, until = NOW + 86_400_000) {
  const mutes = [{ finding, reason: 'a test site', until }];
  return withMutes([FINDING, OTHER], mutes, NOW).map(({ severity, sentence, nextStep }) => [
    severity,
    sentence,
    nextStep,
  ]);
}

const LOUD = ['warning', 'auto-partner-down is set.', 'Remove it.'];
const MUTED = ['info', 'Muted until 2026-11-22 (a test site): auto-partner-down is set.', null];

it.each([
  ['auto-partner-down', [MUTED, MUTED]],
  [FINDING.key, [MUTED, LOUD]],
  ['clocks-apart', [LOUD, LOUD]],
])('by %s', (finding, expected) => {
  expect(told(finding)).toEqual(expected);
});

it('is said once of what is told as it was', () => {
  const mutes = [{ finding: FINDING.code, reason: 'a test site', until: NOW + 86_400_000 }];
  const once = withMutes([FINDING], mutes, NOW);
  expect(withMutes(once, mutes, NOW)).toEqual(once);
});

it('is told again once the time is over', () => {
  expect(told('auto-partner-down', NOW)).toEqual([LOUD, LOUD]);
});
