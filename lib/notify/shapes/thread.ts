import { createHash } from 'node:crypto';
import type { AlertData, Message } from '../../contracts/message.ts';
import { plain } from './text.ts';

/** PagerDuty's limit; the other shapes have none. */
const LONGEST = 255;

/**
 * What a message belongs to: the same for all messages of one incident, of one alert each time it fires, of one pair's verdict,
 * for the weekly or monthly reports on one pair, and for all tests. One visible line of at most 255 characters.
 */
export function threadOf(message: Message): string {
  const name = nameOf(message);
  return name.length <= LONGEST && plain(name) === name ? name : `pairwatch-${digest(name)}`;
}

function nameOf(message: Message): string {
  switch (message.type) {
    case 'incident.opened':
    case 'incident.updated':
    case 'incident.reopened':
    case 'incident.acknowledged':
    case 'incident.resolved':
      return `pairwatch-incident-${message.data.id}`;
    case 'alert.firing':
    case 'alert.updated':
    case 'alert.resolved':
      return `pairwatch-alert-${alertKey(message.data)}`;
    case 'pair.verdict_changed':
      return `pairwatch-verdict-${message.data.pair}`;
    case 'report.ready':
      return `pairwatch-reports-${message.data.period.kind}-${message.data.pair ?? ''}`;
    case 'test':
      return 'pairwatch-test';
  }
}

/** An alert's fingerprint is its own only within its pair. */
export function alertKey({ pair, fingerprint }: Pick<AlertData, 'pair' | 'fingerprint'>): string {
  return `${pair ?? ''}|${fingerprint}`;
}

/** 16 hexadecimal digits that stand for a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
