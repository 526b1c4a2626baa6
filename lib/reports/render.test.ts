import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FontFiles } from './pdf/fonts.ts';
import { renderReport } from './render.ts';
import { sampleDocument } from './testing/sample-document.ts';

const folder = join(import.meta.dirname, '../../node_modules/@expo-google-fonts');
const fonts: FontFiles = {
  regular: readFileSync(join(folder, 'inter/400Regular/Inter_400Regular.ttf')),
  bold: readFileSync(join(folder, 'inter/600SemiBold/Inter_600SemiBold.ttf')),
  mono: readFileSync(join(folder, 'jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf')),
};

it('renders each format as what it says', async () => {
  const document = sampleDocument(3);
  const text = async (format: 'pdf' | 'html' | 'md') =>
    Buffer.from(await renderReport(document, format, fonts)).toString('latin1');
  expect(await text('pdf')).toMatch(/^%PDF-1\.7[\s\S]*%%EOF\s*$/);
  expect(await text('html')).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\s*$/);
  expect(await text('md')).toMatch(/^# Incident 42: the primary/);
});
