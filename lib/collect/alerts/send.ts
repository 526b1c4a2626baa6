import type { MessageType } from '../../contracts/message.ts';
import type { Tx } from '../../db/client.ts';
import { messageBody } from '../../store/message-data.ts';
import { enqueueMessage } from '../../store/messages.ts';

export type Outgoing = {
  pairId: number | null;
  /** The event it tells. */
  eventId: number;
  incidentId: number | null;
  /** What is of one stream arrives in its order. */
  stream: string;
  type: MessageType;
  sentence: string;
  /** Read only if there is somebody to tell. */
  data: () => Promise<object>;
  endpoints: readonly { name: string }[];
  now: number;
};

/** Puts a message of an event into the outbox, once for each endpoint. Gives for how many. */
export async function send(
  tx: Tx,
  { eventId, type, data, endpoints, now, ...columns }: Outgoing,
): Promise<number> {
  if (endpoints.length === 0) return 0;
  await enqueueMessage(tx, {
    ...columns,
    type,
    cause: `event:${eventId}`,
    body: messageBody(type, await data(), now),
    endpoints: endpoints.map(({ name }) => name),
    now,
  });
  return endpoints.length;
}
