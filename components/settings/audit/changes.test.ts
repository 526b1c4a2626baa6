import { expect, it } from 'vitest';
import { changesOf } from './changes.ts';

it('tells leaf by leaf what became of what', () => {
  const before = { options: { enabled: true, limit: 90 }, pairs: ['a', 'b'], note: null };
  const after = { options: { enabled: false, limit: 90 }, pairs: [], servers: [{ name: 'x' }] };
  expect(changesOf(before, after)).toEqual([
    { path: 'options.enabled', before: 'true', after: 'false' },
    { path: 'pairs', before: 'a, b', after: 'none' },
    { path: 'servers.0.name', before: null, after: 'x' },
  ]);
  expect(changesOf(null, null)).toEqual([]);
});
