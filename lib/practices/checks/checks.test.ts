import { describe, expect, it } from 'vitest';
import { checkBackups } from './backup.ts';
import { type ClockFacts, checkClocks } from './clock.ts';
import { checkLeaseAges, type LeaseAgeFacts } from './lease-age.ts';
import { checkStates, type StateFacts } from './state.ts';
import { checkSync, type SyncFacts } from './sync.ts';

const NOW = Date.UTC(2026, 10, 22, 3, 0);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe('the sync check', () => {
  const server = (name: string, changes: Partial<SyncFacts['servers'][number]> = {}) => ({
    name,
    config: { readAt: NOW - MINUTE_MS, isFresh: true },
    test: { at: NOW - DAY_MS / 2, ok: true, output: 'ISC DHCP 4.4.3-P1' },
    versionAt: NOW - 30 * DAY_MS,
    ...changes,
  });
  const facts = (changes: Partial<SyncFacts> = {}): SyncFacts => ({
    now: NOW,
    servers: [server('dhcp-a'), server('dhcp-b')],
    comparedAt: NOW - MINUTE_MS,
    findings: [],
    ...changes,
  });

  it('passes where both go together and dhcpd takes both', () => {
    expect(checkSync(facts())).toMatchObject({
      outcome: 'passed',
      sentence: 'The two configurations go together, and dhcpd takes both.',
    });
  });

  it('fails by a finding, but not by information such as a finding that is muted', () => {
    const finding = { code: 'range-differs', sentence: 'A range differs.', server: null };
    expect(checkSync(facts({ findings: [{ ...finding, severity: 'warning' }] }))).toMatchObject({
      outcome: 'failed',
      sentence: 'range-differs: A range differs.',
    });
    expect(checkSync(facts({ findings: [{ ...finding, severity: 'info' }] })).outcome).toBe('passed');
  });

  it('fails by what dhcpd refuses', () => {
    const test = { at: NOW - DAY_MS, ok: false, output: 'dhcpd.conf line 3: semicolon expected.\nExiting.' };
    const result = checkSync(facts({ servers: [server('dhcp-a', { test }), server('dhcp-b')] }));
    expect(result).toMatchObject({
      outcome: 'failed',
      sentence: 'dhcpd on dhcp-a refuses its dhcpd.conf: Exiting.',
    });
  });

  it.each([
    ['dhcpd -t was never run', { test: null }],
    ['it was run long ago', { test: { at: NOW - 3 * DAY_MS, ok: true, output: '' } }],
    ['the file changed since', { versionAt: NOW - MINUTE_MS }],
    ['the file is not read', { config: null }],
    ['the file was read long ago', { config: { readAt: NOW - DAY_MS, isFresh: false } }],
  ])('is not done where %s', (_, changes) => {
    expect(checkSync(facts({ servers: [server('dhcp-a'), server('dhcp-b', changes)] })).outcome).toBe(
      'not-done',
    );
  });

  it('is not done where the two were not held against each other', () => {
    expect(checkSync(facts({ comparedAt: null })).outcome).toBe('not-done');
  });
});

describe('the clock check', () => {
  const measured = (valueMs: number, uncertaintyMs = 2, at = NOW) => ({
    at,
    valueMs,
    uncertaintyMs,
    method: 'sntp',
  });
  const facts = (a: number, b: number, changes: Partial<ClockFacts> = {}): ClockFacts => ({
    now: NOW,
    holdsMs: 10 * MINUTE_MS,
    servers: [
      { name: 'dhcp-a', offset: measured(a) },
      { name: 'dhcp-b', offset: measured(b) },
    ],
    skew: measured(b - a, 4),
    isOwnSuspect: false,
    ...changes,
  });

  it('takes the uncertainty in: within with it passes, beyond without it fails, between is not known', () => {
    expect(checkClocks(facts(1, -3)).outcome).toBe('passed');
    expect(checkClocks(facts(0, 60))).toMatchObject({
      outcome: 'failed',
      sentence: expect.stringMatching(
        /^The clock of dhcp-b is 60 ms \(± 2 ms, by sntp\) ahead of Pairwatch’s, more than 50 ms\. And 1 more\.$/,
      ),
    });
    expect(checkClocks(facts(0, 49)).outcome).toBe('not-done');
  });

  it('knows nothing of a clock that was not measured, or long ago', () => {
    const [a, b] = facts(0, 0).servers;
    if (!a || !b) throw new Error('two servers');
    expect(checkClocks(facts(0, 0, { servers: [a, { ...b, offset: null }] })).outcome).toBe('not-done');
    const old = { ...b, offset: measured(0, 2, NOW - DAY_MS) };
    expect(checkClocks(facts(0, 0, { servers: [a, old] })).outcome).toBe('not-done');
    expect(checkClocks(facts(0, 0, { skew: null })).outcome).toBe('not-done');
  });

  it('does not lay to a server what may be Pairwatch’s own clock', () => {
    expect(checkClocks(facts(80, 80, { isOwnSuspect: true })).outcome).toBe('not-done');
    expect(checkClocks(facts(80, 80)).outcome).toBe('failed');
  });
});

describe('the lease-age audit', () => {
  const none = { underHour: 0, underDay: 0, underWeek: 0, underMonth: 0, older: 0 };
  const audit = (late = 0, ages: Partial<typeof none> & { state?: string } = {}) => ({
    backlog: {
      at: NOW,
      count: late,
      byAge: { under10s: 0, under1min: 0, under10min: 0, older: late },
      oldestAt: null,
    },
    ages: [
      { state: 'active', ...none, underHour: 20 },
      { state: 'expired', ...none, ...ages },
    ],
  });
  const facts = (changes: Partial<LeaseAgeFacts['servers'][number]> = {}): LeaseAgeFacts => ({
    now: NOW,
    servers: [
      { name: 'dhcp-a', readAt: NOW, isFresh: true, audit: audit() },
      { name: 'dhcp-b', readAt: NOW, isFresh: true, audit: audit(), ...changes },
    ],
  });

  it('passes where nothing waits', () => {
    expect(checkLeaseAges(facts()).outcome).toBe('passed');
  });

  it.each([
    [audit(3), 'The partner has not acknowledged 3 leases of dhcp-b for more than 10 min.'],
    [
      audit(0, { older: 1 }),
      '1 lease of dhcp-b is expired, released or reset for more than a day, and not free again.',
    ],
    [audit(0, { state: 'abandoned', older: 2 }), '2 addresses of dhcp-b are abandoned for more than a week.'],
  ])('fails by what goes on for too long', (told, sentence) => {
    expect(checkLeaseAges(facts({ audit: told }))).toMatchObject({ outcome: 'failed', sentence });
  });

  it.each([
    { readAt: null, isFresh: false },
    { isFresh: false },
    { audit: null },
    { audit: { ...audit(), ages: null } },
  ])('is not done where a file was not read or counted', (changes) => {
    expect(checkLeaseAges(facts(changes)).outcome).toBe('not-done');
  });
});

describe('the state check', () => {
  const facts = (state: string, changes: Partial<StateFacts> = {}): StateFacts => ({
    now: NOW,
    servers: [
      { name: 'dhcp-a', status: { state: 'normal', at: NOW, isFresh: true } },
      { name: 'dhcp-b', status: { state, at: NOW, isFresh: true } },
    ],
    change: { at: NOW - DAY_MS, sentence: 'The configuration changed.' },
    ...changes,
  });

  it('passes where both are in normal, fails where one is not', () => {
    expect(checkStates(facts('normal')).outcome).toBe('passed');
    expect(checkStates(facts('partner-down'))).toMatchObject({
      outcome: 'failed',
      sentence: 'dhcp-b is in partner-down.',
    });
  });

  it('takes no word from before the change', () => {
    const change = { at: NOW + 1, sentence: 'The configuration changed.' };
    expect(checkStates(facts('normal', { change })).outcome).toBe('not-done');
    const [first] = facts('normal').servers;
    if (!first) throw new Error('two servers');
    expect(checkStates(facts('normal', { servers: [first, { name: 'dhcp-b', status: null }] })).outcome).toBe(
      'not-done',
    );
  });
});

describe('the backup', () => {
  const copy = {
    at: NOW,
    id: 4,
    sizeBytes: 2048,
    storedBytes: 300,
    sha256: 'ab'.repeat(32),
    leases: 12,
    error: null,
  };

  it('passes by the copies there are, and says what is not copied', () => {
    const result = checkBackups({
      servers: [
        { name: 'dhcp-a', copy },
        { name: 'dhcp-b', copy: null },
      ],
    });
    expect(result).toMatchObject({
      outcome: 'passed',
      sentence:
        'The lease file of dhcp-a was copied, and the copy read again. The settings name none of dhcp-b.',
    });
    expect(result.evidence[0]?.text).toContain(
      `12 addresses in 2048 bytes (300 stored), SHA-256 ${'ab'.repeat(32)}`,
    );
  });

  it('fails by one that was not made, and is not done where there is nothing to copy', () => {
    const failed = { at: NOW, error: 'The disk is full.' };
    expect(
      checkBackups({
        servers: [
          { name: 'dhcp-a', copy },
          { name: 'dhcp-b', copy: failed },
        ],
      }),
    ).toMatchObject({ outcome: 'failed', sentence: 'The disk is full.' });
    expect(checkBackups({ servers: [{ name: 'dhcp-a', copy: null }] }).outcome).toBe('not-done');
  });
});
