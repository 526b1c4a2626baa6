import { describe, expect, it } from 'vitest';
import { readPreferences } from './preferences.ts';

const read = (cookies: Record<string, string>) => readPreferences((name) => cookies[name]);

describe('readPreferences', () => {
  it('begins with the system’s colours, UTC and a rail as wide as fits', () => {
    expect(read({})).toEqual({ theme: 'system', zone: 'UTC', rail: 'auto' });
  });

  it('takes what the reader chose', () => {
    expect(read({ theme: 'dark', zone: 'Europe/Vienna', rail: 'narrow' })).toEqual({
      theme: 'dark',
      zone: 'Europe/Vienna',
      rail: 'narrow',
    });
    expect(read({ zone: 'server' }).zone).toBe('server');
  });

  it('passes over what nobody could have chosen', () => {
    expect(read({ theme: 'x" onload="', zone: 'Mars/Olympus', rail: '9' })).toEqual(read({}));
  });
});
