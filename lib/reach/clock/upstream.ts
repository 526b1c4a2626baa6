/** Names under which time daemons give out their own clock for a source: ntpd's driver and chrony's `local`, Windows. */
const OWN_CLOCK = /^(127\.127\.1\.\d+|LOCAL\(\d+\)|LOCL|7F7F0101)$/i;

/** What a clock is synchronised to, in words, from the name of its source and its own stratum. */
export function upstreamInWords(source: string, stratum: number): string {
  if (OWN_CLOCK.test(source)) return 'nothing but its own clock';
  return stratum <= 1 ? `a reference clock (${source})` : `${source} (stratum ${stratum - 1})`;
}
