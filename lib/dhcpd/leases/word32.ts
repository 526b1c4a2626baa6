/** Up to four characters as the 32-bit number that their bytes are in a little-endian view; what is missing is zero. */
export function word32(text: string): number {
  const byte = (index: number) => text.charCodeAt(index) || 0;
  return byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
}

/** Masks for texts of two and three characters. */
export const LOW_TWO = 0xffff;
export const LOW_THREE = 0xffffff;
