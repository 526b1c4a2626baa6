import { Webhook } from 'standardwebhooks';

/** The headers of Standard Webhooks, one signature by each of the secrets; without secrets, without signature. `at`: ms since 1970. */
export function webhookHeaders(
  webhookId: string,
  body: string,
  secrets: readonly string[],
  at: number,
): Record<string, string> {
  const headers = { 'webhook-id': webhookId, 'webhook-timestamp': String(Math.floor(at / 1000)) };
  if (secrets.length === 0) return headers;
  const signatures = secrets.map((secret) => new Webhook(secret).sign(webhookId, new Date(at), body));
  return { ...headers, 'webhook-signature': signatures.join(' ') };
}
