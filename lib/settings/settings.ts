import type { RuleLayer } from '../contracts/rule.ts';
import type { Schedule } from '../contracts/silence.ts';
import type { IncidentLimits } from '../incidents/incident.ts';
import type { LogFormat, LogLevel } from '../log.ts';
import type { Endpoint, HeartbeatTarget } from '../notify/endpoint.ts';
import type { Privacy } from '../privacy/pseudonyms.ts';
import type { OidcSettings } from '../sign-in/oidc.ts';
import type { ProxySignIn } from '../sign-in/proxy-header.ts';

/** The settings as the rest of the product uses them: every path absolute, every secret fetched, every default filled in. */
export type Settings = {
  /** The settings file. */
  path: string;
  pairs: PairSettings[];
  /** Who is told. */
  endpoints: Endpoint[];
  heartbeats: HeartbeatTarget[];
  alerts: AlertSettings;
  /** Windows in which nobody is told. */
  maintenance: MaintenanceSettings[];
  listen: { host: string; port: number };
  /** Whether people sign in before they see anything. */
  signIn: boolean;
  /** Whether people sign in by e-mail address and password. */
  passwords: boolean;
  /** The provider people sign in at; null: none. */
  oidc: OidcSettings | null;
  /** How a proxy in front says who asks; null: none is believed. */
  proxySignIn: ProxySignIn | null;
  /** Where people open the pages, as an origin such as `https://dhcp.example.net`; null: where they are listened for. */
  publicUrl: string | null;
  /** Addresses and networks whose word on where a request came from is taken: also of those that say who asks. */
  trustedProxies: string[];
  /** Folder of the SQLite file. */
  dataFolder: string;
  /** `file:/…/pairwatch.db` or `postgresql://…`. */
  databaseUrl: string;
  poll: PollSettings;
  history: HistorySettings;
  retention: RetentionSettings;
  backups: BackupSettings;
  /** Of both processes; null where the environment or the default decides. */
  log: { level: LogLevel | null; format: LogFormat | null };
  backup: DatabaseBackupSettings;
  /** Whether it is written down who reads leases, which are personal data. */
  audit: { leaseReads: boolean };
  privacy: Privacy;
  warnings: SettingsWarning[];
};

export type PairSettings = {
  name: string;
  title: string | null;
  kind: 'isc';
  /** Failover peer name in dhcpd.conf; null when it has to be found in one server's configuration. */
  peer: string | null;
  /** The primary first, then the secondary. */
  servers: ServerSettings[];
  /** Findings that are known of. `until`: when they are to be told again, milliseconds since 1970. */
  mutes: { finding: string; reason: string; until: number }[];
};

export type ServerSettings = {
  role: 'primary' | 'secondary';
  name: string;
  host: string;
  omapi: { port: number; key: OmapiKeySettings | null };
  /** Where config, leases and log lie: paths of this machine, or of the one at the other end. */
  reach: ReachSettings;
  /** `test`: whether dhcpd on the server is asked, by `dhcpd -t`, if it takes the file. */
  config: { path: string; test: boolean } | null;
  leases: { path: string } | null;
  log: LogSettings | null;
  clock: ClockSettings | null;
};

export type ReachSettings = { kind: 'local' } | SshReachSettings;

export type SshReachSettings = {
  kind: 'ssh';
  host: string;
  port: number;
  user: string;
  /** The text of a private key file, OpenSSH's or PEM. */
  privateKey: string;
  passphrase: string | null;
  hostKey: HostKeySettings;
};

/** What the server's host key is held against: a known_hosts file by its path, or `SHA256:…` as ssh-keygen -l prints it. */
export type HostKeySettings = { kind: 'known-hosts'; path: string } | { kind: 'fingerprint'; sha256: string };

/** Where dhcpd's log is: a file, or what a systemd unit wrote to the journal. */
export type LogSettings = LogFileSettings | { kind: 'journal'; unit: string };

export type LogFileSettings = {
  kind: 'file';
  path: string;
  /** The server's name in the lines; null where all lines are its own. */
  host: string | null;
  /** The other server of the pair names the same file. */
  isShared: boolean;
};

/** Ways to read a server's clock: by asking the NTP service there, over the SSH connection of `reach`, or both. */
export type ClockSettings = { ntp: { host: string; port: number } | null; ssh: boolean };

export type OmapiKeySettings = {
  name: string;
  algorithm: OmapiAlgorithm;
  /** Base64, as in dhcpd.conf. */
  secret: string;
};

export const OMAPI_ALGORITHMS = [
  'hmac-md5',
  'hmac-sha1',
  'hmac-sha224',
  'hmac-sha256',
  'hmac-sha384',
  'hmac-sha512',
] as const;
export type OmapiAlgorithm = (typeof OMAPI_ALGORITHMS)[number];

export type AlertSettings = {
  /** Options of rules, those of everywhere first, then of pairs, then of pools. */
  layers: RuleLayer[];
  incidents: IncidentLimits;
};

export type MaintenanceSettings = { pair: string | null; schedule: Schedule; reason: string };

/** How often each source is asked. */
export type PollSettings = {
  omapiMs: number;
  /** OMAPI, while the pair is not healthy. */
  omapiUnhealthyMs: number;
  poolsMs: number;
  configMs: number;
  leasesMs: number;
  logMs: number;
  clockMs: number;
};

/** How long what was seen is kept. */
export type HistorySettings = {
  /** Each sample by itself. */
  samplesMs: number;
  fiveMinutesMs: number;
  hoursMs: number;
  /** Who held which address. */
  leasesMs: number;
};

/** How long is kept what happened, whom it was told and what was done. */
export type RetentionSettings = {
  eventsMs: number;
  /** Messages, with every try to deliver them. */
  deliveriesMs: number;
  alertsMs: number;
  /** With their notes, tasks and events. */
  incidentsMs: number;
  /** Of weeks and months. */
  reportsMs: number;
  auditMs: number;
};

/** Copies of an SQLite database: where to, how often, and how many of them stay. null: none are made. */
export type DatabaseBackupSettings = { folder: string; everyMs: number; keep: number } | null;

/** Where copies of the lease files go, and how many of each are kept: the last of each of so many days, weeks and months. */
export type BackupSettings = { folder: string; daily: number; weekly: number; monthly: number };

/** Something that works but should be otherwise. Never holds a secret. */
export type SettingsWarning = { path: string; message: string };
