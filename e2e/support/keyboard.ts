import { expect, type Locator, type Page } from '@playwright/test';

/** The focus can be seen: an outline around what has it, or around what stands for it. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return 'nothing has the focus';
    const hasOutline = (element: Element, pseudo?: string) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    };
    const { width, height, bottom, top } = focused.getBoundingClientRect();
    const isInSight = width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
    const label = focused.closest('label');
    const isMarked =
      hasOutline(focused) || hasOutline(focused, '::after') || (label !== null && hasOutline(label));
    return isInSight && isMarked ? 'seen' : `not seen on ${focused.outerHTML.slice(0, 200)}`;
  });
  expect(seen).toBe('seen');
}

/** Goes on with Tab until something has the focus, which must be seen at every stop. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    await expectVisibleFocus(page);
  }
  throw new Error(`${target} has no focus after ${most} presses of Tab`);
}
