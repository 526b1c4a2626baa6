import { encodeInteger } from '../../omapi/codec/message.ts';

/** What a simulated server can be asked for: the model behind it answers, afresh at every question. */
export type SimulatedObjects = {
  failoverState(name: string): SimulatedFailoverState | undefined;
  /** Undefined for an address in no range. */
  lease(address: string): SimulatedLease | undefined;
  pool(poolHandle: number): SimulatedPool | undefined;
};

/** Plain numbers as dhcpd holds them (reference 2.1): states by OMAPI number, times in seconds since 1970. */
export type SimulatedFailoverState = {
  localState: number;
  partnerState: number;
  localStosSeconds: number;
  partnerStosSeconds: number;
  /** 0 primary, 1 secondary. */
  hierarchy: 0 | 1;
  mcltSeconds: number;
  unackedUpdates: number;
  localPort?: number;
  partnerPort?: number;
  maxResponseDelaySeconds?: number;
  maxOutstandingUpdates?: number;
  loadBalanceMaxSeconds?: number;
  /** 32 bytes; null: the attribute is left out, as on a secondary before its first contact. Default: `split 128`. */
  loadBalanceHba?: Uint8Array | null;
};

export type SimulatedLease = {
  /** 1 free, 2 active, 3 expired, 4 released, 5 abandoned, 6 reset, 7 backup (reference 2.3). */
  state: number;
  /** The model's own number of the pool; the server hands out wire handles for it. */
  poolHandle: number;
  endsSeconds?: number;
  startsSeconds?: number;
};

/** Counters as dhcpd keeps them: signed, and able to slip below 0. */
export type SimulatedPool = { leaseCount: number; freeLeases: number; backupLeases: number };

export type AttributeList = [name: string, value: Uint8Array][];

/** What a 64-bit dhcpd sends in place of an address: a pointer of its own, here a fixed one (reference 2.1). */
const POINTER = Buffer.from('a8f3c2d1e7550000', 'hex');

/** 32 bytes with the lowest `split` buckets given to the primary, as dhcpd fills them (reference 3.6). */
export function hbaOfSplit(split: number): Uint8Array {
  const hba = new Uint8Array(32);
  for (let bucket = 0; bucket < split; bucket += 1) {
    const byte = bucket >> 3;
    hba[byte] = (hba[byte] ?? 0) | (1 << (bucket & 7));
  }
  return hba;
}

/** Every attribute of `failover-state` in dhcpd's order, with the same garbage in the same places. */
export function failoverStateAttributes(name: string, state: SimulatedFailoverState): AttributeList {
  const hba = state.loadBalanceHba === undefined ? hbaOfSplit(128) : state.loadBalanceHba;
  return [
    ['name', Buffer.from(name)],
    ['partner-address', POINTER],
    ['partner-port', encodeInteger(state.partnerPort ?? 647)],
    ['local-address', POINTER],
    ['local-port', encodeInteger(state.localPort ?? 647)],
    ['max-outstanding-updates', encodeInteger(state.maxOutstandingUpdates ?? 100)],
    ['mclt', encodeInteger(state.mcltSeconds)],
    ['load-balance-max-secs', encodeInteger(state.loadBalanceMaxSeconds ?? 3)],
    ...(hba ? ([['load-balance-hba', hba]] satisfies AttributeList) : []),
    ['partner-state', encodeInteger(state.partnerState)],
    ['local-state', encodeInteger(state.localState)],
    ['partner-stos', encodeInteger(state.partnerStosSeconds)],
    ['local-stos', encodeInteger(state.localStosSeconds)],
    ['hierarchy', encodeInteger(state.hierarchy)],
    ['last-packet-sent', encodeInteger(0)],
    ['last-timestamp-received', encodeInteger(0)],
    ['skew', encodeInteger(0)],
    ['max-response-delay', encodeInteger(state.maxResponseDelaySeconds ?? 20)],
    ['cur-unacked-updates', encodeInteger(state.unackedUpdates)],
  ];
}

/** The attributes dhcpd always sends for a lease, in its order (reference 2.3). */
export function leaseAttributes(
  address: string,
  lease: SimulatedLease,
  handles: { pool: number; subnet: number },
): AttributeList {
  return [
    ['state', encodeInteger(lease.state)],
    ['ip-address', Buffer.from(address.split('.').map(Number))],
    ['subnet', encodeInteger(handles.subnet)],
    ['pool', encodeInteger(handles.pool)],
    ['ends', encodeInteger(lease.endsSeconds ?? 0)],
    ['starts', encodeInteger(lease.startsSeconds ?? 0)],
    ['tstp', encodeInteger(0)],
    ['tsfp', encodeInteger(0)],
    ['atsfp', encodeInteger(0)],
    ['cltt', encodeInteger(0)],
    ['flags', Buffer.alloc(1)],
  ];
}

export function poolAttributes(pool: SimulatedPool): AttributeList {
  return [
    ['lease-count', encodeInteger(pool.leaseCount)],
    ['free-leases', encodeInteger(pool.freeLeases)],
    ['backup-leases', encodeInteger(pool.backupLeases)],
  ];
}

export function authenticatorAttributes(name: string, algorithm: string): AttributeList {
  return [
    ['name', Buffer.from(name)],
    ['algorithm', Buffer.from(algorithm)],
  ];
}

/** Reads 0 on every running dhcpd (reference 2.5). */
export function controlAttributes(): AttributeList {
  return [['state', encodeInteger(0)]];
}
