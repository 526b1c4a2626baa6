import pdfmakeModule from 'pdfmake';
import type {
  CustomTableLayout,
  TCreatedPdf,
  TDocumentDefinitions,
  TFontDictionary,
} from 'pdfmake/interfaces';
import type { FontName, Fonts } from './fonts.ts';

/** What we use of pdfmake on a server; its types describe that of a browser. */
type PdfMake = {
  virtualfs: { writeFileSync: (name: string, bytes: Buffer) => void };
  setFonts: (fonts: TFontDictionary) => void;
  setTableLayouts: (layouts: Record<string, CustomTableLayout>) => void;
  setUrlAccessPolicy: (mayRead: (url: string) => boolean) => void;
  setLocalAccessPolicy: (mayRead: (path: string) => boolean) => void;
  createPdf: (definition: TDocumentDefinitions) => TCreatedPdf;
};
const pdfmake = pdfmakeModule as unknown as PdfMake;

/** By the names that are within the fonts: text in a chart finds the font of the text beside it by that. */
const NAME_OF: Record<FontName, string> = {
  regular: 'Inter-Regular',
  bold: 'Inter-SemiBold',
  mono: 'JetBrainsMono-Regular',
};

/** The bytes of a PDF. Nothing is read from a disk or another host, whatever the definition names. */
export async function printPdf(
  definition: TDocumentDefinitions,
  fonts: Fonts,
  layouts: Record<string, CustomTableLayout>,
): Promise<Uint8Array> {
  for (const name of ['regular', 'bold', 'mono'] as const)
    pdfmake.virtualfs.writeFileSync(NAME_OF[name], Buffer.from(fonts[name].program.buffer));
  pdfmake.setFonts({
    Inter: { normal: NAME_OF.regular, bold: NAME_OF.bold },
    Mono: { normal: NAME_OF.mono, bold: NAME_OF.mono },
  });
  pdfmake.setTableLayouts(layouts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake.createPdf(definition).getBuffer();
}
