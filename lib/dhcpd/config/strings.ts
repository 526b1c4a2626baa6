const CONTROL_ESCAPES: Record<string, string> = { t: '\t', r: '\r', n: '\n', b: '\b' };

/** A backslash and what belongs to it: a hex or octal byte, or one character (reference 4.1). */
const ESCAPE = /\\(?:x([0-9A-Fa-f]{1,2})|([0-3][0-7]{0,2})|([\s\S]))/g;

const encoder = new TextEncoder();
// A byte order mark in a string is a character like others.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes that a string stands for; `inside` is what stands between its quotes. */
export function stringBytes(inside: string): number[] {
  const bytes: number[] = [];
  const pushText = (text: string) => {
    for (const byte of encoder.encode(text)) bytes.push(byte);
  };
  let at = 0;
  for (const match of inside.matchAll(ESCAPE)) {
    const [all, hex, octal, character = ''] = match;
    pushText(inside.slice(at, match.index));
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else pushText(CONTROL_ESCAPES[character] ?? character);
    at = match.index + all.length;
  }
  pushText(inside.slice(at));
  return bytes;
}

/** The text that a string stands for. */
export function stringText(inside: string): string {
  return inside.includes('\\') ? decoder.decode(new Uint8Array(stringBytes(inside))) : inside;
}
