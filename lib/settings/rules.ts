import { notExactlyOne, repeatedNames } from './common-rules.ts';
import { parseDuration } from './duration.ts';
import { brokenEndpointRules, halfIdentity } from './endpoint-rules.ts';
import { brokenMaintenanceRules } from './maintenance-rules.ts';
import type { Outline } from './outline.ts';
import type { SettingsPath } from './path.ts';
import type { Mistake } from './shape.ts';

/** Mistakes that only show when several keys are looked at together. */
export function brokenRules(outline: Outline): Mistake[] {
  const { pairs, heartbeats, history, retention } = outline;
  return [
    ...repeatedNames(pairs, ['pairs'], 'a name that no other pair has'),
    ...pairs.flatMap((pair, index) => brokenPairRules(pair, ['pairs', index])),
    ...brokenEndpointRules(outline),
    ...repeatedNames(heartbeats, ['heartbeats'], 'a name that no other heartbeat has'),
    ...heartbeats.flatMap((heartbeat, index) => halfIdentity(heartbeat, ['heartbeats', index])),
    ...brokenMaintenanceRules(outline),
    ...forgottenTooSoon(history),
    ...keptTooShort(retention),
  ];
}

type PairOutline = Outline['pairs'][number];

function brokenPairRules(pair: PairOutline, path: SettingsPath): Mistake[] {
  const { servers } = pair;
  if (servers === undefined) return [];
  return [
    ...repeatedNames(servers, [...path, 'servers'], 'a name that the other server of the pair does not have'),
    ...wrongRoles(servers, [...path, 'servers']),
    ...sameAddressTwice(servers, [...path, 'servers']),
    ...missingPeer(pair, path),
    ...servers.flatMap((server, index) => brokenServerRules(server, [...path, 'servers', index])),
  ];
}

type ServerOutline = NonNullable<PairOutline['servers']>[number];

function wrongRoles(servers: readonly ServerOutline[], path: SettingsPath): Mistake[] {
  const count = (role: string) => servers.filter((server) => server.role === role).length;
  const [primaries, secondaries] = [count('primary'), count('secondary')];
  // A role that is missing or misspelt is a mistake of its own; counting would only say it again.
  if (primaries + secondaries < servers.length) return [];
  if (primaries === 1 && secondaries === 1) return [];
  return [
    {
      path,
      found: `${primaries} primary and ${secondaries} secondary`,
      expected: 'exactly one primary and one secondary',
    },
  ];
}

/** Both names for one dhcpd would show one server's word as two that agree. */
function sameAddressTwice(servers: readonly ServerOutline[], path: SettingsPath): Mistake[] {
  const addressOf = ({ host, omapi }: ServerOutline) =>
    host === undefined ? undefined : `${host.toLowerCase()}:${omapi?.port ?? 7911}`;
  const addresses = servers.map(addressOf);
  return addresses.flatMap((address, index) => {
    if (address === undefined || addresses.indexOf(address) === index) return [];
    return [
      {
        path: [...path, index, 'host'],
        found: `${address} a second time`,
        expected: 'another host or OMAPI port than the other server of the pair has',
      },
    ];
  });
}

function missingPeer(pair: PairOutline, path: SettingsPath): Mistake[] {
  const configured = pair.servers?.some((server) => server.config !== undefined);
  if (pair.peer !== undefined || configured) return [];
  return [
    {
      path: [...path, 'peer'],
      found: 'nothing, and no server has a config to find it in',
      expected: 'the failover peer name in dhcpd.conf',
    },
  ];
}

function brokenServerRules(
  { reach, config, leases, log, clock }: ServerOutline,
  path: SettingsPath,
): Mistake[] {
  const ssh = reach?.ssh;
  return [
    ...(ssh ? notExactlyOne(ssh, ['knownHosts', 'fingerprint'], [...path, 'reach', 'ssh']) : []),
    ...(log ? notExactlyOne(log, ['path', 'journal'], [...path, 'log']) : []),
    ...(log?.journal !== undefined && log.host !== undefined
      ? [hostOfJournal([...path, 'log', 'host'])]
      : []),
    ...(ssh ? relativePaths({ config, leases, log }, path) : []),
    ...(clock?.ssh && reach === undefined ? [withoutAccount([...path, 'clock', 'ssh'])] : []),
  ];
}

function hostOfJournal(path: SettingsPath): Mistake {
  return {
    path,
    found: 'a host beside journal',
    expected: 'no host: a journal holds the lines of its own machine; host goes with path',
  };
}

function withoutAccount(path: SettingsPath): Mistake {
  return {
    path,
    found: 'true, but this server has no reach: ssh:',
    expected: 'an account on the server, as docs/reach.md says, or clock: without ssh',
  };
}

/** A path at the far end of SSH is relative to nothing we know. */
function relativePaths(
  places: Record<string, { path?: string | undefined } | undefined>,
  at: SettingsPath,
): Mistake[] {
  return Object.entries(places).flatMap(([key, place]) => {
    if (place?.path === undefined || place.path.trim().startsWith('/')) return [];
    return [
      {
        path: [...at, key, 'path'],
        found: JSON.stringify(place.path),
        expected: 'a path from / on, because the file is read over SSH',
      },
    ];
  });
}

/** A coarser tier is made of the finer one; one that ended sooner would leave charts with a hole between the two. */
const forgottenTooSoon = (history: Outline['history']): Mistake[] => [
  ...endsSooner('history', history, 'five-minutes', 'samples'),
  ...endsSooner('history', history, 'hours', 'five-minutes'),
];

/** Messages and incidents tell of events, and incidents are made of alerts: what is pointed at stays as long. */
const keptTooShort = (retention: Outline['retention']): Mistake[] => [
  ...endsSooner('retention', retention, 'events', 'deliveries'),
  ...endsSooner('retention', retention, 'events', 'incidents'),
  ...endsSooner('retention', retention, 'incidents', 'alerts'),
];

function endsSooner<Key extends string>(
  part: string,
  times: Record<Key, string>,
  longer: Key,
  shorter: Key,
): Mistake[] {
  const [longerMs, shorterMs] = [parseDuration(times[longer]), parseDuration(times[shorter])];
  if (longerMs === null || shorterMs === null || longerMs >= shorterMs) return []; // what is no time is a mistake of its own
  return [
    {
      path: [part, longer],
      found: `${times[longer]}, which is less than ${shorter}: ${times[shorter]}`,
      expected: `a time not shorter than that of ${shorter}`,
    },
  ];
}
