import type { Page } from '@playwright/test';

/** Recording a trace runs a script in each frame, which the preview of a report refuses: it is Playwright's, not the report's. */
const LOOKING_INTO_STILL_FRAME = /^Blocked script execution in '[^']*\/report\?[^']*&inline=1'/;

/** Collects everything the browser complains about on a page: console errors and warnings, uncaught errors, failed requests. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !LOOKING_INTO_STILL_FRAME.test(message.text()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // A page that is left takes its open requests with it.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
  });
  return complaints;
}
