import type { Frame, Page } from '@playwright/test';

type DomNode = { nodeValue: string; children?: DomNode[] };

/**
 * What is written in the frames of a page that run no script. A locator asks by a script, which the browser would refuse there
 * and complain of; so this reads the documents as the browser's own tools do.
 */
export async function textOfStillFrames(page: Page): Promise<string> {
  const still = page.frames().filter((frame) => frame.parentFrame() !== null);
  return (await Promise.all(still.map(textOf))).join('\n');
}

/** The browser runs such a frame in a process of its own, to which it gives a session of its own. */
async function textOf(frame: Frame): Promise<string> {
  const session = await frame.page().context().newCDPSession(frame);
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  await session.detach();
  return textIn(root);
}

const textIn = (node: DomNode): string => node.nodeValue + (node.children ?? []).map(textIn).join('');
