import type { Figure } from '../../contracts/alert.ts';
import type { AlertData } from '../../contracts/message.ts';
import type { AlertMessage } from './message-groups.ts';
import { type Fact, MARKS, type Notice, OURSELVES } from './notice.ts';
import { plain } from './text.ts';
import { since, span } from './times.ts';

/** Rules have a few figures; a message with more of them is read by nobody. */
const MOST_FIGURES = 8;

export function alertNotice({ type, timestamp, data }: AlertMessage): Notice {
  const isOver = type === 'alert.resolved';
  const tone = isOver ? 'good' : data.severity;
  return {
    tone,
    mark: MARKS[tone],
    status: isOver ? 'resolved' : `${data.severity}${type === 'alert.updated' ? ', grew worse' : ''}`,
    about: data.pair === null ? OURSELVES : plain(data.pair),
    sentence: plain(data.why.sentence),
    nextStep: data.why.nextStep === null ? null : plain(data.why.nextStep),
    facts: factsOf(data, timestamp),
    list: null,
    reason: null,
  };
}

function factsOf(data: AlertData, now: string): Fact[] {
  const { subject, why } = data;
  const figures = why.figures.slice(0, MOST_FIGURES).map(figureText).join(', ');
  const labels = Object.entries(data.labels).map(([name, value]) => `${name}=${value}`);
  const facts: [name: string, value: string | null][] = [
    ['Rule', `${data.title} (${data.rule})`],
    ['Severity', data.severity],
    ['Pair', data.pair],
    ['Server', subject.server],
    ['Pool', subject.pool],
    ['Detail', subject.detail],
    data.resolvedAt === null
      ? ['Since', since(data.startedAt, now)]
      : ['Was', span(data.startedAt, data.resolvedAt)],
    ['Figures', figures || null],
    ['Labels', labels.join(', ') || null],
    ['Incident', data.incidentId === null ? null : String(data.incidentId)],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value: plain(value) }]));
}

/** `used 93.5 % (limit 85 %)`. */
function figureText({ name, value, unit, limit }: Figure): string {
  const held = limit === null ? '' : ` (limit ${amount(limit, unit)})`;
  return `${name} ${amount(value, unit)}${held}`;
}

function amount(value: number, unit: string): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(4));
  return `${rounded} ${unit}`.trim();
}
