import type { DhcpdConfig, LeaseTime, LeaseTimes, Scope } from './config.ts';
import { parameterIn } from './contents.ts';

/** What dhcpd takes where the file is silent (reference 5). */
const DEFAULTS: LeaseTimes = {
  default: { seconds: 43_200, from: null },
  max: { seconds: 86_400, from: null },
  min: { seconds: 300, from: null },
};

/** The lease times that hold in each scope, by its index. */
export function leaseTimesOfScopes({ scopes }: DhcpdConfig): LeaseTimes[] {
  const times: LeaseTimes[] = [];
  for (const scope of scopes) {
    const inherited = scope.parent === null ? DEFAULTS : times[scope.parent];
    times.push(overrideLeaseTimes(inherited ?? DEFAULTS, scope));
  }
  return times;
}

/** The inherited lease times, but for those that the scope sets itself. */
export function overrideLeaseTimes(inherited: LeaseTimes, scope: Scope): LeaseTimes {
  return {
    default: ownLeaseTime(scope, 'default-lease-time') ?? inherited.default,
    max: ownLeaseTime(scope, 'max-lease-time') ?? inherited.max,
    min: ownLeaseTime(scope, 'min-lease-time') ?? inherited.min,
  };
}

function ownLeaseTime(scope: Scope, name: string): LeaseTime | null {
  const parameter = parameterIn(scope, name);
  if (typeof parameter?.value !== 'number') return null;
  const { file, line, column, value } = parameter;
  return { seconds: value, from: { scope: scope.kind, file, line, column } };
}
