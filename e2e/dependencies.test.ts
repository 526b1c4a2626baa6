import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { billOfMaterials, licenceOf } from '../bin/release/bill-of-materials.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What may be given on with Pairwatch, which is under MPL-2.0, without asking more than that a text comes along. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Unlicense', 'Zlib'],
  ...['BlueOak-1.0.0', 'MPL-2.0', 'OFL-1.1', 'CC-BY-4.0'],
]);

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
const { dependencies, devDependencies }: Manifest = JSON.parse(read('package.json'));
const direct = Object.entries({ ...dependencies, ...devDependencies });

describe('what Pairwatch is built on', () => {
  it.each(direct)('%s is pinned to one version', (_, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it('has its reasons in docs/dependencies.md, package by package', () => {
    const reasons = new Set(
      [...read('docs/dependencies.md').matchAll(/^\| (?!package|-)(.+?) \|/gm)].flatMap(([, names = '']) =>
        names.split(/, | · /),
      ),
    );
    const without = direct
      .map(([name]) => name)
      .filter((name) => !reasons.has(name) && !name.startsWith('@types/'));
    expect(without).toEqual([]);
    const gone = [...reasons].filter(
      (name) => name !== '@types/*' && !direct.some(([each]) => each === name),
    );
    expect(gone).toEqual([]);
  });

  it('is all under licences that let it be given on', () => {
    const { components } = billOfMaterials(ROOT);
    const others = components
      .map((each) => ({ package: `${each.name} ${each.version}`, licence: licenceOf(each) }))
      .filter(({ licence }) => !isAllowed(licence));
    expect(others).toEqual([]);
    expect(components.length).toBeGreaterThan(Object.keys(dependencies).length);
  });

  it('would not take another licence', () => {
    expect(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND ISC'].map(isAllowed)).toEqual([true, true, true]);
    expect(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN x', null].map(isAllowed)).toEqual(
      Array(4).fill(false),
    );
  });
});

/** All parts of an SPDX expression for `AND`, one for `OR`; no brackets but around the whole. */
function isAllowed(licence: string | null): boolean {
  if (licence === null) return false;
  const plain = licence.replace(/^\((.*)\)$/, '$1');
  return plain.split(/ OR /i).some((choice) => choice.split(/ AND /i).every((each) => ALLOWED.has(each)));
}
