import { expect, it } from 'vitest';
import { journeyOf, journeyText } from './journey.ts';

const JOURNEY = { state: 's', nonce: 'n', verifier: 'v', next: '/events?x=ü', until: 1_000 };
const text = journeyText(JOURNEY, 'secret');

it('comes back as it went, while it lasts', () => {
  expect(journeyOf(text, 'secret', 999)).toEqual(JOURNEY);
  expect(journeyOf(text, 'secret', 1_000)).toBeNull();
});

it('is nobody else’s to write', () => {
  const [body = '', signature] = text.split('.');
  const other = Buffer.from(JSON.stringify({ ...JOURNEY, state: 'x' })).toString('base64url');
  for (const forged of [`${other}.${signature}`, `${body}.`, body, '', '.', `${body}.AAAA`])
    expect(journeyOf(forged, 'secret', 0)).toBeNull();
  expect(journeyOf(text, 'another secret', 0)).toBeNull();
});
