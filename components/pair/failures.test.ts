import { expect, it } from 'vitest';
import { source } from '../testing/pair.ts';
import { failuresOf } from './failures.ts';

const refused = { kind: 'refused', message: 'Connection refused.' };

it('tells each reason once, with all sources it holds for and its beginning', () => {
  const failures = failuresOf([
    source({ failure: refused, consecutiveFailures: 30, failingSince: '2026-07-21T10:42:08.000Z' }),
    source({
      kind: 'pools',
      failure: refused,
      consecutiveFailures: 6,
      failingSince: '2026-07-21T10:42:02.000Z',
    }),
    source({
      kind: 'config',
      failure: { kind: 'not-found', message: 'No such file.' },
      consecutiveFailures: 1,
    }),
  ]);
  expect(failures).toEqual([
    {
      message: 'Connection refused.',
      kinds: ['omapi', 'pools'],
      times: 30,
      since: '2026-07-21T10:42:02.000Z',
    },
    { message: 'No such file.', kinds: ['config'], times: 1, since: null },
  ]);
});

it('says nothing of sources that work', () => {
  expect(failuresOf([source(), source({ kind: 'pools' })])).toEqual([]);
});
