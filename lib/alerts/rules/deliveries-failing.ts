import { countOf } from '../../pair/count.ts';
import type { EndpointAlertFacts } from '../facts.ts';
import type { Level, Rule } from '../rule.ts';
import { byLevels, type Judgement, over, ownEvidence } from './judgement.ts';
import { limitOf, MINUTE_MS, type OwnRuleKind } from './kind.ts';
import { NOT_OF_A_PAIR } from './monitor-blind.ts';
import { WHOLE } from './subjects.ts';

/** It waits for a minute: after a stop, or a sleep of the machine, what waited meanwhile is old, and about to be sent. */
export const deliveriesFailing: OwnRuleKind = {
  id: 'deliveries-failing',
  title: 'Deliveries failing',
  summary:
    'An endpoint does not take what it is to be told: messages wait, were given up, or it is disabled. The other endpoints are told.',
  about: 'pairwatch',
  limits: {
    minutes: { meaning: 'for how long the oldest message waits', unit: 'min', min: 1, max: 1440 },
    dead: {
      meaning: 'or how many were given up since the last one that arrived',
      unit: 'messages',
      min: 1,
      max: 10_000,
    },
  },
  defaults: {
    levels: [
      { severity: 'warning', forMs: MINUTE_MS, limits: { minutes: 10, dead: 1 } },
      { severity: 'critical', forMs: MINUTE_MS, limits: { minutes: 60, dead: 1 } },
    ],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: NOT_OF_A_PAIR,
  judge: ({ endpoints, now }) => ({
    subjects: endpoints.map(({ name }) => ({ ...WHOLE, detail: name })),
    on: ({ detail }, rule) => {
      const endpoint = endpoints.find(({ name }) => name === detail);
      return endpoint ? deliveriesTo(endpoint, rule, now) : over(`${detail} is no longer an endpoint.`);
    },
  }),
};

function deliveriesTo(
  { name, dead, waitingSince, disabled, unusable, lastError }: EndpointAlertFacts,
  rule: Rule,
  now: number,
): Judgement {
  const waitsMs = waitingSince === null ? 0 : Math.max(0, now - waitingSince);
  const waitsTooLong = (level: Level) => waitsMs > limitOf(level, 'minutes') * MINUTE_MS;
  const isTold = disabled === null && unusable === null;
  const holds = (level: Level) => !isTold || dead >= limitOf(level, 'dead') || waitsTooLong(level);
  return byLevels(rule, holds, holds, (level) => ({
    since: disabled?.at ?? null,
    ...wordsOf(),
    figures: [
      { name: 'given up', value: dead, unit: 'messages', limit: limitOf(level, 'dead') },
      {
        name: 'oldest waits',
        value: Math.floor(waitsMs / MINUTE_MS),
        unit: 'min',
        limit: limitOf(level, 'minutes'),
      },
    ],
    evidence: lastError === null ? [] : [ownEvidence(`The last try failed: ${lastError}`, null)],
  }));

  function wordsOf(): { sentence: string; nextStep: string | null } {
    if (disabled) {
      return {
        sentence: `${name} is disabled and told nothing: ${disabled.reason}`,
        nextStep: `Mend what ${name} leads to, then enable it: what waited is sent to it.`,
      };
    }
    if (unusable !== null) {
      return {
        sentence: `${name} can not be told: ${unusable}`,
        nextStep: `Restore the secret.key or PAIRWATCH_SECRET_KEY that ${name} was made with and restart Pairwatch, or make ${name} anew.`,
      };
    }
    if (dead > 0) {
      return {
        sentence: `${name} was not told ${countOf(dead, 'message')}: every try failed.`,
        nextStep: `Mend what ${name} leads to, test it, and send again what it missed.`,
      };
    }
    if (waitingSince !== null) {
      return {
        sentence: `${name} did not take what it is to be told yet; it is tried again.`,
        nextStep: `Check what ${name} leads to; the log of its deliveries has each answer.`,
      };
    }
    return { sentence: `${name} takes what it is told.`, nextStep: null };
  }
}
