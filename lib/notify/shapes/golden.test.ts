import { expect, it } from 'vitest';
import { type Format, render } from '../render.ts';
import { renderEmail } from '../render-email.ts';
import { SAMPLES } from '../testing/sample-messages.ts';

/**
 * Every sample in every shape, to be read by people. `testcases/TYPE/input.json` is the message as it is stored; after a wanted change,
 * `npx vitest run --project unit lib/notify/shapes -u` writes the others anew.
 */
const KINDS = ['slack', 'teams', 'pagerduty', 'alertmanager'] as const;

it.each(SAMPLES)('$type looks as it did in every shape', async (message) => {
  const folder = `testcases/${message.type}`;
  await expect(pretty(message)).toMatchFileSnapshot(`${folder}/input.json`);
  for (const kind of KINDS) {
    const format: Format = { kind, routingKey: '0123456789abcdef0123456789abcdef', template: null };
    const body: unknown = JSON.parse(render(message, format, 'ops').body);
    await expect(pretty(body)).toMatchFileSnapshot(`${folder}/${kind}.json`);
  }
  const { subject, text, html, headers } = renderEmail(message, 'pairwatch@example.net', ['noc@example.net']);
  const head = [
    `Subject: ${subject}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  await expect(`${head.join('\n')}\n\n${text}`).toMatchFileSnapshot(`${folder}/email.txt`);
  await expect(html).toMatchFileSnapshot(`${folder}/email.html`);
});

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
