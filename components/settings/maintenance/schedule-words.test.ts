import { expect, it } from 'vitest';
import { scheduleWords, spanWords } from './schedule-words.ts';

const NOW = Date.parse('2026-07-21T10:00:00.000Z');

it('says when a window is, by the clocks it goes by', () => {
  const weekly = { kind: 'weekly', from: '22:00', to: '02:00', zone: 'Europe/Berlin' } as const;
  expect(scheduleWords({ ...weekly, days: ['mon', 'sun'] }, NOW, 'UTC')).toBe(
    'Every Monday and Sunday, 22:00 to 02:00 on the next day, by clocks of Europe/Berlin',
  );
  expect(
    scheduleWords(
      { ...weekly, to: '23:30', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
      NOW,
      'UTC',
    ),
  ).toBe('Every day, 22:00 to 23:30, by clocks of Europe/Berlin');
});

it('names the day of the end only where it is another one', () => {
  const once = {
    kind: 'once',
    startsAt: '2026-12-01T20:00:00.000Z',
    endsAt: '2026-12-01T22:00:00.000Z',
  } as const;
  expect(scheduleWords(once, NOW, 'UTC')).toBe('Once, 1 Dec 20:00 UTC to 22:00 UTC');
  expect(spanWords({ ...once, endsAt: '2026-12-02T01:00:00.000Z' }, NOW, 'Europe/Berlin')).toBe(
    '1 Dec 21:00 to 2 Dec 02:00',
  );
});
