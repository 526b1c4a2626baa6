import { expect, it } from 'vitest';
import { isRefusalKey, refusalKey, refusalOf } from './refusal.ts';

const AT = Date.parse('2026-11-21T10:00:00Z');
const PATH = '/etc/dhcp/dhcpd.conf';

it('tells the first complaint, and all of them as evidence', () => {
  const complaints = `${PATH} line 4: semicolon expected.\n optoin foo \n         ^`;
  const first = { place: { file: PATH, line: 4 }, text: 'semicolon expected.' };
  expect(refusalOf('dhcp-a', { at: AT, first, complaints })).toEqual({
    key: 'config:config-refused-by-dhcpd:dhcp-a',
    server: 'dhcp-a',
    code: 'config-refused-by-dhcpd',
    severity: 'error',
    sentence:
      'dhcpd on dhcp-a refuses its dhcpd.conf: /etc/dhcp/dhcpd.conf line 4: semicolon expected; it would not start again.',
    nextStep:
      'Mend line 4 of /etc/dhcp/dhcpd.conf on dhcp-a before anything restarts dhcpd there, and check it with dhcpd -t.',
    evidence: [
      { server: 'dhcp-a', source: 'config', text: complaints, observedAt: '2026-11-21T10:00:00.000Z' },
    ],
  });
});

it.each([
  [
    { place: null, text: 'bad range, address 10.0.1.9 not in subnet' },
    'bad range, address 10.0.1.9 not in subnet',
  ],
  [null, 'it does not say why'],
])('tells %j without a place', (first, said) => {
  const refusal = refusalOf('dhcp-a', { at: AT, first, complaints: first?.text ?? '' });
  expect(refusal.sentence).toBe(`dhcpd on dhcp-a refuses its dhcpd.conf: ${said}; it would not start again.`);
  expect(refusal.nextStep).toContain('Mend dhcpd.conf on dhcp-a');
  expect(refusal.evidence[0]?.text).not.toBe('');
});

it('knows its keys from others', () => {
  expect(isRefusalKey(refusalKey('dhcp-a'))).toBe(true);
  expect(isRefusalKey('config:config-refused:dhcp-a')).toBe(false);
});
