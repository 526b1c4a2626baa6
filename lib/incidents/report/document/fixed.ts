import type { ReportCause, ReportGap, ReportPhase } from '../../../contracts/incident-report.ts';
import { SOURCE_TITLES } from '../../../reports/text/words.ts';
import { PHASE_TITLES } from '../words.ts';

/** What stands in every document, whatever happened: no fact is told in these texts. */
export const FIXED = {
  phases: 'The steps of the incident, and how long after the first symptom each came',
  times: 'How long it took, and what exactly that is',
  timesAre:
    'All times are by Pairwatch’s clock unless they say otherwise. What a server’s own log or file says is told as it is, beside the same by Pairwatch’s clock.',
  pools: 'Pools, and how far each went',
  poolsAre:
    'Own free addresses are those that a server may give to new clients by itself, whatever its partner does. What no source told is unknown, not none.',
  noPool: 'It is not known how full the pools were: no source told in this time.',
  answering: 'How many servers answered clients, from when until when',
  nobodySaw: 'Nobody saw how many servers answered clients in the time of the incident.',
  noChart: 'Nothing was measured that a chart could show.',
  timelineIs:
    'In the order in which it happened. The second column has the stamp that the server itself put on it, and below it the same by Pairwatch’s clock, with what that may be wrong by; it is empty where the server put none, and the second line is missing where its clock was not measured about then.',
  alerts: 'Alerts of the incident, and the figures they rested on',
  noCause: 'Nothing that was seen tells of a cause.',
  causesAre:
    'In the order in which the evidence supports them. Shown: a source says so in so many words. Likely, possible, unlikely: as much speaks for it and against it as is listed here.',
  nothingFor: 'Nothing that was seen supports it.',
  nothingAgainst: 'Nothing that was seen speaks against it.',
  servers: 'The servers of the pair as they were then',
  neverRead: 'The configuration was not read before the incident began.',
  noHealthyVersion: 'It is not known what it was on the last healthy day.',
  unchanged: 'Nothing had changed since then.',
  unchangedSecret: 'Nothing that is shown had changed since then.',
  tooDifferent: 'The two have so little in common that what changed is not listed line by line.',
  deliveries: 'Messages about the incident, and what became of each',
  noDelivery: 'No message about it was meant for any endpoint.',
  noRunbook: 'No page of the runbook is written for what was seen.',
  notes: 'What people wrote down meanwhile and afterwards',
  noNote: 'Nobody wrote anything down.',
  factors: 'What contributed to it, as people judge',
  noFactor: 'Nobody named a contributing factor.',
  actions: 'What is to be done, so that it does not come again',
  noAction: 'Nothing was planned.',
  gaps: 'Where Pairwatch saw nothing, or less than usual',
  noGap: 'No gap is known: everything that Pairwatch is set up to read was read all the time.',
  evidence: 'What this report rests on, as it was read, with the SHA-256 of the text in UTF-8',
  noEvidence: 'Nothing was read.',
} as const;

export const STANDINGS: Record<ReportCause['standing'], string> = {
  shown: 'Shown',
  likely: 'Likely',
  possible: 'Possible',
  unlikely: 'Unlikely',
};

export const GAP_TITLES: Record<ReportGap['kind'], string> = {
  collector: 'Pairwatch did not run',
  source: 'Not read',
  unseen: 'Not seen',
  cut: 'Left out here',
};

export const ANSWERING = ['none', 'one', 'two'] as const;
export const UNKNOWN = 'unknown';
export const NEVER = 'did not happen';

export const phaseTitle = (code: ReportPhase['code']): string => PHASE_TITLES[code];
export const sourceTitle = (source: keyof typeof SOURCE_TITLES): string => SOURCE_TITLES[source];
