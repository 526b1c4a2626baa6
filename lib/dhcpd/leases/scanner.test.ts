import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { byteByByte, scan } from './testing/scan.ts';

const TESTCASES = fileURLToPath(new URL('testcases/', import.meta.url));
/** 2026-11-21 12:00:00 UTC */
const NOW_SECONDS = 1795262400;

for (const name of readdirSync(TESTCASES)) {
  test(`reads testcases/${name}`, async () => {
    const bytes = readFileSync(`${TESTCASES}${name}/input/dhcpd.leases`);
    const whole = scan([bytes], { nowSeconds: NOW_SECONDS });
    const items = whole.map((item) => ('lease' in item ? { lease: item.lease } : item));
    await expect(`${JSON.stringify(items, null, 2)}\n`).toMatchFileSnapshot(
      `testcases/${name}/expected.json`,
    );
    expect(scan(byteByByte(bytes), { nowSeconds: NOW_SECONDS })).toEqual(whole);
  });
}
