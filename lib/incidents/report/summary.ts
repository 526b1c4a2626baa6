import type { IncidentReport } from '../../contracts/incident-report.ts';
import { countOf } from '../../pair/count.ts';
import { asSentence, lengthOf, listed, utcSecond } from '../../reports/text/words.ts';

type Known = Pick<
  IncidentReport,
  'incident' | 'span' | 'phases' | 'times' | 'impact' | 'causes' | 'gaps' | 'planned'
>;
type Phase = IncidentReport['phases'][number];

const MINUTE_MS = 60_000;

/** What happened, in a few plain sentences, each of them from what else the report says. */
export function summaryOf(report: Known): string[] {
  return [
    when(report),
    asSentence(`It was about this: ${report.incident.sentence}`),
    whoAnswered(report),
    whoKnew(report),
    cause(report),
    clientsTurnedAway(report),
  ].filter((sentence) => sentence !== null);
}

const phaseAt = ({ phases }: Known, code: Phase['code']): Phase | undefined =>
  phases.find((phase) => phase.code === code);
const took = ({ times }: Known, code: IncidentReport['times'][number]['code']): number | null =>
  times.find((time) => time.code === code)?.ms ?? null;

function when(report: Known): string {
  const { incident, span, planned } = report;
  const recoverMs = took(report, 'recover');
  const recovered = phaseAt(report, 'recovered')?.at ?? null;
  const during = planned.length > 0 ? ' in planned maintenance' : '';
  const what = `a ${incident.severity} incident${during}`;
  if (recovered === null || recoverMs === null)
    return `The failover pair ${incident.pair} has ${what} since ${utcSecond(span.from)}; at ${utcSecond(span.until)} it went on.`;
  const sentence = `The failover pair ${incident.pair} had ${what} from ${utcSecond(span.from)} to ${utcSecond(recovered)}, ${lengthOf(recoverMs)} long`;
  return span.isOver
    ? `${sentence}.`
    : `${sentence}; it is still open while it is waited whether that lasts.`;
}

function whoAnswered({ impact, span }: Known): string {
  const { two, one, none, unseen } = impact.minutes;
  if (two + one + none === 0) return 'It was not seen whether any server answered clients.';
  const said = (
    [
      [none, 'none'],
      [one, 'one server'],
      [two, 'both servers'],
    ] as const
  ).flatMap(([minutes, who]) => (minutes > 0 ? `by ${who} for ${duration(minutes)}` : []));
  const blind = unseen > 0 ? `; for ${duration(unseen)} it was not seen by how many` : '';
  const begin = span.isOver
    ? 'Until the incident was closed, clients were answered'
    : 'So far, clients were answered';
  return `${begin} ${listed(said)}${blind}.`;
}

const duration = (minutes: number): string => lengthOf(minutes * MINUTE_MS);

function whoKnew(report: Known): string {
  const detectMs = took(report, 'detect');
  const detected = detectMs === null ? '' : `Pairwatch opened the incident after ${lengthOf(detectMs)}`;
  const paged = phaseAt(report, 'paged');
  const acknowledgeMs = took(report, 'acknowledge');
  const told =
    paged?.at == null || paged.afterMs === null
      ? 'no endpoint was told'
      : `the first endpoint was told after ${lengthOf(paged.afterMs)}`;
  const acknowledged =
    acknowledgeMs === null
      ? 'nobody acknowledged it'
      : `it was acknowledged ${lengthOf(acknowledgeMs)} after it was opened`;
  return `${listed([detected, told, acknowledged].filter(Boolean))}.`;
}

/** A cause says by itself how far the evidence carries. */
function cause({ causes }: Known): string {
  const [first] = causes;
  const isKnown = first !== undefined && first.standing !== 'unlikely';
  return isKnown ? asSentence(first.sentence) : 'What caused it is not known from what was seen.';
}

function clientsTurnedAway({ impact }: Known): string {
  const { refused, duplicates } = impact;
  const twice =
    duplicates.length === 0
      ? ''
      : ` ${countOf(duplicates.length, 'address was', 'addresses were')} found given to two clients.`;
  if (refused === null)
    return `No log was read, so it is not known whether clients were turned away.${twice}`;
  const by = listed(refused.byServer.map(({ server }) => server));
  return refused.count === 0
    ? `The log of ${by} tells of no client that was turned away.${twice}`
    : `The log of ${by} tells of ${countOf(refused.count, 'request')} that got no answer.${twice}`;
}
