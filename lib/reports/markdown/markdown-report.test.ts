import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import type { Table } from '../document.ts';
import { anyDocument } from '../testing/any-document.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { markdownReport } from './markdown-report.ts';

type Node = { type: string; children?: Node[] };

/** Kinds of all that a Markdown is made of. */
function kindsOf(markdown: string): Set<string> {
  const kinds = new Set<string>();
  const walk = (node: Node) => {
    kinds.add(node.type);
    node.children?.forEach(walk);
  };
  walk(fromMarkdown(markdown));
  return kinds;
}

/** Cells of a row of a table: bars that no backslash takes away are between them. */
const cellsOf = (row: string): number => row.replace(/\\\\/g, '').replace(/\\\|/g, '').split('|').length - 2;

const FOREIGN = [
  'html',
  'link',
  'linkReference',
  'definition',
  'image',
  'imageReference',
  'emphasis',
  'blockquote',
];

describe('a report as Markdown', () => {
  it('has no HTML, link, image or quotation that comes from a text', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const kinds = kindsOf(markdownReport(document));
        expect(FOREIGN.filter((kind) => kinds.has(kind))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('has as many headings as the document, and a title', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const headings = fromMarkdown(markdownReport(document)).children.filter(
          ({ type }) => type === 'heading',
        );
        expect(headings).toHaveLength(1 + document.blocks.filter(({ kind }) => kind === 'heading').length);
      }),
      { numRuns: 200 },
    );
  });

  it('has as many cells in each row of a table as columns', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const tables = document.blocks.filter(
          (block): block is Table => block.kind === 'table' && block.columns.length > 0,
        );
        for (const table of tables) {
          const alone = markdownReport({
            ...document,
            title: '',
            subtitle: '',
            about: [],
            madeAt: '2026-11-22T10:00:00.000Z',
            running: '',
            blocks: [table],
          });
          const rows = alone.split('\n').filter((line) => line.startsWith('| '));
          expect(rows).toHaveLength(2 + table.rows.length);
          for (const row of rows) expect(cellsOf(row)).toBe(table.columns.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives a chart as its summary and at most sixty rows', () => {
    const markdown = markdownReport({
      ...sampleDocument(0),
      blocks: sampleDocument(0).blocks.filter(({ kind }) => kind === 'chart'),
    });
    expect(markdown).toContain('For 14 minutes dhcp\\-a was not measured'.replace('\\-', '-'));
    expect(markdown).toContain('| 2026-11-22 00:38:00 |');
    expect(markdown.split('\n').length).toBeLessThan(150);
  });
});
