import type { Page } from '@playwright/test';

/** Has the page add up how far it shifts without anybody touching it; call before it is opened. Gives what reads the sum. */
export async function watchLayoutShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const sum = { value: 0 };
    Object.assign(window, { layoutShift: sum });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // The type of these entries is in no library of types yet.
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) sum.value += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate<number>('window.layoutShift.value');
}
