import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IncidentReport, incidentReportSchema } from '../../contracts/incident-report.ts';
import { SAMPLE_REPORT } from '../testing/sample-report.ts';
import { redactReport } from './redact-incident.ts';

const KEY = new Uint8Array(16).fill(7);
const CLIENT = [
  'anna-laptop',
  '02:00:00:00:00:2a',
  '0200.0000.002a',
  '02000000002a',
  '2:0:0:0:0:7',
  '\\\\001\\\\002',
];
const ADDRESSES = ['10.66.', '2001:db8'];
const NAMES = [
  'dhcp-a',
  'dhcp-b',
  'office',
  'Office',
  'anna',
  'bert',
  'carla',
  'dora',
  'example.net',
  'lan',
  'spare',
];

const textOf = (report: IncidentReport) => JSON.stringify(report);
const reportWith = (text: string): IncidentReport => ({ ...SAMPLE_REPORT, summary: [text] });
const summaryOf = (text: string, key = KEY) => redactReport(reportWith(text), 'vendor', key).summary[0] ?? '';

describe('a report for a reader', () => {
  it.each(['internal', 'vendor', 'public'] as const)(
    'that is %s is a report still, its hashes those of its texts',
    (profile) => {
      const redacted = redactReport(SAMPLE_REPORT, profile, KEY);
      expect(incidentReportSchema.parse(redacted)).toEqual(redacted);
      expect(redacted.profile).toBe(profile);
      for (const { text, sha256 } of redacted.evidence)
        expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
      expect(textOf(redacted)).not.toContain('c2VjcmV0');
    },
  );

  it('has everything but secrets when it is internal', () => {
    const text = textOf(redactReport(SAMPLE_REPORT, 'internal', KEY));
    for (const each of [...CLIENT, ...ADDRESSES, ...NAMES]) expect(text).toContain(each);
  });

  it('names servers and people to a vendor, but no client and no address', () => {
    const redacted = redactReport(SAMPLE_REPORT, 'vendor', KEY);
    const text = textOf(redacted);
    for (const each of [...CLIENT, ...ADDRESSES]) expect(text).not.toContain(each);
    for (const each of ['dhcp-a', 'dhcp-b', 'office', 'bert']) expect(text).toContain(each);
    expect(redacted.redacted).toMatchObject({ macs: 2, hostnames: 3, clientIds: 1, names: 0, withheld: [] });
    expect(redacted.redacted.addresses).toBeGreaterThan(5);
  });

  it('names nobody to the public, and says what it leaves out', () => {
    const redacted = redactReport(SAMPLE_REPORT, 'public', KEY);
    const text = textOf(redacted);
    for (const each of [...CLIENT, ...ADDRESSES, ...NAMES])
      expect(text).not.toMatch(new RegExp(`\\b${each.replace('.', '\\.')}`));
    expect(redacted.summary[0]).toMatch(
      /^server A \(ip-\w+\) was silent for 20 min; server B answered alone\.$/,
    );
    expect(redacted.redacted.withheld).toEqual([
      '1 note that people wrote.',
      '1 action that people planned.',
      'The reasons of 1 planned piece of work.',
      'The texts of 3 pieces of evidence.',
      'What changed in the configuration of 1 server.',
    ]);
  });

  it('has one stand-in for one thing, however it is spelled, and another one in another report', () => {
    const [one, two, three] = summaryOf('02:00:00:00:00:2a 2-0-0-0-0-2A 0200.0000.002a').split(' ');
    expect(one).toMatch(/^mac-[0-9a-f]{11}$/);
    expect([two, three]).toEqual([one, one]);
    expect(summaryOf('02:00:00:00:00:2a', new Uint8Array(16).fill(8))).not.toBe(one);
    const [short, long] = summaryOf('2001:db8::1 2001:0db8:0:0:0:0:0:1').split(' ');
    expect(long).toBe(short);
  });

  it.each([
    '4.4.3-P1',
    '10:42:07 UTC',
    '2026-11-22T02:00:00.000Z',
    'E12',
    '0.1.0',
    'Windows 10.0.19041.1',
    '::',
  ])('leaves alone what only looks like an address: %s', (text) => {
    expect(summaryOf(`It was ${text} then.`)).toBe(`It was ${text} then.`);
  });

  it('gives away no address and no hardware address, wherever it stands', () => {
    const around = fc.constantFrom('', ' ', '(', ')', ',', '"', ':', ';', '\n', '/', 'from ', '=', '.', '–');
    const hardware = fc
      .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
      .map((octets) => octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(around, fc.ipV4(), hardware, around, (before, address, mac, after) => {
        const text = summaryOf(
          `${before === ':' ? ': ' : before}${address}${after === '.' ? '. ' : after} ${mac} ${after}`,
        );
        expect(text).not.toContain(address);
        expect(text).not.toContain(mac);
      }),
    );
  });

  it('takes any text without harm', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('vendor' as const, 'public' as const),
        (text, profile) => {
          const redacted = redactReport(reportWith(text), profile, KEY);
          expect(redactReport(redacted, profile, KEY).summary).toEqual(redacted.summary);
        },
      ),
    );
  });
});
