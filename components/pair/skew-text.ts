import type { PairDto, ServerDto } from '../../lib/contracts/pair.ts';

/** Which clock is ahead of which, as far as the measurement can tell: "clock of dhcp-b 20.0 s ahead (± 1.0 s)". */
export function skewText(
  { skewMs, uncertaintyMs }: NonNullable<PairDto['skew']>,
  servers: readonly Pick<ServerDto, 'name' | 'role'>[],
): string {
  if (Math.abs(skewMs) <= uncertaintyMs) return `clocks agree (± ${seconds(uncertaintyMs)})`;
  const aheadRole = skewMs > 0 ? 'secondary' : 'primary';
  const ahead = servers.find(({ role }) => role === aheadRole)?.name ?? aheadRole;
  return `clock of ${ahead} ${seconds(Math.abs(skewMs))} ahead (± ${seconds(uncertaintyMs)})`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;
