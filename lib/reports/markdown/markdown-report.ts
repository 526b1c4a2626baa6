import type { ReportChart } from '../../contracts/incident-report.ts';
import { chartTable } from '../chart/chart-table.ts';
import type { Block, Cell, ReportDocument, Table } from '../document.ts';
import { cellLines, isMonoCell } from '../text/cell-lines.ts';
import { rawLines, visibleLines, visibleText } from '../text/visible-text.ts';
import { codeSpan, fenced, plain } from './escape.ts';

/** A wiki page is no place for thousands of figures. */
const MOST_CHART_ROWS = 60;

/** A report as Markdown (CommonMark with tables), in which no text becomes markup; charts are their summary and figures. */
export function markdownReport({ title, subtitle, about, running, blocks }: ReportDocument): string {
  return `${[
    `# ${heading(title)}`,
    plain(visibleText(subtitle)),
    facts(about),
    ...blocks.map(blockText),
    '* * *',
    plain(visibleText(running)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.level === 1 ? '##' : '###'} ${heading(block.text)}`;
    case 'paragraph':
      return lines(block.text);
    case 'facts':
      return facts(block.rows);
    case 'list':
      return block.items
        .map((item, index) => `${block.isOrdered ? `${index + 1}.` : '-'} ${oneLine(item)}`)
        .join('\n');
    case 'table':
      return table(block);
    case 'chart':
      return chart(block.chart);
    case 'raw':
      return `${caption(block.caption)}\n\n${fenced(rawLines(block.text))}`;
  }
}

/** A heading without a text would be none. */
const heading = (text: string): string => plain(visibleText(text)) || '–';

/** Each line of a text is a paragraph of its own: nothing else is a break in every Markdown. */
function lines(text: string): string {
  return visibleLines(text)
    .map(plain)
    .filter((line) => line !== '')
    .join('\n\n');
}

const oneLine = (text: string): string =>
  visibleLines(text)
    .map(plain)
    .filter((line) => line !== '')
    .join(' · ') || '–';

function facts(rows: ReportDocument['about']): string {
  return rows.map(([term, text]) => `- **${heading(term)}**: ${oneLine(text)}`).join('\n');
}

function caption(text: string): string {
  return `**${heading(text)}**`;
}

function table({ caption: title, columns, rows }: Table): string {
  if (columns.length === 0) return caption(title);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    caption(title),
    '',
    row(columns.map((column) => plain(visibleText(column.title)))),
    row(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((cells) => row(columns.map((_, index) => cellText(cells[index] ?? '')))),
  ].join('\n');
}

function cellText(cell: Cell): string {
  const isMono = isMonoCell(cell);
  return cellLines(cell)
    .map((line) => (isMono ? codeSpan(line) : plain(line)))
    .filter((line) => line !== '')
    .join(' · ');
}

function chart(data: ReportChart): string {
  return `${caption(data.title)}\n\n${lines(data.summary)}\n\n${table(chartTable(data, MOST_CHART_ROWS))}`;
}
