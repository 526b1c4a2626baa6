/** What is asked of a TrueType font, without shaping: one glyph a character, as it is then drawn. */
export type Font = {
  has: (codePoint: number) => boolean;
  /** Of a text on one line, in the unit of `size`. */
  widthOf: (text: string, size: number) => number;
  /**
   * The font without its tables of ligatures and kerning. Addresses, states and times gain nothing from them, and a
   * document that is not shaped takes a third of the time.
   */
  program: Uint8Array;
};

/** Reads a font's characters and widths. Throws where the bytes are no TrueType font. */
export function readFont(bytes: Uint8Array): Font {
  const program = bytes.slice();
  const view = new DataView(program.buffer);
  const tables = tablesOf(view);
  const glyphOf = glyphsOf(view, tables);
  const widths = advances(view, tables);
  const unit = view.getUint16(tableAt(tables, 'head') + 18);
  return {
    has: (codePoint) => (glyphOf.get(codePoint) ?? 0) !== 0,
    widthOf(text, size) {
      let sum = 0;
      for (const character of text) sum += widths[glyphOf.get(character.codePointAt(0) ?? 0) ?? 0] ?? 0;
      return (sum * size) / unit;
    },
    program,
  };
}

const SHAPING = ['GSUB', 'GPOS'];
const UNUSED = 0x2d2d2d2d;

/** Where each table begins. Those of shaping get a name that nobody looks for. */
function tablesOf(view: DataView): Map<string, number> {
  const version = view.getUint32(0);
  if (version !== 0x00010000)
    throw new Error(`not a TrueType font: begins with ${version.toString(16)}, expected 10000`);
  const tables = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const entry = 12 + 16 * index;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(entry + offset)));
    tables.set(tag, view.getUint32(entry + 8));
    if (SHAPING.includes(tag)) view.setUint32(entry, UNUSED);
  }
  return tables;
}

function tableAt(tables: Map<string, number>, tag: string): number {
  const at = tables.get(tag);
  if (at === undefined) throw new Error(`not a whole TrueType font: it has no table ${tag}`);
  return at;
}

/** Width of each glyph, in units of the font. */
function advances(view: DataView, tables: Map<string, number>): number[] {
  const count = view.getUint16(tableAt(tables, 'hhea') + 34);
  const glyphs = view.getUint16(tableAt(tables, 'maxp') + 4);
  const at = tableAt(tables, 'hmtx');
  // Glyphs beyond the table are as wide as its last one.
  return Array.from({ length: glyphs }, (_, glyph) => view.getUint16(at + 4 * Math.min(glyph, count - 1)));
}

/** Glyphs by character, from the best of the font's tables for Unicode. */
function glyphsOf(view: DataView, tables: Map<string, number>): Map<number, number> {
  const cmap = tableAt(tables, 'cmap');
  const found = new Map<number, number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const entry = cmap + 4 + 8 * index;
    const at = cmap + view.getUint32(entry + 4);
    found.set(view.getUint16(at), at);
  }
  const [all, basic] = [found.get(12), found.get(4)];
  if (all !== undefined) return glyphsByGroup(view, all);
  if (basic !== undefined) return glyphsBySegment(view, basic);
  throw new Error(
    `the font names its characters by formats ${[...found.keys()].join(', ')}; expected 4 or 12`,
  );
}

/** Format 12: groups of characters that follow each other. */
function glyphsByGroup(view: DataView, at: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let group = 0; group < view.getUint32(at + 12); group++) {
    const entry = at + 16 + 12 * group;
    const [first, last, glyph] = [
      view.getUint32(entry),
      view.getUint32(entry + 4),
      view.getUint32(entry + 8),
    ];
    for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}

/** Format 4: segments of the first 65,536 characters, by a difference or by a list. */
function glyphsBySegment(view: DataView, at: number): Map<number, number> {
  const size = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + size + 2;
  const glyphs = new Map<number, number>();
  for (let offset = 0; offset < size; offset += 2) {
    const [first, last] = [view.getUint16(starts + offset), view.getUint16(ends + offset)];
    const delta = view.getUint16(starts + size + offset);
    const rangeAt = starts + 2 * size + offset;
    const range = view.getUint16(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const listed = range === 0 ? code : view.getUint16(rangeAt + range + 2 * (code - first));
      if (listed !== 0) glyphs.set(code, (listed + delta) & 0xffff);
    }
  }
  return glyphs;
}
