import { describe, expect, it } from 'vitest';
import { skewText } from './skew-text.ts';

const SERVERS = [
  { name: 'dhcp-a', role: 'primary' },
  { name: 'dhcp-b', role: 'secondary' },
] as const;

const textOf = (skewMs: number, uncertaintyMs = 1000) => skewText({ skewMs, uncertaintyMs }, SERVERS);

describe('skewText', () => {
  it('names the server whose clock is ahead', () => {
    expect(textOf(20_000)).toBe('clock of dhcp-b 20.0 s ahead (± 1.0 s)');
    expect(textOf(-7_500)).toBe('clock of dhcp-a 7.5 s ahead (± 1.0 s)');
  });

  it('claims no difference that the measurement cannot see', () => {
    expect(textOf(1000)).toBe('clocks agree (± 1.0 s)');
    expect(textOf(-30, 50)).toBe('clocks agree (± 50 ms)');
    expect(textOf(80, 50)).toBe('clock of dhcp-b 80 ms ahead (± 50 ms)');
  });
});
