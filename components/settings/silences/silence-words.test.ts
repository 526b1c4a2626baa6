import { expect, it } from 'vitest';
import type { SilenceDto } from '../../../lib/contracts/silence.ts';
import { silencePhase, silenceWords } from './silence-words.ts';

const SILENCE: SilenceDto = {
  id: 1,
  pair: 'office',
  rule: null,
  server: null,
  pool: null,
  startsAt: '2026-07-21T10:00:00.000Z',
  endsAt: '2026-07-21T12:00:00.000Z',
  reason: 'rack move',
  by: 'ann',
  createdAt: '2026-07-21T10:00:00.000Z',
  ended: null,
};

it('says what is silenced, by the names people know', () => {
  const titles = new Map([['pool-use-high', 'Pool use high']]);
  expect(silenceWords(SILENCE, titles)).toBe('Every alert about pair office');
  expect(silenceWords({ pair: null, rule: 'pool-use-high', server: null, pool: '10.0.0.10' }, titles)).toBe(
    '“Pool use high” about pool 10.0.0.10 of any pair',
  );
  expect(silenceWords({ ...SILENCE, rule: 'gone', server: 'dhcp-a' }, titles)).toBe(
    '“gone” about server dhcp-a of pair office',
  );
});

it('knows what is over before its time', () => {
  const at = Date.parse('2026-07-21T11:00:00.000Z');
  expect(silencePhase(SILENCE, at)).toBe('present');
  expect(silencePhase(SILENCE, Date.parse(SILENCE.endsAt))).toBe('past');
  expect(silencePhase(SILENCE, Date.parse(SILENCE.startsAt) - 1)).toBe('coming');
  expect(silencePhase({ ...SILENCE, ended: { at: '2026-07-21T10:30:00.000Z', by: 'ann' } }, at)).toBe('past');
});
