import { createHmac } from 'node:crypto';

/** What stand-ins are for. */
export const STAND_IN_KINDS = ['address', 'mac', 'clientId', 'hostname', 'name'] as const;
export type StandInKind = (typeof STAND_IN_KINDS)[number];

const PREFIX: Record<Exclude<StandInKind, 'name'>, string> = {
  address: 'ip',
  mac: 'mac',
  clientId: 'client',
  hostname: 'host',
};

/** Two of 10,000 things get the same with a chance of 0.0003 %; twelve would be taken for a hardware address. */
const DIGITS = 11;

/** Gives the same stand-in for the same thing all through one report, and counts them. */
export type StandIns = {
  /** `ip-3f9a1c08b2d`; nobody finds the way back without the key, not by trying all addresses there are either. */
  of(kind: Exclude<StandInKind, 'name'>, original: string): string;
  /** A name that stands in for one of a few things: `server A`. */
  name(original: string, standIn: string): string;
  /** How many different things of each kind were replaced. */
  counts(): Record<StandInKind, number>;
};

/** `key`: at least 16 random bytes, made for one report and thrown away. */
export function makeStandIns(key: Uint8Array): StandIns {
  const seen = Object.fromEntries(STAND_IN_KINDS.map((kind) => [kind, new Map<string, string>()])) as Record<
    StandInKind,
    Map<string, string>
  >; // every kind is there, which fromEntries can't tell
  const known = (kind: StandInKind, original: string, make: () => string): string => {
    const there = seen[kind].get(original);
    if (there !== undefined) return there;
    const made = make();
    seen[kind].set(original, made);
    return made;
  };
  return {
    of: (kind, original) =>
      known(kind, original, () => {
        const hash = createHmac('sha256', key).update(`${kind}\n${original}`).digest('hex');
        return `${PREFIX[kind]}-${hash.slice(0, DIGITS)}`;
      }),
    name: (original, standIn) => known('name', original, () => standIn),
    counts: () => ({
      address: seen.address.size,
      mac: seen.mac.size,
      clientId: seen.clientId.size,
      hostname: seen.hostname.size,
      name: seen.name.size,
    }),
  };
}
