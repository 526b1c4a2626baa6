import { describe, expect, it } from 'vitest';
import { complaintsOf, readTestOutput, withoutSecrets } from './test-output.ts';

const BANNER = `Internet Systems Consortium DHCP Server 4.4.3-P1
Copyright 2004-2022 Internet Systems Consortium.
All rights reserved.
For info, please visit https://www.isc.org/software/dhcp/
`;
const END = `Configuration file errors encountered -- exiting

If you think you have received this message due to a bug rather
than a configuration issue please read the section on submitting
bugs on either our web page at www.isc.org or in the README file

exiting.
`;

describe('readTestOutput', () => {
  it('finds nothing wrong in a good configuration', () => {
    const output = `${BANNER}Config file: /etc/dhcp/dhcpd.conf
Database file: /var/lib/dhcp/dhcpd.leases
PID file: /var/run/dhcpd.pid
`;
    expect(readTestOutput(output)).toEqual({ version: '4.4.3-P1', complaints: [], unopened: null });
  });

  it('finds each place, and is not misled by what stands there', () => {
    const output = `${BANNER}/etc/dhcp/dhcpd.conf line 4: semicolon expected.
x line 9: y
         ^
/etc/dhcp/my hosts line 7: expecting a parameter or declaration
exiting.
bad range, address 10.0.1.9 not in subnet 10.0.0.0 netmask 255.255.255.0
${END}`;
    expect(readTestOutput(output)).toEqual({
      version: '4.4.3-P1',
      complaints: [
        { place: { file: '/etc/dhcp/dhcpd.conf', line: 4 }, text: 'semicolon expected.' },
        { place: { file: '/etc/dhcp/my hosts', line: 7 }, text: 'expecting a parameter or declaration' },
        {
          place: null,
          text: 'bad range, address 10.0.1.9 not in subnet 10.0.0.0 netmask 255.255.255.0',
        },
      ],
      unopened: null,
    });
    expect(complaintsOf(output)).toBe(`/etc/dhcp/dhcpd.conf line 4: semicolon expected.
x line 9: y
         ^
/etc/dhcp/my hosts line 7: expecting a parameter or declaration
exiting.
bad range, address 10.0.1.9 not in subnet 10.0.0.0 netmask 255.255.255.0`);
  });

  it('tells a file that could not be opened', () => {
    const { unopened } = readTestOutput(
      `${BANNER}Can't open /etc/dhcp/keys.conf: Permission denied\n\n${END}`,
    );
    expect(unopened).toEqual({ file: '/etc/dhcp/keys.conf', why: 'Permission denied' });
  });

  it('knows no version where it was not dhcpd that spoke', () => {
    expect(readTestOutput('pairwatch-read: not allowed: dhcpd\n').version).toBeNull();
  });
});

describe('withoutSecrets', () => {
  const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ=';
  const shown = (text: string, message = 'semicolon expected.') =>
    `${BANNER}/etc/dhcp/dhcpd.conf line 3: ${message}\n${text}\n   ^\n${END}`;
  const conf = new Map([
    ['/etc/dhcp/dhcpd.conf', `key k {\n algorithm hmac-md5;\n secret\n  ${secret} foobar;\n}\n`],
  ]);

  it.each([
    ['a line that is a secret and nothing else', `  ${secret}`, `  ${'*'.repeat(secret.length)}`],
    ['the beginning of one, where dhcpd cut the line', '  c2VjcmV0LXNlY3', '  **************'],
    ['what is misplaced beside it', '  foobar ', '  ****** '],
    ['one that only its line tells', ' secret other;', ' secret *****;'],
    ['and nothing else', ' range 10.0.0.5 10.0.0.9;', ' range 10.0.0.5 10.0.0.9;'],
  ])('masks %s', (_what, line, safe) => {
    expect(withoutSecrets(shown(line), conf)).toContain(`expected.\n${safe}\n`);
  });

  it('masks one in the complaint itself, and keeps the place', () => {
    const output = withoutSecrets(shown(' x', `no key named ${secret}.`), conf);
    expect(output).toContain(`/etc/dhcp/dhcpd.conf line 3: no key named ${'*'.repeat(secret.length)}.\n`);
  });

  it('shows no line of a file that was not read', () => {
    const output = withoutSecrets(shown(secret), new Map());
    expect(output).not.toContain(secret);
    expect(output).toContain('line 3: semicolon expected.\n(this line is not shown');
  });

  it('keeps what dhcpd says of itself', () => {
    expect(withoutSecrets(BANNER, conf)).toBe(BANNER.trimEnd());
  });

  it('gives no character that does something', () => {
    expect(withoutSecrets(shown(' a\u001b[2Jb\u0000'), conf)).toContain(' a\ufffd[2Jb\ufffd');
  });
});
