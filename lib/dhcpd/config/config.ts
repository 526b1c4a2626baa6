/** Where a statement begins; line and column count from 1. */
export type Place = { file: string; line: number; column: number };

/**
 * What a dhcpd.conf and its includes declare (reference 5), plain and JSON-able, each list in the order of the files.
 * IPv4 addresses are unsigned 32-bit numbers where they are numbers. Secrets are kept nowhere.
 */
export type DhcpdConfig = {
  /** Every file that was read, the main one first. */
  files: string[];
  peers: FailoverPeer[];
  sharedNetworks: SharedNetwork[];
  subnets: Subnet[];
  pools: ConfiguredPool[];
  ranges: ConfiguredRange[];
  hosts: Host[];
  classes: DhcpClass[];
  subclasses: Subclass[];
  keys: Key[];
  /** The blocks that hand parameters down; the first is the global one, and every block stands after its parent. */
  scopes: Scope[];
  /** null when OMAPI is off. */
  omapiPort: number | null;
  omapiKey: string | null;
  /** null when the file leaves it to dhcpd's own default. */
  leaseFile: string | null;
  warnings: Warning[];
};

/** What dhcpd itself would refuse, or reads otherwise than it looks; the message says that and how to mend it. */
export type Warning = Place & {
  message: string;
  /** dhcpd does not start with this. */
  refused: boolean;
};

/** A statement kept as it is written, but for white space, comments and secrets. */
export type Statement = Place & {
  /** The first word, in lower case. */
  keyword: string;
  /** What follows it, its block included, without the `;` at the end. */
  text: string;
};

/** `option NAME TEXT;`, definitions (`option NAME code N = TYPE`) and `option space NAME` among them. */
export type OptionSetting = Place & { name: string; text: string };

/**
 * A parameter of dhcpd that Pairwatch has a word for. `allow X`, `deny X` and `ignore X` outside pools have X for a
 * name and the verb for a value.
 */
export type Parameter = Place & { name: string; value: number | boolean | string };

/** What a block says for itself. A parameter that stands twice counts as its last. */
export type Contents = {
  options: OptionSetting[];
  parameters: Parameter[];
  /** All else: conditions, events, zones, and what no dhcpd known here has. */
  statements: Statement[];
};

export type ScopeKind = 'global' | 'shared-network' | 'subnet' | 'group' | 'pool';

export type Scope = Place &
  Contents & {
    kind: ScopeKind;
    /** The name in the file, `NET/PREFIX` for a subnet; null where there is none. */
    name: string | null;
    /** Index of the scope around it; null for the global one. */
    parent: number | null;
  };

export type SharedNetwork = Place & {
  name: string;
  /** Made by dhcpd for a subnet that stands alone. */
  implicit: boolean;
  /** Failover peer that its pools inherit; null for none. */
  peer: string | null;
  /** Names of its subnets, such as `10.66.0.0/24`. */
  subnets: string[];
  /** Index of its scope; of the subnet's when it is implicit. */
  scope: number;
};

export type Subnet = Place & {
  /** Such as `10.66.0.0/24`. */
  name: string;
  sharedNetwork: string;
  /** Its lowest and highest address. */
  low: number;
  high: number;
  /** Index of its scope. */
  scope: number;
};

/** A `pool { … }` block, or the pool that dhcpd makes for bare ranges. */
export type ConfiguredPool = Place & {
  sharedNetwork: string;
  /** Names of the subnets its ranges lie in, such as `10.66.0.0/24`. */
  subnets: string[];
  /** null for a pool outside failover. */
  peer: string | null;
  /** Made by dhcpd for ranges that stand in a subnet itself. */
  implicit: boolean;
  permits: Permit[];
  ranges: { low: string; high: string }[];
  addressCount: number;
  /** Index of its scope; of the first range's subnet when it is implicit. */
  scope: number;
};

/** `allow …` or `deny …` in a pool. */
export type Permit = Place & {
  action: 'allow' | 'deny';
  clients:
    | 'known'
    | 'unknown'
    | 'authenticated'
    | 'unauthenticated'
    | 'all'
    | 'dynamic bootp'
    | 'members'
    | 'after';
  /** For `members`; else null. */
  className: string | null;
  /** For `after`: the date as written; else null. */
  after: string | null;
};

export type ConfiguredRange = Place & {
  low: number;
  high: number;
  /** `low` and `high` as text. */
  first: string;
  last: string;
  sharedNetwork: string;
  /** Name of the subnet that `low` lies in; null when it lies in none, which dhcpd refuses. */
  subnet: string | null;
  /** Index of the pool that dhcpd puts it in: not always the one it seems to belong to, see `ConfiguredPool.implicit`. */
  pool: number;
  /** Stands in a subnet itself, in no `pool` block. */
  bare: boolean;
  /** null for a range outside failover. */
  peer: string | null;
  dynamicBootp: boolean;
  leaseTimes: LeaseTimes;
};

export type LeaseTimes = { default: LeaseTime; max: LeaseTime; min: LeaseTime };

export type LeaseTime = {
  seconds: number;
  /** The statement that says so; null for dhcpd's own default. */
  from: (Place & { scope: ScopeKind }) | null;
};

/** A `host` block. It is global wherever it stands, but inherits from where it stands. */
export type Host = Place &
  Contents & {
    name: string;
    /** The address as lower-case hex pairs with colons. */
    hardware: { type: string; address: string } | null;
    /** Addresses or host names, as written. */
    fixedAddresses: string[];
    /** Bytes of `uid` or `option dhcp-client-identifier` as lower-case hex pairs with colons. */
    clientId: string | null;
    /** Name of the group it takes parameters from by `group NAME;`. */
    group: string | null;
    /** Index of the scope it stands in. */
    scope: number;
  };

export type DhcpClass = Place &
  Contents & {
    name: string;
    /** Texts of its `match` and `spawn` statements. */
    matches: string[];
    /** null for no limit. */
    leaseLimit: number | null;
    /** Index of the scope it stands in. */
    scope: number;
  };

export type Subclass = Place &
  Contents & {
    class: string;
    /** What has to match, as written. */
    data: string;
    /** null for no limit. */
    leaseLimit: number | null;
    /** Index of the scope it stands in. */
    scope: number;
  };

/** What is worth knowing of a key; its secret is not kept. */
export type Key = Place & {
  name: string;
  /** In lower case. */
  algorithm: string | null;
  /** null when there is no secret, or it can't be decoded. */
  secretBits: number | null;
  /** null when there is no secret. */
  secretIsBase64: boolean | null;
};

/** A `failover peer … { … }` block, with dhcpd's defaults filled in (reference 3.6). */
export type FailoverPeer = Place & {
  name: string;
  role: 'primary' | 'secondary';
  /** IP address or host name; null when not given. */
  address: string | null;
  port: number;
  peerAddress: string | null;
  peerPort: number;
  maxResponseDelaySeconds: number;
  maxUnackedUpdates: number;
  /** null on a secondary, which learns it from its primary. */
  mcltSeconds: number | null;
  /** Of 256 hash buckets, how many the primary serves; with `hba` the number of its one-bits. */
  split: number | null;
  /** The 32 bytes as hex pairs with colons; null when `split` or neither is given. */
  hba: string | null;
  /** 0 = load balancing off. */
  loadBalanceMaxSeconds: number;
  /** 0 = off. */
  autoPartnerDownSeconds: number;
  maxLeaseMisbalancePercent: number;
  maxLeaseOwnershipPercent: number;
  minBalanceSeconds: number;
  maxBalanceSeconds: number;
  /** Its parameters as written, such as `peer port` and `847`; the last of a kind counts. */
  given: Statement[];
};
