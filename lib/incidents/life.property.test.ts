import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance } from '../alerts/advance.ts';
import { type Alert, fingerprintOf } from '../alerts/alert.ts';
import type { Rule } from '../alerts/rule.ts';
import { suppressionOf } from '../alerts/suppress.ts';
import type { MaintenanceWindow, Silence, Suppression } from '../alerts/suppression.ts';
import {
  CLEAR,
  firing,
  HOUR_MS,
  holds,
  MINUTE_MS,
  NO_DATA,
  RULE,
  START,
  UNDECIDED,
} from '../alerts/testing/readings.ts';
import { advanceIncident, type FiringAlert } from './advance-incident.ts';
import type { Incident, IncidentChange } from './incident.ts';

/**
 * Alerts and the incident of one pair, step by step as the collector takes them: every alert, then who is told of it, then
 * the incident, with nothing remembered but rows.
 */

const PAIR = 'office';
const LIMITS = { stableMs: 5 * MINUTE_MS, reopenWithinMs: HOUR_MS };

const WATCHED: (Pick<Alert, 'subject'> & { rule: Rule })[] = [
  { ...RULE, id: 'pair-not-healthy' },
  { ...RULE, id: 'nobody-answers', levels: [{ severity: 'critical' as const, forMs: 0, limits: {} }] },
  { ...RULE, id: 'server-unreachable', noData: 'alert' as const },
  { ...RULE, id: 'source-failing', keepFiringForMs: 0 },
  { ...RULE, id: 'pool-use-high', opensIncident: false },
].map((rule) => ({ rule, subject: firing(rule.id, { server: 'dhcp-a' }).subject }));

type Said = { readings: (typeof CLEAR | typeof NO_DATA | typeof UNDECIDED)[]; isHealthy: boolean | null };
type Moment = Said & { now: number; silences: Silence[]; windows: MaintenanceWindow[] };

const said: fc.Arbitrary<Said> = fc.oneof(
  fc.constant({ readings: WATCHED.map(() => CLEAR), isHealthy: true }),
  fc.record({
    readings: fc.tuple(
      ...WATCHED.map(({ rule }) =>
        fc.constantFrom(CLEAR, CLEAR, holds(0), holds(rule.levels.length - 1), NO_DATA, UNDECIDED),
      ),
    ),
    isHealthy: fc.constantFrom(true, true, false, null),
  }),
);

const silence: fc.Arbitrary<Omit<Silence, 'id'>> = fc
  .record({
    pair: fc.constantFrom(null, PAIR, 'branch'),
    rule: fc.constantFrom(null, ...WATCHED.map(({ rule }) => rule.id)),
    fromMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
    forMs: fc.integer({ min: 0, max: HOUR_MS }),
  })
  .map(({ pair, rule, fromMs, forMs }) => {
    const startsAt = START + fromMs;
    return { pair, rule, server: null, pool: null, startsAt, endsAt: startsAt + forMs };
  });

const elapsedMs = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(0, 5_000, MINUTE_MS, 3 * MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS),
  },
  { weight: 1, arbitrary: fc.integer({ min: -2 * HOUR_MS, max: 2 * HOUR_MS }) },
);

const moments: fc.Arbitrary<Moment[]> = fc
  .record({
    steps: fc.array(fc.tuple(said, elapsedMs), { minLength: 1, maxLength: 50 }),
    silences: fc.array(silence, { maxLength: 3 }),
    windows: fc.array(silence, { maxLength: 2 }),
  })
  .map(({ steps, silences, windows }) => {
    let now = START;
    return steps.map(([says, elapsed]) => {
      now += elapsed;
      return {
        ...says,
        now,
        silences: silences.map((each, index) => ({ ...each, id: index + 1 })),
        windows: windows.map(({ pair, startsAt, endsAt }, index) => ({
          id: index + 1,
          pair,
          schedule: { kind: 'once', startsAt: iso(startsAt), endsAt: iso(endsAt) },
        })),
      };
    });
  });

const iso = (ms: number) => new Date(ms).toISOString();

type Row = { alert: Alert; incident: number | null; suppression: Suppression | null };

/** What the database holds; an incident goes by its place. */
type Book = { alerts: Row[]; incidents: Incident[] };

type Outcome = { book: Book; firing: FiringAlert[]; change: IncidentChange | null; moment: Moment };

function live(moments: readonly Moment[], reload: (book: Book) => Book): Outcome[] {
  let book: Book = { alerts: [], incidents: [] };
  return moments.map((moment) => {
    const outcome = take(reload(book), moment);
    book = outcome.book;
    return outcome;
  });
}

function take(former: Book, moment: Moment): Outcome {
  const rows = withSuppression(advanceAll(former, moment), moment);
  const incidents = [...former.incidents];
  const current = incidents.length - 1;
  const firing = rows.flatMap((row) => firingOf(row, incidents[current]?.phase === 'open' ? current : null));
  const { incident, change } = advanceIncident(
    incidents[current] ?? null,
    { firing, isHealthy: moment.isHealthy },
    LIMITS,
    moment.now,
  );
  if (change === 'opened' && incident) incidents.push(incident);
  else if (incident) incidents[current] = incident;
  const taker = incident?.phase === 'open' ? incidents.length - 1 : null;
  const over = former.alerts.filter(({ alert }) => alert.phase === 'resolved');
  const alerts = [...over, ...rows.map((row) => joined(row, taker))];
  return { book: { alerts, incidents }, firing, change, moment };
}

function advanceAll({ alerts }: Book, { readings, now }: Moment): Row[] {
  return WATCHED.flatMap(({ rule, subject }, index) => {
    const mine = alerts.filter(({ alert }) => alert.rule === rule.id);
    const open = mine.find(({ alert }) => alert.phase !== 'resolved') ?? null;
    const earlier = mine.flatMap(({ alert }) => alert.firedAt ?? []);
    const reading = readings[index] ?? UNDECIDED;
    const { alert, change } = advance(open?.alert ?? null, { rule, subject, reading }, now, earlier);
    if (open?.alert.phase === 'firing' && alert?.phase !== 'firing') expect(change).toBe('resolved');
    return alert === null ? [] : { alert, incident: open?.incident ?? null, suppression: null };
  });
}

function withSuppression(rows: readonly Row[], { silences, windows, now }: Moment): Row[] {
  const firing = rows.map(({ alert }) => alert);
  return rows.map((row) => ({
    ...row,
    suppression: suppressionOf(row.alert, PAIR, { firing, silences, windows }, now),
  }));
}

function firingOf({ alert, incident, suppression }: Row, open: number | null): FiringAlert[] {
  const { phase, severity, startedAt, clearSince, opensIncident, why } = alert;
  if (phase !== 'firing' || severity === null) return [];
  const isMember = open !== null && incident === open;
  const fingerprint = fingerprintOf(alert);
  return [
    {
      fingerprint,
      severity,
      startedAt,
      clearSince,
      sentence: why.sentence,
      opensIncident,
      isMember,
      suppression,
    },
  ];
}

/** An incident takes in what fires and is told. */
function joined(row: Row, taker: number | null): Row {
  const isTaken = row.alert.phase === 'firing' && row.suppression === null;
  return { ...row, incident: row.incident ?? (isTaken ? taker : null) };
}

const same = (book: Book) => book;
const throughJson = (book: Book): Book => JSON.parse(JSON.stringify(book));
const wouldOpen = ({ suppression, clearSince, opensIncident, severity }: FiringAlert) =>
  suppression === null && clearSince === null && opensIncident && severity !== 'info';

test('a pair never has two incidents that are open, and whatever would open one is in one', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      for (const { book, firing } of live(moments, same)) {
        const open = book.incidents.filter(({ phase }) => phase === 'open');
        expect(open.length).toBeLessThanOrEqual(1);
        if (firing.some(wouldOpen)) expect(open).toHaveLength(1);
      }
    }),
  );
});

test('every incident opens with the first of what fires then, and keeps it as its first symptom', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      const symptoms: Incident['firstSymptom'][] = [];
      for (const { book, firing, change, moment } of live(moments, same)) {
        if (change === 'opened') {
          const openers = firing.filter(wouldOpen);
          const symptom = book.incidents.at(-1)?.firstSymptom;
          expect(openers.map(({ fingerprint }) => fingerprint)).toContain(symptom?.fingerprint);
          expect(symptom?.at).toBe(Math.min(moment.now, ...openers.map(({ startedAt }) => startedAt)));
          if (symptom) symptoms.push(symptom);
        }
        expect(book.incidents.map(({ firstSymptom }) => firstSymptom)).toEqual(symptoms);
      }
    }),
  );
});

test('an incident ends only after it was well all the while that it must be', () => {
  fc.assert(
    fc.property(moments, (moments) => {
      let wellSince: number | null = null;
      for (const { firing, change, moment } of live(moments, same)) {
        const { now, isHealthy } = moment;
        const isWell =
          isHealthy === true &&
          !firing.some((alert) => wouldOpen(alert) || (alert.isMember && alert.opensIncident));
        wellSince = isWell ? Math.min(wellSince ?? now, now) : null;
        if (change === 'resolved') expect(now - (wellSince ?? now)).toBeGreaterThanOrEqual(LIMITS.stableMs);
      }
    }),
  );
});

test('an incident grows worse, never milder, until it opens again', () => {
  const order = ['info', 'warning', 'critical'];
  fc.assert(
    fc.property(moments, (moments) => {
      let before: Incident | undefined;
      for (const { book, change } of live(moments, same)) {
        const now = book.incidents.at(-1);
        const rise = now && before ? order.indexOf(now.severity) - order.indexOf(before.severity) : 0;
        if (change !== 'opened' && change !== 'reopened') expect(rise > 0).toBe(change === 'worsened');
        if (change === null || change === 'resolved') expect(rise).toBe(0);
        before = now;
      }
    }),
  );
});

test('the same facts give the same alerts and incidents, however often the collector was started in between', () => {
  fc.assert(
    fc.property(moments, fc.array(fc.boolean()), (moments, restarts) => {
      let turn = 0;
      const nowAndThen = (book: Book) => (restarts[turn++] ? throughJson(book) : book);
      const books = (outcomes: Outcome[]) => outcomes.map(({ book }) => book);
      expect(books(live(moments, nowAndThen))).toStrictEqual(books(live(moments, same)));
    }),
  );
});
