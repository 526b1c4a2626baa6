import { describe, expect, test } from 'vitest';
import type { Verdict } from '../contracts/verdict.ts';
import type { FailoverState } from '../failover-states.ts';
import type { PairFacts } from './facts.ts';
import { fillSince } from './sentence.ts';
import { HOUR_MS, MINUTE_MS, NOW, pairFacts, SECOND_MS, UNREAD } from './testing/pair-facts.ts';
import { judge } from './verdict.ts';

const INTERRUPTED = 'communications-interrupted';

/** Judges, and prints the sentence as the API would. */
function judged(facts: PairFacts) {
  const judgement = judge(facts, NOW);
  const sentence = fillSince(judgement.sentenceTemplate, judgement.sinceAt ?? NOW, NOW, 'UTC');
  return { ...judgement, sentence, answers: judgement.answering.map(({ answering }) => answering) };
}

type Row = [
  primary: FailoverState,
  secondary: FailoverState,
  forMs: number,
  verdict: Verdict,
  code: string,
  answers: [boolean | null, boolean | null],
  link: string,
];

describe('two words', () => {
  test.each<Row>([
    ['normal', 'normal', HOUR_MS, 'healthy', 'both-normal', [true, true], 'up'],
    ['startup', INTERRUPTED, 10 * SECOND_MS, 'recovering', 'primary-starting', [false, true], 'down'],
    ['startup', 'partner-down', 10 * SECOND_MS, 'recovering', 'primary-starting', [false, true], 'unknown'],
    ['normal', 'startup', 10 * SECOND_MS, 'recovering', 'secondary-starting', [true, false], 'unknown'],
    ['startup', INTERRUPTED, 61 * SECOND_MS, 'degraded', 'primary-stuck-in-startup', [false, true], 'down'],
    ['startup', 'startup', 10 * SECOND_MS, 'recovering', 'both-coming-up', [false, false], 'unknown'],
    ['startup', 'recover', 61 * SECOND_MS, 'down', 'nobody-answers', [false, false], 'unknown'],
    ['normal', INTERRUPTED, 5 * SECOND_MS, 'degraded', 'link-one-sided', [true, true], 'one-sided'],
    [INTERRUPTED, 'normal', 30 * SECOND_MS, 'degraded', 'link-one-sided', [true, true], 'one-sided'],
    [INTERRUPTED, 'normal', 31 * SECOND_MS, 'degraded', 'link-half-open', [true, true], 'one-sided'],
    [INTERRUPTED, INTERRUPTED, HOUR_MS, 'degraded', 'communications-interrupted', [true, true], 'down'],
    ['partner-down', INTERRUPTED, SECOND_MS, 'dangerous', 'both-serve-alone', [true, false], 'down'],
    ['normal', 'partner-down', SECOND_MS, 'dangerous', 'both-serve-alone', [false, true], 'one-sided'],
    ['partner-down', 'recover', MINUTE_MS, 'recovering', 'secondary-recovering', [true, false], 'up'],
    ['recover-wait', 'partner-down', 31 * MINUTE_MS, 'recovering', 'primary-recovering', [false, true], 'up'],
    ['recover-done', 'partner-down', MINUTE_MS, 'recovering', 'primary-recovering', [false, true], 'up'],
    [
      'recover-wait',
      'partner-down',
      33 * MINUTE_MS,
      'degraded',
      'primary-recovery-overdue',
      [false, true],
      'up',
    ],
    ['normal', 'recover-done', SECOND_MS, 'recovering', 'secondary-recovering', [true, false], 'up'],
    [INTERRUPTED, 'recover', SECOND_MS, 'recovering', 'secondary-recovering', [true, false], 'down'],
    ['potential-conflict', 'potential-conflict', SECOND_MS, 'down', 'merging', [false, false], 'up'],
    ['conflict-done', 'potential-conflict', SECOND_MS, 'down', 'merging', [false, false], 'up'],
    [
      'potential-conflict',
      'resolution-interrupted',
      SECOND_MS,
      'down',
      'merging',
      [false, false],
      'one-sided',
    ],
    [
      'resolution-interrupted',
      'resolution-interrupted',
      61 * SECOND_MS,
      'down',
      'merge-stuck',
      [false, false],
      'down',
    ],
    ['recover', 'recover', 5 * SECOND_MS, 'recovering', 'both-coming-up', [false, false], 'up'],
    ['recover-done', 'recover', 5 * SECOND_MS, 'recovering', 'both-coming-up', [false, false], 'up'],
    ['recover', 'recover', 61 * SECOND_MS, 'down', 'nobody-answers', [false, false], 'up'],
    ['shutdown', 'partner-down', SECOND_MS, 'degraded', 'primary-shut-down', [false, true], 'unknown'],
    [INTERRUPTED, 'shutdown', SECOND_MS, 'degraded', 'secondary-stopped-serving', [true, false], 'down'],
    ['shutdown', 'shutdown', SECOND_MS, 'down', 'nobody-answers', [false, false], 'unknown'],
    ['paused', INTERRUPTED, SECOND_MS, 'degraded', 'primary-paused', [false, true], 'down'],
    ['paused', 'paused', SECOND_MS, 'down', 'nobody-answers', [false, false], 'unknown'],
    ['state-42', 'normal', SECOND_MS, 'unknown', 'state-not-known', [null, true], 'unknown'],
    ['unknown-state', INTERRUPTED, SECOND_MS, 'unknown', 'state-not-known', [false, true], 'down'],
    ['unknown-state', 'unknown-state', SECOND_MS, 'down', 'nobody-answers', [false, false], 'unknown'],
  ])('(%s, %s) for %i ms is %s: %s', (primary, secondary, forMs, verdict, code, answers, link) => {
    const result = judged(
      pairFacts({ state: primary, partner: secondary, forMs }, { state: secondary, partner: primary, forMs }),
    );
    expect(result).toMatchObject({ verdict, code, answers, link: { status: link } });
  });

  test('a merge its partner is through with is nearly over, then stuck', () => {
    const facts = (forMs: number) =>
      pairFacts(
        { state: 'potential-conflict', partner: 'normal', forMs },
        { state: 'normal', partner: 'normal', forMs },
      );
    expect(judged(facts(SECOND_MS))).toMatchObject({ verdict: 'recovering', code: 'primary-merging' });
    expect(judged(facts(61 * SECOND_MS))).toMatchObject({
      verdict: 'degraded',
      code: 'primary-stuck-in-merge',
    });
  });

  test('a pair that finds itself again is recovering, not half lost', () => {
    const found = pairFacts(
      { forMs: SECOND_MS, partner: INTERRUPTED },
      { state: INTERRUPTED, forMs: MINUTE_MS },
    );
    expect(judged(found)).toMatchObject({ verdict: 'recovering', code: 'reconnecting' });
    const settling = pairFacts({ forMs: SECOND_MS, partner: INTERRUPTED }, { forMs: SECOND_MS });
    expect(judged(settling)).toMatchObject({ verdict: 'recovering', code: 'views-settling' });
  });

  test('two in normal that do not know it of each other are not healthy', () => {
    expect(judged(pairFacts({ partner: INTERRUPTED }))).toMatchObject({
      verdict: 'degraded',
      code: 'views-disagree',
    });
  });

  test('a partner in partner-down that was read before the other rejoined it is no danger', () => {
    const rejoined = pairFacts({ forMs: SECOND_MS }, { state: 'partner-down', partner: 'recover-done' });
    expect(judged(rejoined)).toMatchObject({ verdict: 'recovering', code: 'rejoining' });
    const halfOpen = pairFacts({}, { state: 'partner-down', forMs: SECOND_MS });
    expect(judged(halfOpen)).toMatchObject({ verdict: 'dangerous', code: 'both-serve-alone' });
  });

  test('two of one role are dangerous while one may answer', () => {
    const two = (state: FailoverState) => pairFacts({ state }, { state, view: { hierarchy: 'primary' } });
    expect(judged(two(INTERRUPTED))).toMatchObject({ verdict: 'dangerous', code: 'same-role-twice' });
    expect(judged(two('normal'))).toMatchObject({ verdict: 'dangerous', code: 'same-role-twice' });
    expect(judged(two('recover'))).toMatchObject({ verdict: 'down', code: 'same-role-twice' });
  });

  test('roles that are swapped in the settings are never healthy', () => {
    const swapped = pairFacts({ view: { hierarchy: 'secondary' } }, { view: { hierarchy: 'primary' } });
    expect(judged(swapped)).toMatchObject({ verdict: 'unknown', code: 'roles-swapped' });
    expect(judged(swapped).evidence.map(({ text }) => text)).toContain(
      'dhcp-a says it is the secondary; the settings say primary.',
    );
  });

  test('clocks that would forbid a new connection are not healthy, near ones come with a next step', () => {
    const apart = (seconds: number) =>
      pairFacts(
        { view: { localStosAt: NOW, partnerStosAt: NOW } },
        { view: { localStosAt: NOW + seconds * SECOND_MS, partnerStosAt: NOW + seconds * SECOND_MS } },
      );
    expect(judged(apart(5))).toMatchObject({ verdict: 'healthy', nextStep: null, skew: { skewMs: 5000 } });
    expect(judged(apart(40)).nextStep).toContain('40 s apart');
    expect(judged(apart(-90))).toMatchObject({ verdict: 'degraded', code: 'clocks-too-far-apart' });
  });
});

describe('one word', () => {
  type OneRow = [
    heard: FailoverState,
    verdict: Verdict,
    code: string,
    answering: boolean | null,
    link: string,
  ];
  test.each<OneRow>([
    ['normal', 'unknown', 'monitor-cannot-reach-primary', true, 'unknown'],
    [INTERRUPTED, 'degraded', 'primary-unreachable', true, 'down'],
    ['partner-down', 'degraded', 'primary-declared-down', true, 'unknown'],
    ['potential-conflict', 'down', 'merging-without-word-of-primary', false, 'unknown'],
    ['resolution-interrupted', 'down', 'merging-without-word-of-primary', false, 'down'],
    ['conflict-done', 'down', 'merging-without-word-of-primary', false, 'unknown'],
    ['startup', 'unknown', 'service-unproven', false, 'unknown'],
    ['recover', 'unknown', 'service-unproven', false, 'unknown'],
    ['recover-wait', 'unknown', 'service-unproven', false, 'unknown'],
    ['recover-done', 'unknown', 'service-unproven', false, 'unknown'],
    ['shutdown', 'unknown', 'service-unproven', false, 'unknown'],
    ['paused', 'unknown', 'service-unproven', false, 'unknown'],
    ['unknown-state', 'unknown', 'service-unproven', false, 'unknown'],
    ['state-7777', 'unknown', 'service-unproven', null, 'unknown'],
  ])('the primary unread, the secondary in %s: %s, %s', (heard, verdict, code, answering, link) => {
    const result = judged(pairFacts(UNREAD, { state: heard, forMs: MINUTE_MS }));
    expect(result).toMatchObject({ verdict, code, answers: [null, answering], link: { status: link } });
  });

  test('says who answers alone, since when, and what to do', () => {
    const result = judged(pairFacts(UNREAD, { state: INTERRUPTED, forMs: 6 * MINUTE_MS }));
    expect(result.sentence).toBe(
      'dhcp-b answers alone since 10:42 UTC (6 min). dhcp-a is unreachable for us and for dhcp-b.',
    );
    expect(result.nextStep).toBe(
      'Bring dhcp-a back; set partner-down on dhcp-b only if dhcp-a is really off.',
    );
    expect(result.evidence.map(({ server, text }) => [server, text])).toEqual([
      ['dhcp-a', 'dhcp-a is in normal; the last state it heard from its partner is normal.'],
      ['dhcp-a', '3 polls in a row failed: dhcp-a failed as unreachable.'],
      [
        'dhcp-b',
        'dhcp-b is in communications-interrupted; the last state it heard from its partner is normal.',
      ],
    ]);
  });

  test('the same for the secondary', () => {
    const result = judged(pairFacts({ state: INTERRUPTED }, UNREAD));
    expect(result).toMatchObject({ code: 'secondary-unreachable', answers: [true, null] });
  });

  test('a server that refuses our key runs, so its partner is not said to answer alone', () => {
    const refusing = { ...UNREAD, failureKind: 'secret-wrong' };
    const lost = judged(pairFacts(refusing, { state: INTERRUPTED }));
    expect(lost).toMatchObject({ verdict: 'degraded', code: 'primary-lost-but-runs' });
    expect(lost.sentence).not.toContain('alone');
    expect(lost.nextStep).toBe('dhcp-a failed as secret-wrong.');
    const declaredDown = judged(pairFacts(refusing, { state: 'partner-down' }));
    expect(declaredDown).toMatchObject({ verdict: 'dangerous', code: 'primary-declared-down-but-runs' });
    const recovers = judged(pairFacts(refusing, { state: 'partner-down', partner: 'recover' }));
    expect(recovers).toMatchObject({ verdict: 'degraded', code: 'primary-declared-down' });
  });

  test('a partner that demands silence silences the one that is heard', () => {
    const result = judged(pairFacts(UNREAD, { state: 'normal', partner: 'potential-conflict' }));
    expect(result).toMatchObject({ verdict: 'unknown', code: 'service-unproven', answers: [null, false] });
  });
});

describe('a word that may be out of date', () => {
  test('two failed polls alone change nothing, the third does', () => {
    const failing = (failures: number) => pairFacts({ failures, ageMs: 5 * SECOND_MS });
    expect(judged(failing(2)).verdict).toBe('healthy');
    expect(judged(failing(3))).toMatchObject({ verdict: 'unknown', code: 'monitor-cannot-reach-primary' });
  });

  test('one that came back, and is not asked yet, is no longer lost to both since its partner is in normal', () => {
    const lost = { failures: 45, ageMs: 90 * SECOND_MS };
    expect(judged(pairFacts(lost, { forMs: 2 * SECOND_MS }))).toMatchObject({
      code: 'monitor-cannot-reach-primary',
      sinceAt: NOW - 2 * SECOND_MS,
    });
    expect(judged(pairFacts(lost)).sinceAt).toBe(NOW - 89 * SECOND_MS);
  });

  test('a word that is no longer fresh is none, even without a failed poll', () => {
    expect(judged(pairFacts({ ageMs: 6 * SECOND_MS })).verdict).toBe('healthy');
    expect(judged(pairFacts({ ageMs: 7 * SECOND_MS })).code).toBe('monitor-cannot-reach-primary');
  });

  test('one failed poll is enough when the partner’s word proves the loss', () => {
    const first = { failures: 1, ageMs: 2 * SECOND_MS };
    const lost = judged(pairFacts(first, { state: INTERRUPTED, forMs: SECOND_MS }));
    expect(lost).toMatchObject({ verdict: 'degraded', code: 'primary-unreachable', answers: [null, true] });
    const declared = judged(pairFacts(first, { state: 'partner-down', forMs: SECOND_MS }));
    expect(declared).toMatchObject({ verdict: 'degraded', code: 'primary-declared-down' });
  });

  test('the loss is proven as well when whole seconds hide which came first', () => {
    const result = judged(pairFacts({ failures: 1, ageMs: SECOND_MS }, { state: INTERRUPTED, forMs: 1500 }));
    expect(result.code).toBe('primary-unreachable');
  });

  test('one failed poll does not hide a danger seen after the partner’s change', () => {
    const result = judged(
      pairFacts({ state: INTERRUPTED, failures: 1 }, { state: 'partner-down', forMs: MINUTE_MS }),
    );
    expect(result).toMatchObject({ verdict: 'dangerous', code: 'both-serve-alone' });
  });

  test('one failed poll does not turn a recovery into a loss', () => {
    const result = judged(
      pairFacts({ state: 'recover-wait', failures: 1, forMs: MINUTE_MS }, { state: 'partner-down' }),
    );
    expect(result.code).toBe('primary-recovering');
  });

  test('the end of a recovery is announced by the server’s own stamp', () => {
    const stosAt = NOW - 8 * MINUTE_MS;
    const result = judged(
      pairFacts(
        { state: 'recover-wait', forMs: 5 * MINUTE_MS, view: { localStosAt: stosAt } },
        { state: 'partner-down', partner: 'recover-wait' },
      ),
    );
    expect(result.sentence).toBe(
      'dhcp-a is catching up with dhcp-b since 10:43 UTC (5 min) and answers nobody: it is in recover-wait until about 11:10 UTC (22 min left). dhcp-b answers alone.',
    );
  });
});

describe('no word', () => {
  test('says since when', () => {
    const result = judged(pairFacts(UNREAD, { ...UNREAD, ageMs: 40 * SECOND_MS }));
    expect(result).toMatchObject({
      verdict: 'unknown',
      code: 'no-word',
      answers: [null, null],
      link: { status: 'unknown' },
    });
    expect(result.sentence).toBe('No word from either dhcp-a or dhcp-b since 10:47 UTC (7 s).');
  });

  test('tells a pair that never answered from one that was not asked', () => {
    const never = { view: null, failures: 3 };
    expect(judged(pairFacts(never, never)).code).toBe('never-read');
    const facts = pairFacts({ view: null }, { view: null });
    facts.primary.omapi.lastAttemptAt = null;
    facts.secondary.omapi.lastAttemptAt = null;
    expect(judged(facts).code).toBe('not-polled-yet');
  });
});

describe('what the clocks and the fleet add', () => {
  const skew = (skewMs: number, uncertaintyMs = 100) =>
    ({ skewMs, uncertaintyMs, method: 'sntp', measuredAt: new Date(NOW).toISOString() }) as const;
  const refusal = { server: 'dhcp-b', at: NOW, text: 'Failover CONNECT from pair: time offset too large' };
  const apart = pairFacts({ state: INTERRUPTED }, { state: INTERRUPTED });

  test.each([
    [{ skew: skew(90_000) }, 'clocks-refuse', '90 s apart'],
    [{ skew: skew(-61_000) }, 'clocks-refuse', '61 s apart'],
    [{ skew: skew(61_000, 2000) }, INTERRUPTED, 'cannot hear each other'],
    [{ skew: skew(59_000) }, INTERRUPTED, 'cannot hear each other'],
    [{ clockRefusal: refusal }, 'clocks-refuse', 'more than 60 s apart'],
    [{ clockRefusal: refusal, skew: skew(5000) }, 'clocks-refuse', 'more than 60 s apart'],
  ])('a lost connection with %j is %s', (more, code, words) => {
    const result = judged({ ...apart, ...more });
    expect(result).toMatchObject({ verdict: 'degraded', code, answers: [true, true] });
    expect(result.sentence).toContain(words);
  });

  test('the line of the log and the measure are evidence', () => {
    const { evidence } = judged({ ...apart, clockRefusal: refusal, skew: skew(90_000) });
    expect(evidence.slice(-2)).toMatchObject([
      { source: 'clock', text: 'The clock of dhcp-b was 90 s ± 0.1 s ahead of dhcp-a, by NTP.' },
      { source: 'log', server: 'dhcp-b', text: refusal.text },
    ]);
  });

  test('clocks that drifted apart under a connected pair are told before it breaks', () => {
    expect(judged({ ...pairFacts(), skew: skew(75_000) })).toMatchObject({
      verdict: 'degraded',
      code: 'clocks-too-far-apart',
      sinceAt: null,
    });
    const near = judged({ ...pairFacts(), skew: skew(40_000) });
    expect(near).toMatchObject({ verdict: 'healthy', nextStep: expect.stringContaining('40 s apart') });
  });

  test('a measurement from before the two connected is refuted by that', () => {
    const connected = pairFacts({ forMs: 5 * SECOND_MS }, { forMs: 5 * SECOND_MS });
    const measured = (secondsAgo: number) => ({
      ...skew(90_000),
      measuredAt: new Date(NOW - secondsAgo * SECOND_MS).toISOString(),
    });
    expect(judged({ ...connected, skew: measured(6) })).toMatchObject({ verdict: 'healthy', nextStep: null });
    expect(judged({ ...connected, skew: measured(4) })).toMatchObject({ code: 'clocks-too-far-apart' });
  });

  test('two hosts that refuse the connection have no dhcpd; a port that never answered proves nothing', () => {
    const refused = { ...UNREAD, failureKind: 'refused' };
    expect(judged(pairFacts(refused, refused))).toMatchObject({ verdict: 'down', code: 'neither-runs' });
    expect(judged(pairFacts(refused, UNREAD))).toMatchObject({ verdict: 'unknown', code: 'no-word' });
    const never = { ...refused, view: null };
    expect(judged(pairFacts(never, never))).toMatchObject({ verdict: 'unknown', code: 'never-read' });
    expect(judged(pairFacts(refused, never))).toMatchObject({ verdict: 'unknown', code: 'no-word' });
    const { primary, ...others } = pairFacts(refused, refused);
    expect(judged({ ...others, primary: { ...primary, stillWrites: true } })).toMatchObject({
      verdict: 'unknown',
      code: 'no-word',
    });
    const restarting = { ...refused, failures: 2 };
    expect(judged(pairFacts(refused, restarting)).verdict).toBe('unknown');
  });

  test('when no server of any pair is reached, that is what is said of each; a word of one counts more', () => {
    const blindSince = NOW - MINUTE_MS;
    expect(judged({ ...pairFacts(UNREAD, UNREAD), blindSince })).toMatchObject({
      verdict: 'unknown',
      code: 'monitor-blind',
      answers: [null, null],
    });
    const heard = judged({ ...pairFacts({ state: INTERRUPTED }, UNREAD), blindSince });
    expect(heard).toMatchObject({ verdict: 'degraded', code: 'secondary-unreachable' });
  });
});
