import type { ReportChart } from '../../contracts/incident-report.ts';
import { chartSvg } from '../chart/chart-svg.ts';
import { chartTable } from '../chart/chart-table.ts';
import type { Block, Cell, ReportDocument, Table } from '../document.ts';
import { cellLines, isMonoCell } from '../text/cell-lines.ts';
import { markup } from '../text/markup.ts';
import { rawLines, visibleLines, visibleText } from '../text/visible-text.ts';
import { STYLE } from './style.ts';

const MOST_CHART_ROWS = 600;

/** The file asks nobody for anything and runs nothing, wherever it is opened; a server may say the same once more. */
export const HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * A report as one HTML file that needs nothing beside it: no script, no request. It is well-formed XML too, by which a
 * parser of either kind reads the same.
 */
export function htmlReport(document: ReportDocument): string {
  const { title, subtitle, about, running, blocks } = document;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/><meta name="referrer" content="no-referrer"/>
<meta http-equiv="Content-Security-Policy" content="${HTML_POLICY}"/>
<title>${line(title)}</title><style>${STYLE}</style></head>
<body><main><header><h1>${line(title)}</h1><p class="subtitle">${line(subtitle)}</p>${facts(about)}</header>
${contents(blocks)}${blocks.map(blockHtml).join('\n')}
</main><footer>${line(running)}</footer></body></html>
`;
}

const line = (text: string): string => markup(visibleText(text));
const lines = (text: string): string => visibleLines(text).map(markup).join('<br/>');

type Heading = Extract<Block, { kind: 'heading' }>;

/** Ids in a document are of nobody's choice but ours: a text in one could meet another id. */
const anchorOf = (id: string): string =>
  `s-${id.replace(/[^a-zA-Z0-9-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`)}`;

function contents(blocks: ReportDocument['blocks']): string {
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading' && block.level === 1);
  if (headings.length < 3) return '';
  const items = headings.map(({ id, text }) => `<li><a href="#${anchorOf(id)}">${line(text)}</a></li>`);
  return `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>\n`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const name = block.level === 1 ? 'h2' : 'h3';
      return `<${name} id="${anchorOf(block.id)}">${line(block.text)}</${name}>`;
    }
    case 'paragraph':
      return `<p${block.look ? ` class="${block.look}"` : ''}>${lines(block.text)}</p>`;
    case 'facts':
      return facts(block.rows);
    case 'list': {
      const name = block.isOrdered ? 'ol' : 'ul';
      return `<${name}>${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</${name}>`;
    }
    case 'table':
      return table(block);
    case 'chart':
      return chart(block.chart);
    case 'raw':
      return `<figure><figcaption>${line(block.caption)}</figcaption><pre>${rawLines(block.text).map(markup).join('\n')}</pre></figure>`;
  }
}

function facts(rows: ReportDocument['about']): string {
  if (rows.length === 0) return '';
  return `<dl>${rows.map(([term, text]) => `<div><dt>${line(term)}</dt><dd>${lines(text)}</dd></div>`).join('')}</dl>`;
}

function table({ caption, columns, rows }: Table): string {
  const classes = columns.map(({ align }) => (align === 'right' ? ' class="figure"' : ''));
  const head = columns.map(({ title }, index) => {
    const text = LONG_WORD.test(title) ? `<span class="long">${line(title)}</span>` : line(title);
    return `<th scope="col"${classes[index]}>${text}</th>`;
  });
  const body = rows.map(
    (cells) =>
      `<tr>${columns.map((_, index) => cellHtml(cells[index] ?? '', classes[index] ?? '')).join('')}</tr>`,
  );
  return `<div class="wide"><table><caption>${line(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function cellHtml(cell: Cell, alignment: string): string {
  const shown = cellLines(cell);
  const text = shown.map(markup).join('<br/>');
  const code = shown.every(({ length }) => length <= LONGEST_UNBROKEN) ? '<code class="whole">' : '<code>';
  const content = isMonoCell(cell) ? `${code}${text}</code>` : text;
  // A word that is broken only where it must be keeps its column as wide as it is; this one would be wider than the page.
  const isLong = shown.some((each) => LONG_WORD.test(each));
  return `<td${alignment}>${isLong ? `<span class="long">${content}</span>` : content}</td>`;
}

/** Times and addresses, which nobody can read in two lines. */
const LONGEST_UNBROKEN = 30;
const LONG_WORD = /\S{36}/;

function chart(data: ReportChart): string {
  const svg = chartSvg(data, {
    shown: visibleText,
    // Whatever the reader's font is, hardly any is wider; monospaced ones are 0.6.
    widthOf: (text, size, isBold) => text.length * size * (isBold ? 0.6 : 0.56),
    family: 'inherit',
    isNamed: true,
    paints: {
      ink: 'var(--ink)',
      muted: 'var(--muted)',
      line: 'var(--line)',
      ground: 'var(--surface)',
      'server-a': 'var(--server-a)',
      'server-b': 'var(--server-b)',
      limit: 'var(--limit)',
    },
  });
  const twin = table(chartTable(data, MOST_CHART_ROWS));
  return `<figure class="chart"><figcaption>${line(data.title)}</figcaption>${svg}<p class="muted">${lines(data.summary)}</p><details><summary>Figures as a table</summary>${twin}</details></figure>`;
}
