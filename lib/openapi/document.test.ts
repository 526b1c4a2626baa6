import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, openApiDocument } from './document.ts';

const ROOT = join(import.meta.dirname, '../../app/api/v1');

/** Every method that a route file answers, with the role its handler asks for: `get /pairs/{} viewer`. */
function handled(): string[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('route.ts'))
    .flatMap((file) => {
      const path = `/${file.replace(/\/?route\.ts$/, '').replace(/\[\w+\]/g, '{}')}`;
      const text = readFileSync(join(ROOT, file), 'utf8');
      const functions = text.matchAll(
        /export (?:async )?function (GET|POST|PUT|PATCH|DELETE)\b[\s\S]*?answer\(\s*request,\s*'(\w+)'/g,
      );
      return [...functions].map(([, method = '', role]) => `${method.toLowerCase()} ${path} ${role}`);
    });
}

describe('the OpenAPI document', () => {
  const document = openApiDocument('1.2.3');

  it('has every method of every route, with the role it needs, and none besides', () => {
    const documented = OPERATIONS.map(
      ({ method, path, role }) => `${method} ${path.replace(/\{\w+\}/g, '{}')} ${role}`,
    );
    expect(documented.toSorted()).toEqual(handled().toSorted());
    expect(documented.length).toBeGreaterThan(80);
  });

  it('says of each list that is given as CSV too that it is', () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' });
    const lists = files.flatMap((file) =>
      file.endsWith('route.ts') && readFileSync(join(ROOT, file), 'utf8').includes('wantsCsv(')
        ? [`/${file.replace(/\/route\.ts$/, '')}`]
        : [],
    );
    const documented = OPERATIONS.filter(({ files }) => files?.includes('text/csv')).map(({ path }) => path);
    expect(lists.toSorted()).toEqual(['/alerts', '/deliveries', '/incidents']);
    expect(documented).toEqual(expect.arrayContaining(lists));
  });

  it('is OpenAPI 3.1 by its own schema', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('names each operation once', () => {
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(OPERATIONS.length);
  });

  it('leads nowhere that is not there', () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
    const missing = [...new Set(refs)].filter((ref) => {
      const steps = ref.replace(/^#\//, '').split('/');
      return (
        steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document) === undefined
      );
    });
    expect(missing).toEqual([]);
  });

  it('says of every parameter in a path and in a query what it is', () => {
    const pool = (document.paths as Record<string, { get: { parameters: { name: string; in: string }[] } }>)[
      '/api/v1/pairs/{name}/pools/{id}/history'
    ];
    expect(pool?.get.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual([
      'path name',
      'path id',
      'query from',
      'query to',
      'query width',
    ]);
  });
});
