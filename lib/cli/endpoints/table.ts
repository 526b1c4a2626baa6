import type { EndpointDto } from '../../contracts/endpoint.ts';
import { alignColumns } from '../columns.ts';
import { oneLine } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';

const HEAD = [
  'name',
  'kind',
  'address',
  'stands in',
  'state',
  'last delivered',
  'waiting',
  'dead',
  'delivered',
];
const LEFT_COLUMNS = HEAD.indexOf('waiting');

/** For people, a line for each, and below the table why those that fail do. */
export function endpointsAsTable(endpoints: readonly EndpointDto[], now: number): string {
  if (endpoints.length === 0) return 'No endpoints: nobody is told.\n';
  const rows = endpoints.map((endpoint) => rowOf(endpoint, now));
  const troubles = endpoints.flatMap((endpoint) => troubleLines(endpoint, now));
  return `${[...alignColumns([HEAD, ...rows], LEFT_COLUMNS), ...troubles].join('\n')}\n`;
}

function rowOf(endpoint: EndpointDto, now: number): string[] {
  const { name, kind, address, origin, lastDeliveredAt, counts } = endpoint;
  return [
    name,
    kind,
    address,
    origin === 'settings' ? 'pairwatch.yaml' : 'database',
    stateOf(endpoint),
    lastDeliveredAt === null ? 'never' : timeWithAge(lastDeliveredAt, now),
    String(counts.waiting),
    String(counts.dead),
    String(counts.delivered),
  ];
}

function stateOf(endpoint: EndpointDto): string {
  if (endpoint.disabled !== null) return 'disabled';
  if (endpoint.unusable !== null) return "can't be told";
  if (isFailing(endpoint)) return 'failing';
  return endpoint.lastDeliveredAt === null ? 'never used' : 'works';
}

/** Whether nothing has arrived since it last failed. */
function isFailing({ lastFailure, lastDeliveredAt }: EndpointDto): boolean {
  if (lastFailure === null) return false;
  return lastDeliveredAt === null || Date.parse(lastFailure.at) > Date.parse(lastDeliveredAt);
}

function troubleLines(endpoint: EndpointDto, now: number): string[] {
  const { name, disabled, unusable, lastFailure } = endpoint;
  if (disabled !== null)
    return [`${name}: disabled ${timeWithAge(disabled.at, now)}: ${oneLine(disabled.reason)}`];
  if (unusable !== null) return [`${name}: can't be told: ${oneLine(unusable)}`];
  if (lastFailure === null || !isFailing(endpoint)) return [];
  return [`${name}: failed ${timeWithAge(lastFailure.at, now)}: ${oneLine(lastFailure.error)}`];
}
