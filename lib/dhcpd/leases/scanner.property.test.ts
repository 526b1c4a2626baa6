import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LeaseScanner } from './scanner.ts';
import { findSyncLine } from './sync-line.ts';
import { aLease, canonicalText, type LeaseModel, oddText, someLeases } from './testing/lease-model.ts';
import { byteByByte, bytesOf, cutAt, leasesOf, problemsOf, type Scanned, scan } from './testing/scan.ts';

const NOBODY = { lease: () => {}, failoverState: () => {}, other: () => {}, problem: () => {} };

/** Rolls of the dice that decide how odd a spelling is, over and over. */
const someRolls = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

function oddFile(leases: readonly LeaseModel[], rolls: readonly number[]): string {
  let next = 0;
  const dice = (below: number) => (rolls[next++ % rolls.length] ?? 0) % below;
  return leases.map((lease) => oddText(lease, dice)).join('\n');
}

/** What both spellings must agree in. */
function withoutPlace(scanned: readonly Scanned[]) {
  return scanned.map((item) => {
    if (!('lease' in item)) return item;
    const { line: _line, offset: _offset, ...lease } = item.lease;
    const { line: _itsLine, offset: _itsOffset, hash: _hash, ...block } = item.block;
    return { lease, block };
  });
}

/** Pieces of grammar in any order, and bytes that belong to none. */
const soup = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: aLease.map(canonicalText) },
      fc.constantFrom(
        ...'lease |10.0.0.1|{|}|;|"|\\|#|\n|\nlease 10.0.0.2 {|\nhost x {|\ngroup {|group g|\n}'.split('|'),
      ),
      fc.constantFrom(
        ...'binding state|active|starts|never|on expiry|failover peer|"x" state|my state normal at|\r\n'.split(
          '|',
        ),
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 12 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => bytesOf(parts.join('')));

test('a lease oddly spelled is the lease that dhcpd writes', () => {
  fc.assert(
    fc.property(someLeases, someRolls, (leases, rolls) => {
      const canonical = scan([bytesOf(leases.map(canonicalText).join(''))]);
      const odd = scan([bytesOf(oddFile(leases, rolls))]);
      expect(problemsOf(canonical)).toEqual([]);
      expect(withoutPlace(odd)).toEqual(withoutPlace(canonical));
    }),
    { numRuns: 300 },
  );
});

test('any split of the bytes gives what the whole gives', () => {
  fc.assert(
    fc.property(soup, fc.array(fc.nat({ max: 4000 }), { maxLength: 12 }), (bytes, cuts) => {
      const whole = scan([bytes]);
      expect(scan(cutAt(bytes, cuts))).toEqual(whole);
      expect(scan(byteByByte(bytes))).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test('a file cut at a sync line is two files', () => {
  fc.assert(
    fc.property(soup, fc.nat({ max: 4000 }), (bytes, from) => {
      const at = findSyncLine(bytes, from);
      if (at === null) return;
      const line = bytes.subarray(0, at).reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1);
      const parts = [
        ...scan([bytes.subarray(0, at)], {}, (scanner) => scanner.finishPart()),
        ...scan([bytes.subarray(at)], { offset: at, line }),
      ];
      expect(parts).toEqual(scan([bytes]));
    }),
    { numRuns: 300 },
  );
});

test('a scanner takes up where another one stood', () => {
  fc.assert(
    fc.property(someLeases, fc.nat({ max: 4000 }), (leases, cut) => {
      const bytes = bytesOf(`# header\n\n${leases.map(canonicalText).join('')}# end\nserver-duid "x";\n`);
      const first: number[] = [];
      const scanner = new LeaseScanner({ ...NOBODY, lease: ({ offset }) => first.push(offset) });
      scanner.push(bytes.subarray(0, cut));
      const { position } = scanner;
      const rest = leasesOf(scan([bytes.subarray(position.offset)], position));
      const whole = leasesOf(scan([bytes]));
      expect(rest).toEqual(whole.slice(first.length));
      expect(first).toEqual(whole.slice(0, first.length).map(({ offset }) => offset));
    }),
    { numRuns: 100 },
  );
});

/** What may happen to the bytes of one block but its last newline. */
const damage = fc.oneof(
  fc.record({ at: fc.nat(), deleted: fc.nat({ max: 200 }), inserted: fc.constant('') }),
  fc.record({
    at: fc.nat(),
    deleted: fc.constant(0),
    inserted: fc.oneof(
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        '"',
        '{',
        '}',
        '#',
        '\\',
        ';',
        '\0\0\0\0',
        '{{{{',
        '}}}}',
        '"\n"',
        'lease',
        '\ngroup {',
      ),
    ),
  }),
  fc.record({ at: fc.nat(), deleted: fc.constant(Number.POSITIVE_INFINITY), inserted: fc.constant('') }),
);

test('whatever happens to one block, all others are read', () => {
  fc.assert(
    fc.property(someLeases, fc.nat(), damage, (leases, pick, { at, deleted, inserted }) => {
      const texts = leases.map(canonicalText);
      const victim = pick % texts.length;
      const text = texts[victim] ?? '';
      const from = at % text.length;
      const to = Math.min(from + deleted, text.length - 1);
      texts[victim] = text.slice(0, from) + inserted + text.slice(Math.max(from, to));
      const found = leasesOf(scan([bytesOf(texts.join(''))])).map(({ address }) => address);
      const others = leases.map(({ address }) => address).filter((_, index) => index !== victim);
      expect(found.length - others.length).toBeLessThanOrEqual(1);
      expect(isSubsequence(others, found)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function isSubsequence(part: readonly number[], whole: readonly number[]): boolean {
  let next = 0;
  for (const value of whole) if (value === part[next]) next++;
  return next === part.length;
}

test('random bytes are passed over', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      const scanner = new LeaseScanner(NOBODY);
      scanner.push(bytes);
      scanner.finish();
      expect(scanner.position.offset).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 300 },
  );
});
