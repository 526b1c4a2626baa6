import { expect, it } from 'vitest';
import { renderReport } from './render.ts';
import { FONT_FILES } from './testing/fonts.ts';
import { sampleDocument } from './testing/sample-document.ts';

it.each([
  ['pdf', /^%PDF-1\.7[\s\S]*%%EOF\s*$/],
  ['html', /^<!DOCTYPE html>[\s\S]*<\/html>\s*$/],
  ['md', /^# Incident 42: the primary/],
] as const)('renders %s as what it says', async (format, begin) => {
  const bytes = await renderReport(sampleDocument(3), format, FONT_FILES);
  expect(Buffer.from(bytes).toString('latin1')).toMatch(begin);
});
