import { expect, it } from 'vitest';
import type { EventDto } from '../../lib/contracts/event.ts';
import { correctionWords } from './correction.ts';

const event = (at: string, sortAt: string, clock: EventDto['clock'] = 'server') =>
  ({ at: `2025-11-21T${at}Z`, sortAt: `2025-11-21T${sortAt}Z`, clock, server: 'dhcp-a' }) as EventDto;

it('says by how much a stamp was put right, and which way', () => {
  expect(correctionWords(event('10:42:00.000', '10:42:00.900'))).toContain('none');
  expect(correctionWords(event('10:42:03.500', '10:42:00.000'))).toBe(
    'placed 3.5 s earlier than its stamp: dhcp-a’s clock was ahead',
  );
  expect(correctionWords(event('10:42:00.000', '11:45:00.000'))).toContain('placed 1 h 3 min later');
});

it('has nothing to put right where the time is our own', () => {
  expect(correctionWords(event('10:42:00.000', '10:42:09.000', 'pairwatch'))).toBeNull();
});
