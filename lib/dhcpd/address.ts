/** An IPv4 address as a number; null when the text is none. */
export function parseAddress(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  const bytes = match.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((address, byte) => address * 256 + byte, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** How many bits of a number are one, such as the prefix length of a netmask. */
export function countOneBits(number: number): number {
  let count = 0;
  for (let rest = number >>> 0; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
