import type { DeliveryTryDto } from '../../contracts/delivery.ts';
import { oneLine } from '../database/text.ts';

/** What came of one try to send, in one line: `200 after 84 ms`. */
export function tryWords({ status, latencyMs, error }: DeliveryTryDto): string {
  const answered = status === null ? 'no answer' : String(status);
  return `${answered} after ${latencyMs} ms${error === null ? '' : `: ${oneLine(error)}`}`;
}
