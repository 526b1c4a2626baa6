/** Why two servers refuse to connect to each other. */
export type RefusalReason =
  | 'time-offset'
  | 'name-missing'
  | 'name-differs'
  | 'invalid-partner'
  | 'already-connected'
  | 'mclt'
  | 'hash-buckets'
  | 'no-memory'
  | 'other';

const REFUSALS: readonly [start: string, reason: RefusalReason][] = [
  ['time offset too large', 'time-offset'],
  ['Connection rejected, time mismatch too great', 'time-offset'],
  ['missing relationship-name', 'name-missing'],
  ['unknown failover relationship name', 'name-differs'],
  ['remote failover relationship name', 'name-differs'],
  ['Connection rejected, invalid failover partner', 'invalid-partner'],
  ['Connection rejected, duplicate connection', 'already-connected'],
  ['already connected', 'already-connected'],
  ['Connection rejected, invalid MCLT', 'mclt'],
  ['invalid HBA', 'hash-buckets'],
  ['Hash bucket assignment conflict', 'hash-buckets'],
  ['no memory', 'no-memory'],
];

/** The reason in dhcpd's words on either side of a refused connection (reference 6.1). */
export function refusalReason({ text }: { text: string }): { reason: RefusalReason } {
  return { reason: REFUSALS.find(([start]) => text.startsWith(start))?.[1] ?? 'other' };
}

/** What a refusal comes from, to follow a colon. */
export const REFUSAL_CAUSES: Record<RefusalReason, string | null> = {
  'time-offset': 'the two clocks are more than 60 s apart',
  'name-missing': 'no failover peer name was sent',
  'name-differs': 'the failover peer is not called the same on both servers',
  'invalid-partner': 'it does not know this server as its failover peer',
  'already-connected': 'they are connected already',
  mclt: 'the MCLT is not acceptable',
  'hash-buckets': 'the split of the clients (split or hba) is not acceptable',
  'no-memory': 'it ran out of memory',
  other: null,
};

/** Why the partner did not take over what this server told it of a lease. */
export type RejectionReason =
  /** Both changed the lease at once and one gave way; harmless. */
  | 'duel'
  /** The partner has no such address, or has it in another relationship or as not reserved. */
  | 'configs-differ'
  | 'invalid-transition'
  | 'address-conflict'
  | 'incomplete'
  | 'not-stored'
  | 'other';

const REJECTIONS: readonly [part: string, reason: RejectionReason][] = [
  ['less critical', 'duel'],
  ['unknown IP address', 'configs-differ'],
  ['different failover relationship', 'configs-differ'],
  ['not reserved', 'configs-differ'],
  ['invalid state transition', 'invalid-transition'],
  ['address in use by other client', 'address-conflict'],
  ['lacks required options', 'incomplete'],
  ['without CHADDR', 'incomplete'],
  ['database update failed', 'not-stored'],
];

/** The class of a rejected binding update (reference 6.1). */
export function rejectionReason({ text }: { text: string }): { reason: RejectionReason } {
  return { reason: REJECTIONS.find(([part]) => text.includes(part))?.[1] ?? 'other' };
}

export const REJECTION_CAUSES: Record<RejectionReason, string | null> = {
  duel: 'both changed it at the same time, which settles itself',
  'configs-differ': 'the two configurations differ in this address',
  'invalid-transition': 'the lease cannot go that way from what the partner has',
  'address-conflict': 'the partner has it in use by another client',
  incomplete: 'the update lacked something',
  'not-stored': 'the partner could not write it to its lease file',
  other: null,
};
