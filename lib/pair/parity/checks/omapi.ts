import type { ConfigPlace } from '../../../contracts/config-review.ts';
import type { Key, Parameter } from '../../../dhcpd/config/config.ts';
import { parameterLine, quoted } from '../blocks.ts';
import type { Comparison } from '../comparison.ts';
import { ROLES } from '../facts.ts';
import { type Found, findingOf, placeAt } from '../finding.ts';
import type { Side } from '../side.ts';
import { isOlderThan } from '../version.ts';
import { listed } from '../wording.ts';

const OMAPI_PORT = 7911;

/** A key this short can be searched for; `tsig-keygen` makes 256 bits. */
const SHORTEST_SECRET_BITS = 128;

/** The first dhcpd that takes other OMAPI keys than those of hmac-md5 (reference 1.5). */
const FIRST_WITH_SHA = '4.4.3';

/** The key is no substitute (reference 11). */
const FIREWALL = "With a key or without, let the host's firewall admit only the monitor to this port.";

/** OMAPI: whether it is on, behind which key, and the same on both servers. */
export function checkOmapi(comparison: Comparison): Found[] {
  const sides = ROLES.map((role) => comparison[role]);
  return [
    ...off(sides),
    ...open(sides),
    ...sides.flatMap(unusableKey),
    ...weakKeys(sides),
    ...different(comparison),
  ];
}

function off(sides: Side[]): Found[] {
  const found = sides.filter(({ config }) => config.omapiPort === null);
  if (found.length === 0) return [];
  return [
    findingOf('omapi-off', {
      subject: serversOf(found),
      sentence: `OMAPI is off at ${serversOf(found)}: there is no omapi-port.`,
      places: found.map((side) => placeAt(side.server, topOf(side), 'no omapi-port')),
      correction: found.map((side) => ({
        server: side.server,
        file: side.mainFile,
        lines: [
          ...(side.config.omapiKey === null
            ? ['# the key as tsig-keygen -a hmac-sha256 omapi_key prints it']
            : []),
          `omapi-port ${OMAPI_PORT};`,
          ...(side.config.omapiKey === null ? ['omapi-key omapi_key;'] : []),
        ],
      })),
      nextStep: `Turn OMAPI on with a port and a key. ${FIREWALL}`,
    }),
  ];
}

function open(sides: Side[]): Found[] {
  const found = sides.filter(({ config }) => config.omapiPort !== null && config.omapiKey === null);
  if (found.length === 0) return [];
  return [
    findingOf('omapi-open', {
      subject: serversOf(found),
      sentence: `OMAPI is open without a key at ${serversOf(found)}.`,
      places: found.map((side) => omapiPlace(side, 'omapi-port')),
      correction: found.map((side) => ({
        server: side.server,
        file: side.mainFile,
        lines: ['# the key as tsig-keygen -a hmac-sha256 omapi_key prints it', 'omapi-key omapi_key;'],
      })),
      nextStep: `Add a key, but do not rely on it. ${FIREWALL}`,
    }),
  ];
}

function unusableKey(side: Side): Found[] {
  const key = keyOf(side);
  const { dhcpdVersion } = side.facts;
  if (!key || isMd5(key) || dhcpdVersion === null || !isOlderThan(dhcpdVersion, FIRST_WITH_SHA)) return [];
  return [
    findingOf('omapi-key-unusable', {
      subject: side.server,
      sentence: `The OMAPI key ${quoted(key.name)} of ${side.server} is ${key.algorithm}, which its dhcpd ${dhcpdVersion} cannot use.`,
      places: [placeAt(side.server, key, `key ${quoted(key.name)}`)],
      nextStep: `Make an hmac-md5 key for it, or update dhcpd to ${FIRST_WITH_SHA} or later. ${FIREWALL}`,
    }),
  ];
}

function weakKeys(sides: Side[]): Found[] {
  const found = sides.flatMap((side) => {
    const key = keyOf(side);
    const reasons = key ? weaknesses(side, key) : [];
    return key && reasons.length > 0 ? [{ side, key, reasons }] : [];
  });
  if (found.length === 0) return [];
  const isShort = found.some(({ key }) => isShortSecret(key));
  return [
    findingOf('omapi-key-weak', {
      // dhcpd before 4.4.3 knows nothing better than hmac-md5, which nobody has forged yet.
      severity: isShort ? 'warning' : 'info',
      subject: serversOf(found.map(({ side }) => side)),
      sentence: `${found.map(({ side, key, reasons }) => `The OMAPI key ${quoted(key.name)} of ${side.server} is weak: ${reasons.join(', and ')}`).join('. ')}.`,
      places: found.map(({ side, key }) => placeAt(side.server, key, `key ${quoted(key.name)}`)),
      nextStep: `Make a new key with tsig-keygen -a hmac-sha256, which dhcpd takes from ${FIRST_WITH_SHA} on. ${FIREWALL}`,
    }),
  ];
}

function weaknesses(side: Side, key: Key): string[] {
  const { dhcpdVersion } = side.facts;
  const hasBetter = dhcpdVersion === null || !isOlderThan(dhcpdVersion, FIRST_WITH_SHA);
  return [
    ...(isMd5(key) && hasBetter ? ['its algorithm is hmac-md5'] : []),
    ...(isShortSecret(key) ? [`its secret has ${key.secretBits} bits`] : []),
  ];
}

function isMd5({ algorithm }: Key): boolean {
  return algorithm?.startsWith('hmac-md5') ?? false;
}

function isShortSecret({ secretBits }: Key): boolean {
  return secretBits !== null && secretBits < SHORTEST_SECRET_BITS;
}

function different(comparison: Comparison): Found[] {
  const { primary, secondary } = comparison;
  if (primary.config.omapiPort === null || secondary.config.omapiPort === null) return [];
  const parts: string[] = [];
  const [port, otherPort] = [primary.config.omapiPort, secondary.config.omapiPort];
  // On one host two servers can't listen on one port.
  const isOneHost = primary.facts.host !== null && primary.facts.host === secondary.facts.host;
  if (port !== otherPort && !isOneHost) parts.push(`the port (${port} and ${otherPort})`);
  const [key, otherKey] = [keyOf(primary), keyOf(secondary)];
  if (key && otherKey) {
    if (key.name !== otherKey.name) parts.push(`the name of the key (${key.name} and ${otherKey.name})`);
    if (key.algorithm !== otherKey.algorithm) {
      parts.push(`the algorithm of the key (${key.algorithm} and ${otherKey.algorithm})`);
    }
    if (key.secretBits !== otherKey.secretBits) parts.push('the secret of the key');
  }
  if (parts.length === 0) return [];
  return [
    findingOf('omapi-differs', {
      subject: 'omapi',
      sentence: `OMAPI differs between ${primary.server} and ${secondary.server} in ${parts.join(', ')}.`,
      places: [primary, secondary].flatMap((side) => [
        omapiPlace(side, 'omapi-port'),
        ...(side.config.omapiKey === null ? [] : [omapiPlace(side, 'omapi-key')]),
      ]),
      correction:
        port === otherPort
          ? []
          : [
              {
                server: secondary.server,
                file: omapiPlace(secondary, 'omapi-port').file,
                lines: [`omapi-port ${port};`],
              },
            ],
      nextStep: 'Give both servers one port and one key, unless the difference is meant.',
    }),
  ];
}

function keyOf({ config }: Side): Key | undefined {
  return config.keys.find(({ name }) => name === config.omapiKey);
}

function omapiPlace(side: Side, name: string): ConfigPlace {
  const [top] = side.config.scopes;
  const parameter: Parameter | undefined = top?.parameters.findLast((each) => each.name === name);
  return placeAt(side.server, parameter ?? topOf(side), parameter ? parameterLine(parameter) : `no ${name}`);
}

function topOf({ mainFile }: Side) {
  return { file: mainFile, line: 1, column: 1 };
}

function serversOf(sides: Side[]): string {
  return listed(sides.map(({ server }) => server));
}
