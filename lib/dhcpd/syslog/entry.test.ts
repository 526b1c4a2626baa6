import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogReader, parseLogLine } from './entry.ts';
import { harmlessText } from './harmless.ts';
import type { LineContext } from './line.ts';

const CONTEXT: LineContext = { nowMs: Date.UTC(2026, 10, 21, 16), zone: 'UTC' };
const HEADER = 'Nov 21 10:32:55 dhcp-a dhcpd[412]: ';

test('tells facts, lines to pass over and unknown lines apart', () => {
  expect(parseLogLine(`${HEADER}peer p: disconnected`, CONTEXT)).toMatchObject({
    line: {
      format: 'bsd',
      host: 'dhcp-a',
      program: 'dhcpd',
      pid: 412,
      message: 'peer p: disconnected',
      times: 1,
    },
    fact: { code: 'link-lost', peer: 'p' },
    unknown: false,
  });
  expect(parseLogLine(`${HEADER}All rights reserved.`, CONTEXT)).toMatchObject({
    fact: null,
    unknown: false,
  });
  expect(parseLogLine(`${HEADER}`, CONTEXT)).toMatchObject({ fact: null, unknown: false });
  expect(parseLogLine(`${HEADER}A message of a later release`, CONTEXT)).toMatchObject({
    fact: null,
    unknown: true,
  });
});

test.each([
  '',
  'Nov 21 10:32:55 dhcp-a named[3]: peer p: disconnected',
  'Nov 21 10:32:55 dhcp-a dhcpd-relay[3]: peer p: disconnected',
  'Nov 21 10:32:55 dhcp-a last message repeated 3 times',
  'peer p: disconnected',
  '{"MESSAGE":"peer p: disconnected","_COMM":"named"}',
  '{"MESSAGE":',
  '{}',
])('“%s” is not dhcpd’s', (text) => {
  expect(parseLogLine(text, CONTEXT)).toBeNull();
});

test('knows dhcpd by the names it is given, and without any header where it is told so', () => {
  const named = 'Nov 21 10:32:55 dhcp-a dhcp-main[3]: peer p: disconnected';
  expect(parseLogLine(named, CONTEXT)).toBeNull();
  expect(parseLogLine(named, { ...CONTEXT, programs: new Set(['dhcp-main']) })?.fact?.code).toBe('link-lost');
  expect(parseLogLine('peer p: disconnected', { ...CONTEXT, bare: true })).toMatchObject({
    line: { format: 'bare', stamp: null, host: null },
    fact: { code: 'link-lost' },
  });
});

test('passes over plain traffic on demand, and over nothing else', () => {
  const skipping = { ...CONTEXT, skipTraffic: true };
  const ack = 'DHCPACK on 10.0.0.5 to 02:01:00:00:00:07 (desk 7) via eth0';
  expect(parseLogLine(HEADER + ack, skipping)).toBeNull();
  expect(parseLogLine(ack, { ...skipping, bare: true })).toBeNull();
  expect(parseLogLine(JSON.stringify({ _COMM: 'dhcpd', MESSAGE: ack }), skipping)).toBeNull();
  const kept = [
    'DHCPDISCOVER from 02:01:00:00:00:07 (x) via eth0: DHCPACK via y) via eth0: peer holds all free leases',
    'DHCPDECLINE of 10.0.0.5 from 02:01:00:00:00:07 via eth0: abandoned',
    'failover peer x via eth0: Both servers normal',
    'peer via home: disconnected',
  ];
  for (const message of kept) {
    const expected = parseLogLine(HEADER + message, CONTEXT);
    expect(expected?.fact).not.toBeNull();
    expect(parseLogLine(HEADER + message, skipping)).toEqual(expected);
  }
});

test('a line whose stamp cannot be read is still a line', () => {
  expect(parseLogLine('Nov 31 10:32:55 dhcp-a dhcpd[412]: peer p: disconnected', CONTEXT)).toMatchObject({
    line: { stamp: null },
    fact: { code: 'link-lost' },
  });
});

test('makes hostile bytes harmless', () => {
  const bytes = Uint8Array.from([
    ...new TextEncoder().encode('a\tb\u001b[2J\u202e\u200b\u2028ü'),
    0xff,
    0x00,
    0x9b,
  ]);
  expect(harmlessText(bytes)).toBe('a b\ufffd[2J\ufffd\ufffd\ufffdü\ufffd\ufffd\ufffd');
  expect(harmlessText('\ud800x')).toBe('\ufffdx');
});

test('never shows what dhcpd echoes from a faulty file', () => {
  const reader = new LogReader();
  const read = (message: string) => reader.read(`${HEADER}${message}`, CONTEXT);
  expect(read('/etc/dhcp/dhcpd.conf line 4: semicolon expected.')?.fact?.code).toBe('config-error');
  const echo = read('key k { algorithm hmac-md5; secret c2VjcmV0');
  expect(echo).toMatchObject({ fact: null, unknown: false });
  expect(JSON.stringify(echo)).not.toContain('c2VjcmV0');
  expect(read('            ^')).toMatchObject({ fact: null, unknown: false });
  expect(read('Configuration file errors encountered -- exiting')?.fact?.code).toBe('config-refused');
});

test('takes no other line for an echo', () => {
  const reader = new LogReader();
  const fault = `${HEADER}/etc/dhcp/dhcpd.conf line 4: semicolon expected.`;
  reader.read(fault, CONTEXT);
  const other = 'Nov 21 10:32:55 dhcp-b dhcpd[9]: something new';
  expect(reader.read(other, CONTEXT)?.unknown).toBe(true);
  expect(reader.read(`${HEADER}Server starting service.`, CONTEXT)?.fact?.code).toBe('started');
  expect(reader.read(`${HEADER}something new`, CONTEXT)?.unknown).toBe(true);
});

test('takes any bytes', () => {
  const reader = new LogReader();
  const header = fc.constantFrom('', HEADER, '<30>1 - - dhcpd - - ', '{"_COMM":"dhcpd","MESSAGE":');
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      const entry = reader.read(Uint8Array.from([...new TextEncoder().encode(start), ...rest]), CONTEXT);
      expect(JSON.stringify(entry)).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 500 },
  );
});

/** Beginnings of messages and what a hostile client could repeat after them to make a pattern go back and forth. */
const STARTS = [
  '',
  'DHCPDISCOVER from 02:00:00:00:00:01 (',
  'DHCPACK on 10.0.0.1 to ',
  'failover peer ',
  'bind update on 10.0.0.1 from ',
  'balancing pool 5 ',
  'lease ',
  'uid lease 10.0.0.1 for client ',
  'message repeated 3 times: [ ',
];
const REPEATED = [
  ') via ',
  ') via x ',
  ': ',
  ' (',
  '  total 1',
  '1',
  '.',
  ' line 1',
  ' to ',
  '"',
  '\\"',
  '[a b="',
  '(((',
  'Ä',
  '] ',
];
const HEADERS = [HEADER, 'Nov 21 10:32:55 ', '<30>1 - - dhcpd - - [', '{"_COMM":"dhcpd","MESSAGE":"'];

test('takes the longest line in no more steps than its length asks for', () => {
  const parts = STARTS.flatMap((start) => REPEATED.map((part) => start + part.repeat(65_536 / part.length)));
  // What a quadratic pattern would turn into minutes, which end the test.
  for (const header of HEADERS) for (const part of parts) parseLogLine(header + part, CONTEXT);
  for (const part of parts) expect(parseLogLine(HEADER + part, CONTEXT)?.line.message === part).toBe(true);
});
