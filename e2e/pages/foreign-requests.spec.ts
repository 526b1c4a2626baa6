import { expect, test } from '@playwright/test';
import { type PlantedProduct, startPlantedProduct } from '../support/planted-product.ts';
import { apiRoutes } from '../support/routes.ts';

let planted: PlantedProduct;

test.beforeAll(async () => {
  planted = await startPlantedProduct();
});

test.afterAll(async () => {
  await planted?.close();
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const FOREIGN: Record<string, Record<string, string>> = {
  'no Origin': JSON_TYPE,
  'foreign Origin': { ...JSON_TYPE, Origin: 'http://evil.example' },
  'Origin null': { ...JSON_TYPE, Origin: 'null' },
  'cross-site': { ...JSON_TYPE, 'Sec-Fetch-Site': 'cross-site' },
  'same-site': { ...JSON_TYPE, 'Sec-Fetch-Site': 'same-site' },
  'form of another site': {
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: 'http://evil.example',
  },
  'text of another site': { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'cross-site' },
};

test("no change is taken by an admin's cookie from another site", async () => {
  let tried = 0;
  const taken: string[] = [];
  const routes = apiRoutes().filter(({ method }) => method !== 'GET');
  for (const { path, method } of routes) {
    for (const [how, headers] of Object.entries(FOREIGN)) {
      tried += 1;
      const answer = await fetch(`${planted.product.url}${path}`, {
        method,
        headers: { ...headers, Cookie: planted.cookie },
        body: '{}',
      });
      await answer.arrayBuffer();
      if (answer.status !== 403) taken.push(`${method} ${path}, ${how}: ${answer.status}`);
    }
  }
  console.log(
    `foreign requests: ${tried} (${routes.length} routes × ${Object.keys(FOREIGN).length}), taken: ${taken.length}`,
  );
  expect(taken).toEqual([]);
});
