import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
  test,
} from '@playwright/test';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { addressesOf, idsIn } from '../support/foreign/addresses.ts';
import { type ForeignProduct, startForeignProduct } from '../support/foreign/product.ts';
import { htmlOf } from '../support/mail-parts.ts';

/** Whatever others may have written into a file, a log, a name or an answer stays a text: on pages, in reports and in mails. */

const MARKUP = [
  `"'><img data-planted src=/x onerror=ran()>`,
  '</textarea></title></style><svg data-planted onload=ran()>',
  '<script data-planted>ran()</script>',
  '<a data-planted href=javascript:ran()>x</a>[x](javascript:ran())',
  'javascript:ran()',
  `{{constructor.constructor('ran()')()}}\${ran()}`,
  '\u202e\u2066\u200b',
  '\u001b[31m\u001b]8;;javascript:ran()\u0007',
] as const;

const places = new Set<string>();
const markOf = (place: string) => `~${place}~`;

/** As much markup as there is room for, behind a mark by which it is known again. */
function plant(place: string, most = 1000): string {
  places.add(place);
  return [markOf(place), ...MARKUP].reduce((text, next) =>
    text.length + next.length <= most ? text + next : text,
  );
}

/** Told in hex, kept but not shown, or told as the fault it is. */
const NEVER_IN_WORDS = [
  'log: version',
  'log: what nobody knows',
  'client identifier',
  'match of dhcpd.conf',
  'answer of a server',
  'version of an SSH server',
  'first line of an SSH server',
];

let foreign: ForeignProduct;

test.beforeAll(async () => {
  foreign = await startForeignProduct(plant);
});

test.afterAll(async () => {
  await foreign?.close();
});

/** Every parameter that a page of ours reads, and some more. */
const ASKED_BY =
  'q text pair phase severity endpoint status who deed server last from to next key before kind pool zone error refusal'.split(
    ' ',
  );

/** The same, and asked for what is no address of ours. */
function asked(all: readonly string[]): string[] {
  const text = plant('an address');
  const query = new URLSearchParams(ASKED_BY.map((name) => [name, text]));
  const unknown = ['/', '/pairs/', '/events/', '/incidents/', '/runbook/', '/settings/endpoints/'];
  return [
    ...all,
    ...new Set(all.map((path) => `${path.replace(/\?.*/, '')}?${query}`)),
    ...unknown.map((folder) => folder + encodeURIComponent(text)),
  ];
}

type Findings = { ran: string[]; made: Set<string>; violations: string[]; seen: Set<string> };

async function openContext(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; found: Findings }> {
  const found: Findings = { ran: [], made: new Set(), violations: [], seen: new Set() };
  const context = await browser.newContext(options);
  const [name = '', value = ''] = foreign.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: foreign.product.url }]);
  await context.exposeBinding('ran', ({ page: by }) => found.ran.push(by.url()));
  await context.exposeBinding('refused', ({ page: by }, what: string) =>
    found.violations.push(`${by.url()}: ${what}`),
  );
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // Bound above; there is no type of it here.
      (window as unknown as { refused(what: string): void }).refused(
        `${violatedDirective} ${blockedURI} ${sample}`,
      );
    });
  });
  return { context, found };
}

const OF_A_PLANT =
  '[data-planted], [onerror], [onload], [href^="javascript:" i], [src^="javascript:" i], [action^="javascript:" i]';

async function look(page: Page, found: Findings): Promise<void> {
  for (const frame of page.frames()) {
    const { made, text } = await frame
      .evaluate((selector) => {
        const elements = [...document.querySelectorAll(selector)];
        const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
          ({ value }) => value,
        );
        return {
          made: elements.map(({ outerHTML }) => outerHTML.slice(0, 200)),
          text: `${document.title} ${document.body?.textContent} ${fields.join(' ')}`,
        };
      }, OF_A_PLANT)
      // A frame that went away meanwhile shows nothing any more.
      .catch(() => ({ made: [], text: '' }));
    for (const each of made) found.made.add(`${page.url()}: ${each}`);
    for (const place of places) if (text.includes(markOf(place))) found.seen.add(place);
  }
}

const OPENERS = '#main summary, #main button[aria-expanded="false"], #main button[aria-haspopup]';
const MOST_OPENED = 12;
const READERS = 3;

/** Looks at a page as it comes, and at what opens on it. */
async function visit(page: Page, path: string, found: Findings): Promise<void> {
  const answer = await page.goto(`${foreign.product.url}${path}`);
  const source = (await answer?.text()) ?? '';
  if (/<(?:img|svg|script|a) data-planted/.test(source)) found.made.add(`${path}: in its source`);
  await page.waitForLoadState('load');
  await page.locator('#main, main').first().waitFor();
  await page.waitForTimeout(300); // what is drawn in the browser comes after
  const held = /\?q=([\d.]+)/.exec(path)?.[1];
  if (held !== undefined) await page.locator('#main').getByText(held).first().waitFor();
  await look(page, found);
  if (path.includes('?') && !path.includes('?report') && held === undefined) return;
  const count = Math.min(await page.locator(OPENERS).count(), MOST_OPENED);
  for (let nth = 0; nth < count; nth += 1) {
    const opener = page.locator(OPENERS).nth(nth);
    // One that opening another took away, or that stands below what is open.
    await opener.click({ timeout: 500 }).catch(() => {});
    await look(page, found);
    await page.keyboard.press('Escape');
  }
}

test('no page makes markup of a text, nor tries to run one', async ({ browser }) => {
  test.setTimeout(400_000);
  const { context, found } = await openContext(browser, { bypassCSP: false });
  const all = asked(await addressesOf(foreign.read));
  const left = [...all];
  const readers = Array.from({ length: READERS }, async () => {
    const page = await context.newPage();
    page.on('dialog', (dialog) => dialog.dismiss().then(() => found.ran.push(`a dialog at ${page.url()}`)));
    for (let path = left.pop(); path !== undefined; path = left.pop()) await visit(page, path, found);
  });
  await Promise.all(readers);
  await context.close();
  const unseen = [...places].filter((place) => !found.seen.has(place) && !NEVER_IN_WORDS.includes(place));
  console.log(
    `markup: ${places.size} places × ${MARKUP.length} forms, ${all.length} pages, ${found.seen.size} places seen as text; ran: ${found.ran.length}, elements made: ${found.made.size}, against the policy: ${found.violations.length}`,
  );
  expect(found.ran).toEqual([]);
  expect([...found.made]).toEqual([]);
  // What a policy stops would have run without it.
  expect(found.violations).toEqual([]);
  expect(unseen).toEqual([]);
});

test('no report and no mail makes markup of a text', async ({ browser }) => {
  test.setTimeout(120_000);
  const { context, found } = await openContext(browser, { bypassCSP: true });
  const page = await context.newPage();
  const shown: string[] = [];
  const [incident = ''] = idsIn(await foreign.read('incidents?pair=demo'));
  const reports = ['incidents/ID/report?by=x&', 'drills/1/report?'].map((path) =>
    path.replace('ID', incident),
  );
  for (const report of reports) {
    for (const profile of ['internal', 'public']) {
      shown.push(await foreign.read(`${report}format=html&profile=${profile}`));
      const markdown = fromMarkdown(await foreign.read(`${report}format=md&profile=${profile}`));
      const kinds = JSON.stringify(markdown, ['type', 'children', 'url']);
      expect(kinds).not.toMatch(/"type":"(?:html|image)"|"url":"(?!https?:|#)/);
    }
  }
  await expect.poll(() => foreign.mails.length, { timeout: 60_000 }).toBeGreaterThan(0);
  const mails = foreign.mails.map(({ text }) => htmlOf(text));
  for (const html of [...shown, ...mails]) {
    expect(html).toContain('</html>');
    await page.setContent(html);
    await look(page, found);
  }
  await context.close();
  console.log(
    `markup: ${shown.length} reports of HTML, as many of Markdown, ${mails.length} mails with ${found.seen.size} places; ran: ${found.ran.length}, elements made: ${found.made.size}`,
  );
  expect([...found.made, ...found.ran]).toEqual([]);
  expect(found.seen.size).toBeGreaterThan(8);
});
