import { formatAddress } from '../address.ts';
import { row } from './row.ts';
import { countOf, withoutDot } from './words.ts';

/** What dhcpd says about its files, its start and end, and OMAPI (reference 6.3). The last row is the widest. */
export const SERVER_ROWS = [
  row('version', 'Internet Systems Consortium DHCP Server {version}', {
    kind: 'figure',
    severity: 'info',
    subject: () => 'version',
    sentence: ({ version }) => `It is dhcpd ${version}.`,
  }),
  row('config-file', 'Config file: {path}', {
    kind: 'figure',
    severity: 'info',
    subject: () => 'config-file',
    sentence: ({ path }) => `Its configuration is ${path}.`,
  }),
  row('lease-file', 'Database file: {path}', {
    kind: 'figure',
    severity: 'info',
    subject: () => 'lease-file',
    sentence: ({ path }) => `Its lease file is ${path}.`,
  }),
  row('started', 'Server starting service.', {
    kind: 'event',
    severity: 'notice',
    sentence: () => 'dhcpd started.',
  }),
  row('ending-by-signal', 'Received signal {signal:int}, initiating shutdown.', {
    kind: 'event',
    severity: 'notice',
    sentence: ({ signal }) => `dhcpd was told to end (signal ${signal}).`,
  }),
  row('ended-by-itself', 'exiting.', {
    kind: 'event',
    severity: 'critical',
    sentence: () => 'dhcpd gave up and ended by itself.',
  }),

  row('leases-written', 'Wrote {count:int} leases to leases file.', {
    kind: 'figure',
    severity: 'info',
    subject: () => 'rewrite',
    sentence: ({ count }) => `It rewrote its lease file with ${countOf(count, 'lease')}.`,
  }),
  row('declarations-written', 'Wrote {count:int} {what} decls to leases file.', {
    kind: 'figure',
    severity: 'info',
    subject: ({ what }) => what,
    sentence: ({ count, what }) => `It rewrote its lease file with ${countOf(count, `${what} declaration`)}.`,
  }),
  row('commit-failed', 'commit_leases: unable to commit, {call}: {error}', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'storage',
    sentence: ({ error }) => `Leases could not be written to disk: ${error}.`,
  }),
  row('lease-not-written', 'write_lease: unable to write lease {address:ip}', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'storage',
    sentence: ({ address }) =>
      `The lease of ${formatAddress(address)} could not be written to the lease file.`,
  }),
  row('state-not-written', 'write_failover_state: unable to write state {peer}', {
    kind: 'event',
    severity: 'critical',
    subject: ({ peer }) => peer,
    sentence: () => 'Its failover state could not be written to the lease file.',
  }),
  row(
    'declaration-not-written',
    ['write_host: unable to write {what}', 'write_group: unable to write {what}'],
    {
      kind: 'event',
      severity: 'error',
      subject: () => 'storage',
      sentence: ({ what }) => `The ${what} could not be written to the lease file.`,
    },
  ),
  row(
    'rewrite-failed',
    [
      "Can't create new lease file: {error}",
      "Can't chown new lease file: {error}",
      "Can't fdopen new lease file: {error}",
      "Can't backup lease database {file}: {error}",
      "Can't install new lease database {file}: {error}",
      "Can't remove old lease database backup {file}: {error}",
    ],
    {
      kind: 'event',
      severity: 'error',
      subject: () => 'rewrite',
      sentence: ({ error }) => `It could not rewrite its lease file, which grows until it can: ${error}.`,
    },
  ),
  row(
    'lease-file-corrupt',
    ['Corrupt lease file - possible data loss!', '{file}.leases line {line:int}: {text}'],
    {
      kind: 'event',
      severity: 'error',
      subject: () => 'lease-file',
      sentence: (fact) =>
        'line' in fact
          ? `Its lease file is damaged at line ${fact.line}: ${withoutDot(fact.text)}.`
          : 'Its lease file is damaged; leases may be lost.',
    },
  ),
  row(
    'lease-undeclared',
    ['undeclared lease found in database: {address:ip}', 'lease {address:ip}: no subnet.'],
    {
      kind: 'event',
      severity: 'warning',
      // A range taken out of the configuration leaves one such line for each of its leases.
      subject: () => 'lease-file',
      sentence: ({ address }) =>
        `Its lease file has a lease of ${formatAddress(address)}, which is in no range any more.`,
    },
  ),
  row(
    'lease-file-byte-order',
    'WARNING: Lease file authored using different byte order, will attempt to convert',
    {
      kind: 'event',
      severity: 'notice',
      subject: () => 'lease-file',
      sentence: () => 'Its lease file was written on a machine of another byte order.',
    },
  ),
  row('lease-file-missing', "Can't open lease database {file}: {error} --", {
    kind: 'event',
    severity: 'critical',
    subject: ({ file }) => file,
    sentence: ({ file, error }) => `It cannot open its lease file ${file} (${error}); dhcpd does not start.`,
  }),
  row('fsync-off', 'Not using fsync() to flush lease writes', {
    kind: 'event',
    severity: 'warning',
    subject: () => 'fsync',
    sentence: () => 'dont-use-fsync is set: leases given out may be lost when the machine fails.',
  }),

  row('omapi-port-failed', "Can't start OMAPI protocol: {text}", {
    kind: 'event',
    severity: 'error',
    subject: () => 'omapi',
    sentence: ({ text }) => `It cannot open its OMAPI port: ${withoutDot(text)}.`,
  }),
  row('omapi-key-unusable', 'OMAPI key {key}: {text}', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'omapi',
    sentence: ({ text }) =>
      `The key that omapi-key names cannot be used (${withoutDot(text)}); dhcpd does not start.`,
  }),
  row('lease-state-written', 'lease {address:ip} state changed from {from} to {to}', {
    kind: 'event',
    severity: 'warning',
    subject: ({ address }) => formatAddress(address),
    sentence: ({ address, from, to }) =>
      `Somebody set ${formatAddress(address)} from ${from} to ${to} through OMAPI.`,
  }),
  row('lease-end-written', 'lease {address:ip} end changed from {from:int} to {to:int}', {
    kind: 'event',
    severity: 'warning',
    subject: ({ address }) => formatAddress(address),
    sentence: ({ address }) =>
      `Somebody changed the end of the lease of ${formatAddress(address)} through OMAPI.`,
  }),

  row('impossible-case', 'Impossible case at {place}.', {
    kind: 'event',
    severity: 'critical',
    subject: ({ place }) => place,
    sentence: ({ place }) => `dhcpd met something that it thinks impossible (${place}) and ends.`,
  }),
  row('config-refused', 'Configuration file errors encountered -- exiting', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'config',
    sentence: () => 'Its configuration has errors; dhcpd does not start.',
  }),
  row('no-interface', 'Not configured to listen on any interfaces!', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'interface',
    sentence: () => 'No interface has an address in a declared subnet; dhcpd does not start.',
  }),
  row('already-running', "There's already a DHCP server running.", {
    kind: 'event',
    severity: 'error',
    subject: () => 'start',
    sentence: () => 'dhcpd was started while another one was running, and ended.',
  }),
  row('dhcp-port-taken', "Can't bind to dhcp address: {error}", {
    kind: 'event',
    severity: 'critical',
    subject: () => 'start',
    sentence: ({ error }) => `It cannot open the DHCP port (${error}); dhcpd does not start.`,
  }),
  row('config-error', '{file} line {line:int}: {text}', {
    kind: 'event',
    severity: 'error',
    subject: ({ file, line }) => `${file} ${line}`,
    sentence: ({ file, line, text }) => `${file} line ${line}: ${withoutDot(text)}.`,
  }),
];
