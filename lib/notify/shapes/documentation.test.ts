import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MESSAGE_TYPES, messageSchema } from '../../contracts/message.ts';
import { formatDuration } from '../../pair/duration.ts';
import { RETRY_DELAYS_MS } from '../schedule.ts';
import { webhookHeaders } from '../sign.ts';
import { SAMPLES, sampleOf } from '../testing/sample-messages.ts';
import { checkTemplate } from './check-template.ts';

/** docs/webhooks.md promises; here it is held to that. */
const ROOT = join(import.meta.dirname, '../../..');
const text = readFileSync(join(ROOT, 'docs/webhooks.md'), 'utf8');

function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code = '']) => code,
  );
}

it('shows a true example of each type', () => {
  const examples = blocks('json').map((code) => messageSchema.parse(JSON.parse(code)));
  expect(examples).toEqual(SAMPLES);
  expect(new Set(examples.map(({ type }) => type))).toEqual(new Set(MESSAGE_TYPES));
});

it('names the waits between tries', () => {
  expect(text).toContain(RETRY_DELAYS_MS.map(formatDuration).join(', '));
});

it('shows a template that works', () => {
  const shown = blocks('yaml')
    .map((code) => parse(code)?.template)
    .filter(Boolean);
  expect(shown).toHaveLength(1);
  for (const template of shown) {
    expect(checkTemplate({ contentType: template['content-type'], body: template.body })).toBeNull();
  }
});

describe('what it gives receivers to verify by', () => {
  const secret = `whsec_${Buffer.from('thirty bytes that nobody knows').toString('base64')}`;
  const other = `whsec_${Buffer.from('the one that is being replaced').toString('base64')}`;
  const body = JSON.stringify(sampleOf('incident.opened'));
  const headers = webhookHeaders('msg_1', body, [other, secret], Date.now());
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pairwatch-docs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes a genuine message and refuses a forged one, in Node', () => {
    const code = `${blocks('js').join('')}
      const { body, headers } = JSON.parse(process.env.RECEIVED);
      console.log(verified(Buffer.from(body), headers).type);`;
    const run = (received: string) =>
      spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
        cwd: ROOT,
        env: { ...process.env, HOOK_SECRET: secret, RECEIVED: JSON.stringify({ body: received, headers }) },
        encoding: 'utf8',
      });
    expect(run(body).stdout.trim()).toBe('incident.opened');
    expect(run(body.replace('office', 'plant')).stderr).toContain('No matching signature');
  });

  it.skipIf(spawnSync('python3', ['--version']).error)('the same in Python', () => {
    const code = `${blocks('python').join('')}
import json, sys
received = json.load(sys.stdin)
print([is_genuine(received["secret"], received["headers"], each.encode()) for each in received["bodies"]])`;
    const input = JSON.stringify({ secret, headers, bodies: [body, body.replace('office', 'plant')] });
    expect(spawnSync('python3', ['-c', code], { input, encoding: 'utf8' }).stdout.trim()).toBe(
      '[True, False]',
    );
  });

  it.skipIf(spawnSync('openssl', ['version']).error)('the same in a shell', () => {
    const run = (received: string) => {
      writeFileSync(join(folder, 'body.json'), received);
      const env = {
        ...process.env,
        HOOK_SECRET: secret,
        ID: headers['webhook-id'],
        SENT_AT: headers['webhook-timestamp'],
        SIGNATURES: headers['webhook-signature'],
      };
      return spawnSync('sh', ['-c', blocks('sh').join('')], {
        cwd: folder,
        env,
        encoding: 'utf8',
      }).stdout.trim();
    };
    expect(run(body)).toBe('genuine');
    expect(run(body.replace('office', 'plant'))).toBe('forged');
  });
});
