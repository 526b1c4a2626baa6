import type { ReportDocument } from '../document.ts';
import { visibleText } from '../text/visible-text.ts';
import { sheetsOf } from './blocks.ts';
import { drawPdf } from './draw.ts';
import { type FontFiles, readFonts } from './fonts.ts';
import { TEXT_WIDTH } from './look.ts';
import { textLines } from './text.ts';

/**
 * A report as the bytes of a PDF on A4: text that can be selected and searched, headings as bookmarks, charts as vectors,
 * the running text and "page x of y" on every page. Takes a second or two of one processor for ten thousand rows. Throws
 * where `files` are no fonts.
 */
export async function pdfReport(document: ReportDocument, files: FontFiles): Promise<Uint8Array> {
  const fonts = readFonts(files);
  const [running = ''] = textLines(visibleText(document.running), 'note', fonts, RUNNING_WIDTH);
  return drawPdf(
    {
      title: visibleText(document.title),
      subject: visibleText(document.subtitle),
      madeAt: new Date(document.madeAt),
      running,
      sheets: sheetsOf(document, fonts),
    },
    fonts,
  );
}

/** Beside it stands the number of the page. */
const RUNNING_WIDTH = TEXT_WIDTH - 90;
