import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeBundle } from './make-bundle.ts';
import { verifyBundle } from './verify-bundle.ts';

const FILES = {
  'report.md': strToU8('# Incident 7\n'.repeat(40)),
  'evidence/E1.txt': strToU8('DHCPDISCOVER from 02:00:00:00:00:2a via eth0: no free leases'),
};
const ABOUT = {
  title: 'Incident 7',
  profile: 'internal' as const,
  generatedAt: '2026-11-22T02:00:00.000Z',
  productVersion: '0.1.0',
};
const bundle = makeBundle(FILES, ABOUT);
const faultsOf = (bytes: Uint8Array) => verifyBundle(bytes).faults;

describe('a bundle', () => {
  it('is a ZIP archive with a manifest that fits it, and the same bytes for the same files', () => {
    expect(Object.keys(unzipSync(bundle))).toEqual(['manifest.json', 'report.md', 'evidence/E1.txt']);
    const { manifest, faults } = verifyBundle(bundle);
    expect(faults).toEqual([]);
    expect(manifest).toMatchObject({
      ...ABOUT,
      files: [{ path: 'report.md', bytes: 520 }, { path: 'evidence/E1.txt' }],
    });
    expect(makeBundle(FILES, ABOUT)).toEqual(bundle);
  });

  it('is refused with any one byte changed', () => {
    fc.assert(
      fc.property(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const altered = bundle.slice();
        altered[place] = (altered[place] ?? 0) ^ change;
        expect(faultsOf(altered).length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused cut off at any place', () => {
    for (let length = 0; length < bundle.length; length += 7)
      expect(faultsOf(bundle.slice(0, length)).length).toBeGreaterThan(0);
  });

  it('names what was altered, taken out and added', () => {
    const packed = (files: Record<string, Uint8Array>) => zipSync({ ...unzipSync(bundle), ...files });
    const other = packed({ 'report.md': strToU8('# Incident 8\n') });
    expect(faultsOf(other)[0]).toMatch(
      /^report\.md was altered: the manifest says sha256 [0-9a-f]{64}, it has /,
    );
    expect(faultsOf(packed({ 'more.txt': strToU8('x') }))[0]).toBe(
      'more.txt was added: the manifest does not list it.',
    );
    const { 'evidence/E1.txt': _, ...without } = unzipSync(bundle);
    expect(faultsOf(zipSync(without))[0]).toBe(
      'evidence/E1.txt is missing; the manifest lists it with 60 bytes.',
    );
    expect(faultsOf(packed({})).at(-1)).toMatch(/^The archive has no seal at its end/);
  });

  it('says of what is none that it is none', () => {
    expect(faultsOf(strToU8('hello'))[0]).toMatch(/^The archive can not be unpacked/);
    expect(faultsOf(zipSync({ a: strToU8('b') }))[0]).toMatch(/^manifest\.json is missing/);
    expect(faultsOf(zipSync({ 'manifest.json': strToU8('{}') }))[0]).toMatch(
      /^manifest\.json can not be read: /,
    );
  });
});
