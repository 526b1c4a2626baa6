import { expect, it } from 'vitest';
import { damageObservations } from './lease-damage.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const place = (line: number) => ({ line, text: `found "x" in ${line}` });

function told(count: number) {
  const list = Array.from({ length: Math.min(count, 50) }, (_, index) => place(index + 7));
  return damageObservations([
    { server: 'dhcp-b', path: '/var/lib/dhcp/dhcpd.leases', readAt: NOW, problems: { count, list } },
  ]);
}

it('tells how many places, the first of them, and some as evidence', () => {
  expect(told(1)).toMatchObject([
    {
      key: 'readings:damage:dhcp-b',
      sentence:
        'One place in the lease file of dhcp-b could not be read, the first in line 7: found "x" in 7.',
      evidence: [{ text: '/var/lib/dhcp/dhcpd.leases:7: found "x" in 7' }],
    },
  ]);
  expect(told(3000)[0]).toMatchObject({
    sentence: expect.stringMatching(/^3000 places /),
    evidence: { length: 5 },
  });
});

it('tells nothing of a whole file', () => {
  expect(told(0)).toEqual([]);
});
