import { describe, expect, it } from 'vitest';
import type { FailoverView } from '../pair/facts.ts';
import { advance } from './advance.ts';
import type { Changes } from './changes.ts';
import { NOTHING_READ, type PairMemory, type ServerMemory } from './memory.ts';
import type { Reading } from './reading.ts';
import { NOTHING_WORKED_OUT } from './truth/memory.ts';

const START = Date.parse('2026-03-01T10:00:00Z');
const HOUR_MS = 3_600_000;

function server(serverId: number, role: 'primary' | 'secondary'): ServerMemory {
  const name = role === 'primary' ? 'dhcp-a' : 'dhcp-b';
  return {
    serverId,
    name,
    role,
    host: '192.0.2.1',
    sources: {},
    view: null,
    openSpan: null,
    settled: false,
    ...NOTHING_READ,
  };
}

function freshMemory(): PairMemory {
  return {
    pairId: 7,
    name: 'office',
    title: null,
    servers: [server(1, 'primary'), server(2, 'secondary')],
    verdict: null,
    judgedAt: null,
    judgement: null,
    unrest: null,
    peerName: 'pair',
    blindSince: null,
    goingOn: {},
    mutes: [],
    truth: NOTHING_WORKED_OUT,
  };
}

function view(serverId: number, at: number, changes: Partial<FailoverView> = {}): FailoverView {
  return {
    observedAt: at,
    localState: 'normal',
    partnerState: 'normal',
    localStosAt: START - HOUR_MS,
    partnerStosAt: START - HOUR_MS,
    hierarchy: serverId === 1 ? 'primary' : 'secondary',
    mcltSeconds: 600,
    maxResponseDelaySeconds: 10,
    unackedUpdates: 0,
    ...changes,
  };
}

function answered(serverId: number, at: number, changes: Partial<FailoverView> = {}): Reading {
  const outcome = {
    ok: true,
    value: { view: view(serverId, at, changes), raw: {}, roundTripMs: 0.4 },
  } as const;
  return { kind: 'omapi', serverId, attemptAt: at, finishedAt: at, intervalMs: 2_000, outcome };
}

function refused(serverId: number, at: number): Reading {
  const failure = { kind: 'refused', message: 'nothing listens on 10.66.0.11:7911' };
  return {
    kind: 'omapi',
    serverId,
    attemptAt: at,
    finishedAt: at,
    intervalMs: 2_000,
    outcome: { ok: false, failure },
  };
}

/** Takes readings in, one after the other, and gives every change. */
function play(memory: PairMemory, readings: Reading[]): { memory: PairMemory; changes: Changes[] } {
  const changes: Changes[] = [];
  let now = memory;
  for (const reading of readings) {
    const step = advance(now, reading);
    now = step.memory;
    changes.push(step.changes);
  }
  return { memory: now, changes };
}

const healthy = () => play(freshMemory(), [answered(1, START), answered(2, START)]).memory;
const events = (changes: Changes[]) => changes.flatMap((each) => each.events);
const verdicts = (changes: Changes[]) =>
  changes.flatMap((each) => (each.verdict ? [each.verdict.verdict] : []));

describe('the first readings', () => {
  it('judges nothing before both servers were heard', () => {
    const { changes } = play(freshMemory(), [answered(1, START)]);
    expect(changes[0]?.judgement).toBeNull();
  });

  it('finds a healthy pair healthy and backdates its states to the servers’ own stamps', () => {
    const { changes, memory } = play(freshMemory(), [answered(1, START), answered(2, START + 10)]);
    expect(verdicts(changes)).toEqual(['healthy']);
    expect(memory.servers.map((each) => each.openSpan?.from)).toEqual([START - HOUR_MS, START - HOUR_MS]);
    expect(events(changes).map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['state', null, 'normal'],
      ['state', null, 'normal'],
      ['verdict', null, 'healthy'],
    ]);
  });

  it('does not judge a silent server from what an earlier run remembers until it missed three polls', () => {
    const remembered = {
      ...healthy(),
      servers: healthy().servers.map((each) => ({ ...each, settled: false })),
    };
    const later = START + HOUR_MS;
    const { changes } = play(remembered, [answered(2, later), refused(1, later), refused(1, later + 1_000)]);
    expect(changes.map((each) => each.judgement)).toEqual([null, null, null]);
    const settled = play(remembered, [
      answered(2, later + 2_000),
      ...[0, 1, 2].map((n) => refused(1, later + n * 1_000)),
    ]);
    expect(settled.changes.at(-1)?.judgement).not.toBeNull();
  });
});

describe('the loss of the primary', () => {
  const lost = [
    refused(1, START + 2_000),
    answered(2, START + 2_050, { localState: 'communications-interrupted', localStosAt: START + 2_000 }),
  ];

  it('is told once, with the state by the server’s clock, when both were asked after it', () => {
    const { changes } = play(healthy(), [
      ...lost,
      answered(2, START + 2_150, lostView()),
      refused(1, START + 3_000),
      answered(2, START + 3_050, lostView()),
    ]);
    expect(changes.map(({ judgement }) => judgement?.judgement.verdict ?? null)).toEqual([
      null,
      null,
      'degraded',
      'degraded',
      'degraded',
    ]);
    const told = events(changes).filter(({ kind }) => kind !== 'source');
    expect(told.map(({ kind, from, to, clock }) => [kind, from, to, clock])).toEqual([
      ['state', 'normal', 'communications-interrupted', 'server'],
      ['verdict', 'healthy', 'degraded', 'pairwatch'],
    ]);
    expect(changes[2]?.verdict).toMatchObject({ previous: 'healthy', announced: true });
    expect(changes[2]?.judgement?.judgement.sentenceTemplate).toContain('dhcp-b answers alone');
  });

  it('is not told again by a collector that was killed before it could store it', () => {
    const once = play(healthy(), lost);
    const again = play(healthy(), lost);
    expect(events(again.changes).map(({ key }) => key)).toEqual(events(once.changes).map(({ key }) => key));
  });

  it('names the failing source after three polls and its return', () => {
    const { changes } = play(healthy(), [
      refused(1, START + 2_000),
      refused(1, START + 3_000),
      refused(1, START + 4_000),
      refused(1, START + 5_000),
      answered(1, START + 6_000),
    ]);
    const sources = events(changes).filter(({ kind }) => kind === 'source');
    expect(sources.map(({ to }) => to)).toEqual(['failing', 'working']);
    expect(sources[0]?.sentence).toContain('nothing listens on 10.66.0.11:7911');
    expect(sources[1]?.sentence).toContain('4 failed polls');
  });

  function lostView(): Partial<FailoverView> {
    return { localState: 'communications-interrupted', localStosAt: START + 2_000 };
  }
});

describe('a blind spell', () => {
  it('does not make a state younger than it is', () => {
    const blind = play(
      healthy(),
      [0, 1, 2, 3].map((n) => refused(1, START + 2_000 * (n + 1))),
    );
    expect(blind.memory.verdict?.verdict).toBe('unknown');
    const { changes } = play(blind.memory, [
      answered(2, START + 9_000),
      answered(1, START + 10_000),
      answered(2, START + 10_100),
    ]);
    const last = changes.at(-1)?.judgement;
    expect(last?.judgement.verdict).toBe('healthy');
    expect(last?.since).toBe(START - HOUR_MS);
  });
});

describe('a change of one server', () => {
  const interrupted = { localState: 'communications-interrupted', localStosAt: START + 2_000 } as const;
  const back = { localState: 'normal', localStosAt: START + 9_000 } as const;

  it('is not judged against the old word of its partner', () => {
    const apart = play(healthy(), [
      answered(1, START + 2_000, interrupted),
      answered(2, START + 2_100, interrupted),
      answered(1, START + 2_101, interrupted),
      answered(2, START + 2_201, interrupted),
      answered(1, START + 2_202, interrupted),
    ]);
    const { changes } = play(apart.memory, [
      answered(2, START + 9_000, back),
      answered(1, START + 9_100, back),
      answered(2, START + 9_201, back),
      answered(1, START + 9_202, back),
    ]);
    expect(verdicts([...apart.changes, ...changes])).toEqual(['degraded', 'healthy']);
  });

  it('is judged after a second even when the changes go on', () => {
    const flapping = Array.from({ length: 12 }, (_, n) =>
      answered(
        1,
        START + 2_000 + n * 150,
        n % 2 ? { ...back, localStosAt: START + n } : { ...interrupted, localStosAt: START + n },
      ),
    );
    const judgedAt = play(healthy(), flapping).changes.findIndex(({ judgement }) => judgement !== null);
    expect(judgedAt).toBe(7);
  });
});

describe('a time nobody watched', () => {
  /** The pair an hour later, by a collector that was off meanwhile. */
  function anHourLater(localStosAt: number) {
    const off = { ...healthy(), servers: healthy().servers.map((each) => ({ ...each, settled: false })) };
    const at = START + HOUR_MS;
    const readings = [0, 200].flatMap((ms) => [
      answered(1, at + ms, { localStosAt }),
      answered(2, at + ms + 10, { localStosAt }),
    ]);
    return play(off, readings).changes;
  }

  it('in which nothing changed leaves the begin of the verdict as it was', () => {
    const changes = anHourLater(START - HOUR_MS);
    expect(changes.at(-1)?.judgement?.since).toBe(START - HOUR_MS);
    expect(verdicts(changes)).toEqual([]);
  });

  it('in which the pair broke and came back has the same verdict begin anew, without telling it', () => {
    const cameBackAt = START + HOUR_MS / 2;
    const changes = anHourLater(cameBackAt);
    expect(changes.at(-1)?.judgement).toMatchObject({ since: cameBackAt, judgement: { verdict: 'healthy' } });
    expect(events(changes).filter(({ kind }) => kind === 'verdict')).toEqual([]);
  });
});

describe('a jump of our own clock, or a pause of this machine', () => {
  it.each([HOUR_MS, -HOUR_MS])('by %d ms tells nothing: both servers are asked first', (jumpMs) => {
    const at = START + jumpMs;
    const { changes } = play(healthy(), [answered(1, at), answered(2, at + 10), answered(1, at + 2_000)]);
    expect(verdicts(changes)).toEqual([]);
    expect(changes.map(({ judgement }) => judgement?.judgement.verdict ?? null)).toEqual([
      null,
      'healthy',
      'healthy',
    ]);
  });

  it('back by an hour does not put off the judgement of a change for an hour', () => {
    const at = START - HOUR_MS;
    const apart = { localState: 'communications-interrupted', localStosAt: START + 2_000 } as const;
    const { changes } = play(healthy(), [
      answered(1, START + 2_000, apart),
      answered(1, at, apart),
      answered(2, at + 100),
      answered(1, at + 1_000, apart),
      answered(2, at + 1_100),
    ]);
    expect(verdicts(changes)).toEqual(['degraded']);
    expect(changes.at(-1)?.judgement?.since).toBeLessThanOrEqual(at + 1_100);
  });
});

describe('failed polls', () => {
  it('keep the last view but never a healthy verdict beyond three of them', () => {
    const { memory, changes } = play(
      healthy(),
      [0, 1, 2].map((n) => refused(1, START + 2_000 * (n + 1))),
    );
    expect(memory.servers[0]?.view?.localState).toBe('normal');
    expect(changes.at(-1)?.judgement?.judgement.verdict).not.toBe('healthy');
  });

  it('count and keep the start of their run', () => {
    const { memory } = play(healthy(), [refused(1, START + 2_000), refused(1, START + 4_000)]);
    expect(memory.servers[0]?.sources.omapi).toMatchObject({
      consecutiveFailures: 2,
      failingSince: START + 2_000,
      lastSuccessAt: START,
      failure: { kind: 'refused' },
    });
  });
});

describe('other sources', () => {
  it('do not touch the state of a server', () => {
    const failure = { kind: 'not-found', message: 'gone' };
    const reading: Reading = {
      kind: 'config',
      serverId: 1,
      attemptAt: START,
      finishedAt: START,
      intervalMs: 30_000,
      outcome: { ok: false, failure },
    };
    const { memory, changes } = play(healthy(), [reading]);
    expect(changes[0]?.span).toBeNull();
    expect(memory.servers[0]?.sources.omapi?.consecutiveFailures).toBe(0);
    expect(memory.servers[0]?.sources.config?.failure).toEqual(failure);
  });

  it('that fail for another reason after nobody could be contacted are told then', () => {
    const failed = (kind: string, at: number): Reading => ({
      kind: 'pools',
      serverId: 1,
      attemptAt: at,
      finishedAt: at,
      intervalMs: 10_000,
      outcome: { ok: false, failure: { kind, message: `it is ${kind}` } },
    });
    const refusals = [0, 1, 2, 3].map((n) => failed('refused', START + n * 10_000));
    const { changes } = play(healthy(), [
      ...refusals,
      failed('address-unknown', START + 40_000),
      failed('address-unknown', START + 50_000),
    ]);
    expect(events(changes).map(({ to, sentence }) => [to, sentence])).toEqual([
      ['failing', "Pool counters of dhcp-a can't be read: it is address-unknown"],
    ]);
  });

  it('hand on the counters of a partial read without calling it whole', () => {
    const counters = {
      key: 'lan/10.0.0.10',
      sharedNetwork: 'lan',
      peerName: 'pair',
      ranges: [],
      addressCount: 9,
    };
    const value = [{ ...counters, leaseCount: 9, freeLeases: 4, backupLeases: 4 }];
    const outcome = { ok: false, failure: { kind: 'partial', message: '1 of 2' }, partial: value } as const;
    const reading: Reading = {
      kind: 'pools',
      serverId: 1,
      attemptAt: START,
      finishedAt: START,
      intervalMs: 10_000,
      outcome,
    };
    const { changes } = play(healthy(), [reading]);
    expect(changes[0]?.pools).toEqual({ counters: value, whole: false, observedAt: START });
    expect(changes[0]?.health.consecutiveFailures).toBe(1);
  });
});
