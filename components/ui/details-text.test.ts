import { expect, it } from 'vitest';
import { detailsText } from './details-text.ts';

const ABOUT = {
  problem: { type: 'about:blank', title: 'No answer', status: 0, detail: 'Nothing came back.' },
  what: 'pairs',
  address: 'http://localhost:8400/?a=1',
  version: '1.2.3',
  nowMs: Date.UTC(2026, 6, 21, 10, 42),
  sinceMs: Date.UTC(2026, 6, 21, 10, 40),
  tries: 4,
};

it('says what was asked, where, since when and how it was refused', () => {
  expect(JSON.parse(detailsText(ABOUT))).toEqual({
    product: 'Pairwatch 1.2.3',
    page: 'http://localhost:8400/?a=1',
    reading: 'pairs',
    at: '2026-07-21T10:42:00.000Z',
    since: '2026-07-21T10:40:00.000Z',
    tries: 4,
    problem: ABOUT.problem,
  });
});

it('leaves out what is not known', () => {
  const keys = Object.keys(JSON.parse(detailsText({ ...ABOUT, what: null, sinceMs: null, tries: null })));
  expect(keys).toEqual(['product', 'page', 'at', 'problem']);
});
