import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument, HOSTILE_TEXTS } from '../testing/any-document.ts';
import { FONT_FILES } from '../testing/fonts.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { visibleText } from '../text/visible-text.ts';
import { drawable, readFonts } from './fonts.ts';
import { pdfReport } from './pdf-report.ts';

const canRead = existsSync('/usr/bin/pdftotext');

/** Of poppler, which reads PDF as most viewers on Linux do. */
function poppler(program: string, args: string[], pdf: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}
const textOf = (pdf: Uint8Array) => poppler('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], pdf);
/** Where lines end is the layout's. */
const dense = (text: string) => text.replace(/\s/g, '');

it('renders any document', async () => {
  await fc.assert(
    fc.asyncProperty(anyDocument, async (document) => {
      const pdf = Buffer.from(await pdfReport(document, FONT_FILES)).toString('latin1');
      expect(pdf).toMatch(/^%PDF-1\.7/);
      expect(pdf).toMatch(/%%EOF\s*$/);
    }),
    { numRuns: 25 },
  );
});

describe.skipIf(!canRead)('a report as PDF, read by poppler', () => {
  it('has all its texts, title, language and pages', async () => {
    const document = sampleDocument(120);
    const pdf = await pdfReport(document, FONT_FILES);
    const text = textOf(pdf);
    expect(dense(text)).toContain(dense(document.title));
    for (const block of document.blocks) {
      if (block.kind === 'paragraph' || block.kind === 'heading')
        expect(dense(text)).toContain(dense(block.text));
      if (block.kind === 'chart') expect(dense(text)).toContain(dense(block.chart.summary));
    }
    const pages = text.split('\f').length - 1;
    expect(text.match(/page \d+ of \d+/g)).toEqual(
      Array.from({ length: pages }, (_, index) => `page ${index + 1} of ${pages}`),
    );
    expect(text.split(document.running).length - 1).toBe(pages);
    expect(poppler('pdfinfo', ['-'], pdf)).toContain(`Title:           ${document.title}`);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (en)');
  });

  it('is dated by what it says, and the same report is the same file', async () => {
    const document = sampleDocument(3);
    const pdf = await pdfReport(document, FONT_FILES);
    expect(poppler('pdfinfo', ['-isodates', '-'], pdf)).toMatch(/^CreationDate: +2026-11-22T10:00:00Z$/m);
    expect(Buffer.from(pdf).equals(await pdfReport(document, FONT_FILES))).toBe(true);
  });

  it('embeds its fonts, and of each only what is used', async () => {
    const fonts = poppler('pdffonts', ['-'], await pdfReport(sampleDocument(3), FONT_FILES))
      .trim()
      .split('\n')
      .slice(2);
    expect(fonts).toHaveLength(3);
    for (const font of fonts)
      expect(font).toMatch(/^[A-Z]{6}\+(Inter|JetBrainsMono)-\S+ +CID TrueType +Identity-H +yes yes yes/);
  });

  it('shows hostile texts, with an escape for what its fonts do not have', async () => {
    const fonts = readFonts(FONT_FILES);
    const paragraphs = HOSTILE_TEXTS.map((text) => ({ kind: 'paragraph' as const, text }));
    const pdf = await pdfReport(
      {
        title: 'Texts',
        subtitle: '',
        about: [],
        madeAt: '2026-11-22T10:00:00.000Z',
        running: 'run',
        blocks: paragraphs,
      },
      FONT_FILES,
    );
    const text = dense(textOf(pdf).replace(/run\s+page \d+ of \d+/g, ''));
    for (const hostile of HOSTILE_TEXTS)
      for (const line of hostile.split(/\r\n|[\n\r]/))
        expect(text).toContain(dense(drawable(visibleText(line), fonts.regular)));
    expect(text).toContain('\\u4e2d\\u6587');
    expect(text).toContain('admin\\u202egnp.exe');
  });

  it('has its headings as bookmarks, those of the second level beneath', async () => {
    const pdf = Buffer.from(await pdfReport(sampleDocument(3), FONT_FILES)).toString('latin1');
    const titles = [...pdf.matchAll(/\/Title \(([^)]*)\)/g)].map(([, title]) => title);
    expect(titles).toEqual(expect.arrayContaining(['Summary', 'Impact', 'Timeline', 'Evidence']));
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain('/XYZ');
  });
});
