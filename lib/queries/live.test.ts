import { expect, it } from 'vitest';
import { stateAfter } from './live.ts';

it('polls a server that answers without a stream, once the stream failed again', () => {
  expect([1, 2, 3, 9].map((failures) => stateAfter(failures, true))).toEqual([
    'connecting',
    'polling',
    'polling',
    'polling',
  ]);
});

it('takes a server that does not answer for lost only after a while, as a new start of it needs a moment', () => {
  expect([1, 2, 3, 9].map((failures) => stateAfter(failures, false))).toEqual([
    'connecting',
    'connecting',
    'lost',
    'lost',
  ]);
});
