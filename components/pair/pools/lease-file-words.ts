import type { LeaseCounts } from '../../../lib/contracts/lease-counts.ts';

/** What the used addresses of a lease file are, in words; states nobody is in are left out. */
export function leaseFileWords(counts: LeaseCounts): string {
  const { active, ended, expired, released, abandoned, reset, reserved } = counts;
  const past = ended > 0 ? ` (${ended} past ${ended === 1 ? 'its' : 'their'} end)` : '';
  const others = Object.entries({ expired, released, abandoned, reset, reserved })
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  return [`${active} active${past}`, ...others].join(', ');
}
