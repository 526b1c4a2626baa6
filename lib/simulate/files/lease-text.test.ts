import { expect, test } from 'vitest';
import {
  acknowledged,
  expired,
  granted,
  handedTo,
  neverUsed,
  received,
  released,
  sent,
} from '../model/lease.ts';
import { DEMO_PLAN } from '../model/plan.ts';
import { newServer, type Server } from '../model/server.ts';
import { leaseBlock, leaseFileText, serverDuidLine, stateBlock } from './lease-text.ts';

const AT = Date.UTC(2026, 10, 21, 10, 32, 55, 700);
const CLIENT = { hardware: '02:50:57:00:22:5c', hostname: 'laptop-1', vendorClass: 'MSFT 5.0' };
const UNUSED = neverUsed('10.20.0.50', 'office-desks');
const GRANTED = granted(UNUSED, CLIENT, AT, { leaseMs: 600_000, mcltMs: 30_000 });

test('a lease whose update is still to be sent', () => {
  expect(leaseBlock(GRANTED)).toBe(String.raw`lease 10.20.0.50 {
  starts 6 2026/11/21 10:32:55;
  ends 6 2026/11/21 10:33:25;
  tstp 6 2026/11/21 10:43:10;
  cltt 6 2026/11/21 10:32:55;
  binding state active;
  next binding state expired;
  rewind binding state free;
  hardware ethernet 02:50:57:00:22:5c;
  uid "\001\002PW\000\"\\";
  set vendor-class-identifier = "MSFT 5.0";
  client-hostname "laptop-1";
}
`);
});

test('the same lease once acknowledged, and the partner’s copy of it without a contact of its own', () => {
  const known = leaseBlock(acknowledged(sent(GRANTED)));
  expect(known).toContain('  tsfp 6 2026/11/21 10:43:10;\n  atsfp 6 2026/11/21 10:43:10;\n  cltt');
  expect(known).not.toContain('rewind');
  const copy = leaseBlock(received(UNUSED, GRANTED));
  expect(copy).toContain('  atsfp 6 2026/11/21 10:43:10;\n  binding state active;\n');
  expect(copy).not.toContain('tstp');
});

test('ended leases keep whose they were, without what the client told', () => {
  const ended = leaseBlock(expired(acknowledged(GRANTED), AT + 30_000));
  expect(ended).toContain('binding state expired;\n  rewind binding state active;\n  hardware ethernet');
  expect(ended).not.toContain('client-hostname');
  expect(leaseBlock(released(GRANTED, AT + 5_000))).toContain('  ends 6 2026/11/21 10:33:00;\n');
});

test('an address given to the partner that nobody ever had', () => {
  expect(leaseBlock(acknowledged(handedTo(UNUSED, 'backup', AT)))).toBe(`lease 10.20.0.50 {
  starts 6 2026/11/21 10:32:55;
  tstp 6 2026/11/21 10:32:55;
  tsfp 6 2026/11/21 10:32:55;
  atsfp 6 2026/11/21 10:32:55;
  binding state backup;
}
`);
});

test('a state block; only a secondary tells MCLT', () => {
  const record = {
    state: 'communications-interrupted',
    stosMs: AT,
    partnerState: 'normal',
    partnerStosMs: AT - 60_000,
    mcltMs: null,
  } as const;
  expect(stateBlock(record, 'demo')).toBe(`
failover peer "demo" state {
  my state communications-interrupted at 6 2026/11/21 10:32:55;
  partner state normal at 6 2026/11/21 10:31:55;
}
`);
  expect(stateBlock({ ...record, mcltMs: 30_000 }, 'demo')).toContain('10:31:55;\n  mclt 30;\n}');
  expect(stateBlock({ ...record, mcltMs: 0 }, 'demo')).toContain('  mclt 0;\n');
});

test('a rewritten file has the header, the state, and every lease but the never-used ones', () => {
  const server: Server = newServer('b', 'secondary', DEMO_PLAN);
  server.leases.set(GRANTED.address, GRANTED);
  const text = leaseFileText(server);
  expect(text).toMatch(
    /^(#.*\n){2}\n#.*\nauthoring-byte-order little-endian;\n\n\nfailover peer "demo" state \{/,
  );
  expect(text.match(/^lease /gm)).toHaveLength(1);
});

test('the DUID stands on a line of its own, every unprintable byte in octal', () => {
  const line = serverDuidLine(newServer('a', 'primary', DEMO_PLAN));
  expect(line).toBe(`${String.raw`server-duid "\000\001\000\0010DPW\002PW\000\000\001";`}\n\n`);
});
