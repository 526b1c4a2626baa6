import type { DhcpdConfig, Subnet } from '../../dhcpd/config/config.ts';
import type { ConfigFacts, Role } from './facts.ts';
import { type Executed, executedOf, type Settings, settingsOf } from './settings.ts';

/** One server's configuration, with what its blocks hand down. */
export type Side = {
  role: Role;
  server: string;
  facts: ConfigFacts;
  config: DhcpdConfig;
  /** The dhcpd.conf itself. */
  mainFile: string;
  /** What each scope sets for itself, by its index. */
  own: readonly Settings[];
  /** What holds in each scope: its own settings and what is around it (reference 5). */
  effective: readonly Settings[];
  /** Subnets in the order of their addresses. */
  subnets: readonly Subnet[];
};

export function sideOf(role: Role, facts: ConfigFacts): Side {
  const { config, server } = facts;
  const own = config.scopes.map(settingsOf);
  const mainFile = config.files[0] ?? 'dhcpd.conf';
  const subnets = config.subnets.toSorted((a, b) => a.low - b.low);
  return { role, server, facts, config, mainFile, own, effective: inherit(config, own), subnets };
}

/** Every scope stands after its parent; one that sets nothing shares what its parent has. */
function inherit({ scopes }: DhcpdConfig, own: readonly Settings[]): Settings[] {
  const effective: Settings[] = [];
  scopes.forEach(({ parent }, index) => {
    const inherited = parent === null ? undefined : effective[parent];
    const set = own[index] ?? new Map();
    if (!inherited) effective.push(set);
    else effective.push(set.size === 0 ? inherited : new Map([...inherited, ...set]));
  });
  return effective;
}

/** What dhcpd runs in this scope, the outermost first. */
export function executedIn({ config }: Side, scope: number): Executed[] {
  const blocks: Executed[][] = [];
  for (let at: number | null = scope; at !== null; ) {
    const found: DhcpdConfig['scopes'][number] | undefined = config.scopes[at];
    if (!found) break;
    blocks.push(executedOf(found));
    at = found.parent;
  }
  return blocks.toReversed().flat();
}

/** The item whose addresses hold this one; items are in the order of addresses and do not overlap. */
export function holderOf<T extends { low: number; high: number }>(
  items: readonly T[],
  address: number,
): T | undefined {
  let from = 0;
  let to = items.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((items[middle]?.low ?? 0) <= address) from = middle + 1;
    else to = middle;
  }
  const found = items[from - 1];
  return found && address <= found.high ? found : undefined;
}
