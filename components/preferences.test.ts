import { describe, expect, it } from 'vitest';
import { readPreferences } from './preferences.ts';

const read = (cookies: Record<string, string>) => readPreferences((name) => cookies[name]);

describe('readPreferences', () => {
  it('begins with the system’s colours and UTC', () => {
    expect(read({})).toEqual({ theme: 'system', zone: 'UTC' });
  });

  it('takes what the reader chose', () => {
    expect(read({ theme: 'dark', zone: 'Europe/Vienna' })).toEqual({ theme: 'dark', zone: 'Europe/Vienna' });
  });

  it('passes over what nobody could have chosen', () => {
    expect(read({ theme: 'x" onload="', zone: 'Mars/Olympus' })).toEqual({ theme: 'system', zone: 'UTC' });
  });
});
