import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../alerts/alert.ts';
import { fingerprintOf } from '../../alerts/alert.ts';
import type { Rule, RuleReading } from '../../alerts/rule.ts';
import type { Subject } from '../../contracts/alert.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../incidents/incident.ts';
import type { StoredAlert } from '../../store/alerts.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import { type AlertBook, type AlertStep, stepAlerts } from './step.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const MINUTE_MS = 60_000;

const PAIR: Subject = { server: null, pool: null, detail: null };
const OF_B: Subject = { ...PAIR, server: 'dhcp-b' };

function rule(id: string, changes: Partial<Rule> = {}): Rule {
  return {
    id,
    levels: [
      { severity: 'warning', forMs: 0, limits: {} },
      { severity: 'critical', forMs: 0, limits: {} },
    ],
    keepFiringForMs: 0,
    noData: 'keep',
    opensIncident: true,
    labels: {},
    ...changes,
  };
}

function reading(of: Rule, holds: number, subject = PAIR): RuleReading {
  const words = { sentence: `${of.id} at ${holds}`, nextStep: null, figures: [], evidence: [] };
  return { rule: of, subject, reading: { kind: 'judged', holds, lingers: holds, since: null, ...words } };
}

const DEGRADED = rule('pair-not-healthy');
const DRIFT = rule('config-findings', { opensIncident: false });
const UNREACHABLE = rule('server-unreachable');
const UNREADABLE = rule('source-failing', { opensIncident: false });

/** A database in memory: what each step leaves is what the next one finds. */
function pair() {
  let alerts: StoredAlert[] = [];
  let incidents: StoredIncident[] = [];
  let lastId = 0;
  const book: Pick<AlertBook, 'silences' | 'windows' | 'own' | 'limits'> = {
    silences: [],
    windows: [],
    own: [],
    limits: DEFAULT_INCIDENT_LIMITS,
  };

  function keep(step: AlertStep, now: number): string[] {
    const told: string[] = [];
    const before = incidents.at(-1);
    const firstAlertId = lastId + 1;
    if (step.incident) {
      const { former, incident, tell } = step.incident;
      const id = former?.id ?? (before?.id ?? 0) + 1;
      const stored = { firstAlertId, pairId: 1, ...former, ...incident, id };
      incidents = [...incidents.filter((each) => each.id !== id), stored];
      if (tell) told.push(tell);
    }
    for (const { former, alert, fingerprint, tell, isMember, ...row } of step.rows) {
      alerts = alerts.filter((each) => each.id !== former?.id);
      if (!alert) continue;
      if (!former) lastId += 1;
      const incidentId = isMember ? (incidents.at(-1)?.id ?? null) : (former?.incidentId ?? null);
      const id = former?.id ?? lastId;
      alerts.push({ ...alert, ...row, id, pairId: 1, fingerprint, incidentId, observedAt: now });
      if (tell) told.push(`${tell} ${alert.rule}${row.toldBy === 'incident' ? ' (by its incident)' : ''}`);
    }
    return told;
  }

  return {
    book,
    alerts: () => alerts,
    incidents: () => incidents,
    /** Gives what is told. */
    step(now: number, readings: RuleReading[], isHealthy: boolean | null): string[] {
      const open = alerts.filter(({ phase }) => phase !== 'resolved');
      const recentFirings = new Map<string, number[]>();
      const incident = incidents.at(-1) ?? null;
      return keep(
        stepAlerts({ ...book, pair: 'office', open, recentFirings, incident }, readings, isHealthy, now),
        now,
      );
    },
  };
}

describe('what is told', () => {
  it('is an incident once, what joins it, and its end after five quiet minutes', () => {
    const { step, incidents } = pair();
    expect(step(START, [reading(DEGRADED, 0)], false)).toEqual([
      'incident.opened',
      'alert.firing pair-not-healthy (by its incident)',
    ]);
    expect(step(START + 5_000, [reading(DEGRADED, 0), reading(DRIFT, 0)], false)).toEqual([
      'alert.firing config-findings (by its incident)',
    ]);
    expect(step(START + 10_000, [reading(DEGRADED, 1), reading(DRIFT, 0)], false)).toEqual([
      'incident.updated',
      'alert.updated pair-not-healthy (by its incident)',
    ]);
    const wellAt = START + MINUTE_MS;
    expect(step(wellAt, [reading(DEGRADED, -1), reading(DRIFT, 0)], true)).toEqual([
      'alert.resolved pair-not-healthy (by its incident)',
    ]);
    expect(step(wellAt + 5 * MINUTE_MS - 1, [reading(DRIFT, 0)], true)).toEqual([]);
    const end = wellAt + 5 * MINUTE_MS;
    expect(step(end, [reading(DRIFT, -1)], true)).toEqual([
      'incident.resolved',
      'alert.resolved config-findings (by its incident)',
    ]);
    expect(incidents()).toMatchObject([{ phase: 'resolved', severity: 'critical' }]);
    expect(step(end + MINUTE_MS, [], true)).toEqual([]);
  });

  it('is by itself what outlives its incident, whose end says that all is over', () => {
    const { step } = pair();
    const wellAt = START + 5_000;
    const end = wellAt + 5 * MINUTE_MS;
    step(START, [reading(DEGRADED, 0), reading(DRIFT, 0)], false);
    step(wellAt, [reading(DEGRADED, -1), reading(DRIFT, 0)], true);
    expect(step(end, [reading(DRIFT, 0)], true)).toEqual([
      'incident.resolved',
      'alert.firing config-findings',
    ]);
    expect(step(end + MINUTE_MS, [reading(DRIFT, 0)], true)).toEqual([]);
    expect(step(end + 2 * MINUTE_MS, [reading(DRIFT, 1)], true)).toEqual(['alert.updated config-findings']);
    expect(step(end + 3 * MINUTE_MS, [reading(DRIFT, -1)], true)).toEqual(['alert.resolved config-findings']);
  });

  it('is what outlives its incident only once it is seen to go on, and nothing keeps it back', () => {
    const { step, book } = pair();
    const patient = { ...DRIFT, keepFiringForMs: 10 * MINUTE_MS };
    const wellAt = START + 5_000;
    const end = wellAt + 5 * MINUTE_MS;
    step(START, [reading(DEGRADED, 0), reading(patient, 0)], false);
    step(wellAt, [reading(DEGRADED, -1), reading(patient, -1)], true);
    expect(step(end, [reading(patient, -1)], true)).toEqual(['incident.resolved']);
    const silence = { id: 3, pair: null, rule: null, server: null, pool: null };
    book.silences = [{ ...silence, startsAt: end, endsAt: end + 2 * MINUTE_MS }];
    expect(step(end + MINUTE_MS, [reading(patient, 0)], true)).toEqual([]);
    expect(step(end + 2 * MINUTE_MS, [reading(patient, 0)], true)).toEqual(['alert.firing config-findings']);
  });

  it('is an alert by itself where it opens no incident, from its begin to its end', () => {
    const { step, incidents } = pair();
    expect(step(START, [reading(DRIFT, 0)], true)).toEqual(['alert.firing config-findings']);
    expect(step(START + 5_000, [reading(DRIFT, 1)], true)).toEqual(['alert.updated config-findings']);
    // An incident takes in what follows, not what was told before.
    expect(step(START + 10_000, [reading(DRIFT, 1), reading(DEGRADED, 0)], false)).toContain(
      'incident.opened',
    );
    expect(step(START + 15_000, [reading(DRIFT, -1), reading(DEGRADED, 0)], false)).toEqual([
      'alert.resolved config-findings',
    ]);
    expect(incidents()).toHaveLength(1);
  });

  it('is nothing while it is silenced, and all of it when the silence ends too soon', () => {
    const { step, book, alerts } = pair();
    const silence = { id: 3, pair: 'office', rule: null, server: null, pool: null };
    book.silences = [{ ...silence, startsAt: START, endsAt: START + MINUTE_MS }];
    expect(step(START, [reading(DEGRADED, 0)], false)).toEqual([]);
    expect(alerts()).toMatchObject([{ phase: 'firing', suppression: { kind: 'silenced' }, toldBy: null }]);
    expect(step(START + MINUTE_MS, [reading(DEGRADED, 0)], false)).toEqual([
      'incident.opened',
      'alert.firing pair-not-healthy (by its incident)',
    ]);
  });

  it('is nothing of what only waits whether it stays over when the silence ends', () => {
    const { step, book } = pair();
    const patient = rule('config-findings', { opensIncident: false, keepFiringForMs: 5 * MINUTE_MS });
    const silence = { id: 3, pair: null, rule: null, server: null, pool: null };
    book.silences = [{ ...silence, startsAt: START, endsAt: START + MINUTE_MS }];
    step(START, [reading(patient, 0)], true);
    step(START + 30_000, [reading(patient, -1)], true);
    expect(step(START + MINUTE_MS, [reading(patient, -1)], true)).toEqual([]);
    expect(step(START + 6 * MINUTE_MS, [reading(patient, -1)], true)).toEqual([]);
  });

  it('is nothing of what began and ended under a maintenance window', () => {
    const { step, book } = pair();
    const iso = (ms: number) => new Date(ms).toISOString();
    const schedule = { kind: 'once', startsAt: iso(START), endsAt: iso(START + MINUTE_MS) } as const;
    book.windows = [{ id: 1, pair: null, schedule }];
    expect(step(START, [reading(DEGRADED, 1)], false)).toEqual([]);
    expect(step(START + 30_000, [reading(DEGRADED, -1)], true)).toEqual([]);
    expect(step(START + 2 * MINUTE_MS, [], true)).toEqual([]);
  });

  it('is no echo, but one that outlives what explained it', () => {
    const { step, alerts } = pair();
    const both = [reading(UNREACHABLE, 0, OF_B), reading(UNREADABLE, 0, OF_B)];
    expect(step(START, both, false)).toEqual([
      'incident.opened',
      'alert.firing server-unreachable (by its incident)',
    ]);
    const echo = alerts().find((alert) => alert.rule === 'source-failing');
    expect(echo).toMatchObject({ suppression: { kind: 'inhibited' }, incidentId: 1 });
    const left = [reading(UNREACHABLE, -1, OF_B), reading(UNREADABLE, 0, OF_B)];
    expect(step(START + 5_000, left, true)).toEqual([
      'alert.resolved server-unreachable (by its incident)',
      'alert.firing source-failing (by its incident)',
    ]);
  });

  it('is the same incident again when the trouble is back within an hour', () => {
    const { step, incidents } = pair();
    step(START, [reading(DEGRADED, 0)], false);
    step(START + MINUTE_MS, [reading(DEGRADED, -1)], true);
    step(START + 6 * MINUTE_MS, [], true);
    expect(step(START + 30 * MINUTE_MS, [reading(DEGRADED, 0)], false)).toContain('incident.reopened');
    expect(incidents()).toMatchObject([{ phase: 'open', reopenedAt: [START + 30 * MINUTE_MS] }]);
  });
});

it('asks again for attention when what was acknowledged grows worse', () => {
  const { step, alerts } = pair();
  step(START, [reading(DRIFT, 0)], true);
  const [alert] = alerts();
  if (!alert) throw new Error('there is an alert');
  alert.acknowledgement = { at: START, by: 'ada', note: null };
  step(START + 5_000, [reading(DRIFT, 0)], true);
  expect(alerts()).toMatchObject([{ acknowledgement: { by: 'ada' } }]);
  step(START + 10_000, [reading(DRIFT, 1)], true);
  expect(alerts()).toMatchObject([{ acknowledgement: null }]);
});

const RULES = [DEGRADED, DRIFT, UNREACHABLE, UNREADABLE];

const turn = fc.record({
  afterMs: fc.integer({ min: 0, max: 10 * MINUTE_MS }),
  holds: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: RULES.length, maxLength: RULES.length }),
  isHealthy: fc.constantFrom(true, false, null),
  silenced: fc.boolean(),
});

it('tells every end of what it told the begin of, of each incident and alert in turn, and nothing twice', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 40 }), (turns) => {
      const { step, book, incidents, alerts } = pair();
      const open = new Set<string>();
      let now = START;
      for (const { afterMs, holds, isHealthy, silenced } of turns) {
        now += afterMs;
        const silence = { id: 1, pair: null, rule: null, server: null, pool: null };
        book.silences = silenced ? [{ ...silence, startsAt: now, endsAt: now + 1 }] : [];
        const readings = RULES.map((each, index) => reading(each, holds[index] ?? -1, OF_B));
        for (const told of step(now, readings, isHealthy)) {
          const [, what = '', news] = /^(incident|alert)\.(\w+)/.exec(told) ?? [];
          const name = what === 'incident' ? what : told.replace(/^\S+ /, '');
          if (news === 'opened' || news === 'reopened' || news === 'firing') {
            expect(open.has(name)).toBe(false);
            open.add(name);
          } else {
            expect(open.has(name)).toBe(true);
          }
          if (news !== 'resolved') continue;
          open.delete(name);
          // What outlived its incident was told both ways.
          open.delete(`${name} (by its incident)`);
        }
        expect(incidents().filter(({ phase }) => phase === 'open').length).toBeLessThanOrEqual(1);
        for (const { firstSymptom } of incidents()) {
          expect(alerts().map((alert: Alert) => fingerprintOf(alert))).toContain(firstSymptom.fingerprint);
        }
      }
    }),
  );
});
