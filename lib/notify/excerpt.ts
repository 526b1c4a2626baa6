import type { Readable } from 'node:stream';

/** As much of an answer is kept. */
export const EXCERPT_BYTES = 2_048;

/** The first 2 KB of a stream as text, or what came of them until it broke; the rest is not read. */
export async function beginningOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= EXCERPT_BYTES) break;
    }
  } catch {
    // How a body ends is of no interest: what came of it is all there is to show.
  }
  return excerpt(Buffer.concat(chunks));
}

/** The first 2 KB as text that any database takes: no half character at the end, no control characters. */
export function excerpt(bytes: Buffer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, EXCERPT_BYTES), { stream: true });
  return text.replace(/[^\P{Cc}\n\t]/gu, ' ');
}
