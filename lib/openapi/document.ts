import { z } from 'zod';
import { problemSchema } from '../contracts/health.ts';
import { ACCESS_OPERATIONS } from './access.ts';
import { HISTORY_OPERATIONS } from './history.ts';
import type { Operation } from './operation.ts';
import { PAIR_OPERATIONS } from './pairs.ts';
import { SETTINGS_OPERATIONS } from './settings.ts';

/** Everything that the API does. */
export const OPERATIONS: readonly Operation[] = [
  ...PAIR_OPERATIONS,
  ...HISTORY_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...ACCESS_OPERATIONS,
];

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, made from the contracts that its handlers check by. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: described(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Pairwatch',
      version,
      summary: 'What Pairwatch knows of DHCP failover pairs, and what people do about it.',
      license: { name: 'MPL-2.0', identifier: 'MPL-2.0' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'As `pairwatch token create` prints it.' },
      },
      schemas: { Problem: told(problemSchema) },
      responses: {
        Problem: {
          description: 'What went wrong, what was expected, and how to mend it (RFC 9457).',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

/** What an operation is called, once in the document. */
export function operationId(method: string, path: string): string {
  const words = path.split('/').map((word) => word.replace(/[{}.]/g, ' ').trim().replaceAll(' ', '-'));
  return [method, ...words.filter(Boolean)].join('-');
}

function described(operation: Operation): Json {
  const { method, path, tag, summary, role, query, body, status = 200 } = operation;
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    'x-pairwatch-role': role,
    parameters: [...pathParameters(path), ...(query ? queryParameters(query) : [])],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: taken(body) } } },
    }),
    responses: {
      [status]: { description: 'As asked.', content: contentOf(operation) },
      ...(method === 'get' && {
        '304': {
          description: 'Nothing but the time changed since the answer whose ETag If-None-Match names.',
        },
      }),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function contentOf({ answer, files = [] }: Operation): Json {
  return {
    ...Object.fromEntries(files.map((type) => [type, {}])),
    ...(answer && { 'application/json': { schema: told(answer) } }),
  };
}

type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: Json };

/** The values that stand in a path. */
export function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

/** The parameters of a query; `by` is never needed, as in `taken`. */
export function queryParameters(query: z.ZodType): Parameter[] {
  const { properties = {}, required = [] } = taken(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && name !== 'by',
    schema,
  }));
}

type Taken = { properties?: Record<string, Json>; required?: string[] };

/** What is sent to the API. Who does it is known by the token, so that `by` may be left out. */
export function taken(schema: z.ZodType): Taken {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  // What it is made of goes by the schema, which zod's type for it leaves open.
  const { required, ...rest } = made as Taken;
  const needed = required?.filter((name) => name !== 'by') ?? [];
  return { ...rest, ...(needed.length > 0 && { required: needed }) };
}

/** What the API tells. More keys may come within version 1, so none is ruled out. */
export function told(schema: z.ZodType): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return made;
}
