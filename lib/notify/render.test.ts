import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ENDPOINT_KINDS } from '../contracts/endpoint.ts';
import { type Message, messageSchema } from '../contracts/message.ts';
import { type Format, render } from './render.ts';
import { renderEmail } from './render-email.ts';
import { anyMessage } from './shapes/testing/arbitrary-message.ts';
import { faultsOf, type RecordedSchema } from './shapes/testing/recorded-schemas.ts';
import { BARE_SAMPLES, HOSTILE_TEXTS, hugeIncident, SAMPLES } from './testing/sample-messages.ts';

const ROUTING_KEY = '0123456789abcdef0123456789abcdef';
const RECORDED: readonly RecordedSchema[] = ['slack', 'teams', 'pagerduty', 'alertmanager'];
const TEMPLATE = {
  contentType: 'application/json',
  body: '{"text": "{{status}} {{about}}: {{sentence}} {{nextStep}}", "all": {{{data}}}}',
};

function rendered(message: Message, kind: Format['kind']): string {
  return render(message, { kind, routingKey: ROUTING_KEY, template: TEMPLATE }, 'ops').body;
}

it.each([...SAMPLES, ...BARE_SAMPLES, hugeIncident()])(
  'makes of $type what the services document',
  (message) => {
    for (const kind of RECORDED) expect(faultsOf(kind, JSON.parse(rendered(message, kind)))).toEqual([]);
  },
);

it('leaves a standard message as it was stored', () => {
  for (const message of SAMPLES) expect(rendered(message, 'standard')).toBe(JSON.stringify(message));
});

it('keeps within every limit, whatever a message says', () => {
  fc.assert(
    fc.property(anyMessage, (message) => {
      expect(messageSchema.safeParse(message).error).toBeUndefined();
      expectWithinLimits(message);
    }),
    { numRuns: 300 },
  );
});

it('cuts an incident of a thousand alerts with long names, and says how many are left out', () => {
  const huge = hugeIncident(1000);
  expectWithinLimits(huge);
  for (const kind of ['slack', 'teams', 'pagerduty'] as const) {
    expect(rendered(huge, kind)).toMatch(/… and \d+ more, left out here/);
    expect(rendered(huge, kind)).toContain('… (cut)');
  }
  expect(JSON.parse(rendered(huge, 'alertmanager'))).toMatchObject({ truncatedAlerts: 900 });
  expect(renderEmail(huge, 'a@example.net', []).text).toContain('… and 900 more, left out here');
});

/** Limits beyond what a schema can say. */
function expectWithinLimits(message: Message): void {
  for (const kind of RECORDED) expect(faultsOf(kind, JSON.parse(rendered(message, kind)))).toEqual([]);
  expect(Buffer.byteLength(rendered(message, 'teams'))).toBeLessThan(28 * 1024);
  expect(Buffer.byteLength(rendered(message, 'pagerduty'))).toBeLessThan(512 * 1024);
  expect(textsOf(JSON.parse(rendered(message, 'slack'))).join('').length).toBeLessThan(12_000);
  expect(JSON.parse(rendered(message, 'template'))).toHaveProperty('text');
  const mail = renderEmail(message, 'Pairwatch <pairwatch@example.net>', ['noc@example.net']);
  expect(mail.subject.length).toBeLessThanOrEqual(200);
  for (const line of [mail.subject, ...Object.values(mail.headers)]) expect(line).not.toMatch(INVISIBLE);
  expect(mail.text.replaceAll('\n', '')).not.toMatch(INVISIBLE);
  expect(mail.html.replaceAll('\n', '')).not.toMatch(INVISIBLE);
}

const INVISIBLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** The texts that Slack counts. */
function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === 'text' && typeof each === 'string' ? [each] : textsOf(each),
  );
}

it('renders every kind that goes over HTTP the same at each try', () => {
  const kinds = ENDPOINT_KINDS.filter((kind) => kind !== 'email');
  for (const message of SAMPLES) {
    for (const kind of kinds) expect(rendered(message, kind)).toBe(rendered(structuredClone(message), kind));
  }
});

it('lets no name mention, link or format anything in Slack', () => {
  for (const text of HOSTILE_TEXTS) {
    const body = JSON.parse(rendered({ ...TEST, data: { sentence: text, by: text } }, 'slack'));
    expect(body.text).not.toMatch(/[<>]/);
    expect(mrkdwnOf(body.blocks)).toEqual(['*Sent by*']);
  }
});

const TEST = { type: 'test', timestamp: '2026-11-21T09:00:00.000Z' } as const;

function mrkdwnOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [value.text];
  return Object.values(value).flatMap(mrkdwnOf);
}
