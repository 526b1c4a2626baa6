import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { ReportDocument } from '../document.ts';
import { visibleText } from '../text/visible-text.ts';
import { contentOf, FACTS_LAYOUT, RAW_LAYOUT } from './content.ts';
import { drawable, type FontFiles, type Fonts, readFonts } from './fonts.ts';
import { LINE, PAGE, SIZES, TEXT_WIDTH } from './look.ts';
import { printPdf } from './printer.ts';
import { TABLE_LAYOUT } from './table.ts';
import { STYLE_OF, textLines } from './text.ts';

const LAYOUTS = { report: TABLE_LAYOUT, facts: FACTS_LAYOUT, raw: RAW_LAYOUT };

/**
 * A report as the bytes of a PDF on A4: text that can be selected and searched, headings as bookmarks, charts as vectors,
 * the running text and "page x of y" on every page. Takes seconds of one processor for thousands of rows. Throws where
 * `files` are no fonts.
 */
export async function pdfReport(document: ReportDocument, files: FontFiles): Promise<Uint8Array> {
  const fonts = readFonts(files);
  return printPdf(definitionOf(document, fonts), fonts, LAYOUTS);
}

function definitionOf(document: ReportDocument, fonts: Fonts): TDocumentDefinitions {
  const [running = ''] = textLines(visibleText(document.running), 'note', fonts, RUNNING_WIDTH);
  return {
    pageSize: { width: PAGE.width, height: PAGE.height },
    pageMargins: [PAGE.side, PAGE.top, PAGE.side, PAGE.bottom],
    version: '1.7',
    language: 'en',
    displayTitle: true,
    info: {
      title: visibleText(document.title),
      subject: visibleText(document.subtitle),
      creator: 'Pairwatch',
      producer: 'Pairwatch',
    },
    defaultStyle: STYLE_OF.text,
    content: contentOf(document, fonts),
    footer: (page, pages) => footer(drawable(running, fonts.regular), `page ${page} of ${pages}`),
  };
}

/** Beside it stands the number of the page. */
const RUNNING_WIDTH = TEXT_WIDTH - 90;

function footer(running: string, page: string): Content {
  const look = { ...STYLE_OF.note, fontSize: SIZES.caption - 0.5, noWrap: true };
  return {
    margin: [PAGE.side, 14, PAGE.side, 0],
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineColor: LINE, lineWidth: 0.5 }] },
      {
        margin: [0, 6, 0, 0],
        columns: [
          { text: running, width: RUNNING_WIDTH, ...look },
          { text: page, width: '*', alignment: 'right', ...look },
        ],
      },
    ],
  };
}
