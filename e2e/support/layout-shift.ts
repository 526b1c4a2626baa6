import type { Page } from '@playwright/test';

export type LayoutShift = {
  /** All shifts together, as browsers count them. */
  sum: number;
  /** What moved, each with how far: for whoever has to mend it. */
  moved: string[];
};

/** Has the page add up how far it shifts without anybody touching it; call before it is opened. Gives what reads the sum. */
export async function watchLayoutShift(page: Page): Promise<() => Promise<LayoutShift>> {
  await page.addInitScript(() => {
    const found: LayoutShift = { sum: 0, moved: [] };
    Object.assign(window, { layoutShift: found });
    const nameOf = (node: Node | null) =>
      node instanceof Element ? node.outerHTML.slice(0, 120) : (node?.textContent ?? 'what is gone');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // The type of these entries is in no library of types yet.
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
        };
        if (hadRecentInput) continue;
        found.sum += value;
        for (const { node, previousRect: before, currentRect: after } of sources)
          found.moved.push(
            `${nameOf(node)} from ${before.x},${before.y} to ${after.x},${after.y}, ${after.width} × ${after.height}`,
          );
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate<LayoutShift>('window.layoutShift');
}
