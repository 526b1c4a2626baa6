/**
 * A statement's text such that two spellings of one meaning are equal: hex bytes in lower case and two digits each, the
 * words for yes and no made one. What stands in quotes stays.
 */
export function canonicalText(text: string): string {
  if (/^(?:on|true)$/i.test(text)) return 'true';
  if (/^(?:off|false)$/i.test(text)) return 'false';
  return text
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(HEX_BYTES, padBytes)))
    .join('');
}

const HEX_BYTES = /(?<![\w:.])[0-9a-f]{1,2}(?::[0-9a-f]{1,2})+(?![\w:.])/gi;

function padBytes(bytes: string): string {
  return bytes
    .split(':')
    .map((byte) => byte.toLowerCase().padStart(2, '0'))
    .join(':');
}
