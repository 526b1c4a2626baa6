import { subscribe, unsubscribe } from 'node:diagnostics_channel';

const HEADERS = 'undici:request:headers';

/** Settles once the headers of the next answer have reached us and whoever waited for them. */
export function headersArrival(): Promise<void> {
  return new Promise((resolve) => {
    const onHeaders = () => {
      unsubscribe(HEADERS, onHeaders);
      setImmediate(resolve);
    };
    subscribe(HEADERS, onHeaders);
  });
}
