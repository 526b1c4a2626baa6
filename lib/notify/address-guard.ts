import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** Where something may be sent is decided here; the message says which setting permits it. */
export class AddressRefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AddressRefusedError';
  }
}

export type AddressGuard = {
  /** Throws AddressRefusedError when `host` is an address that is not permitted: a socket looks up names only. */
  checkHost(host: string): void;
  /** For `net.connect` and `tls.connect`: gives permitted addresses only, so what is checked is what is connected to. */
  lookup: LookupFunction;
};

/**
 * Keeps connections to the public internet and to the networks of `allow` (CIDR), whatever a name resolves to and when.
 * `resolve` is how names become addresses, the system's resolver unless told otherwise. Throws when `allow` holds
 * anything but networks.
 */
export function createAddressGuard(
  allow: readonly string[],
  resolve: LookupFunction = dns.lookup,
): AddressGuard {
  const allowed = allow.map(parseNetwork);
  return {
    checkHost(host) {
      const literal = host.replace(/^\[|\]$/g, '');
      if (isIP(literal) === 0) return;
      const reason = refusal(literal, allowed);
      if (reason) throw new AddressRefusedError(`${literal} is ${reason}`);
    },
    lookup(hostname, options, callback) {
      resolve(hostname, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, []);
        const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
        const permitted = addresses.filter(({ address }) => refusal(address, allowed) === null);
        const [first] = permitted;
        if (!first) return callback(nothingPermitted(hostname, addresses, allowed), []);
        if (options.all) callback(null, permitted);
        else callback(null, first.address, first.family);
      });
    },
  };
}

function nothingPermitted(
  hostname: string,
  addresses: readonly { address: string }[],
  allowed: readonly Network[],
): Error {
  const [first] = addresses;
  if (!first) return new AddressRefusedError(`the name ${hostname} has no address`);
  return new AddressRefusedError(
    `${hostname} is ${first.address}, ${refusal(first.address, allowed) ?? 'which is permitted'}`,
  );
}

/** What the address is and which setting would permit it; null when it may be connected to. */
function refusal(text: string, allowed: readonly Network[]): string | null {
  const address = ipaddr.parse(text);
  const inner = embeddedIPv4(address);
  const target = inner ?? address;
  const isAllowed = ([network, bits]: Network) =>
    [address, target].some((form) => form.kind() === network.kind() && form.match([network, bits]));
  const name = inner ? `another form of ${inner}, ` : '';
  if (isMetadata(target)) {
    const isNamed = ([network, bits]: Network) => bits === bitsOf(network) && isAllowed([network, bits]);
    return allowed.some(isNamed)
      ? null
      : `${name}an address where a cloud gives out credentials; ${permitBy(alone(target))}`;
  }
  const kind = kindOf(target);
  if (kind === null || allowed.some(isAllowed)) return null;
  return `${name}${kind}; ${permitBy(networkToAllow(target))}`;
}

/** Services that hand credentials to whoever asks from the machine they belong to; a wide `allow` doesn't mean them. */
const METADATA = [
  '169.254.169.254', // AWS, Google, Azure, Oracle, OpenStack and most others
  '169.254.170.2', // AWS containers
  '169.254.170.23', // AWS Kubernetes pods
  '169.254.0.23', // Tencent
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure's host; a public address otherwise
  '192.0.0.192', // Oracle's older one
  'fd00:ec2::254', // AWS
  'fd00:ec2::23', // AWS Kubernetes pods
  'fd20:ce::254', // Google
].map((address) => ipaddr.parse(address).toNormalizedString());

function isMetadata(address: Address): boolean {
  return METADATA.includes(address.toNormalizedString());
}

const KINDS: Record<string, string> = {
  unspecified: 'an address of this machine itself',
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private (unique-local) address',
  linkLocal: 'a link-local address',
  carrierGradeNat: "an address of a provider's inner network",
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
};
const RESERVED = 'a reserved address, not one of the public internet';

/** In words; null: an address of the public internet. */
function kindOf(address: Address): string | null {
  const range = address.range();
  // The library calls everything it has no name for unicast, such as ::7f00:1; only 2000::/3 is given out (RFC 4291).
  if (range === 'unicast') return isIPv6(address) && !address.match(GLOBAL_IPV6, 3) ? RESERVED : null;
  return KINDS[range] ?? RESERVED;
}

const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');

/** The IPv4 address that an IPv4-mapped address or one of NAT64 (RFC 6052) leads to. */
function embeddedIPv4(address: Address): ipaddr.IPv4 | null {
  if (!isIPv6(address)) return null;
  if (!address.isIPv4MappedAddress() && !address.match(NAT64, 96)) return null;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

const USUAL_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

function networkToAllow(address: Address): string {
  const usual = USUAL_NETWORKS.find((text) => {
    const [network, bits] = ipaddr.parseCIDR(text);
    return network.kind() === address.kind() && address.match([network, bits]);
  });
  return usual ?? alone(address);
}

function permitBy(network: string): string {
  return `if that is meant, add allow: [${network}] to its settings`;
}

function parseNetwork(text: string): Network {
  if (!ipaddr.isValidCIDR(text)) throw new Error(`allow: ${text} is not a network such as 10.0.0.0/8`);
  return ipaddr.parseCIDR(text);
}

const isIPv6 = (address: Address): address is ipaddr.IPv6 => address.kind() === 'ipv6';
const bitsOf = (address: Address): number => (isIPv6(address) ? 128 : 32);
const alone = (address: Address): string => `${address}/${bitsOf(address)}`;
