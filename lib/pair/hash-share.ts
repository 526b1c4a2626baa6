/** How many buckets a bitmap in hex gives the primary; null for what is no bitmap of 32 bytes. */
export function bucketsOfPrimary(hbaHex: unknown): number | null {
  if (typeof hbaHex !== 'string' || !/^[0-9a-f]{64}$/i.test(hbaHex)) return null;
  let buckets = 0;
  for (const digit of hbaHex) {
    for (let rest = Number.parseInt(digit, 16); rest > 0; rest >>= 1) buckets += rest & 1;
  }
  return buckets;
}
