import { expect, test } from '@playwright/test';
import { PERIOD_TABLES } from '../../lib/contracts/period-report.ts';
import { cellsBy } from '../../lib/contracts/testing/cells-by.ts';
import { idsIn } from '../support/foreign/addresses.ts';
import { type ForeignProduct, startForeignProduct } from '../support/foreign/product.ts';

/** A text that somebody else chose is no formula in any file of CSV, by whatever a spreadsheet has its cells end. */

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const LAYOUT = ['\t', '\r', '\n'];
const FORMULA = `cmd|'/C calc'!A1 "q", "=2",;=1+1;"=3;"\t@x|-4`;

let planted = 0;
/** A formula for each place, which begin by turns with each sign there is. */
function plant(place: string, most = 1000): string {
  planted += 1;
  const sign = SIGNS[planted % SIGNS.length] ?? '=';
  return `${sign}${FORMULA} (${place})`.slice(0, most);
}

let foreign: ForeignProduct;

test.beforeAll(async () => {
  foreign = await startForeignProduct(plant);
});

test.afterAll(async () => {
  await foreign?.close();
});

/** Every way to a file of CSV, and a column that it has. */
async function files(): Promise<[path: string, column: string][]> {
  const [incident = ''] = idsIn(await foreign.read('incidents?pair=demo'));
  const made = await fetch(`${foreign.product.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${foreign.token}` },
    body: JSON.stringify({ by: 'Anna', period: 'week', zone: 'UTC', which: 'current' }),
  });
  expect(made.status, await made.clone().text()).toBe(201);
  const [report = ''] = idsIn(await made.text());
  return [
    ['events/export?format=csv', 'sentence'],
    ['audit/export', 'deed'],
    ['alerts?phase=all&format=csv', 'rule'],
    ['incidents?phase=all&format=csv', 'sentence'],
    ['deliveries?format=csv', 'endpoint'],
    ['pairs/demo/leases?q=10.20.2.208&format=csv', 'address'],
    [`incidents/${incident}/report?format=csv&profile=internal`, ''],
    [`incidents/${incident}/report?format=csv&profile=public`, ''],
    ['drills/1/report?format=csv', 'step'],
    ...PERIOD_TABLES.map((table): [string, string] => [`reports/${report}?format=csv&table=${table}`, '']),
  ];
}

test('no file of CSV has a formula in it', async () => {
  test.setTimeout(120_000);
  const faults: string[] = [];
  const figures = { files: 0, cells: 0, planted: 0 };
  for (const [path, column] of await files()) {
    const text = await foreign.read(path);
    if (text.startsWith('{')) throw new Error(`${path}: ${text.slice(0, 300)}`);
    const plain = text.replace(/^\uFEFF/, '');
    expect(cellsBy(',', plain), path).toEqual(expect.arrayContaining(column === '' ? [] : [column]));
    figures.files += 1;
    for (const separator of [',', ';', '\t']) {
      for (const cell of cellsBy(separator, plain)) {
        figures.cells += 1;
        if (cell.includes('calc')) figures.planted += 1;
        const isNumber = /^[+-]?[\d.]+$/.test(cell);
        if (SIGNS.some((sign) => cell.startsWith(sign)) && !isNumber)
          faults.push(`${path} by ${JSON.stringify(separator)}: ${cell.slice(0, 80)}`);
        if (separator === ',' && LAYOUT.some((sign) => cell.startsWith(sign)))
          faults.push(`${path}: ${cell}`);
      }
    }
  }
  console.log(
    `CSV: ${figures.files} files by 3 separators, ${figures.cells} cells, ${figures.planted} with a planted text; formulas: ${faults.length}`,
  );
  expect(faults).toEqual([]);
  expect(figures.planted).toBeGreaterThan(50);
});

test('every route that gives CSV is among them', async () => {
  const asked = (await files()).map(([path]) => path.split('?')[0]?.replace(/\/(?:demo|\d+)(?=\/|$)/g, '/1'));
  const document = JSON.parse(await foreign.read('openapi.json')) as {
    paths: Record<string, { get?: { responses: Record<string, { content?: object }> } }>;
  };
  const giving = Object.entries(document.paths)
    .filter(([, { get }]) => 'text/csv' in (get?.responses['200']?.content ?? {}))
    .map(([path]) => path.replace('/api/v1/', '').replace(/\{[^}]*\}/g, '1'));
  expect(giving.length).toBeGreaterThan(5);
  for (const path of giving) expect(asked).toContain(path);
});
