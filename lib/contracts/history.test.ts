import { describe, expect, it } from 'vitest';
import { historyQuerySchema } from './history.ts';

const NOW = Date.UTC(2025, 10, 21, 10, 42);
const DAY_MS = 86_400_000;
const parse = (query: Record<string, string>) => historyQuerySchema(NOW).safeParse(query);

describe('historyQuerySchema', () => {
  it('takes the last 24 hours where no range is given, or those before its end', () => {
    expect(parse({}).data).toEqual({ from: NOW - DAY_MS, to: NOW, width: 600 });
    expect(parse({ to: String(NOW - 5) }).data).toMatchObject({ from: NOW - 5 - DAY_MS, to: NOW - 5 });
    expect(parse({ from: String(NOW - 5) }).data).toMatchObject({ from: NOW - 5, to: NOW });
  });

  it('reads times as ISO 8601 with any zone, or as milliseconds', () => {
    const range = { from: '2025-11-21T10:00:00Z', to: '2025-11-21T12:30:00.500+02:00', width: '320' };
    expect(parse(range).data).toEqual({ from: NOW - 2_520_000, to: NOW - 719_500, width: 320 });
    expect(parse({ from: '0' }).data).toMatchObject({ from: 0 });
  });

  it.each([
    ['from', { from: 'yesterday' }],
    ['from', { from: '2025-11-21' }],
    ['from', { from: '2025-11-21T10:00:00' }],
    ['from', { from: '-1' }],
    ['from', { from: '0001-01-01T00:00:00Z' }],
    ['from', { from: '' }],
    ['to', { to: '253402300800000' }],
    ['width', { width: '9' }],
    ['width', { width: '1e9' }],
    ['width', { width: 'wide' }],
    ['from', { from: String(NOW), to: String(NOW) }],
    ['from', { from: String(NOW + 1) }],
  ])('refuses %s in %j, saying what is expected', (path, query) => {
    const issues = parse(query).error?.issues.map((issue) => [issue.path.join('.'), issue.message]);
    expect(issues).toEqual([[path, expect.stringMatching(/^a (time|whole number)/)]]);
  });
});
