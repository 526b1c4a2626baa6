import type {
  IncidentReport,
  ReportChart,
  ReportPhase,
  ReportServer,
} from '../../contracts/incident-report.ts';
import { iso, listed, utcSecond } from '../../reports/text/words.ts';
import { backlogChart } from './backlog-chart.ts';
import type { ReportFacts } from './facts.ts';
import { poolChart } from './pool-chart.ts';
import { skewChart } from './skew-chart.ts';
import { PHASE_TITLES } from './words.ts';

type Lanes = Extract<ReportChart, { kind: 'lanes' }>;
type Stay = Lanes['lanes'][number]['stays'][number];
export type ChartFrame = Pick<Lanes, 'from' | 'until' | 'marks'>;

/** As many changes as somebody who hears a chart read out has patience for. */
const MOST_SPOKEN = 8;
const AROUND_SHARE = 0.05;

/** What is drawn of an incident: who answered, the states, the pools that were short, the clocks, and what waited. */
export function chartsOf(
  facts: ReportFacts,
  {
    phases,
    servers,
    answering,
  }: {
    phases: readonly ReportPhase[];
    servers: readonly ReportServer[];
    answering: IncidentReport['answering'];
  },
): ReportChart[] {
  const frame = frameOf(facts, phases);
  const rest = [skewChart(facts, frame), backlogChart(facts, frame)];
  return [
    statesChart(servers, frame),
    answeringChart(answering, frame),
    ...facts.pools.flatMap((pool) => poolChart(pool, facts, frame) ?? []),
    ...rest.filter((chart) => chart !== null),
  ];
}

/** A little of before and after, since a change says nothing without what was there before. */
function frameOf({ span, window }: ReportFacts, phases: readonly ReportPhase[]): ChartFrame {
  const around = (span.until - span.from) * AROUND_SHARE;
  return {
    from: iso(Math.max(window.from, span.from - around)),
    until: iso(Math.min(window.until, span.until + around)),
    marks: phases.flatMap(({ code, at }) => (at === null ? [] : [{ at, label: PHASE_TITLES[code] }])),
  };
}

function statesChart(servers: readonly ReportServer[], frame: ChartFrame): Lanes {
  const lanes = servers.map(({ name, role, stays }) => ({
    name,
    look: role === 'primary' ? ('server-a' as const) : ('server-b' as const),
    stays: stays.filter((stay) => isIn(stay, frame)),
  }));
  const clipped = lanes.map(({ stays, ...lane }) => ({
    ...lane,
    stays: stays.map((stay) => clippedTo(frame, stay)),
  }));
  return {
    kind: 'lanes',
    code: 'states',
    title: `States of ${listed(servers.map(({ name }) => name))}`,
    summary: lanes.map(({ name, stays }) => `${name}: ${spoken(stays, frame)}`).join(' '),
    ...frame,
    lanes: clipped,
  };
}

const SERVERS = ['nobody', 'one server', 'two servers'] as const;

function answeringChart(answering: IncidentReport['answering'], frame: ChartFrame): Lanes {
  const stays = answering.flatMap(({ servers, from, until }) =>
    servers === null ? [] : [{ state: SERVERS[servers], from, until }],
  );
  return {
    kind: 'lanes',
    code: 'answering',
    title: 'How many servers answered clients',
    summary: spoken(stays, frame),
    ...frame,
    lanes: [{ name: 'Answering', look: 'ink', stays }],
  };
}

const isIn = (stay: Stay, { from, until }: ChartFrame): boolean =>
  stay.from < until && (stay.until === null || stay.until > from);

function clippedTo({ from, until }: ChartFrame, stay: Stay): Stay {
  const isCut = stay.until === null || stay.until > until;
  return { ...stay, from: stay.from < from ? from : stay.from, until: isCut ? until : stay.until };
}

function spoken(stays: readonly Stay[], frame: ChartFrame): string {
  if (stays.length === 0) return 'not seen in this time.';
  const said = stays.slice(0, MOST_SPOKEN).map(({ state, from, until }) => {
    const begin = from <= frame.from ? '' : ` from ${utcSecond(from)}`;
    const end = until === null || until >= frame.until ? ' on' : ` to ${utcSecond(until)}`;
    return `${state}${begin}${begin === '' && end === ' on' ? ' all the time' : end}`;
  });
  const more = stays.length > MOST_SPOKEN ? '; and more after that' : '';
  return `${said.join('; ')}${more}.`;
}
