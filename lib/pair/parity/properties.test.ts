import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { configFindingSchema } from '../../contracts/config-review.ts';
import { readTestcase as readConfigTestcase, TESTCASES } from '../../dhcpd/config/testing/testcases.ts';
import { reviewPair } from './review.ts';
import { mirrored, pairOf } from './testing/facts.ts';

/** Codes of what the two files say differently, not of what is wrong in each. */
const OF_DIFFERENCE =
  /-differs?$|^versions-differ$|^lease-times-differ$|^(?:pool|subnet|reservation)-missing$|^roles-equal$|not-mirrored$|^include-drift$/;

describe('a configuration against itself, the roles mirrored', () => {
  test.each(readdirSync(TESTCASES))('has no difference: %s of the reader', async (name) => {
    const config = await readConfigTestcase(name);
    const other = { ...structuredClone(config), peers: config.peers.map(mirrored) };
    const findings = reviewPair({
      primary: { server: 'a', host: null, config, dhcpdVersion: null },
      secondary: { server: 'b', host: null, config: other, dhcpdVersion: null },
    });
    expect(findings.filter(({ code }) => OF_DIFFERENCE.test(code))).toEqual([]);
  });
});

describe('any two configurations', () => {
  test('are reviewed to findings of the agreed shape, with a key each', async () => {
    const names = readdirSync(TESTCASES);
    const configs = await Promise.all(names.map(readConfigTestcase));
    for (const config of configs) {
      for (const other of configs) {
        const findings = reviewPair({
          primary: { server: 'a', host: '192.0.2.1', config, dhcpdVersion: '4.4.1' },
          secondary: { server: 'b', host: null, config: other, dhcpdVersion: '4.4.3-P1' },
        });
        expect(z.array(configFindingSchema).parse(findings)).toEqual(findings);
        const keys = findings.map(({ code, subject }) => `${code}:${subject}`);
        expect(keys).toEqual([...new Set(keys)]);
      }
    }
  });
});

const HEAD =
  'authoritative; key k { algorithm hmac-sha256; secret bm90IGEgc2VjcmV0IGJ1dCBhIHRlc3Q=; } omapi-port 7911; omapi-key k;';
const PEERS = {
  primary:
    'failover peer "p" { primary; mclt 60; split 128; address 10.0.0.1; peer address 10.0.0.2; load balance max seconds 3; }',
  secondary:
    'failover peer "p" { secondary; address 10.0.0.2; peer address 10.0.0.1; load balance max seconds 3; }',
};

const SETTINGS = [
  'option domain-name "x";',
  'option ntp-servers 192.0.2.1;',
  'default-lease-time 600;',
  'deny unknown-clients;',
  'min-secs 2;',
  'next-server 192.0.2.9;',
  'ddns-domainname "x.example";',
];

const network = fc.record({
  global: fc.subarray(SETTINGS),
  subnets: fc.array(
    fc.record({
      own: fc.subarray(SETTINGS.map((each) => each.replace(/x|\d(?=;)/, '7'))),
      pools: fc.integer({ min: 1, max: 3 }),
      hosts: fc.array(fc.subarray(SETTINGS), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
type Network = typeof network extends fc.Arbitrary<infer T> ? T : never;

function nameOf(statement: string): string {
  return statement.replace(/^(option \S+|\S+).*/, '$1');
}

function poolsOf(count: number, net: number): string[] {
  return Array.from(
    { length: count },
    (_, at) => `pool { failover peer "p"; range 10.0.${net}.${at * 20 + 10} 10.0.${net}.${at * 20 + 29}; }`,
  );
}

function hostText(name: string, net: number, at: number, settings: readonly string[]): string {
  return `host ${name} { hardware ethernet 00:00:5e:00:${net}:0${at}; fixed-address 10.0.${net}.20${at}; ${settings.join(' ')} }`;
}

/** As people begin: what holds everywhere at the top, hosts in their subnet. */
function written({ global, subnets }: Network): string {
  const blocks = subnets.map(({ own, pools, hosts }, net) => {
    const inside = [
      ...own,
      ...poolsOf(pools, net),
      ...hosts.map((each, at) => hostText(`h${net}-${at}`, net, at, each)),
    ];
    return `subnet 10.0.${net}.0 netmask 255.255.255.0 { ${inside.join(' ')} }`;
  });
  return [HEAD, PEERS.primary, ...global, ...blocks].join('\n');
}

/** The same from the other end: all of it said in each subnet, hosts at the end and in groups of what they set. */
function rewritten({ global, subnets }: Network): string {
  const hosts = subnets.flatMap((subnet, net) =>
    subnet.hosts.map(
      (settings, at) => `group { ${settings.join(' ')} ${hostText(`g${net}-${at}`, net, at, [])} }`,
    ),
  );
  const blocks = subnets.map(({ own, pools }, net) => {
    const names = new Set(own.map(nameOf));
    const inherited = global.filter((statement) => !names.has(nameOf(statement)));
    const inside = [...poolsOf(pools, net).toReversed(), ...own.toReversed(), ...inherited];
    return `subnet 10.0.${net}.0 netmask 255.255.255.0 {\n${inside.join('\n')}\n}`;
  });
  return [PEERS.secondary, ...blocks.toReversed(), ...hosts.toReversed(), HEAD].join('\n\n');
}

describe('a configuration against the same in other words', () => {
  test('has no finding', async () => {
    await fc.assert(
      fc.asyncProperty(network, async (config) => {
        expect(reviewPair(await pairOf(written(config), rewritten(config)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('has one as soon as one setting of one subnet is another one', async () => {
    await fc.assert(
      fc.asyncProperty(network, fc.nat(), async (config, at) => {
        const changed = rewritten(config).replace(
          `netmask 255.255.255.0 {`,
          (all) => `${all} option routers 10.0.0.${(at % 200) + 1};`,
        );
        const codes = reviewPair(await pairOf(written(config), changed)).map(({ code }) => code);
        expect(codes).toEqual(['option-differs']);
      }),
      { numRuns: 100 },
    );
  });
});

describe('50,000 reservations on both sides', () => {
  const hosts = Array.from({ length: 50_000 }, (_, at) => {
    const bytes = [at >> 8, at & 255].map((byte) => byte.toString(16).padStart(2, '0'));
    return `host h${at} { hardware ethernet 02:00:00:00:${bytes.join(':')}; fixed-address 10.1.${at >> 8}.${at & 255}; }`;
  });
  const subnet =
    'subnet 10.1.0.0 netmask 255.255.0.0 { pool { failover peer "p"; range 10.1.250.0 10.1.250.255; } }';
  const primary = [HEAD, PEERS.primary, subnet, ...hosts].join('\n');

  test('are held against each other, and the few that differ are found', async () => {
    const others = hosts.toReversed().filter((_, at) => at !== 49_958);
    const moved = others.map((host) =>
      host.startsWith('host h7 ') ? host.replace('10.1.0.7;', '10.1.249.7;') : host,
    );
    const findings = reviewPair(await pairOf(primary, [HEAD, PEERS.secondary, subnet, ...moved].join('\n')));
    expect(findings.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'reservation-differs h7',
      'reservation-missing b: h41',
    ]);
  });
});
