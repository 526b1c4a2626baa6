import { type FailoverState, failoverStateFromNumber } from '../failover-states.ts';
import type { Attributes } from './codec/message.ts';
import { AttributeReader } from './codec/values.ts';
import { OmapiError } from './errors.ts';

/**
 * One server's view of a failover relationship (reference 2.1). Addresses, skew and the two packet times are not here:
 * every dhcpd sends a pointer's bytes for the former and 0 for the latter.
 */
export type FailoverStateObject = {
  /** The failover peer's name in dhcpd.conf. */
  name: string;
  localState: FailoverState;
  /** The last state the partner reported: kept while disconnected, so history and not news. */
  partnerState: FailoverState;
  /** Milliseconds since 1970 by the server's clock, when it entered its state; null when unset. */
  localStosAt: number | null;
  /** The same clock, when it last processed a change of the partner's state; null when unset. */
  partnerStosAt: number | null;
  hierarchy: 'primary' | 'secondary';
  localPort: number;
  partnerPort: number;
  /** 0 on a secondary that never met its primary. */
  mcltSeconds: number;
  maxResponseDelaySeconds: number;
  /** How many updates the partner may have in flight to this server (`max-unacked-updates`). */
  maxOutstandingUpdates: number;
  /** Updates this server sent that its partner has not acknowledged. */
  unackedUpdates: number;
  /** 0: load balancing is off. */
  loadBalanceMaxSeconds: number;
  /** Null where the server has no bitmap, such as a secondary before its first contact since it started. */
  loadBalance: LoadBalance | null;
  /** The attributes as sent, for evidence: numbers (times in seconds), text, else hex. Without those named above as garbage. */
  raw: Record<string, number | string>;
};

export type LoadBalance = {
  /** 32 bytes in hex; bucket k is byte k/8, bit k mod 8 from the least significant; 1: the primary serves it. */
  hbaHex: string;
  /** Buckets the primary serves, 0 to 256: dhcpd.conf's `split`. */
  split: number;
};

const HBA_BYTES = 32;

const GARBAGE = new Set([
  'partner-address',
  'local-address',
  'skew',
  'last-packet-sent',
  'last-timestamp-received',
]);

/** Decodes the object list of a `failover-state` reply. Throws `protocol` when a part of it is missing or misshapen. */
export function decodeFailoverState(attributes: Attributes): FailoverStateObject {
  const object = new AttributeReader('failover-state', attributes);
  return {
    name: object.text('name'),
    localState: failoverStateFromNumber(object.unsigned('local-state')),
    partnerState: failoverStateFromNumber(object.unsigned('partner-state')),
    localStosAt: object.time('local-stos'),
    partnerStosAt: object.time('partner-stos'),
    hierarchy: hierarchyOf(object.unsigned('hierarchy')),
    localPort: object.unsigned('local-port'),
    partnerPort: object.unsigned('partner-port'),
    mcltSeconds: object.unsigned('mclt'),
    maxResponseDelaySeconds: object.unsigned('max-response-delay'),
    maxOutstandingUpdates: object.unsigned('max-outstanding-updates'),
    unackedUpdates: object.counter('cur-unacked-updates'),
    loadBalanceMaxSeconds: object.unsigned('load-balance-max-secs'),
    loadBalance: object.has('load-balance-hba')
      ? loadBalanceOf(object.fixed('load-balance-hba', HBA_BYTES))
      : null,
    raw: rawAttributes(attributes),
  };
}

function hierarchyOf(number: number): 'primary' | 'secondary' {
  if (number === 0) return 'primary';
  if (number === 1) return 'secondary';
  throw new OmapiError('protocol', `"hierarchy" is ${number}; 0 is primary, 1 is secondary.`);
}

function loadBalanceOf(hba: Buffer): LoadBalance {
  let split = 0;
  for (const byte of hba) {
    for (let rest = byte; rest > 0; rest >>= 1) split += rest & 1;
  }
  return { hbaHex: hba.toString('hex'), split };
}

function rawAttributes(attributes: Attributes): Record<string, number | string> {
  const kept = [...attributes].filter(([name]) => !GARBAGE.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, rawValue(name, value)]));
}

function rawValue(name: string, value: Buffer): number | string {
  if (name === 'name') return value.toString('utf8');
  return value.length === 4 ? value.readUInt32BE(0) : value.toString('hex');
}
