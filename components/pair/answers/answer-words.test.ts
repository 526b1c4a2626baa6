import { expect, it } from 'vitest';
import { server } from '../../testing/pair.ts';
import { answersSentence, grantShares, hashCounts, hashShares } from './answer-words.ts';

const A = server({ name: 'dhcp-a', role: 'primary' });
const B = server({ name: 'dhcp-b', role: 'secondary' });
const AT = '2026-07-21T10:42:00.000Z';

it('gives the primary its buckets and the secondary the rest', () => {
  const hash = { known: true, primaryBuckets: 100, server: 'dhcp-a', observedAt: AT } as const;
  expect(hashShares(hash, [A, B]).shares).toEqual([
    { name: 'dhcp-a', percent: 39, figure: '100 of 256 buckets' },
    { name: 'dhcp-b', percent: 61, figure: '156 of 256 buckets' },
  ]);
});

it('says why a share is not known in place of a figure', () => {
  expect(hashShares({ known: false, why: 'no-bitmap' }, [A, B])).toMatchObject({
    shares: null,
    words: expect.stringContaining('not known'),
  });
  expect(hashShares({ known: false, why: 'off' }, [A, B]).words).toContain('load balancing is off');
  expect(grantShares({ known: false, why: 'no-lease-file' }).words).toContain('not known');
});

it('shares grants by who granted them', () => {
  const grants = {
    known: true,
    windowMs: 3_600_000,
    servers: [
      { name: 'dhcp-a', count: 30, readAt: AT },
      { name: 'dhcp-b', count: 10, readAt: AT },
    ],
  } as const;
  expect(grantShares({ ...grants, servers: [...grants.servers] }).shares).toEqual([
    { name: 'dhcp-a', percent: 75, figure: '30 of 40 in 1 h' },
    { name: 'dhcp-b', percent: 25, figure: '10 of 40 in 1 h' },
  ]);
});

it.each([
  [[A, B], 'Each answers its share'],
  [
    [A, B].map((each) => ({ ...each, state: 'communications-interrupted' })),
    'Each answers every client it hears',
  ],
  [[{ ...A, answering: false }, B], 'dhcp-b answers everyone.'],
  [[{ ...A, answering: null }, B], 'dhcp-b answers; of dhcp-a nothing tells.'],
  [[A, B].map((each) => ({ ...each, answering: false })), 'Nobody answers clients.'],
  [[A, B].map((each) => ({ ...each, answering: null })), 'Nothing tells who answers clients.'],
])('says who answers now (%#)', (servers, sentence) => {
  expect(answersSentence(servers)).toContain(sentence);
});

it('lets the hash count between two in normal only', () => {
  expect(hashCounts([A, B])).toBe(true);
  expect(hashCounts([A, { ...B, state: 'partner-down' }])).toBe(false);
  expect(hashCounts([{ ...A, answering: null }, B])).toBe(false);
});
