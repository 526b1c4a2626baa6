import { expect, it } from 'vitest';
import { verdictChangedMessage } from './message.ts';

const AT = Date.parse('2026-11-21T10:42:31Z');

it('tells how old each server’s word is, so that the last word of a dead one is not taken for news', () => {
  const { type, body } = verdictChangedMessage({
    pair: 'office',
    title: 'Head office',
    previousVerdict: 'healthy',
    verdict: 'degraded',
    code: 'primary-unreachable',
    sentence: 'dhcp-b answers alone. dhcp-a is unreachable for us and for dhcp-b.',
    nextStep: 'Bring dhcp-a back.',
    since: AT - 1_000,
    observedAt: AT,
    servers: [
      { name: 'dhcp-a', role: 'primary', state: 'normal', observedAt: AT - 2_000, answering: null },
      { name: 'dhcp-b', role: 'secondary', state: null, observedAt: null, answering: null },
    ],
  });
  expect(JSON.parse(body)).toEqual({
    type,
    timestamp: '2026-11-21T10:42:31.000Z',
    data: expect.objectContaining({
      since: '2026-11-21T10:42:30.000Z',
      observedAt: '2026-11-21T10:42:31.000Z',
      servers: [
        {
          name: 'dhcp-a',
          role: 'primary',
          state: 'normal',
          observedAt: '2026-11-21T10:42:29.000Z',
          answering: null,
        },
        { name: 'dhcp-b', role: 'secondary', state: null, observedAt: null, answering: null },
      ],
    }),
  });
});
