import type { ConfiguredRange, Key, SharedNetwork, Subnet } from './config.ts';
import { parameterIn } from './contents.ts';
import type { Reading } from './reading.ts';
import { reviewPeer } from './review-peer.ts';

/** Warns of what only the whole configuration shows. */
export function review(reading: Reading): void {
  const { config } = reading;
  for (const key of config.keys) reviewKey(reading, key);
  reviewOmapiKey(reading);
  for (const peer of config.peers) reviewPeer(reading, peer);
  for (const network of config.sharedNetworks) reviewNetwork(reading, network);
  reviewSubnets(reading, config.subnets);
  for (const pool of config.pools) {
    if (pool.ranges.length > 0) continue;
    reading.refuse(pool, 'this pool has no range; dhcpd does not start. Give it one, or remove it');
  }
  reviewRanges(reading, config.ranges);
}

/** Of other names, dhcpd logs that it can't use them; without either of the two it crashes. */
const ALGORITHMS = /^(?:hmac-md5(?:\.sig-alg\.reg\.int)?|hmac-sha(?:1|224|256|384|512))\.?$/;

function reviewKey(reading: Reading, key: Key): void {
  if (key.algorithm === null || key.secretIsBase64 === null) {
    const missing = key.algorithm === null ? 'algorithm' : 'secret';
    reading.refuse(key, `the key "${key.name}" has no ${missing}; dhcpd does not start. Give it one`);
    return;
  }
  if (!key.secretIsBase64) {
    reading.refuse(
      key,
      `the secret of the key "${key.name}" is no base64; dhcpd does not start. Make a new one, such as with tsig-keygen`,
    );
  }
  if (!ALGORITHMS.test(key.algorithm)) {
    reading.doubt(
      key,
      `dhcpd knows no algorithm ${key.algorithm} and cannot use the key "${key.name}"; write hmac-sha256 and a secret that goes with it`,
    );
  }
}

function reviewOmapiKey(reading: Reading): void {
  const { keys, omapiKey, scopes } = reading.config;
  const [global] = scopes;
  const statement = global && parameterIn(global, 'omapi-key');
  if (!statement || keys.some(({ name }) => name === omapiKey)) return;
  reading.refuse(
    statement,
    `no key "${omapiKey}" is declared; dhcpd does not start. Declare it with key ${omapiKey} { … }, or mend the name`,
  );
}

function reviewNetwork(reading: Reading, network: SharedNetwork): void {
  if (network.subnets.length > 0) return;
  const hasOther = reading.config.scopes[network.scope]?.statements.some(
    ({ keyword }) => keyword === 'subnet6',
  );
  if (hasOther) return;
  reading.refuse(
    network,
    `the shared network "${network.name}" has no subnet; dhcpd does not start. Give it one, or remove it`,
  );
}

function reviewSubnets(reading: Reading, subnets: readonly Subnet[]): void {
  for (const [before, subnet] of overlaps(subnets)) {
    reading.doubt(
      subnet,
      `subnet ${subnet.name} overlaps subnet ${before.name} of ${before.file}:${before.line}; dhcpd warns of it and may serve a client from the wrong one. Mend one of the two`,
    );
  }
}

function reviewRanges(reading: Reading, ranges: readonly ConfiguredRange[]): void {
  for (const [before, range] of overlaps(ranges)) {
    reading.refuse(
      range,
      `${range.first} – ${range.last} overlaps ${before.first} – ${before.last} of ${before.file}:${before.line}; dhcpd does not start. Mend one of the two ranges`,
    );
  }
}

/** Each item that overlaps one before it in the order of addresses, with that one; both in the order of the files. */
function* overlaps<T extends { low: number; high: number }>(items: readonly T[]): Generator<[T, T]> {
  const byAddress = items.map((item, index) => ({ item, index })).sort((a, b) => a.item.low - b.item.low);
  let highest: { item: T; index: number } | undefined;
  for (const each of byAddress) {
    if (highest && each.item.low <= highest.item.high) {
      yield highest.index < each.index ? [highest.item, each.item] : [each.item, highest.item];
    }
    if (!highest || each.item.high > highest.item.high) highest = each;
  }
}
