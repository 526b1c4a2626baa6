/** What stands in every document, whatever happened: no fact is told in these texts. */
export const FIXED = {
  redundancyIs:
    'Shares are of the time that was seen. What nobody saw is told apart and counts as nothing: neither as good nor as bad. Planned is what lay within maintenance windows.',
  redundancy: 'For how long two servers answered clients, one, and none',
  days: 'The same of each day, as clocks of the zone have it',
  timesAre:
    'Of the incidents that began in this time, without those that lay wholly within maintenance windows. A mean of few says little; the median stands beside it.',
  times: 'How long it took, what exactly that is, and on how many incidents it rests',
  incidents: 'Incidents that began in this time, or reached into it',
  noIncident: 'No incident began in this time, and none reached into it.',
  recurrenceIs:
    'What happened at least three times to one pair. What came within an hour of the one before belongs to it.',
  noRecurrence: 'Nothing came three times.',
  poolsAre:
    'Use is the share of addresses that are neither free nor kept as backup. Half of the time it was at most p50, and nineteen twentieths of the time at most p95. Own free addresses are those that a server may give to new clients by itself.',
  allMeans: 'None of them is missing.',
  p50: 'p50',
  p95: 'p95',
  pools: 'Pools, the fullest first',
  noPool: 'It is not known how full the pools were: no source told.',
  clocksAre:
    'Within: every measurement of a stretch of time, with all that it may be wrong by, was within the limit. Beyond: one of them was beyond it. Undecided: measured too roughly to tell.',
  clocks: 'The clocks, against each other and against Pairwatch’s',
  noClock: 'No clock was measured.',
  changes: 'Configurations that changed',
  noChange: 'No change of a configuration was seen.',
  planned: 'Maintenance windows',
  noPlanned: 'None was planned.',
  practices: 'Practices, what was done of them, and what was overdue at the end',
  noPractice: 'No practice was done, and none was overdue.',
  gapsAre:
    'Where Pairwatch itself saw nothing, or less than usual. Nothing in this report rests on what was not seen.',
  noGap: 'No gap is known: everything that Pairwatch is set up to read was read all the time.',
  unknown: 'unknown',
  goesOn: 'goes on',
  never: 'not acknowledged',
  none: 'none',
  noneLeft: 'none left now',
  doneNone: 'not done',
} as const;

export const OUTCOMES = { passed: 'passed', failed: 'failed', 'not-done': 'not done' } as const;
export const METHODS = {
  sntp: 'NTP',
  ssh: 'SSH',
  arrival: 'arrival of updates',
  stos: 'stamps of states',
} as const;
