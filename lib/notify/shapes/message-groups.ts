import type { Message } from '../../contracts/message.ts';

export type IncidentMessage = Extract<Message, { type: `incident.${string}` }>;
export type AlertMessage = Extract<Message, { type: `alert.${string}` }>;
export type VerdictMessage = Extract<Message, { type: 'pair.verdict_changed' }>;
export type ReportMessage = Extract<Message, { type: 'report.ready' }>;
export type TestMessage = Extract<Message, { type: 'test' }>;
