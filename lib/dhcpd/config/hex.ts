/** `0:1a:B` or bytes as `00:1a:0b`; null when the text is no list of hex bytes with colons between them. */
export function normalizeHexBytes(text: string): string | null {
  if (!/^[0-9a-f]{1,2}(?::[0-9a-f]{1,2})*$/i.test(text)) return null;
  return text
    .split(':')
    .map((byte) => byte.toLowerCase().padStart(2, '0'))
    .join(':');
}

export function formatHexBytes(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
