import type { Tx } from '../../db/client.ts';
import { messageBody } from '../message-data.ts';
import { enqueueMessage } from '../messages.ts';
import { checkedText } from './check-text.ts';
import { sentToEndpoint } from './find-endpoint.ts';
import { tellAction } from './tell-action.ts';

/** Writes a message `test` for one endpoint and gives its webhook-id. It waits for no other message. */
export async function sendTest(tx: Tx, act: { endpoint: string; by: string; now: number }): Promise<string> {
  const { endpoint, now } = act;
  const by = checkedText(act.by, 'the name of who tests');
  await sentToEndpoint(tx, endpoint);
  const sentence = `${by} tests whether messages of Pairwatch arrive at ${endpoint}.`;
  const eventId = await tellAction(tx, {
    key: `endpoint:${endpoint}`,
    pair: { pairId: null },
    to: 'endpoint-tested',
    sentence: `${by} sent a test message to the endpoint ${endpoint}.`,
    by,
    now,
    topics: ['endpoints'],
  });
  const type = 'test';
  const [webhookId] = await enqueueMessage(tx, {
    cause: `event:${eventId}`,
    stream: `test:${eventId}`,
    pairId: null,
    incidentId: null,
    type,
    sentence,
    body: messageBody(type, { sentence, by }, now),
    endpoints: [endpoint],
    now,
  });
  if (webhookId === undefined) throw new Error(`the test of ${endpoint} at ${now} was sent already`);
  return webhookId;
}
