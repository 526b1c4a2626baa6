/** Two 32-bit lanes over the bytes from `start` to `end`, four at a time, folded into 53 bits. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let low = end - start;
  let high = ~low;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    low = Math.imul(low ^ word, 0x9e3779b1);
    low ^= low >>> 15;
    high = Math.imul(high ^ word, 0x85ebca6b);
    high ^= high >>> 13;
  }
  for (; at < end; at++) {
    low = Math.imul(low ^ (bytes[at] ?? 0), 0x9e3779b1);
    high = Math.imul(high ^ (bytes[at] ?? 0), 0x85ebca6b);
  }
  return (mixed(high) & 0x1fffff) * 0x100000000 + (mixed(low) >>> 0);
}

function mixed(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

/** A 32-bit hash that grows byte by byte: `start` with a number that tells kinds apart, `add` bytes, `finish`. */
export function addToHash(hash: number, byte: number): number {
  return Math.imul((hash << 5) ^ (hash >>> 27) ^ byte, 0x9e3779b1);
}

export function finishHash(hash: number): number {
  return mixed(hash) >>> 0;
}
