import { createTransport } from 'nodemailer';
import { expect, it } from 'vitest';
import type { Message } from '../contracts/message.ts';
import { renderEmail } from './render-email.ts';
import { HOSTILE_TEXTS, SAMPLES, sampleOf } from './testing/sample-messages.ts';

const FROM = 'Pairwatch <pairwatch@example.net>';
const TO = ['noc@example.net'];

function named(name: string): Message {
  const opened = sampleOf('incident.opened');
  return { ...opened, data: { ...opened.data, pair: name, title: name, sentence: name, nextStep: name } };
}

it.each(HOSTILE_TEXTS)('lets no name forge a header line or markup: %j', async (name) => {
  const { headers, ...mail } = renderEmail(named(name), FROM, TO);
  for (const line of [mail.subject, ...Object.values(headers)]) expect(line).not.toMatch(/[\r\n]/);
  expect(mail.html).not.toMatch(/<script|<https/);
  const written = createTransport({ streamTransport: true, buffer: true });
  const { message } = await written.sendMail({ ...mail, to: TO, headers: { ...headers } });
  const head = String(message).split('\r\n\r\n')[0] ?? '';
  expect(head).not.toMatch(/^bcc:/im);
  expect(head.match(/^subject:/gim)).toHaveLength(1);
});

it('lets all mails of one incident thread, and no others with them', () => {
  const threads = SAMPLES.map((message) => {
    const { headers } = renderEmail(message, FROM, TO);
    expect(headers['In-Reply-To']).toBe(headers.References);
    expect(headers.References).toMatch(/^<[a-z0-9-]+@example\.net>$/);
    return { group: message.type.split('.')[0], thread: headers.References };
  });
  const groups = new Map(threads.map(({ group, thread }) => [thread, group]));
  expect([...groups.values()]).toEqual(['incident', 'alert', 'pair', 'report', 'test']);
});

it('takes the domain of its sender, however that is written', () => {
  const message = sampleOf('test');
  expect(renderEmail(message, 'a@dhcp.example.net', TO).headers.References).toBe(
    '<pairwatch-test@dhcp.example.net>',
  );
  expect(renderEmail(message, 'nobody', TO).headers.References).toBe('<pairwatch-test@pairwatch.invalid>');
});
