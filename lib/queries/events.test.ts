import { describe, expect, it } from 'vitest';
import { eventsPath } from './events.ts';

describe('eventsPath', () => {
  it('leaves out what is not asked for', () => {
    expect(eventsPath({})).toBe('/api/v1/events');
    expect(eventsPath({ pair: 'office', before: undefined })).toBe('/api/v1/events?pair=office');
  });

  it('encodes what a name may hold', () => {
    expect(eventsPath({ pair: 'a&b', limit: 5, before: 12 })).toBe(
      '/api/v1/events?pair=a%26b&limit=5&before=12',
    );
  });
});
