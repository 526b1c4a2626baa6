import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { CHROMIUM_FLAGS } from './browser.ts';

export type Scores = {
  performance: number;
  accessibility: number;
  bestPractices: number;
  layoutShift: number;
  /** What keeps accessibility or best practices from 100, by the audit's own name. */
  missed: string[];
};

const MOST_TRIES = 5;

/**
 * Lighthouse's scores of a page, from 0 to 100, in Debian's Chromium; the middle one of three runs by performance.
 * `form`: a desk's screen and line, which is what these pages are kept open on, or Lighthouse's slow phone.
 */
export async function scoresOf(url: string, form: 'desktop' | 'mobile'): Promise<Scores> {
  const runs: Scores[] = [];
  for (let tries = 1; runs.length < 3; tries += 1) {
    const scores = await runOnce(url, form);
    // Chromium now and then leaves no trace of a load.
    if (!Number.isNaN(scores.performance)) runs.push(scores);
    else if (tries > MOST_TRIES) throw new Error(`Lighthouse measured nothing at ${url} in ${tries} tries`);
  }
  const [, middle] = runs.toSorted((one, other) => one.performance - other.performance);
  if (!middle) throw new Error(`no run of Lighthouse on ${url}`);
  return middle;
}

async function runOnce(url: string, form: 'desktop' | 'mobile'): Promise<Scores> {
  const chrome = await launch({
    chromePath: process.env.PAIRWATCH_CHROMIUM ?? '/usr/bin/chromium',
    chromeFlags: ['--headless=new', ...CHROMIUM_FLAGS],
    logLevel: 'error',
  });
  try {
    const result = await lighthouse(
      url,
      {
        port: chrome.port,
        logLevel: 'error',
        output: 'json',
        onlyCategories: ['performance', 'accessibility', 'best-practices'],
      },
      form === 'desktop' ? desktopConfig : undefined,
    );
    if (!result) throw new Error(`Lighthouse gave nothing for ${url}`);
    const { categories, audits } = result.lhr;
    const score = (name: string) => Math.round((categories[name]?.score ?? Number.NaN) * 100);
    const graded = ['accessibility', 'best-practices'].flatMap((name) => categories[name]?.auditRefs ?? []);
    return {
      performance: score('performance'),
      accessibility: score('accessibility'),
      bestPractices: score('best-practices'),
      layoutShift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
      missed: graded
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => id),
    };
  } finally {
    chrome.kill();
  }
}
