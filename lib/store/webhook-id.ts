import { randomUUID } from 'node:crypto';

/** A fresh `webhook-id`; one message keeps it through all its tries. */
export function newWebhookId(): string {
  return `msg_${randomUUID().replaceAll('-', '')}`;
}
