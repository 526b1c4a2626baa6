import { describe, expect, it } from 'vitest';
import type { Message } from '../../contracts/message.ts';
import { HOSTILE_TEXTS, sampleOf } from '../testing/sample-messages.ts';
import { templateBody } from './template.ts';

function made(
  body: string,
  contentType = 'text/plain',
  message: Message = sampleOf('incident.updated'),
): string {
  return templateBody(message, 'ops', { contentType, body });
}

function test(sentence: string): Message {
  return { ...sampleOf('test'), data: { sentence, by: 'anna' } };
}

describe('values', () => {
  it('come from the message, the endpoint, and what every type has in words', () => {
    expect(made('{{type}} {{timestamp}} {{endpoint}}')).toBe('incident.updated 2026-11-21T03:09:02.310Z ops');
    expect(made('{{data.firstSymptom.sentence}}')).toBe('dhcp-a does not answer us.');
    expect(made('[{{status}}] {{about}}: {{nextStep}}')).toBe(
      '[critical, grew worse] office: Restart dhcpd on dhcp-b, then on dhcp-a.',
    );
  });

  it('come from the nearest that has them', () => {
    expect(made('{{#data.alerts}}{{severity}} in {{data.pair}};{{/data.alerts}}')).toBe(
      'critical in office;warning in office;',
    );
  });

  it('are empty where the message has none', () => {
    expect(made('<{{data.acknowledgement.by}}{{data.nonsense}}>')).toBe('<>');
    expect(made('{{^data.acknowledgement}}nobody{{/data.acknowledgement}}')).toBe('nobody');
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'data.constructor.name',
    'data.sentence.constructor.name',
    'data.alerts.push',
  ])('are no members that JavaScript puts on everything: %s', (name) => {
    expect(made(`<{{${name}}}{{#${name}}}x{{/${name}}}{{${name}}}>`)).toBe('<>');
  });
});

describe('escaping', () => {
  it.each(HOSTILE_TEXTS)('keeps JSON valid, text as it is, and HTML without markup: %j', (text) => {
    const whole = text.replace(/\p{Cs}/gu, '\u{fffd}');
    const json = made('{"text": "{{data.sentence}}"}', 'application/json; charset=utf-8', test(text));
    expect(JSON.parse(json)).toEqual({ text });
    expect(made('{{data.sentence}}', 'text/plain', test(text))).toBe(whole);
    expect(made('<p title="{{data.sentence}}">', 'text/html', test(text))).toMatch(/^<p title="[^<>"]*">$/);
  });

  it('gives a value as it is between three braces, as JSON where it is more than a word', () => {
    expect(made('{{{data.sentence}}}', 'text/html', test('a < b'))).toBe('a < b');
    const body = made(
      '{"id": {{{data.id}}}, "ack": {{{data.acknowledgement}}}, "all": {{{data}}}}',
      'application/json',
    );
    const { data } = sampleOf('incident.updated');
    expect(JSON.parse(body)).toEqual({ id: 7, ack: null, all: data });
  });
});
