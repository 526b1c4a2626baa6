import type { LeaseDto } from './lease.ts';
import type { LeaseState } from './lease-filter.ts';

/** How dhcpd spells a field of a lease, and what it is, in a sentence. */
export type Term = { term: string; meaning: string };

/** What stands in a lease. Times are by the clock of the server whose lease file it is, unless told otherwise. */
export const LEASE_GLOSSARY: Readonly<Record<keyof LeaseDto, Term>> = {
  state: { term: 'binding state', meaning: 'What this server holds the address for at present.' },
  nextState: {
    term: 'next binding state',
    meaning:
      'What the address becomes when the lease ends; the same as the binding state where the file names none.',
  },
  rewindState: {
    term: 'rewind binding state',
    meaning:
      'The last state the partner is known to know: what the address may go back to while the partner is gone.',
  },
  ended: {
    term: 'past its end',
    meaning: 'The state is active, but its end is over: dhcpd has not moved it on yet.',
  },
  hardware: { term: 'hardware', meaning: 'The hardware (MAC) address of the client.' },
  hardwareType: { term: 'hardware type', meaning: 'The kind of network the hardware address is of.' },
  clientId: {
    term: 'uid',
    meaning:
      'The client identifier the client sends (option 61), in hex; dhcpd knows a client by it before its MAC.',
  },
  hostname: { term: 'client-hostname', meaning: 'The name the client gave itself; nobody has checked it.' },
  vendorClass: {
    term: 'vendor-class-identifier',
    meaning: 'What the client says it is (option 60), such as the system it runs.',
  },
  starts: {
    term: 'starts',
    meaning: 'When the lease was granted, or when the address last moved between free and backup.',
  },
  ends: {
    term: 'ends',
    meaning: 'When the lease ends as the client knows it; of a free address, since when it is free.',
  },
  tstp: {
    term: 'tstp',
    meaning:
      'Time sent to partner: the end this server tells its partner to expect, beyond what the client was told.',
  },
  tsfp: {
    term: 'tsfp',
    meaning:
      'Time sent from partner: the end the partner has acknowledged; a grant may go beyond it by MCLT at most.',
  },
  atsfp: {
    term: 'atsfp',
    meaning:
      'Actual time sent from partner: what the partner acknowledged of the latest change; while it is behind tstp, an update waits.',
  },
  cltt: {
    term: 'cltt',
    meaning: 'Client last transaction time: when this server itself last heard the client.',
  },
  reserved: {
    term: 'reserved',
    meaning: 'The address is kept for this one client, in whatever state it is.',
  },
  bootp: { term: 'dynamic-bootp', meaning: 'The address was given over BOOTP, which knows no end.' },
  agentOptions: {
    term: 'agent options',
    meaning: 'What the relay agent said of where the client is (option 82), such as its switch and port.',
  },
  variables: {
    term: 'set',
    meaning: 'Variables that dhcpd.conf or dynamic DNS updates keep with the lease.',
  },
  billingClass: {
    term: 'billing class',
    meaning: 'The class whose limit on leases this one counts against.',
  },
  since: {
    term: 'since',
    meaning:
      'Since when this holder has the address in this state; renewals do not begin it anew. Worked out by Pairwatch.',
  },
  observedAt: {
    term: 'read',
    meaning: 'When Pairwatch first read the lease in this form, by its own clock.',
  },
};

/** Each state in plain words. */
export const STATE_WORDS: Readonly<Record<LeaseState, string>> = {
  free: 'free for new clients of the primary',
  backup: 'free for new clients of the secondary',
  active: 'in use',
  ended: 'past its end, not moved on yet',
  expired: 'ended, waits for the partner to agree',
  released: 'given back, waits for the partner to agree',
  abandoned: 'not given out: something else answered there',
  reset: 'freed by hand, waits for the partner to agree',
};
