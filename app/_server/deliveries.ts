import type { DeliveryAnswerDto, DeliveryListDto, DeliveryQuery } from '../../lib/contracts/delivery.ts';
import { DELIVERY_CSV } from '../../lib/contracts/list-csv.ts';
import type { Tx } from '../../lib/db/client.ts';
import { isEndpointKnown } from '../../lib/store/actions/find-endpoint.ts';
import { replayMessage } from '../../lib/store/actions/replay-message.ts';
import { findDelivery, listDeliveries } from '../../lib/store/messages.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { EXPORT_PAGE, exportList } from './list-export.ts';
import { resourceUnknown } from './problem.ts';

/** Messages on their way and what became of them, newest first. Throws `Problem`, as all here do. */
export async function readDeliveries(query: DeliveryQuery): Promise<DeliveryListDto> {
  const now = new Date().toISOString();
  return { now, ...(await readDatabase((tx) => listed(tx, query))) };
}

/** All that a query asks for as CSV, in the order of the list. */
export function exportDeliveries(query: DeliveryQuery): Promise<Response> {
  return exportList('deliveries', DELIVERY_CSV, async (before) => {
    const { deliveries, nextBefore } = await readDeliveries({
      ...query,
      limit: EXPORT_PAGE,
      ...(before !== null && { before: String(before) }),
    });
    return { rows: deliveries, nextBefore };
  });
}

async function listed(tx: Tx, query: DeliveryQuery): Promise<Omit<DeliveryListDto, 'now'>> {
  const { endpoint } = query;
  if (endpoint !== undefined && !(await isEndpointKnown(tx, endpoint))) {
    throw resourceUnknown('endpoint', endpoint, '/api/v1/endpoints');
  }
  return listDeliveries(tx, query);
}

/** One message with each try to deliver it; `id` is its webhook-id. */
export function readDelivery(id: string): Promise<DeliveryAnswerDto> {
  return readDatabase((tx) => answerOf(tx, id, Date.now()));
}

export function replayDelivery(id: string, by: string): Promise<DeliveryAnswerDto> {
  const now = Date.now();
  return writeDatabase(async (tx) => {
    await replayMessage(tx, { id, by, now });
    return answerOf(tx, id, now);
  });
}

async function answerOf(tx: Tx, id: string, now: number): Promise<DeliveryAnswerDto> {
  const answer = await findDelivery(tx, id);
  if (answer === null) throw resourceUnknown('delivery', id, '/api/v1/deliveries');
  return { now: new Date(now).toISOString(), ...answer };
}
