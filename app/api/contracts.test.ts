import Ajv2020 from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OPERATIONS, openApiDocument } from '../../lib/openapi/document.ts';
import type { Operation } from '../../lib/openapi/operation.ts';
import { storeOutage } from '../../lib/testing/outage.ts';
import { ask, makeDatabase, params } from '../testing/api.ts';

/** Formats are zod's to check; what counts here is which keys there are, and of which type. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });

const routes = import.meta.glob<{ GET: (request: Request, context: object) => Promise<Response> }>(
  './v1/**/route.ts',
);

/** What stands in the places of a path, by the path up to there. */
let values: Record<string, string>;

beforeAll(async () => {
  const db = await makeDatabase();
  const { alertId, incidentId } = await storeOutage(db, Date.now());
  const { webhookId, eventId, poolId } = await db.read(async (tx) => ({
    webhookId: (await tx.message.findFirstOrThrow()).webhookId,
    eventId: (await tx.event.findFirst())?.id,
    poolId: (await tx.pool.findFirstOrThrow()).id,
  }));
  values = {
    '/pairs/{name}': 'office',
    '/pairs/{name}/{part}': 'clocks',
    '/pairs/{name}/pools/{id}': String(poolId),
    '/pairs/{name}/leases/{address}': '10.66.1.10',
    '/alerts/{id}': String(alertId),
    '/incidents/{id}': String(incidentId),
    '/deliveries/{id}': webhookId,
    '/schemas/{type}': 'test',
    '/rules/{id}': 'pool-use-high',
    '/practices/{pair}': 'office',
    '/practices/{pair}/{code}': 'clock-check',
    ...(eventId !== undefined && { '/events/{id}': String(eventId) }),
  };
});

/** The values for a path; null where the seed has nothing there. */
function placed(path: string): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const match of path.matchAll(/\{(\w+)\}/g)) {
    const value = values[path.slice(0, match.index + match[0].length)];
    if (value === undefined) return null;
    found[match[1] ?? ''] = value;
  }
  return found;
}

const QUERIES: Record<string, string> = {
  '/rules/{id}/preview': '?pair=office',
  '/pairs/{name}/leases': '?q=10.66.1.10',
  '/leases': '?q=10.66.1.10',
};

const reads = OPERATIONS.filter(({ method, answer }) => method === 'get' && answer !== undefined);
/** Of which a pair in trouble has none. */
const WITHOUT_SEED = [
  '/drills/{id}',
  '/events/{id}',
  '/pairs/{name}/config/versions/{id}',
  '/settings/pairs/{name}',
];

async function answered({ path }: Operation, placesOf: Record<string, string>): Promise<unknown> {
  const route = await routes[`./v1${path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`]?.();
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => placesOf[name] ?? '');
  const response = await route?.GET(
    ask({ path: `${filled.slice(1)}${QUERIES[path] ?? ''}` }),
    params(placesOf),
  );
  const body: unknown = await response?.json();
  if (response?.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body;
}

describe('what the API answers', () => {
  it.each(reads.map((operation) => [operation.path, operation] as const))('%s', async (path, operation) => {
    const found = placed(path);
    if (found === null) return expect(WITHOUT_SEED).toContain(path);
    const body = await answered(operation, found);
    // Made for what is told, so that a key which the contract has not is a mistake.
    const schema = z.toJSONSchema(operation.answer ?? z.never(), { io: 'output', unrepresentable: 'any' });
    const validate = ajv.compile(schema);
    expect(validate(body) ? [] : validate.errors).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  it('has nothing but JSON Schemas of 2020-12 for schemas', () => {
    const schemas: object[] = [];
    JSON.stringify(openApiDocument('1'), (key, value: unknown) => {
      if (key === 'schema' && typeof value === 'object' && value !== null) schemas.push(value);
      return value;
    });
    expect(schemas.length).toBeGreaterThan(200);
    const wrong = schemas.filter((schema) => !('$ref' in schema) && ajv.validateSchema(schema) !== true);
    expect(wrong).toEqual([]);
  });
});
