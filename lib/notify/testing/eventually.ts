import { vi } from 'vitest';

/** Waits until `check` throws no more; on however busy a machine. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 10 });
}
