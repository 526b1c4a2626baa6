import { expect, test } from 'vitest';
import { channelSchema } from '../contracts/channel.ts';
import { type EndpointInputBody, endpointInputSchema } from '../contracts/endpoint-input.ts';
import { addressOf, channelOf, templateFault } from './channel.ts';

const by = 'ann';
const name = 'x';
const SECRET = Buffer.alloc(32, 7).toString('base64');
const smtp = { host: 'mail.example.net' };
const mail = { kind: 'email' as const, name, by, from: 'a@b', to: ['c@d'] };

test.each<[EndpointInputBody, string]>([
  [{ kind: 'standard', name, by, url: 'https://x:8443/secret?t', secrets: [SECRET] }, 'https://x:8443'],
  [{ kind: 'slack', name, by, url: 'https://hooks.example.com:443/T0' }, 'https://hooks.example.com'],
  [{ kind: 'pagerduty', name, by, routingKey: 'a'.repeat(32) }, 'https://events.pagerduty.com'],
  [{ kind: 'template', name, by, url: 'http://[fd00::1]/x', template: { body: '{}' } }, 'http://[fd00::1]'],
  [{ ...mail, smtp }, 'smtp://mail.example.net:587'],
  [{ ...mail, smtp: { ...smtp, security: 'tls' } }, 'smtps://mail.example.net:465'],
  [{ ...mail, smtp: { host: 'fd00::1', security: 'none', port: 2525 } }, 'smtp://[fd00::1]:2525'],
])('a channel is kept whole, and known by its origin: %j', (body, address) => {
  const channel = channelOf(endpointInputSchema.parse(body));
  expect(channelSchema.parse(JSON.parse(JSON.stringify(channel)))).toEqual(channel);
  expect(addressOf(channel)).toBe(address);
});

test('a template is looked at', () => {
  const withBody = (body: string) =>
    templateFault(
      endpointInputSchema.parse({ kind: 'template', name, by, url: 'https://x', template: { body } }),
    );
  expect(withBody('{"text": "{{type}}"}')).toBeNull();
  expect(withBody('{{type')).toMatch(/^line 1, column/);
});
