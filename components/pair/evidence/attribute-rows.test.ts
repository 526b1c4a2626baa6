import { expect, it } from 'vitest';
import type { PairEvidenceDto } from '../../../lib/contracts/evidence.ts';
import { attributeRows } from './attribute-rows.ts';

type Sent = Record<string, string | number> | null;

function servers(...sent: Sent[]): PairEvidenceDto['servers'] {
  return sent.map((attributes, index) => ({
    name: index === 0 ? 'dhcp-a' : 'dhcp-b',
    role: index === 0 ? 'primary' : 'secondary',
    omapi: attributes && {
      observedAt: '2026-07-21T10:42:00.000Z',
      attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    },
    leaseFile: [],
    log: [],
  }));
}

it('puts what both sent side by side, with what numbers stand for', () => {
  const rows = attributeRows(
    servers(
      { name: 'pair', 'local-state': 2, 'local-stos': 1795302587, hierarchy: 0 },
      { name: 'pair', 'local-state': 3, 'local-stos': 0, hierarchy: 1 },
    ),
  );
  expect(rows.map(({ name, values }) => [name, ...values])).toEqual([
    ['name', 'pair', 'pair'],
    ['local-state', '2 (normal)', '3 (communications-interrupted)'],
    ['local-stos', '1795302587 (2026-11-21 23:09:47 UTC)', '0 (never)'],
    ['hierarchy', '0 (primary)', '1 (secondary)'],
  ]);
});

it('marks what should be alike and is not, and leaves open what one server did not send', () => {
  const rows = attributeRows(
    servers({ mclt: 3600, 'local-state': 2, 'load-balance-hba': 'ff' }, { mclt: 1800, 'local-state': 3 }),
  );
  expect(rows.map(({ name, differs }) => [name, differs])).toEqual([
    ['mclt', true],
    ['local-state', false],
    ['load-balance-hba', false],
  ]);
  expect(rows[2]?.values).toEqual(['ff', null]);
  expect(attributeRows(servers(null, { mclt: 1 }))[0]?.values).toEqual([null, '1']);
});
