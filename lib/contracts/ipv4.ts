/** IPv4 addresses are unsigned 32-bit numbers inside the product and dotted texts in every answer. */

export type AddressRange = { low: number; high: number };

/** An address in dotted form as a number; null when the text is none. */
export function parseIpv4(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  const bytes = match.slice(1).map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((address, byte) => address * 256 + byte, 0);
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/**
 * The addresses that `10.66.1.7`, `10.66.1.0/24` or `10.66.1.10-10.66.1.99` means; null when the text is none of them.
 * A network may be named by any address in it.
 */
export function parseAddressRange(text: string): AddressRange | null {
  const [first = '', second, ...rest] = text
    .split(/[-/]/)
    .map((part, index) => (index === 0 ? part.trimEnd() : part.trim()));
  const low = parseIpv4(first);
  if (low === null || rest.length > 0) return null;
  if (second === undefined) return { low, high: low };
  return text.includes('/') ? networkOf(low, second) : rangeTo(low, parseIpv4(second));
}

function networkOf(address: number, prefixLength: string): AddressRange | null {
  if (!/^\d{1,2}$/.test(prefixLength) || Number(prefixLength) > 32) return null;
  const size = 2 ** (32 - Number(prefixLength));
  const low = Math.floor(address / size) * size;
  return { low, high: low + size - 1 };
}

function rangeTo(low: number, high: number | null): AddressRange | null {
  return high === null || high < low ? null : { low, high };
}
