import { expect, it } from 'vitest';
import type { RulePreviewDto } from '../../../lib/contracts/rule.ts';
import { previewWords, stripParts } from './preview-words.ts';

const SUBJECT = { server: null, pool: null, detail: null };
const FROM = '2026-07-01T00:00:00.000Z';
const TO = '2026-07-11T00:00:00.000Z';

function firing(severity: 'warning' | 'critical', firedAt: string, resolvedAt: string | null) {
  return { subject: SUBJECT, severity, firedAt, resolvedAt, sentence: 'The pair is degraded.' };
}

it('counts what would have fired, and how long', () => {
  const firings: RulePreviewDto['firings'] = [
    firing('warning', '2026-07-02T00:00:00.000Z', '2026-07-02T01:00:00.000Z'),
    firing('critical', '2026-07-10T22:00:00.000Z', null),
  ];
  expect(previewWords({ firings, to: TO })).toBe(
    'It would have fired 2 times: 1 critical and 1 warning, 3 h in all.',
  );
  expect(previewWords({ firings: firings.slice(0, 1), to: TO })).toBe(
    'It would have fired once: 1 warning, 1 h in all.',
  );
  expect(previewWords({ firings: [], to: TO })).toBe('It would not have fired.');
});

it('lays firings on a strip, within it and wide enough to be seen', () => {
  const firings: RulePreviewDto['firings'] = [
    firing('critical', '2026-07-06T00:00:00.000Z', '2026-07-08T00:00:00.000Z'),
    firing('warning', '2026-06-30T00:00:00.000Z', '2026-06-30T00:00:01.000Z'),
    firing('warning', '2026-07-10T23:59:59.000Z', null),
  ];
  const parts = stripParts({ firings, from: FROM, to: TO });
  expect(parts.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'critical']);
  expect(parts[2]).toEqual({ severity: 'critical', left: 0.5, width: 0.2 });
  expect(parts[0]?.left).toBe(0);
  expect((parts[1]?.left ?? 0) + (parts[1]?.width ?? 0)).toBe(1);
  for (const { width } of parts) expect(width).toBeGreaterThan(0.003);
});
