import { type Message, messageSchema } from '../contracts/message.ts';
import type { DueMessage } from './outbox.ts';

/** A message as it was stored; or why it is none that this version knows how to tell. */
export function readMessage({ type, body }: Pick<DueMessage, 'type' | 'body'>): Message | { error: string } {
  const { data: message, error } = messageSchema.safeParse(parsed(body));
  if (error) {
    const [issue] = error.issues;
    return {
      error: `the stored message can not be sent: ${issue?.path.join('.') || 'its body'}: ${issue?.message}`,
    };
  }
  if (message.type !== type) {
    return { error: `the stored message can not be sent: it is called ${type}, its body is ${message.type}` };
  }
  return message;
}

/** undefined where it is no JSON: no message either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
