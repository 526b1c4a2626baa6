import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatAddress } from '../../lib/dhcpd/address.ts';

const SUBNETS = 20;
const ADDRESSES_PER_SUBNET = 50_000;
const SUBNETS_PER_NETWORK = 5;
const FIRST_SUBNET = 0x0a000000;
const SUBNET_SIZE = 65_536;
const FIRST_HOST = 16;
const PEER = 'bench';
const LEASE_SECONDS = 86_400;

/** Of 100 leases; what is left has a bare block, as an address that was balanced and never used. */
const ACTIVE_PERCENT = 90;
const USED_BEFORE_PERCENT = 6;

export const LEASE_COUNT = SUBNETS * ADDRESSES_PER_SUBNET;

/** The dhcpd.conf of a failover pair with room for LEASE_COUNT leases, in shared networks of five subnets each. */
export async function writeConfig(path: string): Promise<void> {
  const networks = Array.from({ length: SUBNETS / SUBNETS_PER_NETWORK }, (_, network) => {
    const subnets = Array.from({ length: SUBNETS_PER_NETWORK }, (_, index) =>
      subnetText(network * SUBNETS_PER_NETWORK + index),
    );
    return `shared-network site-${network} {\n${subnets.join('')}}\n`;
  });
  const peer = `failover peer "${PEER}" {
  primary;
  address 192.0.2.1;
  peer address 192.0.2.2;
  mclt 3600;
  split 128;
}
`;
  await writeFile(path, peer + networks.join(''));
}

function subnetText(subnet: number): string {
  const net = formatAddress(FIRST_SUBNET + subnet * SUBNET_SIZE);
  const [low, high] = [0, ADDRESSES_PER_SUBNET - 1].map((host) => formatAddress(addressOf(subnet, host)));
  return `  subnet ${net} netmask 255.255.0.0 {
    pool { failover peer "${PEER}"; range ${low} ${high}; }
  }
`;
}

/**
 * A lease file as dhcpd leaves it after a rewrite, one block for each address of the configuration and about 410 bytes
 * each. `now`, in seconds since 1970, is when the leases are in use. The same every time.
 */
export async function writeLeaseFile(path: string, now: number): Promise<void> {
  await pipeline(Readable.from(leaseTexts(now), { objectMode: false }), createWriteStream(path));
}

/** The blocks of `count` renewals, spread over all addresses. */
export function renewals(count: number, now: number): string {
  const blocks = Array.from({ length: count }, (_, index) => {
    const lease = Math.floor((index * LEASE_COUNT) / count);
    return activeBlock(addressOf(lease % SUBNETS, Math.floor(lease / SUBNETS)), lease, now);
  });
  return blocks.join('');
}

function* leaseTexts(now: number): Generator<string> {
  yield '# The format of this file is documented in the dhcpd.leases(5) manual page.\nauthoring-byte-order little-endian;\n\n';
  yield `failover peer "${PEER}" state {\n  my state normal at ${date(now - 86_400)}\n  partner state normal at ${date(now - 86_400)}\n}\n`;
  const random = pseudoRandom(1);
  for (let subnet = 0; subnet < SUBNETS; subnet += 1) {
    for (const kind of ['active', 'used', 'bare'] as const) {
      let text = '';
      for (const host of shuffledHosts(subnet)) {
        if (kindOf(subnet, host) !== kind) continue;
        const lease = subnet * ADDRESSES_PER_SUBNET + host;
        const grantedAt = now - Math.floor(random() * LEASE_SECONDS);
        text += blockOf(kind, addressOf(subnet, host), lease, grantedAt);
      }
      yield text;
    }
  }
}

type Kind = 'active' | 'used' | 'bare';

function kindOf(subnet: number, host: number): Kind {
  const percent = (host * 37 + subnet) % 100;
  if (percent < ACTIVE_PERCENT) return 'active';
  return percent < ACTIVE_PERCENT + USED_BEFORE_PERCENT ? 'used' : 'bare';
}

function blockOf(kind: Kind, address: number, lease: number, at: number): string {
  if (kind === 'active') return activeBlock(address, lease, at);
  const state = lease % 2 === 0 ? 'free' : 'backup';
  return kind === 'used' ? usedBlock(address, lease, at, state) : bareBlock(address, at, state);
}

function activeBlock(address: number, lease: number, at: number): string {
  return `lease ${formatAddress(address)} {
  starts ${date(at)}
  ends ${date(at + LEASE_SECONDS)}
  tstp ${date(at + LEASE_SECONDS * 1.5)}
  tsfp ${date(at + LEASE_SECONDS * 1.5)}
  atsfp ${date(at + LEASE_SECONDS * 1.5)}
  cltt ${date(at)}
  binding state active;
  next binding state expired;
  hardware ethernet ${macOf(lease)};
  uid "\\001${octalEscapes(lease)}";
  set vendor-class-identifier = "MSFT 5.0";
  client-hostname "desk-${lease}.example";
}
`;
}

function usedBlock(address: number, lease: number, at: number, state: string): string {
  return `lease ${formatAddress(address)} {
  starts ${date(at - LEASE_SECONDS)}
  ends ${date(at)}
  tstp ${date(at)}
  tsfp ${date(at)}
  atsfp ${date(at)}
  cltt ${date(at - LEASE_SECONDS)}
  binding state ${state};
  hardware ethernet ${macOf(lease)};
  uid "\\001${octalEscapes(lease)}";
}
`;
}

function bareBlock(address: number, at: number, state: string): string {
  return `lease ${formatAddress(address)} {
  starts ${date(at)}
  tsfp ${date(at)}
  binding state ${state};
}
`;
}

function addressOf(subnet: number, host: number): number {
  return FIRST_SUBNET + subnet * SUBNET_SIZE + FIRST_HOST + host;
}

const dates = new Map<number, string>();

/** Times come again and again in a file of one day. */
function date(seconds: number): string {
  let text = dates.get(seconds);
  if (text === undefined) {
    const at = new Date(seconds * 1000);
    text = `${at.getUTCDay()} ${at.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')};`;
    dates.set(seconds, text);
  }
  return text;
}

function macOf(lease: number): string {
  return `02:00:${[24, 16, 8, 0].map((shift) => ((lease >>> shift) & 255).toString(16).padStart(2, '0')).join(':')}`;
}

/** The bytes of the MAC as dhcpd writes them in a string: all of them unprintable here. */
function octalEscapes(lease: number): string {
  return [0x02, 0, lease >>> 24, (lease >>> 16) & 31, (lease >>> 8) & 31, lease & 31]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
}

/** Every host of a subnet once, in the order of no address: dhcpd writes by the end of the lease. */
function* shuffledHosts(subnet: number): Generator<number> {
  for (let index = 0; index < ADDRESSES_PER_SUBNET; index += 1) {
    yield (index * 1_237 + subnet * 31) % ADDRESSES_PER_SUBNET;
  }
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
