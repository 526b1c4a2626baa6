import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { SAMPLE_REPORT } from '../reports/testing/sample-report.ts';
import { reportJsonSchema } from './report-schemas.ts';

const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictTuples: false,
  formats: { 'date-time': true, date: true },
});
const fits = ajv.compile(reportJsonSchema('incident-report'));

it('takes a report, with members that later versions may add, and nothing that is none', () => {
  expect(fits(SAMPLE_REPORT)).toBe(true);
  expect(fits({ ...SAMPLE_REPORT, addedLater: 1 })).toBe(true);
  expect(fits({ ...SAMPLE_REPORT, summary: [] })).toBe(false);
  expect(fits({})).toBe(false);
});
