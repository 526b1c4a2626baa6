import { queryOptions } from '@tanstack/react-query';
import { type DeliveryQuery, deliveryAnswerSchema, deliveryListSchema } from '../contracts/delivery.ts';
import { getJson, send } from './api.ts';
import { deliveriesKey } from './keys.ts';
import { withSearch } from './path.ts';
import { refetchAsNet } from './refetch.ts';

const PATH = '/api/v1/deliveries';
const deliveryPath = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export type DeliveryFilter = Partial<DeliveryQuery>;

/** Where a browser gets all of a filter as a CSV file. */
export const deliveryExportPath = ({ endpoint, status }: DeliveryFilter): string =>
  withSearch(PATH, { endpoint, status, format: 'csv' });

/** Messages and what became of them, newest first. */
export const deliveriesQuery = ({ endpoint, status, limit, before }: DeliveryFilter) =>
  queryOptions({
    queryKey: [...deliveriesKey, 'list', { endpoint, status, limit, before }],
    queryFn: ({ signal }) =>
      getJson(withSearch(PATH, { endpoint, status, limit, before }), deliveryListSchema, signal),
    ...refetchAsNet,
  });

/** One message with each try to deliver it. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: [...deliveriesKey, 'one', id],
    queryFn: ({ signal }) => getJson(deliveryPath(id), deliveryAnswerSchema, signal),
    ...refetchAsNet,
  });

/** Sends a message again under its own id. */
export const replayDelivery = (id: string, by: string) =>
  send('POST', `${deliveryPath(id)}/replay`, { by }, deliveryAnswerSchema);
