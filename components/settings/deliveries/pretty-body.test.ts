import { expect, it } from 'vitest';
import { prettyBody } from './pretty-body.ts';

it('breaks JSON into lines, and leaves alone what is none', () => {
  expect(prettyBody('{"type":"test","data":{"by":"ann"}}')).toBe(
    '{\n  "type": "test",\n  "data": {\n    "by": "ann"\n  }\n}',
  );
  expect(prettyBody('{"type":')).toBe('{"type":');
});
