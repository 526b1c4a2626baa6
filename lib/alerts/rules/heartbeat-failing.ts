import { allOrNothing, over } from './judgement.ts';
import { MINUTE_MS, type OwnRuleKind } from './kind.ts';
import { NOT_OF_A_PAIR } from './monitor-blind.ts';
import { WHOLE } from './subjects.ts';

export const heartbeatFailing: OwnRuleKind = {
  id: 'heartbeat-failing',
  title: 'Heartbeat failing',
  summary:
    'The sign of life that Pairwatch sends to a watcher outside does not arrive, so that watcher should be raising an alarm of its own.',
  about: 'pairwatch',
  limits: {},
  defaults: {
    levels: [{ severity: 'warning', forMs: 10 * MINUTE_MS, limits: {} }],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: NOT_OF_A_PAIR,
  judge: ({ heartbeats }) => ({
    subjects: heartbeats.map(({ name }) => ({ ...WHOLE, detail: name })),
    on: ({ detail }, rule) => {
      const heartbeat = heartbeats.find(({ name }) => name === detail);
      if (!heartbeat) return over(`${detail} is no longer a heartbeat.`);
      const { name, failingSince, error } = heartbeat;
      return allOrNothing(rule, failingSince !== null, {
        since: failingSince,
        sentence:
          failingSince === null
            ? `The heartbeat ${name} arrives.`
            : `The heartbeat ${name} does not arrive: ${error ?? 'the reason was not recorded.'}`,
        nextStep:
          failingSince === null
            ? null
            : `Check the address of the heartbeat ${name} in the settings, and the network to it.`,
      });
    },
  }),
};
