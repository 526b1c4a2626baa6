import type { ReportChart } from '../../contracts/incident-report.ts';
import { utcSecond } from '../../reports/text/words.ts';
import type { ChartFrame } from './charts.ts';
import type { ClockMeasurement, ReportFacts } from './facts.ts';

type Lines = Extract<ReportChart, { kind: 'lines' }>;

/** dhcpd refuses to connect beyond 60 s; Pairwatch warns from 5 s on and calls 30 s critical. */
const LIMITS_S = [5, 30, 60];
/** The best way first. */
const METHODS: ClockMeasurement['method'][] = ['sntp', 'ssh', 'arrival', 'stos'];
/** Measurements further apart than this say nothing of the time between. */
const MOST_GAP_MS = 15 * 60_000;

/** How far the two clocks were apart, with what that may be wrong by; null where nothing was measured. */
export function skewChart({ skew, servers }: ReportFacts, frame: ChartFrame): Lines | null {
  const [from, until] = [Date.parse(frame.from), Date.parse(frame.until)];
  const inFrame = skew.filter(({ at }) => at >= from && at <= until);
  const method = METHODS.find((each) => inFrame.some((measurement) => measurement.method === each));
  const measured = inFrame.filter((measurement) => measurement.method === method);
  if (method === undefined || measured.length === 0) return null;
  const worst = measured.reduce((one, other) =>
    Math.abs(other.valueMs) > Math.abs(one.valueMs) ? other : one,
  );
  const [primary, secondary] = servers.map(({ name }) => name);
  return {
    kind: 'lines',
    code: 'skew',
    title: `Clock of ${secondary} minus clock of ${primary}`,
    summary: `Measured by ${METHOD_WORDS[method]}. Furthest apart: ${seconds(worst.valueMs)} s at ${utcSecond(worst.at)}, truly between ${seconds(worst.valueMs - worst.uncertaintyMs)} and ${seconds(worst.valueMs + worst.uncertaintyMs)} s.`,
    ...frame,
    unit: 's',
    isStacked: false,
    series: [{ name: 'Skew', look: 'ink', points: bandOf(measured) }],
    limits: limitsFor(measured),
  };
}

const METHOD_WORDS: Record<ClockMeasurement['method'], string> = {
  sntp: 'NTP',
  ssh: 'SSH',
  arrival: 'the arrival of updates',
  stos: 'the stamps of their states',
};

type BandPoint = [number, number | null, number | null, number | null];

function bandOf(measured: readonly ClockMeasurement[]): BandPoint[] {
  const points: BandPoint[] = [];
  let before: number | null = null;
  for (const { at, valueMs, uncertaintyMs } of measured) {
    if (before !== null && at - before > MOST_GAP_MS) points.push([before + 1, null, null, null]);
    const [low, high] = [valueMs - uncertaintyMs, valueMs + uncertaintyMs];
    points.push([at, seconds(valueMs), seconds(low), seconds(high)]);
    before = at;
  }
  return points;
}

/** Those that were passed and the next one, on the side on which the clocks were apart. */
function limitsFor(measured: readonly ClockMeasurement[]): Lines['limits'] {
  const most = Math.max(...measured.map(({ valueMs }) => valueMs)) / 1000;
  const least = Math.min(...measured.map(({ valueMs }) => valueMs)) / 1000;
  const upTo = (reach: number) => LIMITS_S.slice(0, LIMITS_S.filter((limit) => limit < reach).length + 1);
  const sides = Math.abs(most) >= Math.abs(least) ? upTo(most) : upTo(-least).map((limit) => -limit);
  return sides.map((value) => ({ value, label: `${value} s` }));
}

/** To the millisecond. */
const seconds = (ms: number): number => Math.round(ms) / 1000;
