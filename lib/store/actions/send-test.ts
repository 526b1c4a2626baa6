import { testData } from '../../alerts/test-message.ts';
import type { MessageType } from '../../contracts/message.ts';
import type { Tx } from '../../db/client.ts';
import { messageBody } from '../message-data.ts';
import { enqueueMessage } from '../messages.ts';
import { checkedText } from './check-text.ts';
import { sentToEndpoint } from './find-endpoint.ts';
import { tellAction } from './tell-action.ts';

export type SendTest = { endpoint: string; type: MessageType; by: string; now: number };

/** Writes a message of a type that only tries the way to an endpoint, and gives its webhook-id. It waits for no other. */
export async function sendTest(tx: Tx, act: SendTest): Promise<string> {
  const { endpoint, type, now } = act;
  const by = checkedText(act.by, 'the name of who tests');
  await sentToEndpoint(tx, endpoint);
  const sentence = `${by} tests whether messages of Pairwatch arrive at ${endpoint}.`;
  const eventId = await tellAction(tx, {
    key: `endpoint:${endpoint}`,
    pair: { pairId: null },
    to: 'endpoint-tested',
    sentence: `${by} sent a test message${type === 'test' ? '' : ` (${type})`} to the endpoint ${endpoint}.`,
    by,
    now,
    topics: ['endpoints'],
  });
  const [webhookId] = await enqueueMessage(tx, {
    cause: `event:${eventId}`,
    stream: `test:${eventId}`,
    pairId: null,
    incidentId: null,
    type,
    sentence,
    body: messageBody(type, testData(type, sentence, by), now),
    endpoints: [endpoint],
    now,
  });
  if (webhookId === undefined) throw new Error(`the test of ${endpoint} at ${now} was sent already`);
  return webhookId;
}
