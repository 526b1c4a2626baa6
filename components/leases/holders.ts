import type { AddressLeasesDto, LeaseDto, LeaseRecordDto } from '../../lib/contracts/lease.ts';

/** Who has an address by the word of one or more of its servers. */
export type Holder = Pick<LeaseDto, 'hardware' | 'clientId' | 'hostname'> & {
  /** By whose word. */
  servers: string[];
  /** They had it last: no server has it as active any more. */
  isFormer: boolean;
};

/** The holders of an address, each once; nobody is none. Names alone make no other holder, as dhcpd knows none by it. */
export function holdersOf({ records }: Pick<AddressLeasesDto, 'records'>): Holder[] {
  const holders: Holder[] = [];
  for (const { server, lease } of records) {
    if (!lease || (lease.hardware === null && lease.clientId === null)) continue;
    const { hardware, clientId, hostname } = lease;
    const isFormer = lease.state !== 'active';
    const same = holders.find((each) => each.hardware === hardware && each.clientId === clientId);
    if (same) {
      same.servers.push(server);
      same.hostname ??= hostname;
      same.isFormer &&= isFormer;
    } else holders.push({ hardware, clientId, hostname, servers: [server], isFormer });
  }
  return holders;
}

/** The fields in which the records of an address are not the same, where there is more than one. */
export function differencesOf(records: readonly LeaseRecordDto[]): Set<keyof LeaseDto> {
  const [first, ...others] = records.flatMap(({ lease }) => (lease ? [lease] : []));
  const differing = new Set<keyof LeaseDto>();
  if (!first) return differing;
  for (const field of Object.keys(first) as (keyof LeaseDto)[]) {
    // it is what zod made, which adds no keys
    if (!OWN_FIELDS.has(field) && others.some((other) => !isSame(first[field], other[field])))
      differing.add(field);
  }
  return differing;
}

/** What each server has for itself: when it heard the client, what it told its partner, when Pairwatch read it. */
const OWN_FIELDS: ReadonlySet<keyof LeaseDto> = new Set([
  'cltt',
  'tstp',
  'tsfp',
  'atsfp',
  'since',
  'observedAt',
]);

function isSame(one: LeaseDto[keyof LeaseDto], other: LeaseDto[keyof LeaseDto]): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
