import { visibleLines } from '../text/visible-text.ts';
import { brokenLines } from './broken-lines.ts';
import { drawable, type Fonts } from './fonts.ts';
import { STYLES, type StyleName } from './look.ts';

/** Lines of texts that already are inert, in a style, each as wide as there is room. */
export function setLines(lines: readonly string[], style: StyleName, fonts: Fonts, width: number): string[] {
  const { font: name, size } = STYLES[style];
  const setting = { font: fonts[name], size };
  return lines.flatMap((line) => brokenLines(drawable(line, setting.font), setting, width));
}

/** A text in a style, made inert and broken into lines; where it has ends of lines itself, they stay. */
export function textLines(text: string, style: StyleName, fonts: Fonts, width: number): string[] {
  return setLines(visibleLines(text), style, fonts, width);
}
