import { expect, it } from 'vitest';
import { durationText, parseDurationText } from './duration-text.ts';

it('writes durations that it reads again, to the second', () => {
  for (const ms of [0, 1000, 30_000, 90_000, 300_000, 3_600_000, 90_061_000]) {
    expect(parseDurationText(durationText(ms))).toBe(ms);
  }
  expect(durationText(90_000)).toBe('1 min 30 s');
});

it('reads what people write', () => {
  expect(parseDurationText('2h30m')).toBe(9_000_000);
  expect(parseDurationText(' 1.5 h ')).toBe(5_400_000);
  for (const text of ['', '5', 'five min', '5 min ago', '-5 s', '5 weeks']) {
    expect([text, parseDurationText(text)]).toEqual([text, null]);
  }
});
