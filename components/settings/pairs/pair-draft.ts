import {
  KEPT_SECRET,
  KEY_ALGORITHMS,
  type PairEntry,
  type ServerEntry,
  type SetupFound,
  type SshEntry,
} from '../../../lib/contracts/setup.ts';

export type Role = ServerEntry['role'];
export type Reach = 'none' | 'local' | 'ssh';
export type LogPlace = 'none' | 'file' | 'journal';
export type ClockWay = 'ntp' | 'ssh' | 'both' | 'off';

/** A secret as it is typed; `isKept`: what is stored stays while nothing is. */
export type SecretDraft = { typed: string; isKept: boolean };

/** What stands in the forms of one server: texts as they are typed. */
export type ServerDraft = {
  role: Role;
  name: string;
  host: string;
  port: string;
  keyName: string;
  algorithm: string;
  secret: SecretDraft;
  reach: Reach;
  sshHost: string;
  sshPort: string;
  user: string;
  keyFile: string;
  passphrase: SecretDraft;
  fingerprint: string;
  knownHosts: string;
  config: string;
  /** Whether dhcpd there is asked what it thinks of its file. */
  isConfigTested: boolean;
  leases: string;
  logPlace: LogPlace;
  log: string;
  logHost: string;
  clock: ClockWay;
  ntpHost: string;
};

export type PairDraft = { name: string; title: string; peer: string; servers: [ServerDraft, ServerDraft] };

const NO_SECRET: SecretDraft = { typed: '', isKept: false };

const newServer = (role: Role): ServerDraft => ({
  role,
  name: '',
  host: '',
  port: '7911',
  keyName: '',
  algorithm: KEY_ALGORITHMS[0],
  secret: NO_SECRET,
  reach: 'ssh',
  sshHost: '',
  sshPort: '22',
  user: 'pairwatch',
  keyFile: '',
  passphrase: NO_SECRET,
  fingerprint: '',
  knownHosts: '',
  config: '',
  isConfigTested: true,
  leases: '',
  logPlace: 'none',
  log: '',
  logHost: '',
  clock: 'both',
  ntpHost: '',
});

export const NEW_PAIR: PairDraft = {
  name: '',
  title: '',
  peer: '',
  servers: [newServer('primary'), newServer('secondary')],
};

/** The draft with one server otherwise. */
export function withServer(draft: PairDraft, index: number, changes: Partial<ServerDraft>): PairDraft {
  const servers = draft.servers.map((server, at) => (at === index ? { ...server, ...changes } : server));
  const [one = draft.servers[0], other = draft.servers[1]] = servers;
  return { ...draft, servers: [one, other] };
}

/** One server's role, and so the other's: a pair has one of each. */
export function withRole(draft: PairDraft, index: number, role: Role): PairDraft {
  const others: Role = role === 'primary' ? 'secondary' : 'primary';
  return withServer(withServer(draft, index, { role }), 1 - index, { role: others });
}

/** What the first server has and the second one, still untouched, most likely has too: all but its name, its host and its host key. */
export function copiedToSecond(draft: PairDraft): PairDraft {
  const [
    { name: _name, host: _host, role: _role, fingerprint: _fingerprint, sshHost: _sshHost, ...same },
    second,
  ] = draft.servers;
  const isUntouched = second.keyName === '' && second.config === '' && second.keyFile === '';
  return isUntouched ? withServer(draft, 1, same) : draft;
}

/** The entry of pairwatch.yaml that the draft means. Nothing is checked here: the API says what it expects. */
export function entryOf({ name, title, peer, servers }: PairDraft): PairEntry {
  return {
    name: name.trim(),
    ...given('title', title),
    ...given('peer', peer),
    servers: servers.map(serverEntry),
  };
}

function serverEntry(server: ServerDraft): ServerEntry {
  const { role, reach } = server;
  const readsFiles = reach !== 'none';
  const config = server.config.trim();
  const leases = server.leases.trim();
  const secret = secretOf(server.secret);
  return {
    role,
    name: server.name.trim(),
    host: server.host.trim(),
    omapi: {
      port: numberOf(server.port),
      ...((server.keyName.trim() !== '' || secret !== '') && {
        key: { name: server.keyName.trim(), algorithm: server.algorithm, secret },
      }),
    },
    ...(reach === 'ssh' && { reach: { ssh: sshEntry(server) } }),
    ...(readsFiles &&
      config !== '' && { config: { path: config, ...(!server.isConfigTested && { test: false }) } }),
    ...(readsFiles && leases !== '' && { leases: { path: leases } }),
    ...(readsFiles && logEntry(server)),
    clock: clockEntry(server),
  };
}

function sshEntry(server: ServerDraft): SshEntry {
  const passphrase = secretOf(server.passphrase);
  const file = (path: string) => (path.startsWith('file:') ? path : `file:${path}`);
  const keyFile = server.keyFile.trim();
  const knownHosts = server.knownHosts.trim();
  return {
    ...given('host', server.sshHost),
    port: numberOf(server.sshPort),
    user: server.user.trim(),
    key: keyFile === '' ? '' : file(keyFile),
    ...(passphrase !== '' && { passphrase }),
    ...given('fingerprint', server.fingerprint),
    ...(knownHosts !== '' && { knownHosts: file(knownHosts) }),
  };
}

function logEntry({ logPlace, log, logHost }: ServerDraft): Pick<ServerEntry, 'log'> {
  if (logPlace === 'none') return {};
  return logPlace === 'journal'
    ? { log: { journal: log.trim() } }
    : { log: { path: log.trim(), ...given('host', logHost) } };
}

/** Where there is no account the clock can't be read over one. */
function clockEntry({ clock, reach, ntpHost }: ServerDraft): NonNullable<ServerEntry['clock']> {
  const isByNtp = clock === 'ntp' || clock === 'both';
  const isBySsh = (clock === 'ssh' || clock === 'both') && reach === 'ssh';
  if (!isByNtp && !isBySsh) return 'off';
  return { ntp: isByNtp ? ntpHost.trim() || true : false, ssh: isBySsh };
}

const secretOf = ({ typed, isKept }: SecretDraft) => (typed === '' && isKept ? KEPT_SECRET : typed.trim());

/** What is no number is sent as null, which the API refuses by its place. */
const numberOf = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

function given<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
  // A computed key widens to string; there is just the one.
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>);
}

/** The draft of an entry that is stored. */
export function draftOf({ name, title = '', peer = '', servers }: PairEntry): PairDraft {
  const [one, other] = servers;
  return {
    name,
    title,
    peer,
    servers: [serverDraft(one, 'primary'), serverDraft(other, 'secondary')],
  };
}

function serverDraft(entry: ServerEntry | undefined, role: Role): ServerDraft {
  if (!entry) return newServer(role);
  const { omapi, reach, config, leases, log } = entry;
  const ssh = reach?.ssh;
  const isLocal = config !== undefined || leases !== undefined || log !== undefined;
  return {
    role: entry.role,
    name: entry.name,
    host: entry.host,
    port: String(omapi.port),
    keyName: omapi.key?.name ?? '',
    algorithm: omapi.key?.algorithm ?? KEY_ALGORITHMS[0],
    secret: secretDraft(omapi.key?.secret),
    reach: ssh ? 'ssh' : isLocal ? 'local' : 'none',
    sshHost: ssh?.host ?? '',
    sshPort: String(ssh?.port ?? 22),
    user: ssh?.user ?? '',
    keyFile: ssh?.key.replace(/^file:/, '') ?? '',
    passphrase: secretDraft(ssh?.passphrase),
    fingerprint: ssh?.fingerprint ?? '',
    knownHosts: ssh?.knownHosts?.replace(/^file:/, '') ?? '',
    config: config?.path ?? '',
    isConfigTested: config?.test ?? true,
    leases: leases?.path ?? '',
    logPlace: log === undefined ? 'none' : log.journal === undefined ? 'file' : 'journal',
    log: log?.journal ?? log?.path ?? '',
    logHost: log?.host ?? '',
    ...clockDraft(entry.clock),
  };
}

const secretDraft = (secret: string | undefined): SecretDraft =>
  secret === KEPT_SECRET ? { typed: '', isKept: true } : { typed: secret ?? '', isKept: false };

function clockDraft(clock: ServerEntry['clock']): Pick<ServerDraft, 'clock' | 'ntpHost'> {
  if (clock === undefined || clock === 'off') return { clock: 'off', ntpHost: '' };
  const ntpHost = typeof clock.ntp === 'string' ? clock.ntp : '';
  const isByNtp = clock.ntp !== false && clock.ntp !== undefined;
  if (isByNtp && clock.ssh) return { clock: 'both', ntpHost };
  return { clock: isByNtp ? 'ntp' : clock.ssh ? 'ssh' : 'off', ntpHost };
}

/** The draft with what a test found, where nothing was typed, and what that is in words. */
export function withFound(
  draft: PairDraft,
  index: number,
  found: SetupFound,
): { draft: PairDraft; took: string[] } {
  const server = draft.servers[index];
  if (!server) return { draft, took: [] };
  const took: string[] = [];
  let next = draft;
  const [peer, ...otherPeers] = found.peers ?? [];
  if (peer !== undefined && otherPeers.length === 0 && draft.peer.trim() === '') {
    next = { ...next, peer };
    took.push(`failover peer ${peer}`);
  }
  for (const key of ['config', 'leases'] as const) {
    const path = found[key];
    if (path === undefined || server[key].trim() !== '') continue;
    next = withServer(next, index, { [key]: path });
    took.push(path);
  }
  if (found.log !== undefined && server.logPlace === 'file' && server.log.trim() === '') {
    next = withServer(next, index, { log: found.log });
    took.push(found.log);
  }
  if (found.role !== undefined && found.role !== server.role) {
    next = withRole(next, index, found.role);
    took.push(`${server.name || 'it'} is the ${found.role}`);
  }
  const other = draft.servers[1 - index];
  if (found.partnerHost !== undefined && other?.host.trim() === '') {
    next = withServer(next, 1 - index, { host: found.partnerHost });
    took.push(`its partner is ${found.partnerHost}`);
  }
  return { draft: next, took };
}
