import type { ConfiguredRange, DhcpdConfig, Parameter, Scope } from './config.ts';
import { parameterIn } from './contents.ts';

/** A parameter and the scope that sets it. */
export type Inherited = { parameter: Parameter; scope: Scope };

/** The scopes from this one out to the global one, the order in which a parameter is looked for. */
export function scopesAround(config: DhcpdConfig, scope: number): Scope[] {
  const scopes: Scope[] = [];
  for (let at: number | null = scope; at !== null; ) {
    const found: Scope | undefined = config.scopes[at];
    if (!found) break;
    scopes.push(found);
    at = found.parent;
  }
  return scopes;
}

/** The scopes whose parameters hold for a range: its pool, its subnet, and what is around that (reference 5). */
export function scopesOfRange(config: DhcpdConfig, range: ConfiguredRange): Scope[] {
  const pool = config.pools[range.pool];
  const own = pool && !pool.implicit ? config.scopes[pool.scope] : undefined;
  const subnet = config.subnets.find(
    ({ name, low, high }) => name === range.subnet && low <= range.low && range.low <= high,
  );
  const around = subnet ? scopesAround(config, subnet.scope) : pool ? scopesAround(config, pool.scope) : [];
  return own && !around.includes(own) ? [own, ...around] : around;
}

/** The parameter as it holds in the innermost of these scopes; null where dhcpd's default does. */
export function parameterFor(scopes: readonly Scope[], name: string): Inherited | null {
  for (const scope of scopes) {
    const parameter = parameterIn(scope, name);
    if (parameter) return { parameter, scope };
  }
  return null;
}
