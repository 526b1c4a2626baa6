import type { PairDto, ServerDto } from '../../../lib/contracts/pair.ts';
import { formatOff, formatUncertainty } from '../../../lib/pair/clocks/words.ts';

/** Which clock is ahead of which, as far as the measurement can tell: "clock of dhcp-b 20.0 s ahead (± 1.0 s)". */
export function skewText(
  { skewMs, uncertaintyMs }: Pick<NonNullable<PairDto['skew']>, 'skewMs' | 'uncertaintyMs'>,
  servers: readonly Pick<ServerDto, 'name' | 'role'>[],
): string {
  if (Math.abs(skewMs) <= uncertaintyMs)
    return `clocks agree (${formatUncertainty(uncertaintyMs, uncertaintyMs)})`;
  const aheadRole = skewMs > 0 ? 'secondary' : 'primary';
  const ahead = servers.find(({ role }) => role === aheadRole)?.name ?? aheadRole;
  return `clock of ${ahead} ${formatOff(skewMs)} ahead (${formatUncertainty(uncertaintyMs, skewMs)})`;
}
