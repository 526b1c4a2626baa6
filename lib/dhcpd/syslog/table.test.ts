import { expect, test } from 'vitest';
import { readClientLine } from './client-line.ts';
import { CLIENT_ROWS, LEASE_ROWS } from './client-rows.ts';
import { type LogFact, meaningOf, readFact } from './facts.ts';
import { FAILOVER_ROWS } from './failover-rows.ts';
import { isIgnored } from './ignored.ts';
import type { Row } from './row.ts';
import { SERVER_ROWS } from './server-rows.ts';

const DISCOVER = 'DHCPDISCOVER from 02:01:00:00:00:07 (desk 7) via 10.66.0.100';
const REQUEST = 'DHCPREQUEST for 10.66.1.1 (10.66.0.12) from 02:01:00:00:00:07 via eth0';
const NUMBERS = 'total 100  free 60  backup 40  lts 10';
const IP = 0x0a420101; // 10.66.1.1

/** A message of each row, in each of its shapes; two blanks stand where dhcpd writes two. */
const MESSAGES: [message: string, fact: { code: LogFact['code'] } & Record<string, unknown>][] = [
  [
    'failover peer p: I move from normal to communications-interrupted',
    { code: 'state-moved', peer: 'p', from: 'normal', to: 'communications-interrupted' },
  ],
  [
    'failover peer a.b-c d: peer moves from unknown-state to recover',
    { code: 'partner-state-moved', peer: 'a.b-c d', from: 'unknown-state', to: 'recover' },
  ],
  ['failover peer p: Both servers normal', { code: 'both-normal', peer: 'p' }],
  ['Unable to record current failover state for p', { code: 'state-not-recorded', peer: 'p' }],
  ['timeout waiting for failover peer p', { code: 'link-timeout', peer: 'p' }],
  ['peer p: disconnected', { code: 'link-lost', peer: 'p' }],
  ['failover: link startup timeout', { code: 'link-startup-timeout' }],
  ['failover: listener: no matching state', { code: 'connection-from-stranger' }],
  ['failover: connect: no matching state.', { code: 'connection-from-stranger' }],
  [
    'Failover CONNECT from p: time offset too large',
    { code: 'connection-refused-here', peer: 'p', text: 'time offset too large', reason: 'time-offset' },
  ],
  [
    'Failover CONNECT from p: missing relationship-name',
    { code: 'connection-refused-here', reason: 'name-missing' },
  ],
  [
    'Failover CONNECT from p: unknown failover relationship name',
    { code: 'connection-refused-here', reason: 'name-differs' },
  ],
  ['Failover CONNECT from p: invalid HBA', { code: 'connection-refused-here', reason: 'hash-buckets' }],
  ['Failover CONNECT from p: no memory', { code: 'connection-refused-here', reason: 'no-memory' }],
  [
    'Failover CONNECT to p rejected: Connection rejected, time mismatch too great.',
    { code: 'connection-refused-by-partner', peer: 'p', reason: 'time-offset' },
  ],
  [
    'Failover CONNECT to p rejected: Connection rejected, invalid failover partner.',
    { code: 'connection-refused-by-partner', reason: 'invalid-partner' },
  ],
  [
    'Failover CONNECT to p rejected: Connection rejected, duplicate connection.',
    { code: 'connection-refused-by-partner', reason: 'already-connected' },
  ],
  [
    'Failover CONNECT to p rejected: Connection rejected, invalid MCLT.',
    { code: 'connection-refused-by-partner', reason: 'mclt' },
  ],
  [
    'Failover CONNECT to p rejected: Connection rejected, unknown reason.',
    { code: 'connection-refused-by-partner', reason: 'other' },
  ],
  [
    'Failover CONNECT to p rejected: Hash bucket assignment conflict.',
    { code: 'connection-refused-by-partner', reason: 'hash-buckets' },
  ],
  [
    'Failover CONNECTACK from p: time offset too large',
    { code: 'connection-answer-refused', reason: 'time-offset' },
  ],
  [
    'Failover CONNECTACK from p: already connected',
    { code: 'connection-answer-refused', reason: 'already-connected' },
  ],
  [
    'Failover CONNECTACK from p: remote failover relationship name q does not match',
    { code: 'connection-answer-refused', reason: 'name-differs' },
  ],
  ['failover: disconnect: time offset too large', { code: 'link-dropped', reason: 'time-offset' }],
  [
    'Failover DISCONNECT from p: Connection rejected, duplicate connection.',
    { code: 'disconnected-by-partner', reason: 'already-connected' },
  ],
  ['failover peer p: Invalid state: 77', { code: 'partner-state-invalid', peer: 'p', number: 77 }],
  [
    'Peer p: Invalid state transition normal to potential-conflict.',
    { code: 'transition-invalid', from: 'normal', to: 'potential-conflict' },
  ],
  [
    'Peer p moves to normal during conflict resolution - panic, shutting down.',
    { code: 'normal-during-conflict', peer: 'p' },
  ],
  [
    'Peer p: Invalid attempt to move from startup to recover while local state is conflict-done.',
    { code: 'transition-fatal', from: 'startup', to: 'recover' },
  ],
  ['Peer p: Unexpected move to conflict-done.', { code: 'conflict-done-unexpected' }],
  [
    'Secondary is in conflict_done state after conflict resolution, this is illegal.',
    { code: 'conflict-done-illegal' },
  ],
  ['Spurious update-done message.', { code: 'update-done-spurious' }],
  ['Both servers have entered recover-done!', { code: 'both-recover-done' }],
  [
    'failover peer p: requesting full update from peer',
    { code: 'full-update-requested', peer: 'p', what: 'full update from peer' },
  ],
  ['Sent update request message to p', { code: 'update-requested', peer: 'p', all: false }],
  ['Sent update request all message to p', { code: 'update-requested', peer: 'p', all: true }],
  [
    'Failed to send update request all message to p: not connected',
    { code: 'update-request-failed', peer: 'p', text: 'not connected' },
  ],
  [
    'Update request from p: nothing pending',
    { code: 'update-request-received', peer: 'p', all: false, answer: 'nothing pending' },
  ],
  [
    'Update request all from p: sending update',
    { code: 'update-request-received', peer: 'p', all: true, answer: 'sending update' },
  ],
  [
    'Received update request while old update still flying!  Silently discarding old request.',
    { code: 'update-request-discarded' },
  ],
  ['Sending updates to p.', { code: 'updates-sending', peer: 'p' }],
  ['Sent update done message to p', { code: 'update-done-sent', peer: 'p' }],
  ['failover peer p: peer update completed.', { code: 'update-completed', peer: 'p' }],
  [
    'bind update on 10.66.1.1 from p rejected: incoming update is less critical than outgoing update',
    { code: 'update-rejected', address: IP, peer: 'p', reason: 'duel' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: unknown IP address',
    { code: 'update-rejected', reason: 'configs-differ' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: IP address is covered by a different failover relationship state',
    { code: 'update-rejected', reason: 'configs-differ' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: Address is not reserved.',
    { code: 'update-rejected', reason: 'configs-differ' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: 10.66.1.1: invalid state transition: active to free',
    { code: 'update-rejected', reason: 'invalid-transition' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: Fatal conflict exists: address in use by other client.',
    { code: 'update-rejected', reason: 'address-conflict' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: binding update lacks required options',
    { code: 'update-rejected', reason: 'incomplete' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: BNDUPD without CHADDR',
    { code: 'update-rejected', reason: 'incomplete' },
  ],
  [
    'bind update on 10.66.1.1 from p rejected: database update failed',
    { code: 'update-rejected', reason: 'not-stored' },
  ],
  ['bind update on 10.66.1.1 from p rejected: something new', { code: 'update-rejected', reason: 'other' }],
  [
    'bind update on 10.66.1.1 got ack from p: xid mismatch.',
    { code: 'update-acknowledged-oddly', address: IP, peer: 'p', text: 'xid mismatch' },
  ],
  [
    `balancing pool 563c755b8a90 guest net  ${NUMBERS}  max-own (+/-)10`,
    {
      code: 'pool-balancing',
      pool: '563c755b8a90',
      network: 'guest net',
      total: 100,
      free: 60,
      backup: 40,
      lts: 10,
      maxOwn: 10,
      asksPartner: false,
    },
  ],
  [
    `balancing pool 563c755b8a90 10.0.0.0/24  ${NUMBERS.replace('10', '-10')}  max-own (+/-)10  (requesting peer rebalance!)`,
    { code: 'pool-balancing', network: '10.0.0.0/24', asksPartner: true },
  ],
  [
    'balanced pool 563c755b8a90 guests  total 100  free 45  backup 55  lts -5  max-misbal 15',
    {
      code: 'pool-balanced',
      network: 'guests',
      total: 100,
      free: 45,
      backup: 55,
      lts: -5,
      maxMisbalance: 15,
    },
  ],
  [
    'IMBALANCED pool 563c755b8a90 guests  total 100  free 100  backup 0  lts 50  max-misbal 15',
    { code: 'pool-imbalanced', network: 'guests', free: 100, backup: 0, lts: 50, maxMisbalance: 15 },
  ],
  ['pool response: 12 leases', { code: 'pool-response', leases: 12 }],
  [
    'peer p: Got POOLREQ, answering negatively!  Peer may be out of leases or database inconsistent.',
    { code: 'pool-request-refused', peer: 'p' },
  ],
  ["can't commit lease 10.66.1.1 on giveaway", { code: 'giveaway-failed', address: IP }],
  ["can't commit lease 10.66.1.1 for mac addr affinity", { code: 'giveaway-failed', address: IP }],
  ["can't commit lease 10.66.1.1 for client affinity", { code: 'giveaway-failed', address: IP }],
  [
    'ERROR: Failover peer, p, has no referring pools. You must refer to each peer in at least one pool declaration.',
    { code: 'peer-without-pools', peer: 'p' },
  ],
  ['Failover configuration sanity check failed', { code: 'failover-config-unsound' }],
  [
    'WARNING: load balancing will be disabled for failover peer, p, because its load balance max secs is 0',
    { code: 'load-balancing-off', peer: 'p' },
  ],
  ['message length wait: connection reset', { code: 'protocol-trouble', text: 'connection reset' }],
  [
    'dhcp_failover_put_message: something went wrong.',
    { code: 'protocol-trouble', text: 'something went wrong.' },
  ],
  ['FAILOVER: message overflow at data.', { code: 'protocol-trouble', text: 'message overflow at data.' }],
  ['failover peer p: connection refused', { code: 'link-failed', peer: 'p', text: 'connection refused' }],
  ['failover peer p: host unreachable', { code: 'link-failed', peer: 'p', text: 'host unreachable' }],

  [`${DISCOVER}: peer holds all free leases`, { code: 'partner-holds-all-free' }],
  [`${DISCOVER}: network guest net: no free leases`, { code: 'no-free-leases', network: 'guest net' }],
  [
    `${DISCOVER}: not responding (peer demands: resolving conflicts)`,
    { code: 'not-responding', why: 'peer demands: resolving conflicts' },
  ],
  [`${REQUEST}: not responding (startup)`, { code: 'not-responding', why: 'startup' }],
  [
    'BOOTREQUEST from 02:01:00:00:00:07 via eth0: not responding (recover wait)',
    { code: 'not-responding', why: 'recover wait' },
  ],
  [`${DISCOVER}: load balance to peer p`, { code: 'left-to-partner', peer: 'p' }],
  [
    `${DISCOVER}: cancel load balance to peer p - no free leases`,
    { code: 'load-balance-cancelled', peer: 'p', why: 'no free leases' },
  ],
  [`${REQUEST}: lease owned by peer`, { code: 'lease-owned-by-partner' }],
  [`${REQUEST}: lease in transition state expired`, { code: 'lease-in-transition', state: 'expired' }],
  [`${REQUEST}: lease reset by administrator`, { code: 'lease-reset' }],
  [`${REQUEST}: lease 10.66.1.1 unavailable.`, { code: 'lease-unavailable', address: IP }],
  [`${REQUEST}: unknown lease 10.66.1.1.`, { code: 'lease-unknown', address: IP }],
  [`${REQUEST}: wrong network.`, { code: 'wrong-network' }],
  [`${REQUEST}: ignored (not authoritative).`, { code: 'not-authoritative' }],
  [`${DISCOVER}: unknown client`, { code: 'client-unknown' }],
  [`${DISCOVER}: unknown network segment`, { code: 'network-unknown' }],
  [
    `${DISCOVER}: configured min-secs value (5) is greater than secs field (0).  message dropped.`,
    { code: 'dropped-by-min-secs', configured: 5, secs: 0 },
  ],
  [`${REQUEST}: database update failed`, { code: 'not-stored' }],
  [
    'DHCPDECLINE of 10.66.1.1 from 02:01:00:00:00:07 (desk 7) via eth0: abandoned',
    { code: 'declined', outcome: 'abandoned' },
  ],
  [
    'DHCPDECLINE of 10.66.1.1 from 02:01:00:00:00:07 via eth0: not found',
    { code: 'declined', outcome: 'not found' },
  ],
  [
    'DHCPDECLINE of 10.66.1.1 from 02:01:00:00:00:07 via eth0: ignored',
    { code: 'declined', outcome: 'ignored' },
  ],

  [
    'uid lease 10.66.1.1 for client 02:01:00:00:00:07 is duplicate on guest net',
    { code: 'lease-duplicate-uid', address: IP, client: '02:01:00:00:00:07', network: 'guest net' },
  ],
  [
    'client 02:01:00:00:00:07 has duplicate leases on guests',
    { code: 'lease-duplicate', client: '02:01:00:00:00:07', network: 'guests' },
  ],
  ['Dynamic and static leases present for 10.66.1.1.', { code: 'static-and-dynamic', address: IP }],
  ['Lease conflict at 10.66.1.1', { code: 'lease-conflict', address: IP }],
  [
    'Abandoning IP address 10.66.1.1: pinged before offer',
    { code: 'abandoned', address: IP, reason: 'pinged before offer' },
  ],
  ['Abandoning IP address 10.66.1.1: declined.', { code: 'abandoned', address: IP, reason: 'declined' }],
  ['Reclaiming abandoned lease 10.66.1.1.', { code: 'reclaimed', address: IP, requested: false }],
  [
    'Reclaiming REQUESTed abandoned IP address 10.66.1.1.',
    { code: 'reclaimed', address: IP, requested: true },
  ],
  [
    'Pool threshold exceeded - shared subnet: guests; address: 10.66.1.1; high threshold 80% 81/100.',
    { code: 'threshold-exceeded', network: 'guests', address: IP, percent: 80, used: 81, total: 100 },
  ],
  [
    'Pool threshold reset - shared subnet: guests; address: 10.66.1.1; low threshold 50/100.',
    { code: 'threshold-reset', network: 'guests', address: IP, used: 50, total: 100 },
  ],
  [
    'Pool over threshold, time for 10.66.1.1 reduced from 3600 to 60.',
    { code: 'lease-time-reduced', address: IP, fromSeconds: 3600, toSeconds: 60 },
  ],
  ['Packet from unknown subnet: 198.51.100.1', { code: 'subnet-unknown', subnet: '198.51.100.1' }],
  [
    'reuse_lease: lease age 12 (secs) under 25% threshold, reply with unaltered, existing lease for 10.66.1.1',
    { code: 'lease-reused', ageSeconds: 12, percent: 25, address: IP },
  ],
  ['send_packet: Network is unreachable', { code: 'send-failed', error: 'Network is unreachable' }],
  ['p: ignored (recovering)', { code: 'release-ignored', peer: 'p', why: 'recovering' }],

  ['Internet Systems Consortium DHCP Server 4.4.3-P1', { code: 'version', version: '4.4.3-P1' }],
  ['Config file: /etc/dhcp/dhcpd.conf', { code: 'config-file', path: '/etc/dhcp/dhcpd.conf' }],
  ['Database file: /var/lib/dhcp/dhcpd.leases', { code: 'lease-file', path: '/var/lib/dhcp/dhcpd.leases' }],
  ['Server starting service.', { code: 'started' }],
  ['Received signal 15, initiating shutdown.', { code: 'ending-by-signal', signal: 15 }],
  ['exiting.', { code: 'ended-by-itself' }],
  ['Wrote 0 leases to leases file.', { code: 'leases-written', count: 0 }],
  ['Wrote 3 class decls to leases file.', { code: 'declarations-written', count: 3, what: 'class' }],
  [
    'Wrote 1 new dynamic host decls to leases file.',
    { code: 'declarations-written', count: 1, what: 'new dynamic host' },
  ],
  [
    'commit_leases: unable to commit, fflush(): No space left on device',
    { code: 'commit-failed', call: 'fflush()', error: 'No space left on device' },
  ],
  [
    'commit_leases: unable to commit, fsync(): Input/output error',
    { code: 'commit-failed', call: 'fsync()' },
  ],
  ['write_lease: unable to write lease 10.66.1.1', { code: 'lease-not-written', address: IP }],
  ['write_failover_state: unable to write state p', { code: 'state-not-written', peer: 'p' }],
  ['write_host: unable to write host anna', { code: 'declaration-not-written', what: 'host anna' }],
  ['write_group: unable to write group g', { code: 'declaration-not-written', what: 'group g' }],
  ["Can't create new lease file: Permission denied", { code: 'rewrite-failed', error: 'Permission denied' }],
  ["Can't chown new lease file: Operation not permitted", { code: 'rewrite-failed' }],
  ["Can't fdopen new lease file: Too many open files", { code: 'rewrite-failed' }],
  [
    "Can't backup lease database /l/dhcpd.leases to /l/dhcpd.leases~: Permission denied",
    { code: 'rewrite-failed', error: 'Permission denied' },
  ],
  [
    "Can't install new lease database /l/dhcpd.leases.1 to /l/dhcpd.leases: Permission denied",
    { code: 'rewrite-failed', error: 'Permission denied' },
  ],
  [
    "Can't remove old lease database backup /l/dhcpd.leases~: Permission denied",
    { code: 'rewrite-failed', error: 'Permission denied' },
  ],
  ['Corrupt lease file - possible data loss!', { code: 'lease-file-corrupt' }],
  [
    '/var/lib/dhcp/dhcpd.leases line 12: possibly corrupt lease file',
    { code: 'lease-file-corrupt', line: 12, text: 'possibly corrupt lease file' },
  ],
  ['undeclared lease found in database: 10.66.1.1', { code: 'lease-undeclared', address: IP }],
  ['lease 10.66.1.1: no subnet.', { code: 'lease-undeclared', address: IP }],
  [
    'WARNING: Lease file authored using different byte order, will attempt to convert',
    { code: 'lease-file-byte-order' },
  ],
  [
    "Can't open lease database /l/dhcpd.leases: No such file or directory --",
    { code: 'lease-file-missing', file: '/l/dhcpd.leases', error: 'No such file or directory' },
  ],
  ['Not using fsync() to flush lease writes', { code: 'fsync-off' }],
  [
    "Can't start OMAPI protocol: address not available",
    { code: 'omapi-port-failed', text: 'address not available' },
  ],
  ['OMAPI key k: not found', { code: 'omapi-key-unusable', key: 'k', text: 'not found' }],
  [
    'lease 10.66.1.1 state changed from backup to free',
    { code: 'lease-state-written', address: IP, from: 'backup', to: 'free' },
  ],
  ['lease 10.66.1.1 end changed from 0 to 1', { code: 'lease-end-written', address: IP, from: 0, to: 1 }],
  ['Impossible case at failover.c:2084.', { code: 'impossible-case', place: 'failover.c:2084' }],
  ['Configuration file errors encountered -- exiting', { code: 'config-refused' }],
  ['Not configured to listen on any interfaces!', { code: 'no-interface' }],
  ["There's already a DHCP server running.", { code: 'already-running' }],
  [
    "Can't bind to dhcp address: Address already in use",
    { code: 'dhcp-port-taken', error: 'Address already in use' },
  ],
  [
    '/etc/dhcp/dhcpd.conf line 7: semicolon expected.',
    { code: 'config-error', file: '/etc/dhcp/dhcpd.conf', line: 7, text: 'semicolon expected.' },
  ],
];

test.each(MESSAGES)('%s', (message, expected) => {
  const fact = readFact(message);
  expect(fact).toMatchObject(expected);
  expect(isIgnored(message)).toBe(false);
});

test('every shape of every row is met by one of these messages', () => {
  const messages = MESSAGES.map(([message]) => message);
  const notes = messages.map((message) => readClientLine(message)?.note ?? '');
  const missed = (
    rows: readonly Pick<Row<string, unknown, unknown>, 'code' | 'shapes'>[],
    texts: readonly string[],
  ) => rows.flatMap(({ code, shapes }) => shapes.filter(({ read }) => !texts.some(read)).map(() => code));
  expect(missed([...FAILOVER_ROWS, ...LEASE_ROWS, ...SERVER_ROWS], messages)).toEqual([]);
  expect(missed(CLIENT_ROWS, notes)).toEqual([]);
});

test('no two rows share a code', () => {
  const codes = [...FAILOVER_ROWS, ...CLIENT_ROWS, ...LEASE_ROWS, ...SERVER_ROWS].map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each(MESSAGES)('says in a sentence what it means: %s', (message) => {
  const fact = readFact(message);
  if (!fact) throw new Error('no fact');
  const { sentence, subject } = meaningOf(fact);
  expect(sentence).toMatch(/^[^ ].*[^. ]\.$/);
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|peer moves|\.\./);
  expect(subject).not.toBe('');
});

test.each([
  // One blank where dhcpd writes two.
  'balanced pool 563c755b8a90 guests total 100 free 45 backup 55 lts -5 max-misbal 15',
  'Received update request while old update still flying! Silently discarding old request.',
  // Something that is not what the field wants.
  'failover peer p: I move from normal to heaven, they say',
  'bind update on 10.66.1.300 from p rejected: unknown IP address',
  'pool response: many leases',
  // Something more.
  'Server starting service. Or not',
  'xServer starting service.',
])('does not take %s for a known message', (message) => {
  expect(readFact(message)?.code ?? 'link-failed').toBe('link-failed');
});

test('tells what a line means by what is in it', () => {
  const said = (message: string) => {
    const fact = readFact(message);
    return fact && meaningOf(fact);
  };
  const moved = (to: string) => said(`failover peer p: I move from startup to ${to}`)?.severity;
  expect(['normal', 'startup', 'partner-down', 'potential-conflict', 'shutdown'].map(moved)).toEqual([
    'info',
    'notice',
    'warning',
    'error',
    'error',
  ]);
  expect(said('failover peer p: peer moves from normal to normal')?.kind).toBe('figure');
  expect(said('failover peer p: peer moves from normal to recover')?.kind).toBe('event');
  const rejected = (text: string) => said(`bind update on 10.0.0.1 from p rejected: ${text}`);
  expect(rejected('incoming update is less critical than outgoing update')).toMatchObject({
    kind: 'figure',
    severity: 'info',
    subject: 'p duel',
  });
  expect(rejected('unknown IP address')).toMatchObject({
    kind: 'event',
    severity: 'error',
    subject: 'p configs-differ',
    sentence:
      'Its partner did not take the update of 10.0.0.1: the two configurations differ in this address.',
  });
  expect(said('Failover CONNECT to p rejected: Connection rejected, time mismatch too great.')).toMatchObject(
    {
      severity: 'error',
      subject: 'p time-offset',
      sentence: 'Its partner refused the failover connection: the two clocks are more than 60 s apart.',
    },
  );
});

test('gives each code the types of its fields', () => {
  const fact = readFact('balanced pool 5 guests  total 100  free 45  backup 55  lts -5  max-misbal 15');
  if (fact?.code !== 'pool-balanced') throw new Error('not read');
  const sum: number = fact.free + fact.backup;
  expect(sum).toBe(fact.total);
  const moved = readFact('failover peer p: I move from startup to normal');
  if (moved?.code !== 'state-moved') throw new Error('not read');
  const to: 'normal' | 'recover' = moved.to === 'normal' || moved.to === 'recover' ? moved.to : 'recover';
  expect(to).toBe('normal');
});
