import { expect, it } from 'vitest';
import type { LeaseFileStandDto } from '../../lib/contracts/lease.ts';
import { whyNotKnown } from './file-words.ts';

const FILE: LeaseFileStandDto = {
  server: 'dhcp-a',
  role: 'primary',
  readAt: '2026-05-04T13:37:00.000Z',
  freshness: 'fresh',
  failure: null,
  intervalMs: 2000,
};

it.each<[Partial<LeaseFileStandDto>, string | null]>([
  [{}, null],
  [{ freshness: 'late', failure: 'no answer' }, null],
  [
    { freshness: 'stale', failure: 'no answer' },
    'was read too long ago to tell what is there now. no answer.',
  ],
  [{ freshness: 'never', readAt: null }, 'was not read yet.'],
  [{ freshness: 'never', readAt: null, intervalMs: null }, 'the settings name no lease file for it.'],
])('%j', (changes, words) => {
  const found = whyNotKnown({ ...FILE, ...changes });
  if (words === null) expect(found).toBeNull();
  else expect(found).toContain(words);
});
