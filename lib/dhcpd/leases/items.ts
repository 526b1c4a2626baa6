import type { KnownFailoverState } from '../../failover-states.ts';
import type { BindingState } from './binding-state.ts';
import type { LeaseBlock } from './lease-block.ts';

/** What `never` reads as (reference 4.1). All times are dhcpd's: whole seconds since 1970 in UTC. */
export const NEVER_SECONDS = 0x7fffffff;

/** Where an item begins: its line, counted from 1, and the offset of its first byte in the file. */
export type ItemPlace = { line: number; offset: number };

/** One `lease` block in full. Times: null = unset, NEVER_SECONDS = never. */
export type LeaseRecord = ItemPlace & {
  address: number;
  state: BindingState;
  /** What dhcpd would read where the block is silent: the binding state itself (reference 4.3). */
  nextState: BindingState;
  rewindState: BindingState;
  starts: number | null;
  ends: number | null;
  /** `ends` where the block has none (reference 4.3). */
  tstp: number | null;
  tsfp: number | null;
  atsfp: number | null;
  cltt: number | null;
  reserved: boolean;
  bootp: boolean;
  hardwareType: string | null;
  /** Lower-case hex pairs with colons; null also for `hardware ethernet ;`. */
  hardware: string | null;
  /** The bytes of `uid` as lower-case hex pairs with colons. */
  clientId: string | null;
  hostname: string | null;
  /** The variable `vendor-class-identifier`, which is then not among `variables`. */
  vendorClass: string | null;
  /** By name without `agent.`; text as it is, byte lists as two-digit hex pairs with colons. */
  agentOptions: Record<string, string>;
  variables: Record<string, string | number | boolean>;
  billingClass: string | null;
};

/** A `failover peer … state` block; times null = "now, when it was read" (reference 4.4). */
export type FailoverStateBlock = ItemPlace & {
  peer: string;
  myState: KnownFailoverState;
  myStateAt: number | null;
  partnerState: KnownFailoverState;
  partnerStateAt: number | null;
  mcltSeconds: number | null;
};

export type HostBlock = ItemPlace & {
  kind: 'host';
  name: string;
  dynamic: boolean;
  deleted: boolean;
  hardwareType: string | null;
  hardware: string | null;
  clientId: string | null;
  /** Addresses or names, as written. */
  fixedAddresses: string[];
  group: string | null;
};

export type GroupBlock = ItemPlace & {
  kind: 'group';
  /** Empty for a group without name. */
  name: string;
  dynamic: boolean;
  deleted: boolean;
};

export type ClassBlock = ItemPlace & {
  kind: 'class';
  name: string;
  dynamic: boolean;
  deleted: boolean;
  leaseLimit: number | null;
};

export type SubclassBlock = ItemPlace & {
  kind: 'subclass';
  /** The class it belongs to. */
  name: string;
  /** Text as it is, a byte list as hex pairs with colons. */
  match: string;
  dynamic: boolean;
  deleted: boolean;
  leaseLimit: number | null;
};

export type ServerDuid = ItemPlace & {
  kind: 'server-duid';
  /** Hex pairs with colons. */
  duid: string;
};

export type ByteOrder = 'little-endian' | 'big-endian';
export type AuthoringByteOrder = ItemPlace & { kind: 'authoring-byte-order'; byteOrder: ByteOrder };

/** An identity association of DHCPv6 (reference 4.5). */
export type IdentityAssociation = ItemPlace & {
  kind: 'ia-na' | 'ia-ta' | 'ia-pd';
  /** Read in the byte order that the file declared before, little-endian if it declared none. */
  iaid: number;
  /** Hex pairs with colons. */
  duid: string;
  cltt: number | null;
  leases: Lease6[];
};

export type Lease6 = {
  /** As written; for `ia-pd` the prefix. */
  address: string;
  /** Null but for `ia-pd`. */
  prefixLength: number | null;
  state: BindingState | null;
  preferredLifeSeconds: number | null;
  maxLifeSeconds: number | null;
  ends: number | null;
  variables: Record<string, string | number | boolean>;
};

/** Everything at the top level that is neither a lease nor a failover state (reference 4.2, 4.5). */
export type OtherItem =
  | HostBlock
  | GroupBlock
  | ClassBlock
  | SubclassBlock
  | ServerDuid
  | AuthoringByteOrder
  | IdentityAssociation;

/** A place that could not be understood; the text says what was found, what was expected, and what was left out. */
export type LeaseProblem = ItemPlace & { text: string };

/** Gets every item in the order of the file. `block` is a view that is overwritten after the call. */
export type LeaseHandler = {
  lease(block: LeaseBlock): void;
  failoverState(block: FailoverStateBlock): void;
  other(item: OtherItem): void;
  problem(problem: LeaseProblem): void;
};
