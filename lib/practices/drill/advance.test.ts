import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrillObservation, drillRecordSchema } from '../../contracts/drill.ts';
import { advanceDrill } from './advance.ts';
import type { Drill } from './facts.ts';
import { measuresOf, verdictOf } from './outcome.ts';
import { remarksOf } from './remarks.ts';
import { stepsOf } from './steps.ts';
import {
  answering,
  at,
  balance,
  ended,
  FAULTLESS,
  facts,
  grants,
  heard,
  planned,
  running,
  silent,
  state,
} from './testing/told.ts';

/** A drill that was looked at every 5 s until `seconds`, and told each observation at the first look after it. */
function watched(observations: readonly DrillObservation[], seconds: number, from: Drill = running()): Drill {
  let drill = from;
  for (let now = 5; now <= seconds; now += 5) {
    const told = observations.filter((each) => Date.parse(each.at) <= at(now));
    drill = advanceDrill(drill, facts(told), at(now));
  }
  return drill;
}

const statuses = (drill: Drill, seconds: number) =>
  Object.fromEntries(stepsOf(drill, at(seconds)).map(({ code, status }) => [code, status]));

function verdict(drill: Drill, seconds = 300) {
  const over = ended(drill, seconds);
  const steps = stepsOf(over, at(seconds));
  const remarks = remarksOf(over, steps);
  return { ...verdictOf(over, steps, remarks), remarks };
}

const without = (...kinds: string[]) => FAULTLESS.filter(({ kind }) => !kinds.includes(kind));

describe('a drill that goes as expected', () => {
  it('sees step after step, each when it happens', () => {
    const timeline = [
      [20, { stopped: 'due', interrupted: 'waiting', started: 'waiting', normal: 'waiting' }],
      [35, { stopped: 'seen', interrupted: 'seen', answers: 'seen', leases: 'due', started: 'due' }],
      [65, { leases: 'seen', 'partner-down': 'due', recovery: 'waiting' }],
      [155, { 'partner-down': 'skipped', started: 'seen', normal: 'due', balanced: 'waiting' }],
      [170, { normal: 'seen', recovery: 'skipped', balanced: 'due' }],
      [185, { balanced: 'seen' }],
    ] as const;
    for (const [seconds, expected] of timeline)
      expect(statuses(watched(FAULTLESS, seconds), seconds)).toMatchObject(expected);
  });

  it('passes, with what it measured beside what was expected', () => {
    const drill = watched(FAULTLESS, 200);
    expect(verdict(drill)).toMatchObject({ outcome: 'passed', reasons: [], remarks: [] });
    const steps = stepsOf(ended(drill, 200), at(200));
    expect(measuresOf(drill, steps)).toMatchObject([
      { code: 'detection', ms: 1_000, uncertaintyMs: 1_000, expectedMs: 3_000 },
      { code: 'take-over', ms: 2_000, uncertaintyMs: 2_000, expectedMs: 33_000 },
      { code: 'recovery', ms: 16_000, expectedMs: 60_000 },
    ]);
    expect(steps.find(({ code }) => code === 'leases')).toMatchObject({
      status: 'seen',
      uncertaintyMs: 1_010,
      sentence: 'dhcp-b gave or renewed 3 leases while dhcp-a was away.',
    });
    expect(drillRecordSchema.parse(drill.record)).toEqual(drill.record);
  });

  it('has no verdict while it goes on', () => {
    const drill = watched(FAULTLESS, 200);
    const steps = stepsOf(drill, at(200));
    expect(verdictOf(drill, steps, remarksOf(drill, steps))).toBeNull();
  });
});

describe('what makes a verdict', () => {
  const cases: [string, readonly DrillObservation[], string, RegExp][] = [
    ['nobody stopped it', [answering(2, -5, 200)], 'failed', /“dhcp-a is stopped” was not seen/],
    [
      'the survivor never noticed',
      FAULTLESS.filter((each) => each.kind !== 'state' || each.to !== 'communications-interrupted'),
      'failed',
      /“dhcp-b notices” was not seen/,
    ],
    ['nobody answered alone', without('answering'), 'failed', /“dhcp-b answers everybody” was not seen/],
    [
      'it was not started again',
      FAULTLESS.filter((each) => Date.parse(each.at) < at(150)),
      'failed',
      /“dhcp-a is started again” was not seen/,
    ],
    [
      'it did not come to normal',
      FAULTLESS.filter((each) => Date.parse(each.at) < at(166)),
      'failed',
      /“Both are in normal” was not seen/,
    ],
    [
      'no client came',
      without('grants'),
      'passed-with-remarks',
      /“Clients get leases from dhcp-b” was not seen/,
    ],
    ['pools stayed uneven', [...without('balance'), balance(false, 180)], 'passed-with-remarks', /balanced/],
    [
      'nobody answered for long',
      [...FAULTLESS, answering(0, 150, 190)],
      'failed',
      /Nobody answered clients from 2025-11-21 10:44 UTC for 40 s/,
    ],
    [
      'nobody answered for the moment of a merge',
      [...FAULTLESS, answering(0, 151, 153)],
      'passed-with-remarks',
      /Nobody answered clients/,
    ],
    [
      'both went to partner-down',
      [...FAULTLESS, state('dhcp-a', 'partner-down', 155)],
      'failed',
      /both may have given out the same addresses/,
    ],
    [
      'the survivor shut down',
      [...FAULTLESS, state('dhcp-b', 'shutdown', 190), state('dhcp-b', 'normal', 195)],
      'failed',
      /dhcp-b went to shutdown, which no drill has/,
    ],
    [
      'the survivor gave us no word while nobody saw it answer',
      [
        silent('dhcp-a', 30),
        silent('dhcp-b', 31),
        heard('dhcp-b', 140, 31),
        heard('dhcp-a', 150, 30),
        state('dhcp-a', 'normal', 166),
        state('dhcp-b', 'normal', 167),
      ],
      'unknown',
      /Whether|not seen/,
    ],
    [
      'leases were lost',
      [...FAULTLESS, state('dhcp-a', 'recover', 151), state('dhcp-a', 'recover-done', 160)],
      'passed-with-remarks',
      /dhcp-a went to recover, which a short stop does not lead to/,
    ],
    [
      'they lost each other once more, for a moment',
      [...FAULTLESS, state('dhcp-b', 'communications-interrupted', 200), state('dhcp-b', 'normal', 205)],
      'passed-with-remarks',
      /dhcp-b went to communications-interrupted after both had been in normal/,
    ],
    [
      'they had lost each other when it ended',
      [...FAULTLESS, state('dhcp-b', 'communications-interrupted', 200)],
      'failed',
      /dhcp-b was in communications-interrupted when the drill ended/,
    ],
    [
      'it fell silent once more',
      [...FAULTLESS, silent('dhcp-a', 190), heard('dhcp-a', 195, 190)],
      'passed-with-remarks',
      /dhcp-a fell silent once more/,
    ],
  ];
  it.each(cases)('%s', (_, observations, outcome, reason) => {
    const found = verdict(watched(observations, 250));
    expect(found.outcome).toBe(outcome);
    expect(found.reasons?.join('\n')).toMatch(reason);
  });

  it('counts a step as late only beyond its uncertainty', () => {
    const late = FAULTLESS.map((each) =>
      each.kind === 'state' && each.server === 'dhcp-a' && each.to === 'normal'
        ? state('dhcp-a', 'normal', 150 + 75)
        : each,
    ).map((each) => (each.kind === 'balance' ? balance(true, 240) : each));
    const drill = watched(late, 250);
    expect(statuses(drill, 250)).toMatchObject({ normal: 'late', balanced: 'seen' });
    expect(verdict(drill)).toMatchObject({
      outcome: 'passed-with-remarks',
      reasons: ['“Both are in normal” took 1 min 15 s; 1 min at most were expected.'],
    });
  });

  it('says that it does not know what nobody looked at', () => {
    let drill = watched(FAULTLESS, 25);
    drill = advanceDrill(drill, facts(without('answering')), at(250));
    expect(verdict(drill)).toMatchObject({ outcome: 'unknown' });
    expect(drill.record.gaps).toHaveLength(1);
  });

  it('never calls an abandoned one passed, and one that never began nothing at all', () => {
    const drill = watched(FAULTLESS, 200);
    const abandoned: Drill = {
      ...drill,
      phase: 'abandoned',
      record: { ...drill.record, end: { by: 'anna', reason: 'The phone rang.' } },
    };
    const steps = stepsOf(abandoned, at(200));
    expect(verdictOf(abandoned, steps, remarksOf(abandoned, steps))).toMatchObject({
      outcome: 'unknown',
      reasons: ['It was abandoned by anna: The phone rang.'],
    });
    const never: Drill = { ...running(), phase: 'abandoned', startedAt: null };
    expect(verdictOf(never, stepsOf(never, at(0)), [])).toBeNull();
  });
});

it('knows a change by its stamp, though that is cut off to a second before the begin', () => {
  const soon = [
    silent('dhcp-a', 0.3),
    state('dhcp-b', 'communications-interrupted', -0.7),
    answering(1, 0.4, 60),
  ];
  expect(statuses(watched(soon, 60), 60)).toMatchObject({ interrupted: 'seen', answers: 'seen' });
  const before = [silent('dhcp-a', 0.3), state('dhcp-b', 'communications-interrupted', -5)];
  expect(statuses(watched(before, 60), 60)).toMatchObject({ interrupted: 'overdue' });
});

describe('a drill with partner-down', () => {
  const plan = planned({ setsPartnerDown: true });
  it('expects a recovery that may take as long as MCLT', () => {
    const observations = [
      ...FAULTLESS.filter((each) => Date.parse(each.at) < at(150)),
      state('dhcp-b', 'partner-down', 90),
      heard('dhcp-a', 150, 30),
      state('dhcp-a', 'startup', 150),
      state('dhcp-a', 'recover', 151),
      state('dhcp-a', 'recover-wait', 155),
      state('dhcp-a', 'recover-done', 3_630),
      state('dhcp-b', 'normal', 3_631),
      state('dhcp-a', 'normal', 3_632),
      balance(true, 3_650),
    ];
    const drill = watched(observations, 3_700, running({ plan }));
    expect(statuses(drill, 3_700)).toMatchObject({
      'partner-down': 'seen',
      recovery: 'seen',
      normal: 'seen',
    });
    expect(verdict(drill, 3_700)).toMatchObject({ outcome: 'passed' });
  });

  it('remarks that nobody set it', () => {
    expect(verdict(watched(FAULTLESS, 200, running({ plan })))).toMatchObject({
      outcome: 'passed-with-remarks',
      reasons: [expect.stringContaining('is told that its partner is down” was not seen')],
    });
  });
});

describe('a drill that nobody ends', () => {
  it('says what is overdue, and is given up with what is missing', () => {
    const seen = FAULTLESS.filter((each) => Date.parse(each.at) < at(150));
    let drill = watched(seen, 300);
    expect(stepsOf(drill, at(300)).find(({ code }) => code === 'started')).toMatchObject({
      status: 'overdue',
      sentence: 'Not seen. It was expected 30 s ago at the latest.',
    });
    for (let now = 305; drill.phase === 'running' && now < 10 * 3600; now += 30)
      drill = advanceDrill(drill, facts(seen), at(now));
    expect(drill).toMatchObject({
      phase: 'ended',
      record: { end: { by: null, reason: expect.stringContaining('gave it up after 1 h 6 min') }, gaps: [] },
    });
    const steps = stepsOf(drill, at(0));
    expect(verdictOf(drill, steps, remarksOf(drill, steps))).toMatchObject({ outcome: 'failed' });
    expect(advanceDrill(drill, facts(FAULTLESS), at(20_000))).toBe(drill);
  });
});

describe('what a look at the servers themselves tells', () => {
  const server = (changes: object) => ({
    name: 'dhcp-a',
    lastSuccessAt: at(29),
    failingSince: null,
    failure: null,
    present: null,
    ...changes,
  });

  it('finds that a server fell silent, that it answers again, and where it then is without a change', () => {
    let drill = running();
    const look = (seconds: number, changes: object) => {
      drill = advanceDrill(drill, facts([], { servers: [server(changes)] }), at(seconds));
    };
    look(5, { lastSuccessAt: at(5) });
    look(30, { failingSince: at(30), failure: 'refused' });
    look(35, { failingSince: at(30), failure: 'refused' });
    look(90, { lastSuccessAt: at(89), present: { state: 'normal', observedAt: at(89) } });
    look(95, { lastSuccessAt: at(94), present: { state: 'normal', observedAt: at(94) } });
    expect(drill.record.observations.map(({ kind, at: when }) => [kind, Date.parse(when)])).toEqual([
      ['silent', at(30)],
      ['heard', at(89)],
      ['state', at(89)],
    ]);
  });

  it('takes a silence from before the begin for none', () => {
    const before = facts([silent('dhcp-a', -10)], { servers: [server({ failingSince: at(-10) })] });
    expect(advanceDrill(running(), before, at(5)).record.observations).toEqual([]);
  });
});

describe('in whichever order it is told', () => {
  const order = fc.shuffledSubarray([...FAULTLESS], { minLength: 0, maxLength: FAULTLESS.length });
  const noise = fc.array(
    fc.oneof(
      fc
        .tuple(
          fc.constantFrom('dhcp-a', 'dhcp-b'),
          fc.constantFrom(
            'startup',
            'recover',
            'shutdown',
            'normal',
            'communications-interrupted',
            'state-77',
          ),
          fc.integer({ min: -30, max: 250 }),
        )
        .map(([name, to, seconds]) => state(name, to, seconds)),
      fc
        .tuple(fc.constantFrom('dhcp-a', 'dhcp-b'), fc.integer({ min: 1, max: 250 }))
        .map(([name, seconds]) => silent(name, seconds)),
      fc
        .tuple(
          fc.constantFrom<0 | 1 | 2>(0, 1, 2),
          fc.integer({ min: 0, max: 200 }),
          fc.integer({ min: 0, max: 50 }),
        )
        .map(([servers, from, lasts]) => answering(servers, from, from + lasts)),
      fc.integer({ min: 0, max: 250 }).map((seconds) => grants('dhcp-b', seconds)),
      fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 250 })).map(([is, seconds]) => balance(is, seconds)),
    ),
    { maxLength: 12 },
  );

  function told(observations: readonly DrillObservation[]): Drill {
    let drill = running();
    for (const [index, each] of observations.entries())
      drill = advanceDrill(drill, facts([each]), at(200 + index));
    return advanceDrill({ ...drill, record: { ...drill.record, gaps: [] } }, facts([]), at(240));
  }

  it('comes to the same', () => {
    const whole = stepsOf(told(FAULTLESS), at(240));
    fc.assert(
      fc.property(fc.shuffledSubarray([...FAULTLESS], { minLength: FAULTLESS.length }), (all) => {
        expect(stepsOf(told(all), at(240))).toEqual(whole);
      }),
    );
  });

  it('never passes without each step that is needed', () => {
    fc.assert(
      fc.property(order, noise, (some, others) => {
        const over = ended(told([...some, ...others]), 250);
        const steps = stepsOf(over, at(250));
        const { outcome } = verdictOf(over, steps, remarksOf(over, steps)) ?? {};
        const isSeen = (need: string) =>
          steps
            .filter((step) => step.need === need)
            .every(({ status }) => status === 'seen' || status === 'late');
        if (outcome === 'passed') {
          expect(isSeen('must') && isSeen('should')).toBe(true);
          expect(steps.some(({ status }) => status === 'late')).toBe(false);
        }
        if (outcome === 'passed-with-remarks') expect(isSeen('must')).toBe(true);
        expect(outcome).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('takes each look as it is told, however often', () => {
    fc.assert(
      fc.property(order, noise, (some, others) => {
        const all = facts([...some, ...others]);
        const once = advanceDrill(running(), all, at(30));
        const twice = advanceDrill(once, all, at(30));
        expect(stepsOf(twice, at(240))).toEqual(stepsOf(once, at(240)));
      }),
    );
  });
});
