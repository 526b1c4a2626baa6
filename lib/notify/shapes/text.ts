/** What stands at the end of a text that was too long. */
const CUT = '… (cut)';

/**
 * A text as one visible line. Names and notes come from files and people: a line break could forge a header or a second line, and
 * marks that turn the direction of writing could make a name read as another one. What is not visible shows as `�`.
 */
export function plain(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line === '' ? '(empty)' : line.replace(INVISIBLE, '\u{fffd}');
}

/** Control and format characters and lone surrogates, but not the two joiners that scripts and emoji are written with. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * A text after `encode`, at most `limit` UTF-16 units long; one that was cut says so. `encode` works character by character,
 * so that the cut never falls into what it wrote, nor between the halves of an emoji.
 */
export function cut(text: string, limit: number, encode: (part: string) => string = unchanged): string {
  if (text.length <= limit) {
    const whole = encode(text);
    if (whole.length <= limit) return whole;
  }
  let kept = '';
  for (const character of text) {
    const next = encode(character);
    if (kept.length + next.length + CUT.length > limit) break;
    kept += next;
  }
  return kept + CUT;
}

const unchanged = (part: string): string => part;

/** For HTML, in text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
