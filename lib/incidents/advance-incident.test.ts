import { describe, expect, it, test } from 'vitest';
import { advanceIncident, type FiringAlert, type IncidentFacts } from './advance-incident.ts';
import type { Incident, IncidentChange, IncidentLimits } from './incident.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIMITS: IncidentLimits = { stableMs: 5 * MINUTE_MS, reopenWithinMs: HOUR_MS };

const WARNS: FiringAlert = {
  fingerprint: 'pair-not-healthy|||',
  severity: 'warning',
  startedAt: START - MINUTE_MS,
  clearSince: null,
  sentence: 'The pair is degraded.',
  opensIncident: true,
  isMember: false,
  suppression: null,
};
const CRITICAL: FiringAlert = {
  ...WARNS,
  fingerprint: 'nobody-answers|||',
  severity: 'critical',
  startedAt: START,
  sentence: 'Nobody answers.',
};
const POOL: FiringAlert = {
  ...CRITICAL,
  fingerprint: 'pool-full||p|',
  sentence: 'A pool is full.',
  opensIncident: false,
};
const SILENCED = { suppression: { kind: 'silenced' as const, silenceId: 1, until: START + HOUR_MS } };
const MEMBER = { isMember: true };
const ENDING = { clearSince: START, sentence: 'All is well.' };

const ill = (...firing: FiringAlert[]): IncidentFacts => ({ firing, isHealthy: false });
const well = (...firing: FiringAlert[]): IncidentFacts => ({ firing, isHealthy: true });

type Step = readonly [afterMs: number, facts: IncidentFacts];

/** One after another, each so many milliseconds after START. Gives the last step. */
function run(...steps: Step[]) {
  let step: { incident: Incident | null; change: IncidentChange | null } = { incident: null, change: null };
  for (const [afterMs, facts] of steps) step = advanceIncident(step.incident, facts, LIMITS, START + afterMs);
  return step;
}

const OPENED: Step[] = [[0, ill(WARNS)]];
const RESOLVED: Step[] = [...OPENED, [MINUTE_MS, well()], [6 * MINUTE_MS, well()]];

describe('opening', () => {
  it('begins with the first symptom, and is about what is worst', () => {
    expect(run([0, ill(CRITICAL, WARNS)])).toEqual({
      change: 'opened',
      incident: {
        phase: 'open',
        severity: 'critical',
        firstSymptom: {
          at: START - MINUTE_MS,
          sentence: 'The pair is degraded.',
          fingerprint: WARNS.fingerprint,
        },
        openedAt: START,
        quietSince: null,
        resolvedAt: null,
        reopenedAt: [],
        acknowledgement: null,
        sentence: 'Nobody answers.',
      },
    });
  });

  it('is about what began first, of what is equally bad', () => {
    const older = { ...CRITICAL, startedAt: START - 1, sentence: 'It began before.' };
    expect(run([0, ill(CRITICAL, older)]).incident?.sentence).toBe('It began before.');
    expect(run([0, ill(older, CRITICAL)]).incident?.sentence).toBe('It began before.');
  });

  test.each<[string, FiringAlert]>([
    ['silenced', { ...WARNS, ...SILENCED }],
    ['no more than information', { ...WARNS, severity: 'info' }],
    ['told by itself', POOL],
    ['over, though it was silenced until now', { ...WARNS, ...ENDING }],
  ])('does not come of what is %s', (_what, alert) => {
    expect(run([0, ill(alert)])).toEqual({ incident: null, change: null });
  });

  it('has no symptom in the future, when the clock was set back', () => {
    expect(run([-HOUR_MS, ill(WARNS)]).incident?.firstSymptom.at).toBe(START - HOUR_MS);
  });
});

describe('staying open', () => {
  test.each<[string, IncidentFacts]>([
    ['a member fires', well({ ...WARNS, ...MEMBER })],
    ['a member still waits whether it is over', well({ ...WARNS, ...MEMBER, ...ENDING })],
    ['a member fires that is told to nobody', well({ ...WARNS, ...MEMBER, ...SILENCED })],
    ['something new is a reason to open one', well(CRITICAL)],
    ['the pair is not healthy', ill()],
    ['it is not decided whether it is', { firing: [], isHealthy: null }],
  ])('while %s', (_while, facts) => {
    const { incident } = run(...OPENED, [MINUTE_MS, well()], [2 * MINUTE_MS, facts], [6 * MINUTE_MS, well()]);
    expect(incident).toMatchObject({ phase: 'open', quietSince: START + 6 * MINUTE_MS });
  });

  test.each<[string, FiringAlert]>([
    ['a member that opens none', { ...POOL, ...MEMBER }],
    ['an alert told by itself', POOL],
    ['a silenced alert of before', { ...WARNS, ...SILENCED }],
  ])('is not for %s', (_what, alert) => {
    expect(run(...OPENED, [MINUTE_MS, well(alert)], [6 * MINUTE_MS, well(alert)]).change).toBe('resolved');
  });
});

it('stays about what it opened with when something joins that only outlives it', () => {
  const joined = { ...POOL, ...MEMBER, severity: 'warning' as const };
  const { incident } = run(...OPENED, [1, ill({ ...WARNS, ...MEMBER }, joined)], [MINUTE_MS, well(joined)]);
  expect(incident).toMatchObject({ phase: 'open', sentence: WARNS.sentence });
});

describe('growing worse', () => {
  it('is news, and makes an acknowledgement void', () => {
    const { incident } = run(...OPENED);
    const acknowledged = incident && { ...incident, acknowledgement: { at: START, by: 'ada', note: null } };
    const same = advanceIncident(acknowledged, ill({ ...WARNS, ...MEMBER }), LIMITS, START + 1);
    expect(same).toEqual({ incident: acknowledged, change: null });
    const worse = advanceIncident(acknowledged, ill({ ...WARNS, ...MEMBER }, CRITICAL), LIMITS, START + 1);
    expect(worse).toMatchObject({
      change: 'worsened',
      incident: { severity: 'critical', acknowledgement: null, sentence: 'Nobody answers.' },
    });
  });

  it('is for what joined it too, but not for what is told to nobody or by itself', () => {
    expect(run(...OPENED, [1, ill({ ...POOL, ...MEMBER })]).change).toBe('worsened');
    expect(run(...OPENED, [1, ill({ ...CRITICAL, ...MEMBER, ...SILENCED })]).change).toBeNull();
    expect(run(...OPENED, [1, ill(POOL)]).change).toBeNull();
  });

  it('never turns to growing milder, while its sentence follows what is worst', () => {
    const milder = run([0, ill(CRITICAL)], [1, ill({ ...WARNS, ...MEMBER })]);
    expect(milder.incident).toMatchObject({ severity: 'critical', sentence: 'The pair is degraded.' });
    expect(run([0, ill(CRITICAL)], [1, well()]).incident?.sentence).toBe('Nobody answers.');
    const ending = { ...CRITICAL, ...MEMBER, ...ENDING };
    expect(run([0, ill(CRITICAL)], [1, well(ending)]).incident?.sentence).toBe('Nobody answers.');
  });
});

describe('the end', () => {
  it('comes once all was well for the whole time', () => {
    expect(run(...OPENED, [MINUTE_MS, well()], [6 * MINUTE_MS - 1, well()]).change).toBeNull();
    expect(run(...RESOLVED)).toMatchObject({
      change: 'resolved',
      incident: { phase: 'resolved', quietSince: START + MINUTE_MS, resolvedAt: START + 6 * MINUTE_MS },
    });
  });

  it('stays the end while nothing opens it again', () => {
    const ended = run(...RESOLVED).incident;
    expect(advanceIncident(ended, ill(POOL), LIMITS, START + HOUR_MS)).toEqual({
      incident: ended,
      change: null,
    });
  });

  it('is not put off for ever by a clock that was set back', () => {
    const setBack: Step[] = [...OPENED, [MINUTE_MS, well()], [-HOUR_MS, well()]];
    expect(run(...setBack, [-HOUR_MS + 5 * MINUTE_MS, well()]).change).toBe('resolved');
  });
});

describe('opening again', () => {
  const ENDED_AFTER = 6 * MINUTE_MS;

  it('is within the time after its end, with the same first symptom', () => {
    const { incident, change } = run(...RESOLVED, [
      ENDED_AFTER + HOUR_MS,
      ill({ ...CRITICAL, startedAt: START + HOUR_MS }),
    ]);
    expect(change).toBe('reopened');
    expect(incident).toMatchObject({
      phase: 'open',
      severity: 'critical',
      firstSymptom: { fingerprint: WARNS.fingerprint },
      openedAt: START,
      reopenedAt: [START + ENDED_AFTER + HOUR_MS],
      resolvedAt: null,
      quietSince: null,
    });
  });

  it('is as bad as what opens it, so that it can grow worse again; nobody has acknowledged that', () => {
    const { incident } = run([0, ill(CRITICAL)], [1, well()], [ENDED_AFTER, well()]);
    const acknowledged = incident && { ...incident, acknowledgement: { at: START, by: 'ada', note: null } };
    const again = advanceIncident(acknowledged, ill(WARNS), LIMITS, START + ENDED_AFTER + 1);
    expect(again.incident).toMatchObject({ severity: 'warning', acknowledgement: null });
    expect(advanceIncident(again.incident, ill(CRITICAL), LIMITS, START + ENDED_AFTER + 2).change).toBe(
      'worsened',
    );
  });

  it('is a new one later', () => {
    const { incident, change } = run(...RESOLVED, [ENDED_AFTER + HOUR_MS + 1, ill(CRITICAL)]);
    expect(change).toBe('opened');
    expect(incident).toMatchObject({ firstSymptom: { fingerprint: CRITICAL.fingerprint }, reopenedAt: [] });
  });

  test.each<[string, number, IncidentChange]>([
    ['a little', ENDED_AFTER - MINUTE_MS, 'reopened'],
    ['by a year', -365 * 24 * HOUR_MS, 'opened'],
  ])('goes by how far the end is away, when the clock was set back %s', (_how, afterMs, change) => {
    expect(run(...RESOLVED, [afterMs, ill(WARNS)]).change).toBe(change);
  });
});
