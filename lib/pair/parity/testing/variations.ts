import type { ConfigCode } from '../codes.ts';

/** Two good files of a pair, from which the variations start. */
export const PRIMARY = `authoritative;
key omapi_key { algorithm hmac-sha256; secret bm90IGEgc2VjcmV0IGJ1dCBhIHRlc3QgZm9yIHBhaXI=; }
omapi-port 7911;
omapi-key omapi_key;
max-lease-time 7200;
failover peer "pair" {
  primary; mclt 1800; split 128;
  address 10.0.0.11; port 647; peer address 10.0.0.12; peer port 647;
  load balance max seconds 3;
}
subnet 10.0.0.0 netmask 255.255.255.0 {
  option routers 10.0.0.1;
  pool { failover peer "pair"; range 10.0.0.100 10.0.0.199; }
}
host printer { hardware ethernet 00:00:5e:00:53:01; fixed-address 10.0.0.9; }
`;

export const SECONDARY = PRIMARY.replace('primary; mclt 1800; split 128;', 'secondary;')
  .replace('address 10.0.0.11', 'address 10.0.0.1x')
  .replace('peer address 10.0.0.12', 'peer address 10.0.0.11')
  .replace('10.0.0.1x', '10.0.0.12');

/** A change of the good pair: each is [what stands there, what is to]. */
export type Variation = {
  what: string;
  primary?: [string, string][];
  secondary?: [string, string][];
  both?: [string, string][];
  versions?: [string, string];
};

const SECOND_PEER =
  'failover peer "second" { secondary; address 10.0.0.11; peer address 10.0.0.12; load balance max seconds 3; }';
const SECOND_PEER_MIRRORED =
  'failover peer "second" { primary; mclt 600; split 128; address 10.0.0.12; peer address 10.0.0.11; load balance max seconds 3; }';
const SECOND_SUBNET =
  'subnet 10.0.1.0 netmask 255.255.255.0 { pool { failover peer "second"; range 10.0.1.10 10.0.1.19; } }';
const THIRD_SUBNET = SECOND_SUBNET.replaceAll('10.0.1.', '10.0.2.');
/** Before this, declarations may be added. */
const END = 'host printer';

/** Mistakes that the golden folders don't have, each with the one finding it gives. */
export const ON_PURPOSE: (Variation & { code: ConfigCode })[] = [
  {
    what: 'the roles are the other way round than Pairwatch has them',
    code: 'roles-swapped',
    primary: [['primary; mclt 1800; split 128;', 'secondary;']],
    secondary: [['secondary;', 'primary; mclt 1800; split 128;']],
  },
  { what: 'the primary names no role', code: 'role-missing', primary: [['primary; mclt', 'mclt']] },
  {
    what: 'a peer has no peer address',
    code: 'peer-address-missing',
    secondary: [['peer address 10.0.0.11;', '']],
  },
  {
    what: 'pools only inherit their peer',
    code: 'peer-unused',
    both: [
      ['subnet 10', 'shared-network office { failover peer "pair"; subnet 10'],
      ['failover peer "pair"; range', 'range'],
      [END, `} ${END}`],
    ],
  },
  {
    what: 'a pool is in another relation of the two servers',
    code: 'pool-peer-differs',
    primary: [[END, `${SECOND_PEER} ${SECOND_SUBNET} ${THIRD_SUBNET} ${END}`]],
    secondary: [
      [END, `${SECOND_PEER_MIRRORED} ${SECOND_SUBNET.replace('second', 'pair')} ${THIRD_SUBNET} ${END}`],
    ],
  },
  {
    what: 'an old dhcpd has a key that it cannot use',
    code: 'omapi-key-unusable',
    versions: ['4.4.1', '4.4.1'],
  },
  { what: 'the versions differ', code: 'versions-differ', versions: ['4.4.3-P1', '4.4.3'] },
];

/** Changes that look like mistakes and are none. */
export const NO_MISTAKES: Variation[] = [
  { what: 'nothing' },
  {
    what: 'ports are mirrored without being equal',
    primary: [
      ['port 647; peer', 'port 519; peer'],
      ['peer port 647', 'peer port 520'],
    ],
    secondary: [
      ['port 647; peer', 'port 520; peer'],
      ['peer port 647', 'peer port 519'],
    ],
  },
  {
    what: 'ports are left to dhcpd on one side',
    primary: [
      [' port 647; peer address', ' peer address'],
      ['peer port 647;', ''],
    ],
  },
  {
    what: 'a partner is named, not numbered',
    primary: [['peer address 10.0.0.12', 'peer address dhcp-b.example']],
  },
  { what: 'a server does not say its own address', secondary: [[' address 10.0.0.12;', '']] },
  {
    what: 'defaults are written out',
    primary: [
      [
        'max-lease-time 7200;',
        'max-lease-time 7200; default-lease-time 43200; min-lease-time 300; ping-check true; allow unknown-clients;',
      ],
    ],
  },
  {
    what: 'peer defaults are written out',
    primary: [['load balance', 'max-response-delay 20; max-unacked-updates 100; load balance']],
  },
  { what: 'mclt is as long as the longest lease', primary: [['mclt 1800', 'mclt 7200']] },
  {
    what: 'hba says the same as split',
    primary: [['split 128', `hba ${[...Array(16).fill('ff'), ...Array(16).fill('00')].join(':')}`]],
  },
  {
    what: 'a lease time is said where it counts',
    secondary: [
      ['max-lease-time 7200;', ''],
      ['option routers', 'max-lease-time 7200; option routers'],
    ],
  },
  {
    what: 'a reservation lies beside the range',
    both: [['fixed-address 10.0.0.9', 'fixed-address 10.0.0.99']],
  },
  {
    what: 'a reservation is named, not numbered',
    both: [['fixed-address 10.0.0.9', 'fixed-address printer.example']],
  },
  {
    what: 'a host is called otherwise and lies elsewhere',
    secondary: [
      ['host printer { hardware ethernet 00:00:5e:00:53:01; fixed-address 10.0.0.9; }', ''],
      [
        'option routers',
        'host lobby { fixed-address 10.0.0.9; hardware ethernet 0:0:5E:0:53:1; } option routers',
      ],
    ],
  },
  {
    what: 'a range is cut in two',
    secondary: [['range 10.0.0.100 10.0.0.199', 'range 10.0.0.150 10.0.0.199; range 10.0.0.100 10.0.0.149']],
  },
  {
    what: 'a range is cut into two pools',
    secondary: [
      [
        'range 10.0.0.100 10.0.0.199;',
        'range 10.0.0.150 10.0.0.199; } pool { failover peer "pair"; range 10.0.0.100 10.0.0.149;',
      ],
    ],
  },
  {
    what: 'a server declares its own network',
    secondary: [[END, `subnet 192.0.2.0 netmask 255.255.255.0 { } ${END}`]],
  },
  {
    what: 'a shared network of one is named',
    secondary: [
      ['subnet 10', 'shared-network office { subnet 10'],
      [END, `} ${END}`],
    ],
  },
  {
    what: 'another pair hangs on one of the servers',
    primary: [
      [
        END,
        `failover peer "south" { primary; mclt 600; split 128; address 10.0.0.11; peer address 10.0.0.99; load balance max seconds 3; } subnet 10.9.0.0 netmask 255.255.255.0 { pool { failover peer "south"; range 10.9.0.10 10.9.0.20; } } ${END}`,
      ],
    ],
  },
  {
    what: 'each server is the primary of one of two relations',
    primary: [[END, `${SECOND_PEER} ${SECOND_SUBNET} ${END}`]],
    secondary: [[END, `${SECOND_PEER_MIRRORED} ${SECOND_SUBNET} ${END}`]],
  },
  {
    what: 'files lie elsewhere and the server names itself',
    secondary: [
      [
        'authoritative;',
        'authoritative; server-identifier 10.0.0.12; log-facility local7; lease-file-name "/srv/leases"; db-time-format local;',
      ],
    ],
  },
  {
    what: 'an old dhcpd has the only key it can use',
    both: [['hmac-sha256', 'hmac-md5']],
    versions: ['4.4.1', '4.4.1'],
  },
  { what: 'the first dhcpd that can has a better key', versions: ['4.4.3', '4.4.3'] },
  { what: 'dont-use-fsync is off', both: [['authoritative;', 'authoritative; dont-use-fsync false;']] },
  {
    what: 'permits come in another order',
    primary: [['range 10', 'deny unknown-clients; allow known-clients; range 10']],
    secondary: [['range 10', 'allow known clients; deny unknown clients; range 10']],
  },
  {
    what: 'the classes come in another order',
    primary: [
      ['authoritative;', 'authoritative; class "x" { match hardware; } class "y" { match if known; }'],
    ],
    secondary: [
      ['authoritative;', 'class "y" { match if known; } authoritative; class "x" { match hardware; }'],
    ],
  },
  {
    what: 'statements come in another order',
    primary: [
      ['authoritative;', 'authoritative; if known { log(info, "x"); } on commit { log(info, "y"); }'],
    ],
    secondary: [
      ['option routers', 'on commit { log (info , "y"); } if known { log(info,"x"); } option routers'],
    ],
  },
  { what: 'an interface is named on both', both: [['option routers', 'interface eth0; option routers']] },
];

/** The good text with these changes; a change whose text is not there is a mistake of the test. */
export function varied(text: string, changes: readonly [string, string][]): string {
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`"${from}" does not stand in the text that is to change`);
    return changed.replace(from, to);
  }, text);
}
