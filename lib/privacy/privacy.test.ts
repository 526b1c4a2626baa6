import { describe, expect, it } from 'vitest';
import { readMac } from '../contracts/lease-filter.ts';
import type { LeaseRecord } from '../dhcpd/leases/items.ts';
import { hideFilter } from './hide-filter.ts';
import { hideLease, hideProblem } from './hide-lease.ts';
import { hideText, hideTold } from './hide-text.ts';
import { createPseudonyms, IN_THE_CLEAR, isPseudonym } from './pseudonyms.ts';

const KEY = Buffer.alloc(32, 7);
const MAC = '02:50:57:aa:bb:01';
const all = createPseudonyms(KEY, { macs: 'hashed', names: 'hashed' });
const onlyMacs = createPseudonyms(KEY, { macs: 'hashed', names: 'clear' });
const onlyNames = createPseudonyms(KEY, { macs: 'clear', names: 'hashed' });

const LEASE: LeaseRecord = {
  ...{ address: 167_772_161, state: 'active', nextState: 'free', rewindState: 'free' },
  ...{ starts: 1, ends: 2, tstp: null, tsfp: null, atsfp: null, cltt: 1, reserved: false, bootp: false },
  ...{ hardwareType: 'ethernet', hardware: MAC, clientId: `01:${MAC}`, hostname: 'Annas-Laptop' },
  ...{ vendorClass: 'MSFT 5.0', billingClass: null, line: 1, offset: 0 },
  agentOptions: { 'remote-id': `00:06:${MAC}` },
  variables: { 'ddns-fwd-name': 'annas-laptop.example.org', tries: 2 },
};
const CLEAR = /anna|02:50:57/i;

describe('pseudonyms', () => {
  it('are the same for the same, with the same key alone', () => {
    expect(all.mac(MAC)).toMatch(/^mac:[0-9a-f]{16}$/);
    expect(all.mac(MAC)).toBe(createPseudonyms(KEY, onlyMacs.privacy).mac(MAC));
    expect(all.mac(MAC)).not.toBe(createPseudonyms(Buffer.alloc(32, 8), all.privacy).mac(MAC));
    expect(all.id(MAC).slice(3)).not.toBe(all.mac(MAC).slice(4));
    expect(all.name('Annas-Laptop')).toBe(all.name('annas-laptop'));
  });

  it('stay what they are when they are hashed again', () => {
    for (const each of [all.mac(MAC), all.id(MAC), all.name('anna')]) {
      expect(isPseudonym(each)).toBe(true);
      expect([all.mac(each), all.id(each), all.name(each)]).toEqual([each, each, each]);
    }
  });

  it('hide the hash of a block below 0, and give it back', () => {
    const hashes = [0, 1, 2 ** 26, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER];
    const stored = hashes.map(all.block);
    expect(stored.every((each) => each < 0 && Number.isInteger(each))).toBe(true);
    expect(new Set(stored).size).toBe(hashes.length);
    expect(stored.map(all.blockOf)).toEqual(hashes);
    // In the database from before they were hidden.
    expect(hashes.map(all.blockOf)).toEqual(hashes);
  });
});

describe('a lease', () => {
  it('tells nothing of its client where all is hashed, and keeps the rest', () => {
    const hidden = hideLease(LEASE, all);
    expect(JSON.stringify(hidden)).not.toMatch(CLEAR);
    expect(hidden).toMatchObject({
      address: LEASE.address,
      vendorClass: 'MSFT 5.0',
      variables: { tries: 2 },
    });
    expect(hideLease(hidden, all)).toEqual(hidden);
  });

  it('leaves nothing that looks as if it were in the clear, an empty name neither', () => {
    expect(hideLease({ ...LEASE, hostname: '', clientId: null }, all)).toMatchObject({
      hostname: all.name(''),
      clientId: null,
    });
  });

  it('keeps what is not to be hashed', () => {
    expect(hideLease(LEASE, onlyMacs)).toMatchObject({ hostname: 'Annas-Laptop', hardware: all.mac(MAC) });
    expect(hideLease(LEASE, onlyNames)).toMatchObject({ hardware: MAC, hostname: all.name('annas-laptop') });
    expect(hideLease(LEASE, IN_THE_CLEAR)).toBe(LEASE);
  });
});

describe('a text', () => {
  it.each([
    `DHCPDECLINE of 10.0.0.1 from ${MAC} (Annas-Laptop) via eth0: abandoned`,
    `Client ${MAC} (Annas-Laptop) declined 10.0.0.1 as in use already: abandoned.`,
    'uid lease 10.0.0.1 for client 01:02:50:57:aa:bb:01 is duplicate on office',
    'client 02-50-57-AA-BB-01 has duplicate leases on office',
  ])('tells no client: %s', (text) => {
    const hidden = hideText(text, all);
    expect(hidden).not.toMatch(/anna|50.57/i);
    expect(hideText(hidden, all)).toBe(hidden);
    expect(hideTold({ sentence: text, evidence: [{ text, at: 3 }] }, all)).toEqual({
      sentence: hidden,
      evidence: [{ text: hidden, at: 3 }],
    });
  });

  it('hides a name of any characters that it is told', () => {
    const text = `DHCPREQUEST for 10.0.0.1 from ${MAC} (anna (home)) via eth0: lease 10.0.0.1 unavailable.`;
    expect(hideText(text, all, ['anna (home)'])).toContain(`(${all.name('anna (home)')}) via eth0`);
  });

  it('hides in a sentence the name that its evidence has', () => {
    const line = `DHCPDECLINE of 10.0.0.1 from ${MAC} (anna) x) via eth0: abandoned`;
    const told = { sentence: `Client ${MAC} (anna) x) declined 10.0.0.1.`, evidence: [{ text: line }] };
    expect(JSON.stringify(hideTold(told, all))).not.toMatch(CLEAR);
    expect(hideTold(told, IN_THE_CLEAR)).toEqual(told);
  });

  it('keeps times, addresses and names of servers', () => {
    const text = '2026-11-21T09:00:00Z dhcp-a dhcpd[77]: failover peer pair: I move from normal to startup';
    expect(hideText(text, all)).toBe(text);
  });

  it('tells of damage what was expected, not what stands there', () => {
    const problem = { line: 3, offset: 40, text: 'found "Annas-Laptop, expected", expected ";"' };
    expect(hideProblem(problem, all)).toEqual({ ...problem, text: 'found something else, expected ";"' });
    expect(hideProblem(problem, IN_THE_CLEAR)).toBe(problem);
  });
});

it('looks for the pseudonym of what is typed', () => {
  const hardware = readMac('0250.57AA.BB01') ?? '';
  expect(hideFilter({ hardware, state: 'active' }, all)).toEqual({ hardware: all.mac(MAC), state: 'active' });
  expect(hideFilter({ hostname: 'annas-laptop' }, all)).toEqual({ hostnameStart: all.name('annas-laptop') });
  expect(hideFilter({ clientIds: [`01:${MAC}`] }, all)).toEqual({ clientIds: [all.id(`01:${MAC}`)] });
  expect(hideFilter({ hostname: 'lap', hardware: '02:50' }, IN_THE_CLEAR)).toEqual({
    hostname: 'lap',
    hardware: '02:50',
  });
});
