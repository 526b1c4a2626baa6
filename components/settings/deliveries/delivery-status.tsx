import { type Level, LevelWord } from '@/components/pair/level-mark.tsx';
import type { DeliverySummaryDto } from '@/lib/contracts/delivery.ts';

type Status = Pick<DeliverySummaryDto, 'status' | 'attempts'>;

/** How a message stands, by shape and word. */
export function DeliveryStatus({ delivery }: { delivery: Status }) {
  return <LevelWord {...lookOf(delivery)} />;
}

function lookOf({ status, attempts }: Status): { level: Level; word: string } {
  if (status === 'delivered') return { level: 'good', word: 'delivered' };
  if (status === 'dead') return { level: 'bad', word: 'given up' };
  return attempts === 0 ? { level: 'unknown', word: 'waiting' } : { level: 'warn', word: 'tried, waiting' };
}
