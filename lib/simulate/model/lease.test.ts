import { describe, expect, test } from 'vitest';
import { mayAllocate } from './grant.ts';
import {
  acknowledged,
  bucketOf,
  expired,
  granted,
  handedTo,
  isLessCritical,
  isPending,
  type Lease,
  neverUsed,
  received,
  released,
  sent,
} from './lease.ts';
import { DEMO_PLAN } from './plan.ts';
import { newServer, type Server } from './server.ts';

const NOW = 1_790_000_000_000;
const CLIENT = { hardware: '02:50:57:00:00:01', hostname: 'laptop-1', vendorClass: 'MSFT 5.0' };
const TIMES = { leaseMs: 600_000, mcltMs: 30_000 };
const UNUSED = neverUsed('10.20.0.50', 'office-desks');

describe('a grant', () => {
  const first = granted(UNUSED, CLIENT, NOW, TIMES);

  test('lasts no longer than MCLT while the partner knows nothing', () => {
    expect(first.endsMs - first.startsMs).toBe(30_000);
    expect(isPending(first)).toBe(true);
  });

  test('promises the partner the wanted end and half of what was given', () => {
    expect(first.tstpMs).toBe(NOW + 600_000 + 15_000);
  });

  test('lasts the configured time at the renewal, once the partner has acknowledged', () => {
    const renewed = granted(acknowledged(first), CLIENT, NOW + 15_000, TIMES);
    expect(renewed.endsMs - renewed.startsMs).toBe(600_000);
  });

  test('is limited to MCLT beyond the acknowledged end when the partner is silent for long', () => {
    const late = granted(acknowledged(first), CLIENT, NOW + 600_000, TIMES);
    expect(late.endsMs).toBe(NOW + 615_000 + 30_000);
  });

  test('keeps the former state as rewind state until its update is sent', () => {
    expect(first.rewind).toBe('free');
    expect(sent(first).rewind).toBe('active');
  });
});

test('an acknowledged change is not pending; the receiver keeps its own cltt and has nothing to tell', () => {
  const change = acknowledged(granted(UNUSED, CLIENT, NOW, TIMES));
  const copy = received({ ...UNUSED, clttMs: 5 }, change);
  expect(isPending(change)).toBe(false);
  expect(isPending(copy)).toBe(false);
  expect(copy).toMatchObject({ state: 'active', rewind: 'active', clttMs: 5, client: CLIENT });
});

test('a release heard by one server cancels a promise that the other has made earlier', () => {
  const promised = acknowledged(granted(UNUSED, CLIENT, NOW, TIMES));
  const copy = received(promised, released(promised, NOW + 1000));
  expect(copy.state).toBe('released');
  expect(isPending(copy)).toBe(false);
});

describe('which of two changes counts', () => {
  const long = granted(UNUSED, CLIENT, NOW, { leaseMs: 600_000, mcltMs: 600_000 });
  const short = granted(UNUSED, CLIENT, NOW, TIMES);

  test.each([
    ['the later end of two leases', short, long, true],
    ['the later end of two leases, the other way', long, short, false],
    ['a lease that still runs, against an expiry', expired(short, NOW + 31_000), long, true],
    ['what came after a lease that is over', handedTo(short, 'free', NOW + 60_000), short, false],
    ['anything, against a change that was acknowledged', short, acknowledged(long), false],
  ])('%s', (_, update, own, gives) => {
    expect(isLessCritical(update, own, 'secondary')).toBe(gives);
  });

  test('the primary’s word, of two equal ones', () => {
    expect(isLessCritical(long, { ...long }, 'primary')).toBe(true);
    expect(isLessCritical(long, { ...long }, 'secondary')).toBe(false);
  });
});

describe('who may give an address to a new client', () => {
  const free = UNUSED;
  const backup = acknowledged(handedTo(UNUSED, 'backup', NOW));
  const active = acknowledged(granted(UNUSED, CLIENT, NOW, TIMES));
  const unheardOf = expired(granted(UNUSED, CLIENT, NOW, TIMES), NOW + 30_000);
  const ended = { ...expired(active, NOW + 30_000), rewind: 'active' } satisfies Lease;
  const primary = server('primary', 'normal');
  const secondary = server('secondary', 'normal');
  const aloneSecondary = server('secondary', 'partner-down');
  const alonePrimary = server('primary', 'partner-down');

  test.each([
    ['the primary a free one', primary, free, NOW, true],
    ['the primary no backup one', primary, backup, NOW, false],
    ['the secondary a backup one', secondary, backup, NOW, true],
    ['the secondary no free one', secondary, free, NOW, false],
    ['nobody an active one', primary, active, NOW + 3_600_000, false],
    ['the primary an expired one that the partner never knew as taken', primary, unheardOf, NOW, true],
    ['the primary no other expired one', primary, ended, NOW, false],
    ['the secondary in partner-down no free one before MCLT', aloneSecondary, free, NOW + 30_000, false],
    ['the secondary in partner-down a free one after MCLT', aloneSecondary, free, NOW + 30_001, true],
    ['the primary in partner-down a backup one after MCLT', alonePrimary, backup, NOW + 30_001, true],
  ])('%s', (_, server, lease, clockMs, may) => {
    expect(mayAllocate(server, lease, clockMs)).toBe(may);
  });
});

test('clients hash into both halves of the buckets', () => {
  const buckets = Array.from({ length: 512 }, (_, index) =>
    bucketOf({
      ...CLIENT,
      hardware: `02:50:57:00:${(index >> 8).toString(16)}:${(index & 255).toString(16)}`,
    }),
  );
  const primarys = buckets.filter((bucket) => bucket < 128).length;
  expect(primarys).toBeGreaterThan(200);
  expect(primarys).toBeLessThan(312);
});

function server(role: 'primary' | 'secondary', state: 'normal' | 'partner-down'): Server {
  const made = newServer(role === 'primary' ? 'a' : 'b', role, DEMO_PLAN);
  return Object.assign(made, { state, stosMs: NOW, mcltMs: 30_000 } satisfies Partial<Server>);
}
