import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Webhook } from 'standardwebhooks';
import { type Message, messageSchema } from '../../lib/contracts/message.ts';
import { type ReceivedWebhook, startWebhookReceiver } from '../../lib/testing/webhook-receiver.ts';
import type { Lab } from '../lab/lab.ts';
import type { SettingsOptions } from '../lab/settings-yaml.ts';
import { type Api, createApi } from './api.ts';
import { freePort, type Product, startProduct } from './product.ts';

const SECRET = `whsec_${Buffer.from('a secret for webhooks of the lab').toString('base64')}`;

export type WebhookWatch = {
  product: Product;
  /** Path of its settings, for the commands. */
  settings: string;
  /** What it answers about one pair. */
  api(pair: string): Api;
  /**
   * What the endpoint of a pair was told so far, as it came in. Throws when anything that came was not signed, or no
   * message as we promise them.
   */
  told(pair: string): Message[];
  /** What the published JSON Schemas have against all that was told, by any endpoint. */
  schemaErrors(): Promise<string[]>;
  close(): Promise<void>;
};

type WatchedPairs = { pairs: readonly string[] } & Pick<SettingsOptions, 'alerts' | 'maintenance'>;

/**
 * Starts the product on the lab's pair under each of these names, with an endpoint for each that is named alike and left
 * with the kinds and severities it has by itself.
 */
export async function watchByWebhook(lab: Lab, { pairs, ...options }: WatchedPairs): Promise<WebhookWatch> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-by-webhook-'));
  const inbox = createInbox();
  const receiver = await startWebhookReceiver((webhook, response) =>
    response.writeHead(inbox.take(webhook) ? 204 : 400).end(),
  );
  const closeReceiver = async () => {
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const secret = join(folder, 'webhook.secret');
    writeFileSync(secret, SECRET, { mode: 0o600 });
    const endpoint = { secret: `file:${secret}`, allow: ['127.0.0.0/8'] };
    const endpoints = pairs.map((name) => ({
      name,
      url: `${receiver.url}/${name}`,
      pairs: [name],
      ...endpoint,
    }));
    const listen = `127.0.0.1:${await freePort()}`;
    const settings = join(folder, 'pairwatch.yaml');
    const text = lab.settingsYaml({ pairs, endpoints, listen, data: folder, ...options });
    writeFileSync(settings, text, { mode: 0o600 });
    const product = await startProduct(['start', '--config', settings], `http://${listen}`);
    return {
      product,
      settings,
      api: (pair) => createApi(product.url, pair),
      told: inbox.told,
      schemaErrors: () => errorsBySchemas(product.url, pairs.flatMap(inbox.told)),
      async close() {
        await product.stop();
        await closeReceiver();
      },
    };
  } catch (error) {
    await closeReceiver();
    throw error;
  }
}

/** Looks at each webhook when it comes, as whoever is told must: later its signature is too old. */
function createInbox() {
  const messages: { endpoint: string; message: Message }[] = [];
  const refused: unknown[] = [];
  return {
    take({ path, headers, body }: ReceivedWebhook): boolean {
      try {
        // Node gives repeated headers as arrays; ours are single.
        new Webhook(SECRET).verify(body, headers as Record<string, string>);
        messages.push({ endpoint: basename(path), message: messageSchema.parse(JSON.parse(body)) });
        return true;
      } catch (error) {
        refused.push(error);
        return false;
      }
    },
    told(pair: string): Message[] {
      if (refused.length > 0) throw new AggregateError(refused, 'Something came that is no message of ours');
      return messages.flatMap(({ endpoint, message }) => (endpoint === pair ? message : []));
    },
  };
}

async function errorsBySchemas(url: string, messages: Message[]): Promise<string[]> {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { 'date-time': true } });
  const errors: string[] = [];
  for (const message of messages) {
    const path = `/api/v1/schemas/${message.type}`;
    const schema = ajv.getSchema(path) ?? ajv.compile(await (await fetch(`${url}${path}`)).json());
    if (!schema(message)) errors.push(`${message.type}: ${ajv.errorsText(schema.errors)}`);
  }
  return errors;
}
