import { describe, expect, it } from 'vitest';
import { pair } from '../testing/pair.ts';
import { found, leaseItem, PAGES, pairItems, poolItems, reportItems } from './items.ts';
import { matching } from './match.ts';

const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title);

describe('matching', () => {
  const items = ['Office: Pools', 'Plant: Pools', 'Postal office'].map((title) => ({
    title,
    keywords: 'dhcp-a',
  }));

  it('wants every word, wherever it stands', () => {
    expect(titles(matching(items, 'pool off'))).toEqual(['Office: Pools']);
    expect(matching(items, 'pool nowhere')).toEqual([]);
  });

  it('has titles that begin so first, then words that do, then further words', () => {
    expect(titles(matching(items, 'office'))).toEqual(['Office: Pools', 'Postal office']);
    expect(titles(matching(items, 'HCP-A'))).toEqual(titles(items));
  });
});

describe('pools', () => {
  const POOLS = [
    {
      pair: 'office',
      pools: [
        { id: 1, sharedNetwork: 'desks', ranges: [{ low: '10.66.1.10', high: '10.66.1.99' }] },
        { id: 2, sharedNetwork: 'guests', ranges: [{ low: '10.66.2.10', high: '10.66.2.99' }] },
      ],
    },
  ];

  it.each([
    ['10.66.1.20', ['Pool desks 10.66.1.10–10.66.1.99']],
    ['10.66.2.0/24', ['Pool guests 10.66.2.10–10.66.2.99']],
    ['10.66.1.90-10.66.2.12', ['Pool desks 10.66.1.10–10.66.1.99', 'Pool guests 10.66.2.10–10.66.2.99']],
    ['10.66.3.1', []],
    ['guests', ['Pool guests 10.66.2.10–10.66.2.99']],
    ['10.66.2', ['Pool guests 10.66.2.10–10.66.2.99']],
  ])('are found by %s', (typed, expected) => {
    expect(titles(poolItems(POOLS, typed))).toEqual(expected);
  });

  it('lead to their pages', () => {
    expect(poolItems(POOLS, 'desks')[0]?.deed).toEqual({ kind: 'go', href: '/pairs/office/pools/1' });
  });
});

describe('reports', () => {
  it('are on the pages of their incidents, opened', () => {
    expect(reportItems([4])).toMatchObject([
      { title: 'Report on incident 4', deed: { kind: 'go', href: '/incidents/4?report' } },
    ]);
    expect(titles(matching(reportItems([4, 5]), 'report 5 pdf'))).toEqual(['Report on incident 5']);
  });
});

describe('what could be a lease', () => {
  it.each([
    ['10.66.1.7', 'address', true],
    ['10.66.1.0/24', 'address', true],
    ['00:50:56:ab:cd:ef', 'hardware address', true],
    ['printer-3', 'name', false],
  ])('takes %s for an %s', (typed, detail, isSure) => {
    expect(leaseItem(typed)).toMatchObject({ isSure, item: { detail } });
  });

  it('is offered first where it is one, and last where it may be', () => {
    const groups = [{ name: 'Pages', items: [...PAGES] }];
    expect(found(groups, [], '10.66.1.7').map(({ name }) => name)).toEqual(['Leases']);
    expect(found(groups, [], 'wall').map(({ name }) => name)).toEqual(['Pages', 'Leases']);
    expect(found(groups, [], '').map(({ name }) => name)).toEqual(['Pages']);
  });

  it('keeps what was typed in the address it leads to', () => {
    expect(leaseItem(' 10.66.1.0/24 ')?.item.deed).toEqual({ kind: 'go', href: '/leases?q=10.66.1.0%2F24' });
  });
});

it('finds a pair by its title, its servers and their addresses, and its parts', () => {
  const items = pairItems([pair({ name: 'office', title: 'Head office' })], true);
  for (const typed of ['head', 'office', 'dhcp-b', '10.66.0.11']) {
    expect(matching(items, typed)[0]?.deed).toEqual({ kind: 'go', href: '/pairs/office' });
  }
  expect(matching(items, 'office clo')[0]?.deed).toEqual({ kind: 'go', href: '/pairs/office/clocks' });
});
