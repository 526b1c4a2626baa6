import { STATUS_CODES } from 'node:http';
import { expect, it } from 'vitest';
import { adviceOn, tryWords } from './try-words.ts';

it('says what came of a try', () => {
  expect(tryWords({ status: 204, latencyMs: 31, error: null })).toBe('answered 204 in 31 ms');
  expect(tryWords({ status: 503, latencyMs: 84, error: 'answered 503 Service Unavailable' })).toBe(
    'failed after 84 ms: answered 503 Service Unavailable',
  );
  expect(tryWords({ status: null, latencyMs: 2, error: null })).toBe('taken in 2 ms');
});

it('says what to do where the error does not', () => {
  const refused = 'connection refused by 127.0.0.1:9: nothing listens there';
  const advice = (error: string | null) => adviceOn({ error });
  expect(advice(null)).toBeNull();
  expect(advice(refused)).toContain('Start the receiver');
  expect(advice('no answer within 15 s')).toContain('firewall');
  expect(advice('the name x is not known: check its spelling')).toBeNull();
  expect(advice(`answered 403 ${STATUS_CODES[403]}`)).toContain('check secret');
  expect(advice(`answered 500 ${STATUS_CODES[500]}`)).toContain('look into its log');
  expect(advice('answered 550 5.1.1 no such mailbox')).toBeNull();
});
