import { expect, it } from 'vitest';
import { eventKindSchema } from '../../lib/contracts/event.ts';
import { isOurs, shortened } from './timeline-parts.ts';

it('tells what was seen from what was done and told', () => {
  expect(eventKindSchema.options.filter((kind) => !isOurs({ kind }))).toEqual([
    'state',
    'verdict',
    'source',
    'log',
    'finding',
    'config',
  ]);
});

it('leaves nothing out of a short list, and nothing uncounted of a long one', () => {
  for (const length of [0, 60, 70, 71, 1000]) {
    const list = Array.from({ length }, (_, index) => index);
    const { first, hidden, last } = shortened(list);
    expect(first.length + hidden + last.length).toBe(length);
    expect(hidden > 0).toBe(length > 70);
    if (hidden > 0) expect([first[0], last.at(-1)]).toEqual([0, length - 1]);
  }
});
