import { expect, it } from 'vitest';
import { ENDPOINT_KINDS } from '../../../lib/contracts/endpoint.ts';
import { endpointInputSchema } from '../../../lib/contracts/endpoint-input.ts';
import { type EndpointDraft, endpointInput, NEW_ENDPOINT } from './endpoint-draft.ts';
import { newSigningSecret } from './signing-secret.ts';

const FILLED: EndpointDraft = {
  ...NEW_ENDPOINT,
  name: ' ops ',
  url: 'https://ops.example.net/hook',
  secrets: `${newSigningSecret()}\n\n`,
  routingKey: 'a'.repeat(32),
  template: '{"text": "{{sentence}}"}',
  headers: 'Authorization: Bearer a:b\n\nX-Team: net',
  allow: '10.0.0.0/8, 192.0.2.1',
  host: 'mail.example.net',
  port: '2525',
  from: 'pairwatch@example.net',
  to: 'noc@example.net\nlead@example.net',
};

it('gives each kind what the API takes, and nothing of the other kinds', () => {
  for (const kind of ENDPOINT_KINDS) {
    const parsed = endpointInputSchema.safeParse(endpointInput({ ...FILLED, kind }, 'ann'));
    expect([kind, parsed.error?.issues ?? []]).toEqual([kind, []]);
  }
});

it('takes lists line by line', () => {
  expect(endpointInput(FILLED, 'ann')).toMatchObject({
    name: 'ops',
    headers: { Authorization: 'Bearer a:b', 'X-Team': 'net' },
    allow: ['10.0.0.0/8', '192.0.2.1'],
    pairs: null,
    tls: {},
  });
  expect(endpointInput({ ...FILLED, kind: 'email' }, 'ann')).toMatchObject({
    smtp: { host: 'mail.example.net', port: 2525, security: 'starttls' },
    to: ['noc@example.net', 'lead@example.net'],
  });
});

it('leaves what is missing for the API to name', () => {
  const { error } = endpointInputSchema.safeParse(endpointInput({ ...NEW_ENDPOINT, headers: 'Broken' }, ''));
  expect(error?.issues.map(({ path }) => path.join('.')).toSorted()).toEqual([
    'by',
    'headers.Broken',
    'name',
    'secrets',
    'url',
  ]);
});

it('knows the address of PagerDuty', () => {
  expect(endpointInput({ ...FILLED, kind: 'pagerduty', url: '' }, 'ann')).toMatchObject({
    url: 'https://events.pagerduty.com/v2/enqueue',
  });
});
