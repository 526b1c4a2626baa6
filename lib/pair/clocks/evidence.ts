import type { Evidence } from '../../contracts/verdict.ts';
import type { ClockRefusal, Skew } from '../facts.ts';
import type { ClockReading, Clocks, ServerClocks } from './facts.ts';
import { aheadOrBehind, formatOff, formatUncertainty, METHOD_WORDS } from './words.ts';

/** What a skew rests on: the readings of both clocks, or the one comparison. */
export function evidenceOfSkew(clocks: Clocks, skew: Skew): Evidence[] {
  if (skew.method === 'sntp' || skew.method === 'ssh') return evidenceOfReadings(clocks.servers);
  const [primary, secondary] = clocks.servers;
  const [ahead, behind] = skew.skewMs < 0 ? [primary, secondary] : [secondary, primary];
  const apart = `${formatOff(skew.skewMs)} ${formatUncertainty(skew.uncertaintyMs, skew.skewMs)}`;
  return [
    {
      server: null,
      source: skew.method === 'arrival' ? 'leases' : 'omapi',
      text: `The clock of ${ahead.name} was ${apart} ahead of ${behind.name}'s, by ${METHOD_WORDS[skew.method]}.`,
      observedAt: skew.measuredAt,
    },
  ];
}

export function evidenceOfReadings(servers: readonly ServerClocks[]): Evidence[] {
  return servers.flatMap(({ name, ways }) => ways.map((reading) => evidenceOfReading(name, reading)));
}

export function evidenceOfReading(server: string, reading: ClockReading): Evidence {
  const { at, offsetMs, uncertaintyMs, method } = reading;
  const off = `${formatOff(offsetMs)} ${formatUncertainty(uncertaintyMs, offsetMs)}`;
  return {
    server,
    source: 'clock',
    text: `The clock of ${server} is ${off} ${aheadOrBehind(offsetMs)} Pairwatch's, by ${METHOD_WORDS[method]}${sourceWords(reading)}.`,
    observedAt: new Date(at).toISOString(),
  };
}

function sourceWords({ synchronised, upstream, upstreamOffsetMs }: ClockReading): string {
  if (synchronised === null) return '';
  if (!synchronised) return '; it says it is not synchronised';
  const to = upstream === null ? '' : ` to ${upstream}`;
  const off = upstreamOffsetMs === null ? '' : `, ${formatOff(upstreamOffsetMs)} off`;
  return `; it says it is synchronised${to}${off}`;
}

export function evidenceOfRefusal({ server, at, text }: ClockRefusal): Evidence {
  return { server, source: 'log', text, observedAt: new Date(at).toISOString() };
}
