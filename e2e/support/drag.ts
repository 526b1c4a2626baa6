import type { Locator, Page } from '@playwright/test';

/** Drags the mouse over what is drawn, level, from one share of its width to another. */
export async function dragOver(page: Page, drawn: Locator, [from, to]: [number, number]): Promise<void> {
  await drawn.scrollIntoViewIfNeeded();
  const box = await drawn.boundingBox();
  if (!box) throw new Error(`${drawn} is not drawn`);
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, middle, { steps: 5 });
  await page.mouse.up();
}
