import type { PairEvidenceDto } from '../../../lib/contracts/evidence.ts';
import { failoverStateFromNumber } from '../../../lib/failover-states.ts';

type Servers = PairEvidenceDto['servers'];
type Value = string | number;

export type AttributeRow = { name: string; values: (string | null)[]; differs: boolean };

/** Attributes that tell of one side by their nature: that they differ says nothing. */
const OF_ONE_SIDE = new Set([
  'local-state',
  'partner-state',
  'local-stos',
  'partner-stos',
  'local-port',
  'partner-port',
  'hierarchy',
  'cur-unacked-updates',
]);

/** Every attribute that one of the servers sent, in the order of the first that sent it, with what each sent. */
export function attributeRows(servers: Servers): AttributeRow[] {
  const sent = servers.map(({ omapi }) => new Map(omapi?.attributes.map(({ name, value }) => [name, value])));
  const names = new Set(sent.flatMap((attributes) => [...attributes.keys()]));
  return [...names].map((name) => {
    const values = sent.map((attributes) => attributes.get(name));
    const told = values.filter((value) => value !== undefined);
    return {
      name,
      values: values.map((value) => (value === undefined ? null : valueText(name, value))),
      differs: !OF_ONE_SIDE.has(name) && told.length > 1 && new Set(told).size > 1,
    };
  });
}

/** As it was sent, with what it means where that is not plain: "2 (normal)", "1795302587 (2026-11-21 23:09:47 UTC)". */
function valueText(name: string, value: Value): string {
  if (typeof value === 'string') return value;
  if (name.endsWith('-state')) return `${value} (${failoverStateFromNumber(value)})`;
  if (name.endsWith('-stos')) return value === 0 ? '0 (never)' : `${value} (${secondsText(value)})`;
  if (name === 'hierarchy') return `${value} (${value === 0 ? 'primary' : 'secondary'})`;
  return String(value);
}

const secondsText = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
