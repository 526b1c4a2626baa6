import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontFiles } from '../reports/pdf/fonts.ts';

/** The fonts of a PDF from the folder to which the build copies them. Throws where one is not there. */
export function readFontFiles(folder: string): FontFiles {
  const read = (name: string) => readFileSync(join(folder, name));
  return {
    regular: read('Inter_400Regular.ttf'),
    bold: read('Inter_600SemiBold.ttf'),
    mono: read('JetBrainsMono_400Regular.ttf'),
  };
}
