import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontFiles } from '../pdf/fonts.ts';

const folder = join(import.meta.dirname, '../../../node_modules/@expo-google-fonts');
const read = (name: string) => readFileSync(join(folder, name));

/** The fonts that the build lays beside the thread. */
export const FONT_FILES: FontFiles = {
  regular: read('inter/400Regular/Inter_400Regular.ttf'),
  bold: read('inter/600SemiBold/Inter_600SemiBold.ttf'),
  mono: read('jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf'),
};
