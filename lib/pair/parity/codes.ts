import type { ConfigFinding } from '../../contracts/config-review.ts';

type Meaning = { severity: ConfigFinding['severity']; why: string };

const DOES_NOT_START =
  'dhcpd refuses such a file and does not start with it: at its next restart the server is gone.';
const DEPENDS_ON_ANSWERER =
  'Which server answers a client is a matter of chance, so clients get the one or the other, and all get the other after a failover.';
const SERVED_TWICE =
  'Addresses outside failover are given out without asking the partner: if both servers have them, two clients get the same address; if one has, nobody gives them out while it is away.';

/** Every code there is: how bad it is unless a check says otherwise, and what comes of it. */
export const CODES = {
  'peer-missing': {
    severity: 'error',
    why: 'Without a failover peer on both sides there is no failover: each server serves by itself, or does not start.',
  },
  'peer-name-differs': {
    severity: 'error',
    why: 'The name identifies the relationship when the servers connect: with two names they refuse each other.',
  },
  'peer-address-missing': { severity: 'error', why: DOES_NOT_START },
  'peer-unused': { severity: 'error', why: DOES_NOT_START },
  'roles-equal': {
    severity: 'error',
    why: 'A pair is one primary and one secondary; two of a kind never come to normal.',
  },
  'roles-swapped': {
    severity: 'warning',
    why: 'What is said of the primary is then said of the wrong machine, also in an emergency.',
  },
  'role-missing': {
    severity: 'warning',
    why: 'dhcpd takes such a server for the primary, whatever was meant.',
  },
  'ports-not-mirrored': {
    severity: 'error',
    why: 'A server that connects to a port where its partner does not listen has no contact; each waits for the other to connect.',
  },
  'addresses-not-mirrored': {
    severity: 'error',
    why: 'dhcpd takes failover connections only from the address it has for its partner, and connects only there.',
  },
  'mclt-missing': { severity: 'error', why: DOES_NOT_START },
  'mclt-on-secondary': {
    severity: 'warning',
    why: 'The secondary takes the MCLT of its primary once they have contact; until then it works by a figure that may be another one.',
  },
  'mclt-above-lease-time': {
    severity: 'warning',
    why: 'MCLT then limits no lease: after partner-down the survivor waits that long for addresses whose leases ended long ago.',
  },
  'split-missing': { severity: 'error', why: DOES_NOT_START },
  'split-on-secondary': { severity: 'error', why: DOES_NOT_START },
  'load-balance-off': {
    severity: 'warning',
    why: 'Both servers then answer every client, twice the work for the same leases, and split has no effect.',
  },
  'auto-partner-down': {
    severity: 'warning',
    why: 'A cut between two living servers looks like the death of the partner: after this time both give out the same addresses.',
  },
  'max-unacked-zero': {
    severity: 'warning',
    why: 'dhcpd takes 0 for "not set", so the limit that was meant is not the one that holds.',
  },
  'peer-parameters-differ': {
    severity: 'info',
    why: 'Each server works by its own figures. That is allowed, but seldom meant.',
  },
  'pool-without-peer': { severity: 'error', why: SERVED_TWICE },
  'bare-range': { severity: 'error', why: SERVED_TWICE },
  'pool-peer-differs': {
    severity: 'error',
    why: 'Each server balances these addresses with another partner or in another relationship; nobody knows all their leases.',
  },
  'pool-missing': {
    severity: 'error',
    why: 'The partner rejects updates for addresses it does not have, and clients of this pool get nothing while its only server is away.',
  },
  'range-differs': {
    severity: 'error',
    why: 'Updates for addresses that one server does not have are rejected, and those addresses are lost while the other one is away.',
  },
  'range-overlap': { severity: 'error', why: DOES_NOT_START },
  'range-outside-subnet': { severity: 'error', why: DOES_NOT_START },
  'permits-differ': {
    severity: 'warning',
    why: 'A client that one server serves from this pool is turned away by the other one.',
  },
  'subnet-differs': {
    severity: 'error',
    why: 'Clients get another netmask, and may get no address at all, from one server than from the other one.',
  },
  'subnet-missing': {
    severity: 'warning',
    why: 'Reserved addresses in this subnet are given out by one server only, and by nobody while it is away.',
  },
  'shared-network-differs': {
    severity: 'warning',
    why: 'A client gets addresses of every subnet on its shared network: the servers disagree on which these are.',
  },
  'shared-network-empty': { severity: 'error', why: DOES_NOT_START },
  'reservation-in-range': {
    severity: 'warning',
    why: 'dhcpd may lease an address of a range to anyone before its owner asks for it, and then logs "Dynamic and static leases present".',
  },
  'reservation-missing': {
    severity: 'warning',
    why: 'Reservations are not exchanged between the servers: the client gets its address from one and another one, or none, from the other.',
  },
  'reservation-differs': {
    severity: 'error',
    why: 'Reservations are not exchanged between the servers: the same client gets two addresses, or two clients the same one.',
  },
  'lease-times-differ': { severity: 'warning', why: DEPENDS_ON_ANSWERER },
  'option-differs': { severity: 'warning', why: DEPENDS_ON_ANSWERER },
  'parameter-differs': { severity: 'warning', why: DEPENDS_ON_ANSWERER },
  'statement-differs': { severity: 'warning', why: DEPENDS_ON_ANSWERER },
  'class-differs': {
    severity: 'warning',
    why: 'A client belongs to a class on one server and not on the other one, with all that hangs on it: pools, options, limits.',
  },
  'authoritative-differs': {
    severity: 'warning',
    why: 'Only an authoritative server tells a client that its address is wrong; beside one that is not, clients wait or lose their address as chance has it.',
  },
  'interface-differs': {
    severity: 'info',
    why: 'dhcpd ties the network to this interface. On two machines names may differ, but a missing one is seldom meant.',
  },
  'omapi-off': {
    severity: 'warning',
    why: 'Without OMAPI nobody can ask this server for its failover state, nor set partner-down in an emergency.',
  },
  'omapi-open': {
    severity: 'warning',
    why: 'Whoever reaches the port may change leases and failover states, and stop dhcpd.',
  },
  'omapi-key-missing': { severity: 'error', why: DOES_NOT_START },
  'omapi-key-weak': {
    severity: 'warning',
    why: 'A key can be guessed or searched for, and opens all that OMAPI can do: change leases and failover states, stop dhcpd.',
  },
  'omapi-key-unusable': {
    severity: 'error',
    why: 'Before 4.4.3 dhcpd drops every OMAPI connection whose key is not hmac-md5, although it takes the key in its file.',
  },
  'omapi-differs': {
    severity: 'info',
    why: 'Scripts and people that turn from one server to the other one in an emergency find another port or key.',
  },
  'versions-differ': {
    severity: 'warning',
    why: 'Two versions of dhcpd differ in failover and in what they take in their files; pairs are tested with equal ones.',
  },
  'fsync-off': {
    severity: 'warning',
    why: 'A power cut loses leases that clients and partner already count on, and the same addresses are given out again.',
  },
  'include-drift': {
    severity: 'info',
    why: 'Parts kept in a file of their own are often copied from server to server; one that only one server reads is easily forgotten.',
  },
  'config-refused': { severity: 'error', why: DOES_NOT_START },
  'config-doubtful': {
    severity: 'warning',
    why: 'dhcpd takes this, but reads it otherwise than it looks.',
  },
} as const satisfies Record<string, Meaning>;

export type ConfigCode = keyof typeof CODES;
