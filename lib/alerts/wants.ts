import type { EndpointFilter, MessageKind } from '../contracts/endpoint.ts';
import type { Severity } from '../contracts/severity.ts';

/** What is to be told. */
export type Telling = {
  /**
   * `alert`: one that is told by itself. `every-alert`: one that its incident tells. `own`: an alert about Pairwatch itself.
   */
  kind: MessageKind | 'own' | 'test';
  /** null: Pairwatch itself. */
  pair: string | null;
  /** null where it has none: a verdict, a test. */
  severity: Severity | null;
};

/** For each, the kinds of which an endpoint must want one. */
const WANTED_AS: Record<MessageKind | 'own', readonly MessageKind[]> = {
  incident: ['incident'],
  alert: ['alert', 'every-alert'],
  'every-alert': ['every-alert'],
  own: ['alert', 'every-alert'],
  verdict: ['verdict'],
};

/** Whether an endpoint is to be told of something. */
export function wants(filter: EndpointFilter, { kind, pair, severity }: Telling): boolean {
  if (kind === 'test') return true;
  const isItsPair = kind === 'own' || filter.pairs === null || (pair !== null && filter.pairs.includes(pair));
  const isItsSeverity = kind === 'verdict' || severity === null || filter.severities.includes(severity);
  return isItsPair && isItsSeverity && WANTED_AS[kind].some((wanted) => filter.kinds.includes(wanted));
}
