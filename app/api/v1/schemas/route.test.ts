import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { MESSAGE_TYPES } from '../../../../lib/contracts/message.ts';
import { REPORT_TYPES } from '../../../../lib/contracts/report-schemas.ts';
import { ask, params, problemIn } from '../../../testing/api.ts';
import { GET as one } from './[type]/route.ts';
import { GET as list } from './route.ts';

it('lists a schema of each type of message and of each kind of report, and each is one', async () => {
  const { schemas } = await (await list(ask({ path: 'schemas' }))).json();
  expect(schemas.map(({ type }: { type: string }) => type)).toEqual([...MESSAGE_TYPES, ...REPORT_TYPES]);
  for (const { type, path } of schemas) {
    const schema = await (await one(ask({ path: `schemas/${type}` }), params({ type }))).json();
    expect(schema.$id).toBe(path);
    const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect(isValid({ type: 'other' })).toBe(false);
  }
});

it('knows no other type', async () => {
  const problem = await problemIn(await one(ask({ path: 'schemas/x' }), params({ type: 'toString' })));
  expect([problem.status, problem.detail]).toEqual([404, expect.stringContaining('/api/v1/schemas')]);
});
