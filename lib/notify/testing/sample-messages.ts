import type { AlertData, Message } from '../../contracts/message.ts';
import { BARE_SAMPLES, SAMPLES, sampleOf } from '../../contracts/message-samples.ts';

export { BARE_SAMPLES, SAMPLES, sampleOf };

/** Names as nobody should give them: markup, mentions, header lines, marks that turn the direction, halves of characters. */
export const HOSTILE_TEXTS = [
  '<script>alert(1)</script>',
  '<!channel> *bold* _it_ `x` <https://evil.example|click>',
  '[click](https://evil.example) **x**',
  'ops\r\nBcc: everybody@example.net\r\n\r\nhello',
  '"}\\u0000{{data}}{{{data}}}',
  'abc\u202egnp.exe\u202c \u200f\u2066x',
  'nul\u0000 bell\u0007 escape\u001b[31m delete\u007f next\u0085',
  'half \ud83d and other half \udca9',
  '👩‍💻🇩🇪 ＤＨＣＰ 東京 مرحبا',
  'line\u2028and\u2029paragraph',
  '',
  ' \t ',
  'x'.repeat(4096),
  '東'.repeat(4096),
  '&<>"\''.repeat(800),
  '💥'.repeat(2048),
] as const;

/** An incident with as many alerts as nobody wants to read, each with long names. */
export function hugeIncident(alertCount = 1000): Message {
  const opened = sampleOf('incident.opened');
  const long = '東京💥<&>"'.repeat(512);
  const alert: AlertData = {
    ...sampleOf('alert.firing').data,
    pair: long,
    title: long,
    subject: { server: long, pool: long, detail: long },
    labels: { [long]: long },
    why: { ...sampleOf('alert.firing').data.why, sentence: long, nextStep: long },
  };
  return {
    ...opened,
    data: {
      ...opened.data,
      pair: long,
      title: long,
      sentence: long,
      nextStep: long,
      reason: long,
      firstSymptom: { ...opened.data.firstSymptom, sentence: long },
      acknowledgement: { at: opened.timestamp, by: long, note: long },
      alerts: Array.from({ length: alertCount }, (_, id) => ({ ...alert, id, fingerprint: `${long}${id}` })),
    },
  };
}
