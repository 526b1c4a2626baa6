import { parseIpv4 } from '../../contracts/ipv4.ts';
import type { Host, Scope } from '../../dhcpd/config/config.ts';
import { type Settings, settingsOf } from './settings.ts';
import { holderOf, type Side } from './side.ts';

/** What a block sets itself, or a host takes from its groups; and what holds around its address anyway. */
export type InnerSettings = { own: Settings; around: Settings };

const NOTHING: Settings = new Map();

/** Gives the settings of this server's hosts. */
export function hostSettingsOf(side: Side): (host: Host) => InnerSettings {
  const { scopes } = side.config;
  const groups = new Map<string, number>();
  scopes.forEach(({ kind, name }, index) => {
    if (kind === 'group' && name !== null) groups.set(name, index);
  });
  return (host) => {
    const subnet = subnetOf(side, host);
    const outer = new Set(subnet === undefined ? [0] : chainOf(scopes, subnet));
    const named = host.group === null ? undefined : groups.get(host.group);
    const enclosing = [
      ...(named === undefined ? [] : chainOf(scopes, named)),
      ...chainOf(scopes, host.scope),
    ].filter((index) => !outer.has(index));
    const around = side.effective[subnet ?? 0] ?? NOTHING;
    return { own: merge(side, enclosing, settingsOf(host)), around };
  };
}

function subnetOf(side: Side, { fixedAddresses }: Host): number | undefined {
  for (const text of fixedAddresses) {
    const address = parseIpv4(text);
    const subnet = address === null ? undefined : holderOf(side.subnets, address);
    if (subnet) return subnet.scope;
  }
  return undefined;
}

/** Indexes of the scope and those around it, the innermost first. */
function chainOf(scopes: readonly Scope[], scope: number): number[] {
  const chain: number[] = [];
  for (let at: number | null = scope; at !== null; at = scopes[at]?.parent ?? null) chain.push(at);
  return chain;
}

/** What the host sets, else its innermost scope. */
function merge(side: Side, enclosing: readonly number[], host: Settings): Settings {
  const filled = enclosing.flatMap((index) => {
    const own = side.own[index] ?? NOTHING;
    return own.size === 0 ? [] : [own];
  });
  return filled.length === 0 ? host : new Map([...filled.toReversed(), host].flatMap((own) => [...own]));
}
