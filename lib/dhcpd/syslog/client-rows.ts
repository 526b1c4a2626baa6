import { formatAddress } from '../address.ts';
import { clientRow, row } from './row.ts';
import { addressName, clientName } from './words.ts';

/** What dhcpd adds to a client's packet when it does more, or less, than answer it (reference 6.2). */
export const CLIENT_ROWS = [
  clientRow('partner-holds-all-free', 'peer holds all free leases', {
    kind: 'event',
    severity: 'error',
    subject: ({ client }) => client.via,
    sentence: ({ client }) =>
      `It has no free address left for clients via ${client.via}; all free ones are its partner's.`,
  }),
  clientRow('no-free-leases', 'network {network}: no free leases', {
    kind: 'event',
    severity: 'error',
    subject: ({ network }) => network,
    sentence: ({ network, client }) =>
      `${network} has no free address left for client ${clientName(client)}.`,
  }),
  clientRow('not-responding', 'not responding ({why})', {
    kind: 'event',
    severity: ({ why }) => (why === 'startup' ? 'notice' : 'warning'),
    subject: ({ why }) => why,
    sentence: ({ why }) => `It does not answer clients: ${why}.`,
  }),
  clientRow('left-to-partner', 'load balance to peer {peer}', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ client }) => `It left client ${clientName(client)} to its partner.`,
  }),
  clientRow('load-balance-cancelled', 'cancel load balance to peer {peer} - {why}', {
    kind: 'event',
    severity: 'notice',
    subject: ({ peer, client }) => `${peer} ${client.via}`,
    sentence: ({ why, client }) =>
      `It answers its partner's clients via ${client.via} as well: its partner has ${why}.`,
  }),
  clientRow('lease-owned-by-partner', 'lease owned by peer', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ client }) =>
      `Client ${clientName(client)} asked for ${addressName(client.address)}, which is its partner's to give.`,
  }),
  clientRow('lease-in-transition', 'lease in transition state {state}', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ state, client }) =>
      `Client ${clientName(client)} asked for ${addressName(client.address)}, which is ${state} and not yet free.`,
  }),
  clientRow('lease-reset', 'lease reset by administrator', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ client }) =>
      `Client ${clientName(client)} asked for ${addressName(client.address)}, which an administrator reset.`,
  }),
  clientRow('lease-unavailable', 'lease {address:ip} unavailable.', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ address, client }) => `Client ${clientName(client)} may not have ${formatAddress(address)}.`,
  }),
  clientRow('lease-unknown', 'unknown lease {address:ip}.', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ address, client }) =>
      `Client ${clientName(client)} asked for ${formatAddress(address)}, which is in no range.`,
  }),
  clientRow('wrong-network', 'wrong network.', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ client }) => `Client ${clientName(client)} asked for an address of another network.`,
  }),
  clientRow('not-authoritative', 'ignored (not authoritative).', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ client }) =>
      `Client ${clientName(client)} asked for an address of another network and was ignored: this server is not authoritative.`,
  }),
  clientRow('client-unknown', 'unknown client', {
    kind: 'traffic',
    severity: 'info',
    sentence: ({ client }) =>
      `Client ${clientName(client)} is not declared, and only declared ones are served.`,
  }),
  clientRow('network-unknown', 'unknown network segment', {
    kind: 'event',
    severity: 'notice',
    subject: ({ client }) => client.via,
    sentence: ({ client }) => `Clients ask via ${client.via}, for which no subnet is declared.`,
  }),
  clientRow(
    'dropped-by-min-secs',
    'configured min-secs value ({configured:int}) is greater than secs field ({secs:int}).  message dropped.',
    {
      kind: 'traffic',
      severity: 'info',
      sentence: ({ client, configured, secs }) =>
        `Client ${clientName(client)} asks since ${secs} s only, min-secs is ${configured}.`,
    },
  ),
  clientRow('not-stored', 'database update failed', {
    kind: 'event',
    severity: 'critical',
    subject: () => 'storage',
    sentence: ({ client }) => `A lease for client ${clientName(client)} could not be written.`,
  }),
  clientRow('declined', ['abandoned', 'not found', 'ignored'], {
    more: (_, outcome) => ({ outcome }),
    kind: ({ client }) => (client.packet === 'DHCPDECLINE' ? 'event' : 'traffic'),
    severity: ({ client }) => (client.packet === 'DHCPDECLINE' ? 'notice' : 'info'),
    subject: ({ client }) => addressName(client.address),
    sentence: ({ client, outcome }) =>
      `Client ${clientName(client)} declined ${addressName(client.address)} as in use already: ${outcome}.`,
  }),
];

/** What dhcpd says about leases and pools in messages of their own (reference 6.2). */
export const LEASE_ROWS = [
  row('lease-duplicate-uid', 'uid lease {address:ip} for client {client} is duplicate on {network}', {
    // Mostly harmless in failover (reference 9, point 17).
    kind: 'event',
    severity: 'info',
    subject: ({ network }) => network,
    sentence: ({ address, client, network }) =>
      `Client ${client} has another lease in ${network} besides ${formatAddress(address)}.`,
  }),
  row('lease-duplicate', 'client {client} has duplicate leases on {network}', {
    kind: 'event',
    severity: 'notice',
    subject: ({ network }) => network,
    sentence: ({ client, network }) => `Client ${client} has more than one lease in ${network}.`,
  }),
  row('static-and-dynamic', 'Dynamic and static leases present for {address:ip}.', {
    kind: 'event',
    severity: 'error',
    subject: ({ address }) => formatAddress(address),
    sentence: ({ address }) =>
      `${formatAddress(address)} is a host's fixed address and lies in a range as well, so two clients may get it.`,
  }),
  row('lease-conflict', 'Lease conflict at {address:ip}', {
    kind: 'event',
    severity: 'error',
    subject: ({ address }) => formatAddress(address),
    sentence: ({ address }) =>
      `The lease of ${formatAddress(address)} was active for one client and went to another.`,
  }),
  row(
    'abandoned',
    ['Abandoning IP address {address:ip}: {reason}.', 'Abandoning IP address {address:ip}: {reason}'],
    {
      kind: 'event',
      severity: 'warning',
      subject: ({ address }) => formatAddress(address),
      sentence: ({ address, reason }) =>
        `${formatAddress(address)} is in use by somebody without a lease and is given to nobody now: ${reason}.`,
    },
  ),
  row(
    'reclaimed',
    [
      'Reclaiming {requested?REQUESTed }abandoned IP address {address:ip}.',
      'Reclaiming {requested?REQUESTed }abandoned lease {address:ip}.',
    ],
    {
      kind: 'event',
      severity: 'warning',
      subject: ({ address }) => formatAddress(address),
      sentence: ({ address, requested }) =>
        `The abandoned address ${formatAddress(address)} is given out again, because ${requested ? 'a client asked for it' : 'no other is free'}.`,
    },
  ),
  row(
    'threshold-exceeded',
    'Pool threshold exceeded - shared subnet: {network}; address: {address:ip}; high threshold {percent:int}% {used:int}/{total:int}.',
    {
      kind: 'event',
      severity: 'warning',
      subject: ({ network }) => network,
      sentence: ({ network, percent, used, total }) =>
        `A pool of ${network} is fuller than ${percent} %: ${used} of ${total} addresses are used.`,
    },
  ),
  row(
    'threshold-reset',
    'Pool threshold reset - shared subnet: {network}; address: {address:ip}; low threshold {used:int}/{total:int}.',
    {
      kind: 'event',
      severity: 'info',
      subject: ({ network }) => network,
      sentence: ({ network, used, total }) =>
        `A pool of ${network} has room again: ${used} of ${total} addresses are used.`,
    },
  ),
  row(
    'lease-time-reduced',
    'Pool over threshold, time for {address:ip} reduced from {fromSeconds:int} to {toSeconds:int}.',
    {
      kind: 'event',
      severity: 'notice',
      subject: () => 'adaptive-lease-time',
      sentence: ({ address, fromSeconds, toSeconds }) =>
        `Lease times are cut because a pool is nearly full: ${formatAddress(address)} from ${fromSeconds} s to ${toSeconds} s.`,
    },
  ),
  row('subnet-unknown', 'Packet from unknown subnet: {subnet}', {
    kind: 'event',
    severity: 'notice',
    subject: ({ subnet }) => subnet,
    sentence: ({ subnet }) => `Packets come from ${subnet}, for which no subnet is declared.`,
  }),
  row(
    'lease-reused',
    'reuse_lease: lease age {ageSeconds:int} (secs) under {percent:int}% threshold, reply with unaltered, existing lease for {address:ip}',
    {
      kind: 'traffic',
      severity: 'info',
      sentence: ({ address, ageSeconds }) =>
        `${formatAddress(address)} was asked for again after ${ageSeconds} s; its lease stays as it is.`,
    },
  ),
  row('send-failed', 'send_packet: {error}', {
    kind: 'event',
    severity: 'warning',
    subject: ({ error }) => error,
    sentence: ({ error }) => `An answer to a client could not be sent: ${error}.`,
  }),
  row('release-ignored', '{peer}: ignored ({why})', {
    kind: 'event',
    severity: 'notice',
    subject: ({ peer, why }) => `${peer} ${why}`,
    sentence: ({ why }) => `It ignored a client that gave its address back: ${why}.`,
  }),
];
