import { chromium } from '@playwright/test';

const CHROMIUM = process.env.PAIRWATCH_CHROMIUM ?? '/usr/bin/chromium';
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Repaints = { count: number; medianMs: number; worstMs: number };

/** Compressed bytes of script, without HTTP's headers, that a page loads by itself, before anybody touches it. */
export async function scriptKilobytes(url: string): Promise<number> {
  return withPage(async (page) => {
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    const headerBytes = new Map<string, number>();
    let bytes = 0;
    client.on('Network.responseReceived', ({ requestId, type, response }) => {
      // By then the headers have arrived, and nothing else.
      if (type === 'Script') headerBytes.set(requestId, response.encodedDataLength);
    });
    client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const ofHeaders = headerBytes.get(requestId);
      if (ofHeaders !== undefined) bytes += encodedDataLength - ofHeaders;
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(3000);
    return bytes / 1000;
  });
}

/**
 * How long a page takes from the last byte of an answer that a live hint had it ask for until what changed is on the
 * screen: React's work, style, layout and paint. Counts what comes within `forMs`.
 */
export async function repaints(url: string, forMs: number): Promise<Repaints> {
  return withPage(async (page) => {
    await page.addInitScript(observeRepaints);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(2000);
    await page.evaluate(() => {
      window.repaintMs = [];
    });
    await page.waitForTimeout(forMs);
    const samples = (await page.evaluate(() => window.repaintMs)).toSorted((one, other) => one - other);
    if (samples.length === 0) throw new Error(`${url} was not repainted within ${forMs / 1000} s`);
    return {
      count: samples.length,
      medianMs: samples[Math.floor(samples.length / 2)] ?? Number.NaN,
      worstMs: samples.at(-1) ?? Number.NaN,
    };
  });
}

declare global {
  interface Window {
    repaintMs: number[];
  }
}

/** Runs in the page: from the end of the latest answer to the first frame after the change it made. */
function observeRepaints(): void {
  window.repaintMs = [];
  let answeredAt: number | null = null;
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const response = await ask(...request);
    const text = await response.clone().text();
    if (text.length > 0 && String(request[0]).includes('/api/v1/')) answeredAt = performance.now();
    return response;
  };
  new MutationObserver(() => {
    const from = answeredAt;
    if (from === null) return;
    answeredAt = null;
    // The frame with the change is painted between its animation callbacks and the next task.
    requestAnimationFrame(() => setTimeout(() => window.repaintMs.push(performance.now() - from), 0));
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

async function withPage<Result>(
  work: (
    page: Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>['newPage']>>,
  ) => Promise<Result>,
): Promise<Result> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  try {
    return await work(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  } finally {
    await browser.close();
  }
}
