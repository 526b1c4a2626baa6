import type { ConfiguredPool, Host, Place } from '../../dhcpd/config/config.ts';
import type { PoolPair } from './addresses.ts';
import type { Comparison } from './comparison.ts';
import type { Both } from './facts.ts';
import type { InnerSettings } from './host-settings.ts';
import {
  definitionsOf,
  differencesIn,
  keysOf,
  type Setting,
  type SettingDifference,
  type Settings,
} from './settings.ts';
import { holderOf, type Side } from './side.ts';
import { rangeText } from './wording.ts';

/** Where a difference is felt: a subnet, a pool, a host, or everywhere. */
export type Unit = {
  title: string;
  /** Then a difference in all of them is one everywhere. */
  isSubnet: boolean;
  /** The block at each server. */
  places: Both<Place>;
};

/** A setting that does not come to the same for the clients of a unit. */
export type Difference = SettingDifference & { unit: Unit };

/**
 * Everything the two servers set differently, as it holds for clients: where a statement stands does not count, only
 * what it comes to in each subnet, pool and host that both have.
 */
export function* settingDifferences(comparison: Comparison): Generator<Difference> {
  const { primary, secondary } = comparison;
  yield* definitionDifferences(primary, secondary);
  for (const subnets of comparison.subnets) {
    const one = primary.effective[subnets.primary.scope] ?? NOTHING;
    const other = secondary.effective[subnets.secondary.scope] ?? NOTHING;
    const unit = { title: `subnet ${subnets.primary.name}`, isSubnet: true, places: subnets };
    yield* inUnit(unit, keysOf(one, other), (key) => ({ primary: one.get(key), secondary: other.get(key) }));
  }
  for (const pools of comparison.pools) yield* poolDifferences(comparison, pools);
  for (const hosts of comparison.reservations.pairs) yield* hostDifferences(comparison, hosts);
}

const NOTHING: Settings = new Map();

type LookUp = (key: string) => Both<Setting | undefined>;

function* inUnit(unit: Unit, keys: Iterable<string>, lookUp: LookUp): Generator<Difference> {
  for (const difference of differencesIn(keys, lookUp)) yield { ...difference, unit };
}

function* definitionDifferences(primary: Side, secondary: Side): Generator<Difference> {
  const [one, other] = [definitionsOf(primary.config.scopes), definitionsOf(secondary.config.scopes)];
  const [top, otherTop] = [primary, secondary].map(({ mainFile }) => ({
    file: mainFile,
    line: 1,
    column: 1,
  }));
  if (!top || !otherTop) return;
  const unit = { title: EVERYWHERE, isSubnet: false, places: { primary: top, secondary: otherTop } };
  yield* inUnit(unit, keysOf(one, other), (key) => ({ primary: one.get(key), secondary: other.get(key) }));
}

export const EVERYWHERE = 'all files';

/** What a pool sets itself, against what holds for the same addresses at the partner. */
function* poolDifferences(
  comparison: Comparison,
  { primary, secondary, ranges }: PoolPair,
): Generator<Difference> {
  const title = `the pool of ${rangeText(ranges.primary)}`;
  yield* innerDifferences(
    { title, isSubnet: false, places: { primary, secondary } },
    {
      primary: settingsOfPool(comparison.primary, primary, ranges.primary.low),
      secondary: settingsOfPool(comparison.secondary, secondary, ranges.secondary.low),
    },
  );
}

function settingsOfPool(side: Side, pool: ConfiguredPool, address: number): InnerSettings {
  const subnet = holderOf(side.subnets, address);
  return {
    own: pool.implicit ? NOTHING : (side.own[pool.scope] ?? NOTHING),
    around: side.effective[subnet?.scope ?? 0] ?? NOTHING,
  };
}

/** What hosts set themselves or take from groups, against what holds for the same client at the partner. */
function hostDifferences(comparison: Comparison, hosts: Both<Host>): Iterable<Difference> {
  const settings = {
    primary: comparison.hostSettings.primary(hosts.primary),
    secondary: comparison.hostSettings.secondary(hosts.secondary),
  };
  const title = `host ${hosts.primary.name}`;
  return innerDifferences({ title, isSubnet: false, places: hosts }, settings);
}

/** What a block inside a subnet adds; what the subnets themselves explain is told of them. */
function* innerDifferences(unit: Unit, { primary, secondary }: Both<InnerSettings>): Generator<Difference> {
  if (primary.own.size === 0 && secondary.own.size === 0) return;
  const differences = inUnit(unit, keysOf(primary.own, secondary.own), (key) => ({
    primary: primary.own.get(key) ?? primary.around.get(key),
    secondary: secondary.own.get(key) ?? secondary.around.get(key),
  }));
  for (const difference of differences) {
    const { key } = difference;
    const isOfSubnet =
      difference.primary?.value === primary.around.get(key)?.value &&
      difference.secondary?.value === secondary.around.get(key)?.value;
    if (!isOfSubnet) yield difference;
  }
}
