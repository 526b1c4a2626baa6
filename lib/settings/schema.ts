import { z } from 'zod';
import { LOG_FORMATS, LOG_LEVELS } from '../log.ts';
import { privacySchema } from '../privacy/pseudonyms.ts';
import { alerts, pairRules, poolRules } from './alerts-schema.ts';
import {
  DEFAULT_BACKUP,
  DEFAULT_BACKUPS,
  DEFAULT_HISTORY,
  DEFAULT_POLL,
  DEFAULT_RETENTION,
} from './defaults.ts';
import { endpoint, heartbeat } from './endpoint-schema.ts';
import { fileReference, name, port, secret, text, time } from './field.ts';
import { parseListen } from './listen.ts';
import { maintenance } from './maintenance-schema.ts';
import { parseNtpHost } from './ntp-host.ts';
import { publicUrl, trustedProxies } from './pages-schema.ts';
import { OMAPI_ALGORITHMS } from './settings.ts';
import { signIn } from './sign-in-schema.ts';

/**
 * The shape of pairwatch.yaml. Every message says what was expected; what was found is added by the caller.
 * Keys not named here are mistakes.
 */

const SERVER_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

const SSH_HOST = /^[A-Za-z0-9:]([A-Za-z0-9._:%-]*[A-Za-z0-9:])?$/;
const USER_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.@-]*\$?$/;
const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}$/;
const UNIT_NAME = /^[A-Za-z0-9_:][A-Za-z0-9_:.@\\-]*$/;
const UNIT_EXPECTED = 'the name of a systemd unit, such as isc-dhcp-server.service';

const path = z.strictObject({ path: text('the path of a file') }, 'a map with the key path');

const config = z.strictObject(
  { path: text('the path of a file'), test: z.boolean('true or false').default(true) },
  'a map with the key path, such as { path: /etc/dhcp/dhcpd.conf }',
);

const ALGORITHMS = OMAPI_ALGORITHMS.join(', ');
const key = z.strictObject(
  {
    name: text('the name of the key in dhcpd.conf'),
    algorithm: z.enum(OMAPI_ALGORITHMS, `the algorithm of the key in dhcpd.conf, one of ${ALGORITHMS}`),
    secret,
  },
  'a map with the keys name, algorithm and secret',
);

const omapi = z.strictObject(
  { port: port.default(7911), key: key.optional() },
  'a map with the keys port and key, such as { port: 7911, key: { … } }',
);

const SSH_HOST_EXPECTED = 'a host name or an address, without a port';
const FINGERPRINT_EXPECTED = 'SHA256: and 43 characters, as ssh-keygen -l prints it';

/** That there is exactly one of knownHosts and fingerprint is a rule of its own. */
const ssh = z.strictObject(
  {
    host: z.string(SSH_HOST_EXPECTED).regex(SSH_HOST, SSH_HOST_EXPECTED).optional(),
    port: port.default(22),
    user: z.string('the name of an account').regex(USER_NAME, 'the name of an account'),
    key: fileReference('the private key'),
    passphrase: secret.optional(),
    knownHosts: fileReference('a known_hosts file').optional(),
    fingerprint: z.string(FINGERPRINT_EXPECTED).regex(FINGERPRINT, FINGERPRINT_EXPECTED).optional(),
  },
  'a map with the keys user, key, and knownHosts or fingerprint',
);

const reach = z.strictObject({ ssh }, 'a map with the key ssh, such as { ssh: { user: pairwatch, … } }');

const LOG_HOST_EXPECTED = 'the name of the server as it stands in the lines of the log, without blanks';

/** That there is exactly one of path and journal, and host only with path, are rules of their own. */
const log = z.strictObject(
  {
    path: text('the path of a file').optional(),
    host: z.string(LOG_HOST_EXPECTED).regex(/^\S+$/, LOG_HOST_EXPECTED).optional(),
    journal: z.string(UNIT_EXPECTED).regex(UNIT_NAME, UNIT_EXPECTED).optional(),
  },
  'a map with the key path or the key journal',
);

const NTP_EXPECTED =
  'true, false, or the host that tells the time of this server, such as 192.0.2.11 or ntp.example.net:1123';

const ntp = z.union(
  [
    z.boolean(),
    z.string().transform((value, context) => {
      const parsed = parseNtpHost(value);
      if (parsed !== null) return parsed;
      context.addIssue({ code: 'custom', message: NTP_EXPECTED });
      return z.NEVER;
    }),
  ],
  NTP_EXPECTED,
);

/** Where a key is left out, it is so if there is an account on the server. That `ssh` needs one is a rule of its own. */
const clock = z.preprocess(
  (value) => (value === 'off' ? { ntp: false, ssh: false } : value),
  z.strictObject(
    { ntp: ntp.optional(), ssh: z.boolean('true or false').optional() },
    'off, or a map with the keys ntp and ssh, such as { ntp: true }',
  ),
);

// OMAPI has no IPv6 (reference 1.1).
const HOST_EXPECTED = 'a host name or an IPv4 address, without a port';

const server = z.strictObject(
  {
    role: z.enum(['primary', 'secondary'], 'primary or secondary'),
    name: z
      .string('a name of letters, digits, dots, underscores and hyphens')
      .regex(SERVER_NAME, 'a name of letters, digits, dots, underscores and hyphens'),
    host: z.string(HOST_EXPECTED).regex(SERVER_NAME, HOST_EXPECTED),
    omapi,
    reach: reach.optional(),
    config: config.optional(),
    leases: path.optional(),
    log: log.optional(),
    clock: clock.optional(),
  },
  'a server: a map with the keys role, name, host and omapi',
);

const FINDING_EXPECTED = 'the code of a finding, such as auto-partner-down, or its whole key';

/** A finding that somebody knows of and lives with for a while. */
const mute = z.strictObject(
  {
    finding: z.string(FINDING_EXPECTED).regex(/^[a-z]\S*$/, FINDING_EXPECTED),
    reason: text('why it need not be told'),
    until: z.iso.date('the day it is to be told again, such as 2027-01-31'),
  },
  'a map with the keys finding, reason and until',
);

const pair = z.strictObject(
  {
    name,
    title: text('a short text').max(80, 'a text of at most 80 characters').optional(),
    kind: z.literal('isc', 'isc, the only kind so far').default('isc'),
    peer: text('the failover peer name in dhcpd.conf').optional(),
    servers: z.array(server, 'a list of two servers, one primary and one secondary'),
    mute: z.array(mute, 'a list of findings').default([]),
    rules: pairRules.default({}),
    'pool-rules': z.array(poolRules, 'a list of pools, each with rules').default([]),
  },
  'a pair: a map with the keys name and servers',
);

const interval = (minMs: number, maxMs: number, range: string) =>
  time(minMs, maxMs, `a time from ${range}, such as 500ms, 2s or 1m`);

const poll = z.strictObject(
  {
    omapi: interval(500, 60_000, '500ms to 1m').prefault(DEFAULT_POLL.omapi),
    'omapi-unhealthy': interval(500, 60_000, '500ms to 1m').prefault(DEFAULT_POLL['omapi-unhealthy']),
    pools: interval(1000, 600_000, '1s to 10m').prefault(DEFAULT_POLL.pools),
    config: interval(5000, 3_600_000, '5s to 1h').prefault(DEFAULT_POLL.config),
    leases: interval(1000, 300_000, '1s to 5m').prefault(DEFAULT_POLL.leases),
    log: interval(1000, 300_000, '1s to 5m').prefault(DEFAULT_POLL.log),
    // NTP servers take it ill to be asked more often.
    clock: interval(16_000, 3_600_000, '16s to 1h').prefault(DEFAULT_POLL.clock),
  },
  'a map with the keys omapi, omapi-unhealthy, pools, config, leases, log and clock',
);

const DAY_MS = 86_400_000;
const span = (minDays: number, maxDays: number, range: string) =>
  time(minDays * DAY_MS, maxDays * DAY_MS, `a time from ${range}, such as 72h, 90d or 3y`);

/** That a coarser tier is not forgotten before a finer one is a rule of its own. */
const history = z.strictObject(
  {
    samples: span(1 / 24, 365, '1h to 1y').prefault(DEFAULT_HISTORY.samples),
    'five-minutes': span(1, 3650, '1d to 10y').prefault(DEFAULT_HISTORY['five-minutes']),
    hours: span(1, 7300, '1d to 20y').prefault(DEFAULT_HISTORY.hours),
    leases: span(1, 3650, '1d to 10y').prefault(DEFAULT_HISTORY.leases),
  },
  'a map with the keys samples, five-minutes, hours and leases',
);

/** That nothing is forgotten before what refers to it is a rule of its own. */
const retention = z.strictObject(
  {
    events: span(30, 7300, '30d to 20y').prefault(DEFAULT_RETENTION.events),
    deliveries: span(7, 3650, '7d to 10y').prefault(DEFAULT_RETENTION.deliveries),
    alerts: span(30, 7300, '30d to 20y').prefault(DEFAULT_RETENTION.alerts),
    incidents: span(30, 7300, '30d to 20y').prefault(DEFAULT_RETENTION.incidents),
    reports: span(30, 7300, '30d to 20y').prefault(DEFAULT_RETENTION.reports),
    audit: span(30, 7300, '30d to 20y').prefault(DEFAULT_RETENTION.audit),
  },
  'a map with the keys events, deliveries, alerts, incidents, reports and audit',
);

const copies = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected);
};

const backups = z.strictObject(
  {
    daily: copies(1, 366).default(DEFAULT_BACKUPS.daily),
    weekly: copies(0, 520).default(DEFAULT_BACKUPS.weekly),
    monthly: copies(0, 240).default(DEFAULT_BACKUPS.monthly),
  },
  'a map with the keys daily, weekly and monthly',
);

const LEVEL_EXPECTED = `one of ${LOG_LEVELS.join(', ')}`;
const FORMAT_EXPECTED = 'json or pretty';

/** Of both processes. */
const ownLog = z.strictObject(
  {
    level: z.enum(LOG_LEVELS, LEVEL_EXPECTED).optional(),
    format: z.enum(LOG_FORMATS, FORMAT_EXPECTED).optional(),
  },
  'a map with the keys level and format',
);

/** What is written down of who reads, beside what people do. */
const audit = z.strictObject(
  { leaseReads: z.boolean('true or false').default(false) },
  'a map with the key leaseReads',
);

/** Of the database itself. */
const backup = z.preprocess(
  (value) => (value === 'off' ? { enabled: false } : value),
  z.strictObject(
    {
      enabled: z.boolean('true or false').default(true),
      folder: text('the path of a folder').optional(),
      every: time(3_600_000, 31 * DAY_MS, 'a time from 1h to 31d, such as 1d').prefault(DEFAULT_BACKUP.every),
      keep: copies(1, 366).default(DEFAULT_BACKUP.keep),
    },
    'off, or a map with the keys folder, every and keep',
  ),
);

const LISTEN_EXPECTED = 'host:port, such as 127.0.0.1:8067 or "[::1]:8067"';

const listen = z.string(LISTEN_EXPECTED).transform((value, context) => {
  const parsed = parseListen(value);
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: LISTEN_EXPECTED });
  return z.NEVER;
});

export const settingsFileSchema = z.strictObject(
  {
    // An empty list is what somebody writes who sets pairs up on the pages; a missing one is a file not filled in yet.
    pairs: z.array(
      pair,
      'a list of pairs: see pairwatch.example.yaml, or write pairs: [] and set them up on the pages',
    ),
    endpoints: z.array(endpoint, 'a list of endpoints').default([]),
    heartbeats: z.array(heartbeat, 'a list of addresses to ask').default([]),
    alerts: alerts.prefault({}),
    maintenance: z.array(maintenance, 'a list of windows').default([]),
    listen: listen.default({ host: '127.0.0.1', port: 8067 }),
    signIn,
    publicUrl: publicUrl.optional(),
    trustedProxies,
    data: text('the path of a folder').default('./data'),
    poll: poll.prefault({}),
    history: history.prefault({}),
    retention: retention.prefault({}),
    backups: backups.prefault({}),
    log: ownLog.default({}),
    audit: audit.prefault({}),
    privacy: privacySchema.prefault({}),
    backup: backup.prefault({}),
  },
  'a map with the key pairs',
);

export type SettingsFile = z.infer<typeof settingsFileSchema>;
