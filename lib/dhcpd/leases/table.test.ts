import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATE_CODE } from './binding-state.ts';
import { NEVER_SECONDS } from './items.ts';
import type { LeaseBlock } from './lease-block.ts';
import { LeaseScanner } from './scanner.ts';
import { type LeaseRange, LeaseTable, type LeaseTableOptions } from './table.ts';
import { bytesOf } from './testing/scan.ts';

const NOW_SECONDS = 1795262400; // 2026-11-21 12:00:00
const PAST = '6 2026/11/21 11:59:59';
const FUTURE = '6 2026/11/21 12:00:01';

/** Scans blocks, given by address and statements, and hands each to `take`. */
function eachBlock(
  blocks: readonly [address: string, statements: string][],
  take: (block: LeaseBlock) => void,
) {
  const ignore = () => {};
  const problem = ({ text }: { text: string }) => {
    throw new Error(text);
  };
  const handler = { lease: take, failoverState: ignore, other: ignore, problem };
  const scanner = new LeaseScanner(handler, { nowSeconds: NOW_SECONDS });
  scanner.push(
    bytesOf(blocks.map(([address, statements]) => `lease ${address} { ${statements} }\n`).join('')),
  );
}

function fill(
  ranges: LeaseRange[],
  blocks: readonly [address: string, statements: string][],
  options: LeaseTableOptions = {},
): LeaseTable {
  const table = new LeaseTable(ranges, options);
  eachBlock(blocks, (block) => table.take(block));
  return table;
}

const TEN = 10 * 2 ** 24;
const RANGE = { low: TEN + 1, high: TEN + 20 };

const EVERY_KIND: [string, string][] = [
  ['10.0.0.1', 'binding state free;'],
  ['10.0.0.2', 'binding state free; reserved;'],
  ['10.0.0.3', `ends ${PAST}; binding state active;`],
  ['10.0.0.4', `ends ${FUTURE}; binding state active; reserved;`],
  ['10.0.0.5', 'ends never; binding state active;'],
  ['10.0.0.6', 'binding state active;'],
  ['10.0.0.7', 'binding state expired;'],
  ['10.0.0.8', 'binding state released; reserved;'],
  ['10.0.0.9', `ends ${PAST}; binding state abandoned;`],
  ['10.0.0.10', 'binding state reset;'],
  ['10.0.0.11', 'binding state backup;'],
  ['10.0.0.12', 'binding state backup; reserved;'],
];

test('counts every address once, beside those of the active ones that have ended', () => {
  expect(fill([RANGE], EVERY_KIND).counts(0, NOW_SECONDS)).toEqual({
    size: 20,
    active: 4,
    ended: 1,
    free: 1 + 8,
    backup: 1,
    expired: 1,
    released: 1,
    abandoned: 1,
    reset: 1,
    reserved: 2,
  });
});

test('counts backup leases as free where there is no failover', () => {
  const table = fill([{ ...RANGE, backupIsFree: true }], EVERY_KIND);
  expect(table.counts(0, NOW_SECONDS)).toMatchObject({ free: 10, backup: 0, reserved: 2 });
});

test('counts the blocks of each state as they are written', () => {
  expect(fill([RANGE], EVERY_KIND).blocks(0)).toEqual({
    free: 2,
    active: 4,
    expired: 1,
    released: 1,
    abandoned: 1,
    reset: 1,
    backup: 2,
  });
});

test('the last block replaces the one before it', () => {
  const table = fill(
    [RANGE],
    [
      ['10.0.0.1', `ends ${FUTURE}; binding state active; reserved; uid "a";`],
      ['10.0.0.1', 'binding state free;'],
    ],
  );
  const slot = table.slotOf(TEN + 1);
  expect(table.entryAt(slot)).toEqual({
    state: 'free',
    reserved: false,
    bootp: false,
    unacknowledged: false,
    starts: 0,
    ends: 0,
  });
  expect(table.holderAt(slot)).toBe(0);
  expect(table.entryAt(slot + 1)).toBe(null);
});

test('a lease without binding state that is not active is expired in a failover pool, free in another', () => {
  const blocks: [string, string][] = [['10.0.0.1', `ends ${PAST};`]];
  expect(fill([RANGE], blocks).stateAt(0)).toBe(STATE_CODE.expired);
  expect(fill([{ ...RANGE, backupIsFree: true }], blocks).stateAt(0)).toBe(STATE_CODE.free);
});

test('the backlog is what was announced beyond what the partner has acknowledged', () => {
  const blocks: [string, string][] = [
    ['10.0.0.1', `tstp ${FUTURE}; atsfp ${FUTURE}; binding state active;`],
    ['10.0.0.2', `tstp ${FUTURE}; atsfp ${PAST}; binding state active;`],
    ['10.0.0.3', `ends ${FUTURE}; binding state active;`],
    ['10.0.0.4', 'binding state backup;'],
  ];
  const table = fill([RANGE], blocks);
  expect(table.backlog(0)).toBe(2);
  expect(table.entryAt(1)?.unacknowledged).toBe(true);
  const alone = fill([{ ...RANGE, backupIsFree: true }], blocks);
  expect(alone.backlog(0)).toBe(0);
  expect(alone.entryAt(1)?.unacknowledged).toBe(false);
});

test('holders are the same however their bytes are spelled, and tell clients apart', () => {
  const table = fill(
    [RANGE],
    [
      ['10.0.0.1', 'binding state active; uid "\\001a"; hardware ethernet 0:0:0:0:0:1;'],
      ['10.0.0.2', 'binding state active; uid 01:61;'],
      ['10.0.0.3', 'binding state active; hardware ethernet 01:61:00:00:00:00;'],
      ['10.0.0.4', 'binding state active; hardware ethernet 1:61:0:0:0:0;'],
    ],
  );
  const [first, second, third, fourth] = [0, 1, 2, 3].map((slot) => table.holderAt(slot));
  expect(first).toBe(second);
  expect(third).toBe(fourth);
  expect(first).not.toBe(third);
});

test('addresses outside every range are counted once each, and some are named', () => {
  const blocks = Array.from({ length: 30 }, (_, index): [string, string] => [
    `10.0.1.${index}`,
    'binding state active;',
  ]);
  const { outside } = fill([RANGE], [...blocks, ...blocks, ['255.255.255.255', 'binding state free;']]);
  expect(outside.count).toBe(31);
  expect(outside.sample).toHaveLength(20);
  expect(outside.sample).toContain(TEN + 256);
});

test('ranges that hold too much are refused', () => {
  expect(() => new LeaseTable([{ low: 0, high: 0xffffffff }])).toThrow(
    'found ranges of 4294967296 addresses in all, expected at most 67108864',
  );
});

const aRange = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 })).map(([low, more]) => ({
  low: 0xffffff00 + low,
  high: 0xffffff00 + low + more - 2, // sometimes empty
}));

test('in ranges that overlap an address belongs to the first', () => {
  fc.assert(
    fc.property(fc.array(aRange, { maxLength: 8 }), (ranges) => {
      const table = new LeaseTable(ranges);
      const sizes = ranges.map(() => 0);
      const slots = new Set<number>();
      for (let address = 0xffffff00; address <= 0xffffffff; address++) {
        const owner = ranges.findIndex(({ low, high }) => low <= address && address <= high);
        const slot = table.slotOf(address);
        expect(slot === -1).toBe(owner === -1);
        if (owner === -1) continue;
        sizes[owner] = (sizes[owner] ?? 0) + 1;
        slots.add(slot);
        expect(table.addressOf(slot)).toBe(address);
      }
      expect(ranges.map((_, index) => table.counts(index, 0).size)).toEqual(sizes);
      expect([...slots].toSorted((a, b) => a - b)).toEqual([...slots.keys()].map((_, index) => index));
      expect(table.slots).toBe(slots.size);
    }),
    { numRuns: 100 },
  );
});

test('two tables of the halves of a file merge into that of the whole', () => {
  const aBlock = fc.tuple(
    fc.integer({ min: 0, max: 25 }).map((last) => `10.0.0.${last}`),
    fc.constantFrom(...EVERY_KIND.map(([, statements]) => `${statements} uid "${statements.length}";`)),
  );
  fc.assert(
    fc.property(fc.array(aBlock), fc.array(aBlock), fc.boolean(), (earlier, later, shared) => {
      const first = fill([RANGE], earlier, { shared });
      const second = fill([RANGE], later, { shared });
      first.merge(new LeaseTable(structuredClone(second.contents)));
      expect(first).toEqual(fill([RANGE], [...earlier, ...later], { shared }));
    }),
    { numRuns: 100 },
  );
});

test('a lease that never ends is not ended after the last second that dhcpd can count', () => {
  const table = fill([RANGE], [['10.0.0.1', 'ends never; binding state active;']]);
  expect(table.counts(0, NEVER_SECONDS + 1).ended).toBe(0);
});
