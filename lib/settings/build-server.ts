import { resolve } from 'node:path';
import { NTP_PORT } from './ntp-host.ts';
import { omapiSecretPath, sshPath } from './outline.ts';
import { formatPath, type SettingsPath } from './path.ts';
import type { SettingsFile } from './schema.ts';
import type { ClockSettings, LogSettings, ServerSettings, SshReachSettings } from './settings.ts';

type ServerEntry = SettingsFile['pairs'][number]['servers'][number];
type SshEntry = NonNullable<ServerEntry['reach']>['ssh'];

type Around = {
  pairIndex: number;
  serverIndex: number;
  /** By the path of the key that names them. */
  secrets: ReadonlyMap<string, string>;
  /** What relative paths of this machine are relative to. */
  folder: string;
};

/** The settings of one server of a file that has no mistake. */
export function buildServer(entry: ServerEntry, around: Around): ServerSettings {
  const { role, name, host, omapi, reach, config, leases, log, clock } = entry;
  const { pairIndex, serverIndex, secrets, folder } = around;
  // At the far end of SSH there is no folder of ours; the rules let only absolute paths through.
  const place = (path: string) => (reach ? path : resolve(folder, path));
  const secret = () => secretAt(omapiSecretPath(pairIndex, serverIndex), secrets);
  return {
    role,
    name,
    host,
    omapi: { port: omapi.port, key: omapi.key ? { ...omapi.key, secret: secret() } : null },
    reach: reach ? sshReach(reach.ssh, host, around) : { kind: 'local' },
    config: config ? { path: place(config.path), test: config.test } : null,
    leases: leases ? { path: place(leases.path) } : null,
    log: log ? logSettings(log, place) : null,
    clock: clockSettings(clock, { host, hasAccount: reach !== undefined }),
  };
}

/** What the secret at a path is; a file without mistakes has them all fetched. */
export function secretAt(at: SettingsPath, secrets: ReadonlyMap<string, string>): string {
  const secret = secrets.get(formatPath(at));
  if (secret === undefined) throw new Error(`the secret of ${formatPath(at)} was not fetched`);
  return secret;
}

function sshReach(
  ssh: SshEntry,
  serverHost: string,
  { pairIndex, serverIndex, secrets, folder }: Around,
): SshReachSettings {
  return {
    kind: 'ssh',
    host: ssh.host ?? serverHost,
    port: ssh.port,
    user: ssh.user,
    privateKey: secretAt(sshPath(pairIndex, serverIndex, 'key'), secrets),
    passphrase: ssh.passphrase ? secretAt(sshPath(pairIndex, serverIndex, 'passphrase'), secrets) : null,
    hostKey: ssh.fingerprint
      ? { kind: 'fingerprint', sha256: ssh.fingerprint }
      : { kind: 'known-hosts', path: resolve(folder, (ssh.knownHosts ?? '').replace(/^file:\s*/, '')) },
  };
}

/** Where there is an account on the server, both ways are tried unless said otherwise; else only what is said. */
function clockSettings(
  { ntp, ssh }: NonNullable<ServerEntry['clock']> = {},
  { host, hasAccount }: { host: string; hasAccount: boolean },
): ClockSettings | null {
  const asked = ntp ?? hasAccount;
  const ways = {
    ntp: asked === true ? { host, port: NTP_PORT } : asked || null,
    ssh: ssh ?? hasAccount,
  };
  return ways.ntp || ways.ssh ? ways : null;
}

function logSettings(log: NonNullable<ServerEntry['log']>, place: (path: string) => string): LogSettings {
  if (log.journal) return { kind: 'journal', unit: log.journal };
  return { kind: 'file', path: place(log.path ?? ''), host: log.host ?? null, isShared: false };
}
