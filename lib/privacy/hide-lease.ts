import type { LeaseProblem, LeaseRecord } from '../dhcpd/leases/items.ts';
import { withoutFound } from './hide-text.ts';
import { isAnyHashed, type Pseudonyms } from './pseudonyms.ts';

/** A lease as it is kept: pseudonyms in the place of what tells of its client. */
export function hideLease<Lease extends LeaseRecord>(lease: Lease, pseudonyms: Pseudonyms): Lease {
  if (!isAnyHashed(pseudonyms.privacy)) return lease;
  return {
    ...lease,
    ...hideClient(lease, pseudonyms),
    ...hideDetails(lease, pseudonyms),
  };
}

type Client = Pick<LeaseRecord, 'hardware' | 'clientId' | 'hostname'>;

/** Who has or had a lease; what is empty is hashed too, so that nothing is left that looks as if it were in the clear. */
export const hideClient = (
  { hardware, clientId, hostname }: Client,
  { mac, id, name }: Pseudonyms,
): Client => ({
  hardware: hardware === null ? null : mac(hardware),
  clientId: clientId === null ? null : id(clientId),
  hostname: hostname === null ? null : name(hostname),
});

type Details = Pick<LeaseRecord, 'agentOptions' | 'variables' | 'billingClass'>;

/** What a relay agent and the configuration add to a lease; the class it is counted for is none of its client. */
export function hideDetails(
  { agentOptions, variables, billingClass }: Details,
  pseudonyms: Pseudonyms,
): Details {
  return {
    agentOptions: mapped(agentOptions, pseudonyms.id),
    variables: mapped(variables, (value) => hiddenVariable(value, pseudonyms)),
    billingClass,
  };
}

/** What a configuration sets may be anything of the client, its name for the DNS above all. */
function hiddenVariable<Value>(value: Value, { name, id, privacy }: Pseudonyms): Value | string {
  if (typeof value !== 'string') return value;
  return privacy.names === 'hashed' ? name(value) : id(value);
}

const mapped = <Value, Other>(values: Record<string, Value>, map: (value: Value) => Other) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));

/** A damaged place of a lease file without what stands there, which may be of a client. */
export function hideProblem(problem: LeaseProblem, { privacy }: Pseudonyms): LeaseProblem {
  return isAnyHashed(privacy) ? { ...problem, text: withoutFound(problem.text) } : problem;
}
