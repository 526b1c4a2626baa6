import ipaddr from 'ipaddr.js';

/** Texts that tell of a client by their place: what dhcpd writes in leases, logs and configurations. */
const HOSTNAMES = [
  /\bclient-hostname\s+"((?:[^"\\]|\\.)*)"/g,
  /\boption\s+host-name\s+"((?:[^"\\]|\\.)*)"/g,
  /\bset\s+(?:ddns-(?:client-)?fqdn|ddns-fwd-name|ddns-rev-name)\s*=\s*"((?:[^"\\]|\\.)*)"/g,
  /\bhost\s+([^\s{";]+)\s*\{/g,
  /** "DHCPACK on 10.0.0.1 to 02:00:00:00:00:01 (anna-laptop) via eth0" */
  /\bDHCP[A-Z]+\b.*?\s(?:to|from)\s\S+\s\((.+?)\)\s(?:via|uid)\b/g,
];
const CLIENT_IDS = [
  /\buid\s+"((?:[^"\\]|\\.)+)"/g,
  /\boption\s+dhcp-client-identifier\s+"((?:[^"\\]|\\.)+)"/g,
  /\bidentifier\s+option\s+dhcp-client-identifier\s+([^;\s]+)/g,
];

/** Six octets or more, so that no time of day is one; as DUIDs and client ids are too. */
const OCTETS = /(?<![\w:-])[0-9a-f]{1,2}(?:(?::[0-9a-f]{1,2}){5,}|(?:-[0-9a-f]{1,2}){5,})(?![\w:-])/gi;
const CISCO = /(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])/gi;
/** Twelve digits, some of them letters: else it is a number. */
const BARE = /(?<!\w)(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{12}(?!\w)/gi;
const IPV4 = /(?<!\d|\d\.)(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)/g;
const IPV6 = /(?<![\w:]|\w\.)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/gi;

/** Hostnames and client ids that a text gives away by the words around them, as they are written there. */
export function clientNamesIn(text: string): { hostnames: string[]; clientIds: string[] } {
  const all = (patterns: readonly RegExp[]) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return { hostnames: all(HOSTNAMES), clientIds: all(CLIENT_IDS) };
}

/** Replaces every hardware address, in each of its usual spellings. */
export function replaceMacs(text: string, standInFor: (normal: string) => string): string {
  const replace = (found: string) => standInFor(normalMac(found));
  return text.replaceAll(OCTETS, replace).replaceAll(CISCO, replace).replaceAll(BARE, replace);
}

function normalMac(found: string): string {
  const octets = /[:-]/.test(found)
    ? found.split(/[:-]/).map((octet) => octet.padStart(2, '0'))
    : (found.replaceAll('.', '').match(/../g) ?? []);
  return octets.join(':').toLowerCase();
}

/** Replaces every IPv4 and IPv6 address; the length of a prefix stays. */
export function replaceAddresses(text: string, standInFor: (normal: string) => string): string {
  return text
    .replaceAll(IPV6, (found) =>
      ipaddr.IPv6.isValid(found) && found !== '::'
        ? standInFor(ipaddr.IPv6.parse(found).toNormalizedString())
        : found,
    )
    .replaceAll(IPV4, (found) => (ipaddr.IPv4.isValidFourPartDecimal(found) ? standInFor(found) : found));
}
