import { expect, it } from 'vitest';
import { type ConfigTest, refusalOf } from './refusal.ts';

const BANNER = 'Internet Systems Consortium DHCP Server 4.4.3-P1\n';
const AT = Date.parse('2026-11-21T10:00:00Z');

const failed = (complaint: string): ConfigTest => ({
  at: AT,
  ok: false,
  output: `${BANNER}${complaint}Configuration file errors encountered -- exiting`,
  version: '4.4.3-P1',
});

it('says nothing of a configuration that dhcpd takes', () => {
  expect(refusalOf('dhcp-a', { ...failed(''), ok: true })).toBeNull();
});

it('tells the first complaint, and all of them as evidence', () => {
  const complaint = '/etc/dhcp/dhcpd.conf line 4: semicolon expected.\n optoin foo \n         ^\n';
  expect(refusalOf('dhcp-a', failed(complaint))).toEqual({
    key: 'config:config-refused-by-dhcpd:dhcp-a',
    server: 'dhcp-a',
    code: 'config-refused-by-dhcpd',
    severity: 'error',
    sentence:
      'dhcpd on dhcp-a refuses its dhcpd.conf: /etc/dhcp/dhcpd.conf line 4: semicolon expected; it would not start again.',
    nextStep:
      'Mend /etc/dhcp/dhcpd.conf line 4 on dhcp-a before anything restarts dhcpd there, and check it with dhcpd -t.',
    evidence: [
      {
        server: 'dhcp-a',
        source: 'config',
        text: complaint.trimEnd(),
        observedAt: '2026-11-21T10:00:00.000Z',
      },
    ],
  });
});

it.each([
  ['bad range, address 10.0.1.9 not in subnet\n', 'bad range, address 10.0.1.9 not in subnet'],
  ['', 'it does not say why'],
])('tells %j without a place', (complaint, said) => {
  const refusal = refusalOf('dhcp-a', failed(complaint));
  expect(refusal?.sentence).toBe(
    `dhcpd on dhcp-a refuses its dhcpd.conf: ${said}; it would not start again.`,
  );
  expect(refusal?.nextStep).toContain('Mend dhcpd.conf on dhcp-a');
  expect(refusal?.evidence[0]?.text).not.toBe('');
});
